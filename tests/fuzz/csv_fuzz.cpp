// A CSV file of records: its section's number (or another character), then the file.

#include <cstddef>
#include <cstdint>

#include "office/csv_reader.h"
#include "reading.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace jembatan;
  if (size == 0) return 0;
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  if (const auto reader =
          office::open_csv(fuzz::source_of(bytes.substr(1)), false, fuzz::section_of(bytes[0]))) {
    fuzz::read_whole(**reader);
  }
  return 0;
}
