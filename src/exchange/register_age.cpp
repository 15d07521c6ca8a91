#include "exchange/register_age.h"

#include <algorithm>
#include <utility>

namespace jembatan::exchange {

namespace {

std::string named(lampiran::Pihak pihak) {
  return pihak == lampiran::Pihak::kesatu ? "Pihak Kesatu" : "Pihak Kedua";
}

}  // namespace

bool told_from_register(const soap::Response& answer) {
  return std::any_of(answer.temuan.begin(), answer.temuan.end(),
                     [](const lampiran::Temuan& one) { return one.kode == kode_nilai_register; });
}

lampiran::Temuan register_finding(std::string_view kode, std::string_view elemen, std::string pesan,
                                  std::string pesan_inggris) {
  return {"R",
          std::string(elemen),
          std::string(kode),
          lampiran::Tingkat::peringatan,
          std::move(pesan),
          std::move(pesan_inggris)};
}

void RegisterAge::add(const journal::RegisterRow& row) {
  Run run;
  for (std::uint8_t i = 0; i < row.source_count; ++i) {
    const auto day = day_of(row.sources[i]);
    if (!day) continue;
    run.oldest = run.oldest ? std::min(*run.oldest, *day) : *day;
    run.newest = run.newest ? std::max(*run.newest, *day) : *day;
  }
  run.first = run.last = runs_.empty() ? 1 : runs_.back().last + 1;
  if (!runs_.empty() && runs_.back().oldest == run.oldest && runs_.back().newest == run.newest) {
    runs_.back().last = run.last;
  } else {
    runs_.push_back(run);
  }
}

std::optional<base::Date> RegisterAge::day_of(const journal::RegisterSource& source) {
  const auto [place, is_new] = days_.try_emplace(source.origin);
  if (is_new) {
    auto entry = store_.find(source.origin);
    if (!entry) entry = store_.find(source.number);
    if (entry) place->second = base::date_in_jakarta(entry->received_at);
  }
  return place->second;
}

std::vector<lampiran::Temuan> RegisterAge::findings(std::string_view elemen) const {
  std::vector<lampiran::Temuan> all;
  for (const Run& run : runs_) {
    const std::string first = std::to_string(run.first), last = std::to_string(run.last);
    const bool one = run.first == run.last;
    const std::string who = named(pihak_);
    std::string when_id = "pada hari yang tidak lagi tercatat",
                when_en = "on a day that is not recorded any more";
    if (run.oldest && *run.oldest == *run.newest) {
      when_id = "pada " + base::iso8601(*run.newest);
      when_en = "on " + base::iso8601(*run.newest);
    } else if (run.oldest) {
      when_id = "antara " + base::iso8601(*run.oldest) + " dan " + base::iso8601(*run.newest);
      when_en = "between " + base::iso8601(*run.oldest) + " and " + base::iso8601(*run.newest);
    }
    all.push_back(register_finding(kode_nilai_register, elemen,
                                   "Rekaman " + first + (one ? "" : " sampai " + last) +
                                       ": dijawab dari register gateway, bukan oleh sistem " + who +
                                       "; nilainya diberikan " + when_id + ".",
                                   "Record" + std::string(one ? " " : "s ") + first +
                                       (one ? "" : " to " + last) +
                                       ": answered from the gateway's register, not by the system of " + who +
                                       "; given " + when_en + "."));
  }
  return all;
}

}  // namespace jembatan::exchange
