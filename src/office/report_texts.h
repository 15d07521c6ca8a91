#pragma once
// What a report says, in Indonesian and English, in one table; and how it writes
// numbers and days. Pure, any thread. Keys are "name"_t: a misspelt one does not
// compile.

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/clock.h"
#include "office/report_period.h"

namespace jembatan::office {

enum class Language { indonesian, english };

[[nodiscard]] std::optional<Language> language_named(std::string_view text);  ///< "id", "en"

/// A row of the table of texts.
enum class Text : std::uint16_t {};

struct ReportText {
  std::string_view key, id, en;
};

namespace tabel {
#include "office/report_texts.inc"
}  // namespace tabel

consteval Text operator""_t(const char* text, std::size_t size) {
  for (std::size_t i = 0; i < tabel::kReportTexts.size(); ++i) {
    if (tabel::kReportTexts[i].key == std::string_view(text, size))
      return Text{static_cast<std::uint16_t>(i)};
  }
  throw "there is no such text";  // does not compile
}

/// One language's words and forms.
class Words {
 public:
  explicit Words(Language language) : language_(language) {}

  [[nodiscard]] Language language() const { return language_; }
  [[nodiscard]] std::string operator()(Text text) const;
  /// With {0}, {1} ... replaced.
  [[nodiscard]] std::string operator()(Text text, std::initializer_list<std::string> values) const;

  [[nodiscard]] std::string count(std::uint64_t value) const;  ///< 1.234 or 1,234
  [[nodiscard]] std::string decimal(double value, int digits) const;
  /// "97,3 %"; 100 and 0 only where it is exactly all or none; "–" of nothing.
  [[nodiscard]] std::string share(std::uint64_t part, std::uint64_t whole) const;
  [[nodiscard]] std::string duration(std::int64_t microseconds) const;  ///< "12,5 ms", "3,2 s", "4 jam"
  [[nodiscard]] std::string age(base::WallTime::duration age) const;    ///< "3 hari"
  [[nodiscard]] std::string day(base::Date date) const;                 ///< "3 November 2026"
  [[nodiscard]] std::string month(Month month) const;                   ///< "Nov 2026"
  [[nodiscard]] std::string short_month(Month month) const;             ///< "Nov"
  [[nodiscard]] std::string moment(base::WallTime time) const;          ///< "3 November 2026, 14.05 WIB"
  [[nodiscard]] std::string period(const Period& period) const;
  [[nodiscard]] std::string party(std::string_view name) const;  ///< "WLKP (Pihak Kesatu)"
  [[nodiscard]] std::string province(std::string_view code) const;
  [[nodiscard]] std::string section(std::string_view letter) const;

 private:
  [[nodiscard]] bool indonesian() const { return language_ == Language::indonesian; }
  Language language_;
};

/// A number of parts of a hundred, in tenths: 973 for 97.3 %.
[[nodiscard]] std::int64_t tenths_of_percent(std::uint64_t part, std::uint64_t whole);

}  // namespace jembatan::office
