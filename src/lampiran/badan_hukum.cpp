#include "lampiran/badan_hukum.h"

#include <algorithm>
#include <array>

#include "base/text.h"

namespace jembatan::lampiran {
namespace {

struct Bentuk {
  std::string_view kata;
  bool badan;  ///< false: a person's trade
};

constexpr auto kBentuk = std::to_array<Bentuk>({
    {"PERSEROAN TERBATAS", true},
    {"PERKUMPULAN", true},
    {"KOPERASI", true},
    {"YAYASAN", true},
    {"PERSERO", true},
    {"FIRMA", true},
    {"PERUM", true},
    {"P.T", true},
    {"C.V", true},
    {"U.D", false},
    {"P.D", false},
    {"F.A", true},
    {"PT", true},
    {"CV", true},
    {"UD", false},
    {"PD", false},
    {"FA", true},
    {"TBK", true},
});

constexpr bool is_letter_or_digit(char c) {
  return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c & 0x80) != 0;
}

std::string_view from_first_word(std::string_view text) {
  const auto* const word = std::find_if(text.begin(), text.end(), is_letter_or_digit);
  return text.substr(static_cast<std::size_t>(word - text.begin()));
}

bool starts_with_word(std::string_view text, std::string_view word) {
  return text.size() >= word.size() && base::same_ignoring_case(text.substr(0, word.size()), word) &&
         (text.size() == word.size() || !is_letter_or_digit(text[word.size()]));
}

/// The form that the text begins with, or null.
const Bentuk* leading_form(std::string_view text) {
  const auto* const at = std::find_if(kBentuk.begin(), kBentuk.end(), [&](const Bentuk& bentuk) {
    return starts_with_word(text, bentuk.kata);
  });
  return at == kBentuk.end() ? nullptr : at;
}

bool ends_with_word(std::string_view text, std::string_view word) {
  while (!text.empty() && !is_letter_or_digit(text.back())) text.remove_suffix(1);
  if (text.size() <= word.size()) return false;
  const auto at = text.size() - word.size();
  return base::same_ignoring_case(text.substr(at), word) && !is_letter_or_digit(text[at - 1]);
}

}  // namespace

bool names_a_company(std::string_view nama) {
  return leading_form(from_first_word(nama)) != nullptr || ends_with_word(nama, "TBK") ||
         ends_with_word(nama, "PERSERO");
}

bool names_a_legal_body(std::string_view nama) {
  const Bentuk* const bentuk = leading_form(from_first_word(nama));
  return bentuk != nullptr && bentuk->badan;
}

bool only_legal_forms(std::string_view nama) {
  std::string_view rest = from_first_word(nama);
  if (rest.empty()) return false;
  while (!rest.empty()) {
    const Bentuk* const bentuk = leading_form(rest);
    if (bentuk == nullptr) return false;
    rest = from_first_word(rest.substr(bentuk->kata.size()));
  }
  return true;
}

}  // namespace jembatan::lampiran
