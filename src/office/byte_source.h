#pragma once
// The bytes of one file, through one fixed buffer, with the number of the line
// that comes next. One thread. Reading throws base::Broken when the disk fails.

#include <cstddef>
#include <istream>
#include <memory>
#include <string>
#include <string_view>

#include "base/result.h"
#include "office/file_error.h"

namespace jembatan::office {

class ByteSource {
 public:
  static constexpr int end = -1;

  ByteSource(std::unique_ptr<std::istream> in, std::string name);

  /// Missing, a folder, not readable: an error.
  [[nodiscard]] static base::Result<ByteSource, FileError> open(const std::string& path);

  /// What is buffered and not yet taken: at the start of a file its first 64 KiB, or all of it.
  [[nodiscard]] std::string_view ahead();
  /// The next byte, 0 to 255, or `end`.
  [[nodiscard]] int peek();
  int get();
  void skip(std::size_t bytes);

  /// Of the next byte, from 1. LF, CRLF and a lone CR each end a line.
  [[nodiscard]] std::size_t line() const { return line_; }
  [[nodiscard]] const std::string& name() const { return name_; }

  [[nodiscard]] FileError error(FileFault fault, std::size_t line, std::string what,
                                std::string remedy) const {
    return {fault, name_, line, std::move(what), std::move(remedy)};
  }

 private:
  [[nodiscard]] bool fill();

  std::unique_ptr<std::istream> in_;
  std::string name_;
  std::string buffer_;
  std::size_t at_ = 0;
  std::size_t size_ = 0;
  std::size_t line_ = 1;
};

}  // namespace jembatan::office
