#pragma once
// Where a list that the register answers goes on, as the token `lanjutan`: opaque
// numbers of the register and a keyed hash over them and the question, so that it
// is good for that question only and nobody can make one up. Nothing is kept for
// it: it outlives a restart. Pure functions, any thread.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "journal/register.h"

namespace jembatan::exchange {

struct PageMark {
  std::int64_t company = 0, subject = 0;
  bool operator==(const PageMark&) const = default;
};

/// `question`: everything that the list depends on, but not its place and the page's size.
[[nodiscard]] std::string told(const PageMark& mark, std::string_view question,
                               const journal::RegisterReader& reader);
/// Nothing where it was not made so.
[[nodiscard]] std::optional<PageMark> page_mark(std::string_view text, std::string_view question,
                                                const journal::RegisterReader& reader);

}  // namespace jembatan::exchange
