#pragma once
// Judging files without sending anything: SOAP messages, CSV and JSON of
// records, files of whole companies. Streams: a verdict is handed out as soon as
// it is reached. One thread.

#include <cstddef>
#include <functional>
#include <optional>
#include <string>

#include "exchange/recognise.h"
#include "lampiran/aturan.h"
#include "lampiran/temuan.h"
#include "office/file_error.h"

namespace jembatan::office {

struct Court {
  lampiran::Pihak pemberi = lampiran::Pihak::kesatu;
  base::Date day{};
  const lampiran::Aturan& aturan;
  exchange::Reader reader;
};

struct Verdict {
  std::size_t line = 0;          ///< where the record begins in the file; 0 in a SOAP message
  lampiran::HasilRekaman hasil;  ///< urutan counts through the whole file
};

/// Why a file cannot be judged at all.
struct Unreadable {
  std::string kode;  ///< a fault code or a file fault's name
  std::string what;  ///< for people
  std::vector<lampiran::Temuan> temuan;
};

using Sink = std::function<void(const Verdict&)>;

/// Hands each record's verdict to `sink`, in the file's order; the error comes after the verdicts before the
/// damage.
[[nodiscard]] std::optional<Unreadable> validate_file(const std::string& path, const Court& court,
                                                      const Sink& sink);

}  // namespace jembatan::office
