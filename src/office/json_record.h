#pragma once
// A record's JSON members put into a draft. Pure but for the draft.

#include <optional>
#include <string_view>

#include "office/draft.h"
#include "office/json_members.h"

namespace jembatan::office {

/// Takes one member of a record; `path` is the member's inside the record, empty for the record itself.
/// Absent and null are the same. An error has the member's line and no file.
[[nodiscard]] std::optional<FileError> take_member(Draft& draft, std::string_view path,
                                                   const JsonMember& member);

}  // namespace jembatan::office
