#pragma once
// Sending records as a party's portal would: SOAP messages of up to 1,000
// records to the gateway's listener. One thread; owns its connection.

#include <cstddef>
#include <functional>
#include <memory>
#include <string>
#include <variant>
#include <vector>

#include "base/clock.h"
#include "crypto/second_factor.h"
#include "http/client.h"
#include "office/record_reader.h"
#include "soap/codec.h"
#include "xml/guard.h"

namespace jembatan::office {

/// The gateway could not be reached, or did not answer in a way that can be understood.
struct Unanswered {
  std::string reason;
};
using Sent = std::variant<soap::Response, soap::Fault, Unanswered>;

/// The second factor that the listener wants.
struct Signing {
  std::shared_ptr<const crypto::SecondFactor> factor = nullptr;  ///< null: none
  bool once = true;  ///< a signature, which is for a second, counts once: messages wait for the next second
};

class Portal {
 public:
  /// `url` of the listener, "http://127.0.0.1:8081"; `tls` for an "https://" one, otherwise null.
  Portal(const std::string& url, std::shared_ptr<const http::ClientTls> tls, const Signing& signing,
         const xml::SchemaSet& schemas, const base::Clock& clock);

  /// Kirim or Selaraskan of one section; the idPesan is made here where none is given, and jumlahData is the
  /// count.
  [[nodiscard]] Sent send(soap::Jenis jenis, lampiran::Rekaman records,
                          std::optional<lampiran::KunciBadanUsaha> kunci, std::string id_pesan = {});

 private:
  void await_fresh_second();

  const bool one_a_second_;
  bool signed_before_ = false;
  const xml::SchemaSet& schemas_;
  const base::Clock& clock_;
  http::Client client_;
  soap::Codec codec_;
};

}  // namespace jembatan::office
