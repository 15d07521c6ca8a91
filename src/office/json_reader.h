#pragma once
// A JSON array of records, or JSON Lines. See record_reader.h. kbli is a text, or
// an array of texts or of {"kode", "edisi"}; koordinat {"lintang", "bujur"};
// fieldLain an object of name and value; badanUsaha the company's key. Numbers
// are taken for counts and coordinates only.

#include <memory>
#include <optional>

#include "office/byte_source.h"
#include "office/record_reader.h"

namespace jembatan::office {

/// The source stands behind the byte order mark.
[[nodiscard]] base::Result<std::unique_ptr<RecordReader>, FileError> open_json(
    ByteSource source, std::optional<lampiran::Bagian> given);

}  // namespace jembatan::office
