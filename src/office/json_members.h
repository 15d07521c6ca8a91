#pragma once
// Walks through a JSON object member by member without building it: a SAX parse
// that gives each value with its path and line. One thread; the text outlives
// the walk. Bounds: 16 levels, 64 KiB a value.

#include <cstddef>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "office/file_error.h"

namespace jembatan::office {

struct JsonMember {
  enum class Kind { text, number, boolean, null, object, array };

  /// "badanUsaha.npwp", "kbli[]", "kbli[].kode"; empty for the object itself. Containers come before their
  /// members.
  std::string_view path;
  Kind kind = Kind::null;
  std::string_view text;  ///< of a text; of a number, its digits
  std::size_t line = 1;   ///< in the text, from 1
};

/// Says what is wrong with the member, which ends the walk, or nothing.
using JsonVisitor = std::function<std::optional<FileError>(const JsonMember&)>;

inline constexpr std::size_t most_json_depth = 16;
inline constexpr std::size_t most_json_value = std::size_t{64} * 1024;

/// The error's line is in the text, from 1; its file is empty. None when the whole text is one JSON value.
[[nodiscard]] std::optional<FileError> visit_members(std::string_view text, const JsonVisitor& visitor);

}  // namespace jembatan::office
