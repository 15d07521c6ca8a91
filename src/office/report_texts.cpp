#include "office/report_texts.h"

#include <spdlog/fmt/fmt.h>

#include <cmath>

namespace jembatan::office {

namespace {

constexpr std::array<std::string_view, 12> months_id{"Januari",   "Februari", "Maret",    "April",
                                                     "Mei",       "Juni",     "Juli",     "Agustus",
                                                     "September", "Oktober",  "November", "Desember"};
constexpr std::array<std::string_view, 12> months_en{"January",   "February", "March",    "April",
                                                     "May",       "June",     "July",     "August",
                                                     "September", "October",  "November", "December"};
constexpr std::array<std::string_view, 12> short_id{"Jan", "Feb", "Mar", "Apr", "Mei", "Jun",
                                                    "Jul", "Agu", "Sep", "Okt", "Nov", "Des"};
constexpr std::array<std::string_view, 12> short_en{"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                                    "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};

struct Named {
  std::string_view code, id, en = {};
};

/// Kemendagri's codes, as they begin a NIK.
constexpr auto provinces = std::to_array<Named>({
    {"11", "Aceh"},
    {"12", "Sumatera Utara"},
    {"13", "Sumatera Barat"},
    {"14", "Riau"},
    {"15", "Jambi"},
    {"16", "Sumatera Selatan"},
    {"17", "Bengkulu"},
    {"18", "Lampung"},
    {"19", "Kep. Bangka Belitung"},
    {"21", "Kepulauan Riau"},
    {"31", "DKI Jakarta"},
    {"32", "Jawa Barat"},
    {"33", "Jawa Tengah"},
    {"34", "DI Yogyakarta"},
    {"35", "Jawa Timur"},
    {"36", "Banten"},
    {"51", "Bali"},
    {"52", "Nusa Tenggara Barat"},
    {"53", "Nusa Tenggara Timur"},
    {"54", "Timor Timur (lama)"},
    {"61", "Kalimantan Barat"},
    {"62", "Kalimantan Tengah"},
    {"63", "Kalimantan Selatan"},
    {"64", "Kalimantan Timur"},
    {"65", "Kalimantan Utara"},
    {"71", "Sulawesi Utara"},
    {"72", "Sulawesi Tengah"},
    {"73", "Sulawesi Selatan"},
    {"74", "Sulawesi Tenggara"},
    {"75", "Gorontalo"},
    {"76", "Sulawesi Barat"},
    {"81", "Maluku"},
    {"82", "Maluku Utara"},
    {"91", "Papua"},
    {"92", "Papua Barat"},
    {"93", "Papua Selatan"},
    {"94", "Papua Tengah"},
    {"95", "Papua Pegunungan"},
    {"96", "Papua Barat Daya"},
});

constexpr auto kbli = std::to_array<Named>({
    {"A", "Pertanian, kehutanan, perikanan", "Agriculture, forestry, fishing"},
    {"B", "Pertambangan dan penggalian", "Mining and quarrying"},
    {"C", "Industri pengolahan", "Manufacturing"},
    {"D", "Listrik, gas, uap, udara dingin", "Electricity, gas, steam"},
    {"E", "Air, limbah, pemulihan material", "Water, waste, remediation"},
    {"F", "Konstruksi", "Construction"},
    {"G", "Perdagangan", "Trade"},
    {"H", "Pengangkutan dan pergudangan", "Transport and storage"},
    {"I", "Akomodasi, makan dan minum", "Accommodation and food"},
    {"J", "Informasi dan komunikasi", "Information and communication"},
    {"K", "Keuangan dan asuransi", "Finance and insurance"},
    {"L", "Real estat", "Real estate"},
    {"M", "Profesional, ilmiah, teknis", "Professional, scientific, technical"},
    {"N", "Persewaan, ketenagakerjaan, penunjang usaha", "Rental, employment, support"},
    {"O", "Administrasi pemerintahan", "Public administration"},
    {"P", "Pendidikan", "Education"},
    {"Q", "Kesehatan dan sosial", "Health and social work"},
    {"R", "Kesenian, hiburan, rekreasi", "Arts and recreation"},
    {"S", "Jasa lainnya", "Other services"},
    {"T", "Rumah tangga sebagai pemberi kerja", "Households as employers"},
    {"U", "Badan internasional", "Extraterritorial bodies"},
});

template <std::size_t size>
const Named* find(const std::array<Named, size>& all, std::string_view code) {
  for (const Named& one : all) {
    if (one.code == code) return &one;
  }
  return nullptr;
}

std::string grouped(std::string digits, char separator) {
  for (std::size_t at = digits.size(); at > 3;) digits.insert(at -= 3, 1, separator);
  return digits;
}

}  // namespace

std::optional<Language> language_named(std::string_view text) {
  if (text == "id") return Language::indonesian;
  if (text == "en") return Language::english;
  return std::nullopt;
}

std::int64_t tenths_of_percent(std::uint64_t part, std::uint64_t whole) {
  if (whole == 0) return 0;
  const double exact = static_cast<double>(part) * 1000 / static_cast<double>(whole);
  const auto rounded = static_cast<std::int64_t>(std::llround(exact));
  if (rounded == 1000 && part < whole) return 999;
  if (rounded == 0 && part > 0) return 1;
  return rounded;
}

std::string Words::operator()(Text text) const {
  const ReportText& row = tabel::kReportTexts[static_cast<std::size_t>(text)];
  return std::string(indonesian() ? row.id : row.en);
}

std::string Words::operator()(Text text, std::initializer_list<std::string> values) const {
  const std::string pattern = (*this)(text);
  std::string whole;
  for (std::size_t at = 0; at < pattern.size(); ++at) {
    const bool place = pattern[at] == '{' && at + 2 < pattern.size() && pattern[at + 2] == '}';
    if (!place) {
      whole += pattern[at];
      continue;
    }
    whole += values.begin()[static_cast<std::size_t>(pattern[at + 1] - '0')];
    at += 2;
  }
  return whole;
}

std::string Words::count(std::uint64_t value) const {
  return grouped(std::to_string(value), indonesian() ? '.' : ',');
}

std::string Words::decimal(double value, int digits) const {
  const std::string plain = fmt::format("{:.{}f}", value, digits);
  const std::size_t dot = plain.find('.');
  const bool negative = plain.starts_with('-');
  std::string whole =
      grouped(plain.substr(negative ? 1 : 0, dot - (negative ? 1 : 0)), indonesian() ? '.' : ',');
  if (negative) whole.insert(0, "-");
  if (dot == std::string::npos) return whole;
  return whole + (indonesian() ? ',' : '.') + plain.substr(dot + 1);
}

std::string Words::share(std::uint64_t part, std::uint64_t whole) const {
  if (whole == 0) return "–";
  if (part == whole) return "100\u00a0%";
  return decimal(static_cast<double>(tenths_of_percent(part, whole)) / 10, part == 0 ? 0 : 1) + "\u00a0%";
}

std::string Words::duration(std::int64_t microseconds) const {
  const auto value = static_cast<double>(microseconds);
  if (microseconds < 1'000'000) return decimal(value / 1e3, microseconds < 100'000 ? 1 : 0) + "\u00a0ms";
  if (microseconds < 120'000'000) return decimal(value / 1e6, 1) + (indonesian() ? "\u00a0dtk" : "\u00a0s");
  return age(base::WallTime::duration{microseconds / 1000});
}

std::string Words::age(base::WallTime::duration age) const {
  const auto minutes = std::chrono::floor<std::chrono::minutes>(age).count();
  const auto plural = [&](std::int64_t value, const char* id, const char* en) {
    return count(static_cast<std::uint64_t>(value < 0 ? 0 : value)) + "\u00a0" + (indonesian() ? id : en) +
           (!indonesian() && value != 1 ? "s" : "");
  };
  if (minutes < 120) return plural(minutes, "menit", "minute");
  if (minutes < 48 * 60) return plural(minutes / 60, "jam", "hour");
  return plural(minutes / 60 / 24, "hari", "day");
}

std::string Words::day(base::Date date) const {
  const auto index = static_cast<unsigned>(date.month()) - 1;
  return fmt::format("{} {} {}", static_cast<unsigned>(date.day()),
                     indonesian() ? months_id[index] : months_en[index], static_cast<int>(date.year()));
}

std::string Words::month(Month month) const {
  return short_month(month) + " " + std::to_string(month.year);
}

std::string Words::short_month(Month month) const {
  return std::string(indonesian() ? short_id[month.month - 1] : short_en[month.month - 1]);
}

std::string Words::moment(base::WallTime time) const {
  const auto local = time + std::chrono::hours{7};
  const std::chrono::hh_mm_ss clock{local - std::chrono::floor<std::chrono::days>(local)};
  return day(base::date_in_jakarta(time)) + fmt::format(", {:02}{}{:02} WIB", clock.hours().count(),
                                                        indonesian() ? '.' : ':', clock.minutes().count());
}

std::string Words::period(const Period& period) const {
  const std::string year = std::to_string(period.year);
  return period.quarter ? (*this)("quarter"_t, {std::to_string(*period.quarter), year})
                        : (*this)("year"_t, {year});
}

std::string Words::party(std::string_view name) const {
  if (name == "kesatu") return "WLKP (Pihak Kesatu)";
  if (name == "kedua") return "JKN (Pihak Kedua)";
  return std::string(name);
}

std::string Words::province(std::string_view code) const {
  const Named* const named = find(provinces, code);
  return named == nullptr ? (*this)("word.unknown"_t) : std::string(code) + " " + std::string(named->id);
}

std::string Words::section(std::string_view letter) const {
  const Named* const named = find(kbli, letter);
  if (named == nullptr) return (*this)("word.unknown"_t);
  return std::string(letter) + " " + std::string(indonesian() ? named->id : named->en);
}

}  // namespace jembatan::office
