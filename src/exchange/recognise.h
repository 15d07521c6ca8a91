#pragma once
// The first steps of every message: which section, which version, is it whole
// and lawful XML, which operation, what does it say. Free functions from value
// to value; nothing is recorded or sent here.

#include <string_view>
#include <vector>

#include "base/clock.h"
#include "base/result.h"
#include "exchange/arrival.h"
#include "soap/codec.h"
#include "xml/guard.h"

namespace jembatan::exchange {

struct Recognised {
  soap::Request request;
  soap::SoapVersion version = soap::SoapVersion::v11;
  std::vector<xml::Violation>
      violations;  ///< values that break their type, inside records or the company key
  journal::Durations durations;
};

struct Unrecognised {
  soap::Fault fault;
  soap::SoapVersion version = soap::SoapVersion::v11;
  unsigned http_status = 0;  ///< 0: as the fault's code says
  journal::Durations durations;
};

struct Reader {
  const xml::SchemaSet& schemas;
  const xml::GuardLimits& limits;
  const base::Clock& clock;
};

[[nodiscard]] base::Result<Recognised, Unrecognised> recognise(const Arrival& arrival, const Reader& reader,
                                                               soap::Codec& codec);

/// The digest by which two messages are told to say the same (SHA-256 of the canonical body, hexadecimal); ""
/// where the bytes are no envelope.
[[nodiscard]] std::string content_digest(std::string_view bytes);

/// The operation of a journaled exchange; null where it was not recognised.
[[nodiscard]] const soap::Operasi* operasi_of(const journal::Entry& entry);

/// The section of a path "/ws/pekerja".
[[nodiscard]] std::optional<lampiran::Bagian> bagian_of_path(std::string_view path);

}  // namespace jembatan::exchange
