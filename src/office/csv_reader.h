#pragma once
// A CSV file of records. See record_reader.h.

#include <memory>
#include <optional>

#include "office/byte_source.h"
#include "office/record_reader.h"

namespace jembatan::office {

/// The source stands behind the byte order mark. Reads the header.
[[nodiscard]] base::Result<std::unique_ptr<RecordReader>, FileError> open_csv(
    ByteSource source, bool byte_order_mark, std::optional<lampiran::Bagian> given);

}  // namespace jembatan::office
