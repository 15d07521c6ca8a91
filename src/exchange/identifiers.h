#pragma once
// What an exchange can be found by and whose it is: the identifiers of persons
// and companies in the form in which lampiran compares them, such as
// "nik:3204..." or "npwp:0019...". Pure functions, any thread. The journal keeps
// keyed hashes of them only.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/personal.h"
#include "soap/messages.h"

namespace jembatan::exchange {

/// Of the keys and all records, each once: nik, npwp, nib, tdp, jkn.
[[nodiscard]] std::vector<base::Personal<std::string>> identifiers_of(const soap::Request& request);
[[nodiscard]] std::vector<base::Personal<std::string>> identifiers_of(const soap::Response& response);

/// The companies that a write is about, each by every identifier it bears: two writes about one company share
/// at least one of them, even where one names the NPWP and the NIB and the other the NIB only. Empty where no
/// company can be told.
[[nodiscard]] std::vector<std::string> companies_of(const soap::Request& request);

/// What somebody typed to search by, in the same form. `kind` is nik, npwp, nib, tdp or jkn; nothing where
/// the text cannot be such an identifier.
[[nodiscard]] std::optional<base::Personal<std::string>> identifier(std::string_view kind,
                                                                    std::string_view text);

}  // namespace jembatan::exchange
