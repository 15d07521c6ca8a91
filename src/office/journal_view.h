#pragma once
// The journal's entries for people (a table, a page) and for programs (JSON).
// Never a payload in a list. Pure functions, any thread.

#include <string>
#include <vector>

#include "journal/entry.h"

namespace jembatan::office {

/// One object on one line, without a newline.
[[nodiscard]] std::string entry_json(const journal::Entry& entry);

/// One object on one line: the entry and its messages; message bytes masked unless `full`. Bytes that are no
/// UTF-8 are given as base64 in member isiBase64.
[[nodiscard]] std::string exchange_json(const journal::Entry& entry,
                                        const std::vector<journal::Message>& messages, bool full);

[[nodiscard]] std::string entries_table(const std::vector<journal::Entry>& entries);

[[nodiscard]] std::string exchange_page(const journal::Entry& entry,
                                        const std::vector<journal::Message>& messages, bool full);

}  // namespace jembatan::office
