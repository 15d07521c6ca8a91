#pragma once
// Cuts a JSON array of objects, or JSON Lines, into the texts of its objects, so
// that a file of any size passes in constant memory. What is inside an object is
// the parser's business. One thread; an object has at most most_record_bytes.

#include <cstddef>
#include <optional>
#include <string>

#include "base/result.h"
#include "office/byte_source.h"

namespace jembatan::office {

struct JsonFrame {
  std::string text;
  std::size_t line = 0;  ///< where the object begins
};

class JsonFramer {
 public:
  /// The source stands at the first byte of the file's JSON.
  explicit JsonFramer(ByteSource source);

  /// The next object's text, none at the end of the file.
  [[nodiscard]] base::Result<std::optional<JsonFrame>, FileError> next();

  [[nodiscard]] const ByteSource& source() const { return source_; }

 private:
  [[nodiscard]] int skip_space();
  [[nodiscard]] base::Result<bool, FileError> to_next_object();
  [[nodiscard]] base::Result<std::optional<JsonFrame>, FileError> object();
  [[nodiscard]] FileError wrong(std::string what) const;

  ByteSource source_;
  bool started_ = false;
  bool array_ = false;
  bool ended_ = false;
};

}  // namespace jembatan::office
