#pragma once
// The text of a note: one flat JSON object, whose first member says what was
// done. Pure: any thread.

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace jembatan::journal {

using NoteFields = std::vector<std::pair<std::string_view, std::string>>;

/// {"what":"suspend","party":"kedua",...}; values are text. What is no UTF-8 is the caller's to keep out.
[[nodiscard]] std::string note_text(std::string_view what, const NoteFields& fields);

}  // namespace jembatan::journal
