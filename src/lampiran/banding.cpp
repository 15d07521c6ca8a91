#include "lampiran/banding.h"

#include <algorithm>
#include <array>

#include "base/text.h"
#include "lampiran/bentuk.h"
#include "lampiran/isian.h"
#include "lampiran/status.h"
#include "lampiran/telepon.h"

namespace jembatan::lampiran {
namespace {

constexpr bool is_word(char c) {
  return is_digit(c) || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c & 0x80) != 0;
}

/// Words in upper case, one space between; the text itself where it has no word.
void append_words(std::string_view text, std::string& out) {
  const std::size_t begin = out.size();
  for (const char c : text) {
    if (is_word(c)) {
      out += base::upper_ascii(c);
    } else if (out.size() > begin && out.back() != ' ') {
      out += ' ';
    }
  }
  if (out.size() > begin && out.back() == ' ') out.pop_back();
  if (out.size() == begin) out.append(text);
}

constexpr auto kFormWords = std::to_array<std::string_view>(
    {"PERSEROAN TERBATAS", "PERKUMPULAN", "KOPERASI", "YAYASAN", "PERSERO", "FIRMA", "PERUM", "P T", "C V",
     "U D", "P D", "F A", "PT", "CV", "UD", "PD", "FA", "TBK"});

/// "PT MAJU TBK" to "MAJU"; a name of nothing but forms stays.
std::string_view without_forms(std::string_view words) {
  const std::string_view whole = words;
  for (bool more = true; more;) {
    more = false;
    for (const std::string_view form : kFormWords) {
      if (words.starts_with(form) && words.size() > form.size() && words[form.size()] == ' ') {
        words.remove_prefix(form.size() + 1);
        more = true;
      }
      if (words.ends_with(form) && words.size() > form.size() &&
          words[words.size() - form.size() - 1] == ' ') {
        words.remove_suffix(form.size() + 1);
        more = true;
      }
    }
  }
  return words.empty() ? whole : words;
}

void append_name(std::string_view text, std::string& out) {
  std::string words;
  append_words(text, words);
  out.append(without_forms(words));
}

void append_lower(std::string_view text, std::string& out) {
  for (const char c : text) out += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

void append_date(std::string_view text, std::string& out) {
  constexpr std::size_t length = 10;
  out.append(parse_date(text) ? text.substr(0, length) : text);
}

void append_count(std::string_view text, std::string& out) {
  const auto count = parse_count(text);
  out.append(count ? std::to_string(*count) : std::string(text));
}

void append_signs(std::string_view text, std::string& out) {
  for (const char c : text) {
    if (is_word(c)) out += base::upper_ascii(c);
  }
}

void append_status(std::string_view text, std::string& out) {
  const auto status = status_pegawai(text);
  if (!status) return append_words(text, out);
  out += '\1';  // no text begins so
  out += static_cast<char>('A' + static_cast<int>(*status));
}

/// The normalised text, empty where it says nothing.
std::string_view telling(const Teks& value, bool nol_bernilai, std::string& scratch) {
  if (!value) return {};
  const auto normal = base::normalise(*value, scratch);
  return means_absent(normal.text, nol_bernilai) ? std::string_view() : normal.text;
}

}  // namespace

bool append_banding(Banding cara, const Teks& value, std::string& out) {
  std::string scratch;
  const std::string_view text = telling(value, cara == Banding::bilangan, scratch);
  if (text.empty()) return false;
  switch (cara) {
    case Banding::teks:
      append_words(text, out);
      break;
    case Banding::nama_badan_usaha:
      append_name(text, out);
      break;
    case Banding::telepon:
      if (!append_e164(text, out)) append_signs(text, out);
      break;
    case Banding::email:
      append_lower(text, out);
      break;
    case Banding::tanggal:
      append_date(text, out);
      break;
    case Banding::bilangan:
      append_count(text, out);
      break;
    case Banding::digit:
      append_signs(text, out);
      break;
    case Banding::status_pegawai:
      append_status(text, out);
      break;
  }
  return true;
}

std::optional<std::uint64_t> status_banding(const Teks& value) {
  std::string scratch;
  const std::string_view text = telling(value, true, scratch);
  if (text.empty()) return std::nullopt;
  const auto status = status_kepesertaan(text);
  return status ? static_cast<std::uint64_t>(*status) + 1 : 0;
}

std::optional<std::uint64_t> bilangan_banding(const Teks& value) {
  return value ? parse_count(*value) : std::nullopt;
}

}  // namespace jembatan::lampiran
