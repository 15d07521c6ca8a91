#pragma once
// How an operator's file is named in an error. Pure; any thread.

#include <cstddef>
#include <string>
#include <string_view>

namespace jembatan::lampiran {

/// "file:line: what"; without the line where it is 0.
[[nodiscard]] inline std::string file_error(std::string_view path, std::size_t line, std::string_view what) {
  std::string text(path);
  if (line > 0) text.append(":").append(std::to_string(line));
  return text.append(": ").append(what);
}

}  // namespace jembatan::lampiran
