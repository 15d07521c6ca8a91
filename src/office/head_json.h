#pragma once
// A signed head as one line of JSON: the form in which it is given to the other
// party, kept in [journal] heads and read by 'journal verify --heads'. Pure
// functions, any thread.

#include <string>
#include <string_view>

#include "base/result.h"
#include "journal/head.h"

namespace jembatan::office {

/// Without a newline. Bytes are hexadecimal digits, the time is ISO 8601 in UTC.
[[nodiscard]] std::string head_json(const journal::Head& head);

/// The error says what is wrong with the line.
[[nodiscard]] base::Result<journal::Head, std::string> head_of_json(std::string_view line);

}  // namespace jembatan::office
