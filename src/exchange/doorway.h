#pragma once
// Between HTTP and the gateway: POST /ws/<section> is a message, GET
// /ws/<section>?wsdl and /schemas/<name>.xsd are the contract's documents from
// the program's own table, everything else is refused. Any thread.

#include <string>

#include "exchange/gateway.h"
#include "exchange/metrics_door.h"
#include "exchange/recognise.h"
#include "exchange/refusal_tally.h"
#include "http/server.h"

namespace jembatan::exchange {

class Doorway {
 public:
  /// `public_url` without a trailing slash; empty: the address that the client used.
  Doorway(Gateway& gateway, lampiran::Pihak pihak, std::string public_url)
      : gateway_(gateway), pihak_(pihak), public_url_(std::move(public_url)) {}

  [[nodiscard]] http::Response handle(const http::Request& request);
  /// A request that HTTP refused, or a caller whom TLS did not let in: PIHAK_TIDAK_DIKENAL, with the reason
  /// and the subject of the certificate that it showed. Of many alike in a minute the number is recorded.
  void refused(const http::Refused& refused);
  /// Records the numbers of the minute that is over; with `all` at once. Call it now and then.
  void summarise(bool all = false);
  [[nodiscard]] lampiran::Pihak pihak() const { return pihak_; }
  [[nodiscard]] const DoorMetrics& metrics() const { return metrics_; }

 private:
  [[nodiscard]] http::Response tell(const http::Request& request, const std::string& path);

  Gateway& gateway_;
  lampiran::Pihak pihak_;
  std::string public_url_;
  DoorMetrics metrics_;
  RefusalTally tally_;
};

/// The document that a GET asks for, or 404. `base_url` goes into the WSDL's addresses.
[[nodiscard]] http::Response contract_document(std::string_view target, const std::string& base_url);

/// "http://", or "https://", + host where the Host header is a plain host[:port]; empty otherwise.
[[nodiscard]] std::string url_of_host(std::string_view host, bool secure = false);

}  // namespace jembatan::exchange
