#pragma once
// Legal forms in company names (A.3). Pure functions over normalised text, any
// thread, no allocation.

#include <string_view>

namespace jembatan::lampiran {

/// Begins with a known legal form, or ends with Tbk or (Persero).
[[nodiscard]] bool names_a_company(std::string_view nama);
/// Begins with the form of a body that pays tax under a number of its own: not UD or PD, a person's trade.
[[nodiscard]] bool names_a_legal_body(std::string_view nama);
/// Is nothing but legal forms.
[[nodiscard]] bool only_legal_forms(std::string_view nama);

}  // namespace jembatan::lampiran
