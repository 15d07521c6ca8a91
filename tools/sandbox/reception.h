#pragma once
// One message from recognising it to its answer: the party's own rules for
// strictness, verdicts and idempotency, without HTTP and without faults on
// demand. Any thread; everything in Surroundings must outlive it. Never throws:
// a data file that does not work becomes a Fault and a line in the log.

#include <string>
#include <string_view>

#include "base/log.h"
#include "exchange/recognise.h"
#include "lampiran/aturan.h"
#include "sandbox/answers.h"
#include "sandbox/data_file.h"

namespace jembatan::sandbox {

struct Surroundings {
  const base::Clock& clock;
  const base::Log& log;
  const xml::SchemaSet& schemas;
  const lampiran::Aturan& aturan;
  lampiran::Pihak party;  ///< whose system this is; the other party calls
  DataFile& data;
};

struct Told {
  unsigned http_status = 200;
  soap::SoapVersion version = soap::SoapVersion::v11;
  std::string body;
};

using Message = base::Result<exchange::Recognised, exchange::Unrecognised>;

class Reception {
 public:
  explicit Reception(Surroundings around) : around_(around) {}

  [[nodiscard]] Message recognise(const exchange::Arrival& arrival, soap::Codec& codec) const;
  /// `body`: the bytes that were recognised.
  [[nodiscard]] Told tell(Message message, std::string_view body, soap::Codec& codec);
  /// Records and answers the message with this Fault, whatever it says.
  [[nodiscard]] Told refuse(const Message& message, soap::Fault fault, soap::Codec& codec);

 private:
  [[nodiscard]] Told handle(exchange::Recognised message, std::string_view body, soap::Codec& codec);
  [[nodiscard]] Told record_refusal(Pesan pesan, soap::Fault fault, soap::Codec& codec);
  [[nodiscard]] Told broken(const std::exception& error, soap::SoapVersion version, soap::Codec& codec) const;

  const Surroundings around_;
};

}  // namespace jembatan::sandbox
