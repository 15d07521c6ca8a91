#pragma once
// The linear pass over a message's bytes before any parser sees them: it
// refuses what would make a parser slow, read a file or misread the text. It
// does not prove well-formedness; that is libxml2's. Pure function, any thread,
// no allocation.

#include <cstddef>
#include <optional>
#include <string_view>

#include "xml/guard.h"

namespace jembatan::xml {

struct Defect {
  Reason reason = Reason::malformed;  ///< malformed or over_limit
  std::string_view what;              ///< for people; static text, no byte of the message
  std::size_t offset = 0;             ///< of the byte that shows it
};

/// Nullopt where the bytes may go on to the parser. One message in UTF-8, a byte order mark allowed (XML 1.0
/// 5th edition, 2.2, 2.8, 4.1); linear in their number. A depth limit over 256 counts as 256.
[[nodiscard]] std::optional<Defect> prepass(std::string_view bytes, const GuardLimits& limits);

}  // namespace jembatan::xml
