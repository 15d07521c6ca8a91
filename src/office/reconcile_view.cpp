#include "office/reconcile_view.h"

#include <algorithm>
#include <charconv>
#include <cstdio>

#include "office/name_likeness.h"
#include "office/reconcile_fields.h"

namespace jembatan::office {

namespace {

using journal::RegisterKind;
using journal::RegisterRow;

std::string number(std::uint64_t value) {
  return std::to_string(value);
}

/// How much there is to do about a company.
std::uint64_t work(const Tally& tally) {
  return std::uint64_t{tally.of(Kelas::hanya_wlkp)} + tally.of(Kelas::hanya_jkn) + tally.of(Kelas::beda) +
         tally.of(Kelas::ragu) + tally.of(Kelas::wlkp_di_sini) + tally.of(Kelas::jkn_di_sini);
}

std::string regency(const Pair& pair) {
  for (const RegisterRow* row : {pair.kesatu, pair.kedua}) {
    if (row != nullptr && row->has(journal::worker_field::wilayah)) {
      return number(row->number[journal::worker_field::wilayah]);
    }
  }
  return "";
}

}  // namespace

std::string company_code(std::int64_t key) {
  std::array<char, 20> text{};
  const auto bits = static_cast<std::uint64_t>(key);
  std::snprintf(text.data(), text.size(), "%04x-%04x-%04x-%04x", static_cast<unsigned>(bits >> 48U),
                static_cast<unsigned>(bits >> 32U & 0xffffU), static_cast<unsigned>(bits >> 16U & 0xffffU),
                static_cast<unsigned>(bits & 0xffffU));
  return text.data();
}

std::optional<std::int64_t> company_of_code(std::string_view code) {
  std::string digits(code);
  std::erase(digits, '-');
  std::uint64_t key = 0;
  const char* const last = digits.data() + digits.size();
  const auto [end, error] = std::from_chars(digits.data(), last, key, 16);
  if (digits.size() != 16 || error != std::errc{} || end != last) return std::nullopt;
  return static_cast<std::int64_t>(key);
}

ReconcileView::ReconcileView(journal::SqliteStore& store, const Matching& matching,
                             const Reconciliation& found, bool full)
    : store_(store), reader_(store), values_(store), matching_(matching), found_(found), full_(full) {}

Sheet ReconcileView::totals() const {
  const ReconcileTotals totals = found_.totals();
  Sheet sheet("jumlah", {{"butir", "", false}, {"arti", "What", false}, {"jumlah", "Count", true}});
  const auto add = [&sheet](const char* name, const char* words, std::uint64_t count) {
    sheet.add({name, words, number(count)});
  };
  add("perusahaanHanyaWlkp", "companies in WLKP only", totals.only_wlkp);
  add("perusahaanHanyaJkn", "companies in JKN only", totals.only_jkn);
  add("perusahaanSama", "companies in both, the same", totals.same);
  add("perusahaanBeda", "companies in both, a field differs", totals.different);
  add("perusahaanRagu", "groups of ambiguous companies", totals.ambiguous);
  add("perusahaanDalamKelompokRagu", "companies in these groups", totals.ambiguous_companies);
  const auto workers = [&](Kelas kelas) { return totals.workers[static_cast<std::size_t>(kelas)]; };
  add("pekerjaHanyaWlkp", "workers in WLKP only", workers(Kelas::hanya_wlkp));
  add("pekerjaHanyaJkn", "workers in JKN only", workers(Kelas::hanya_jkn));
  add("pekerjaSama", "workers in both, the same", workers(Kelas::sama));
  add("pekerjaBeda", "workers in both, a field differs", workers(Kelas::beda));
  add("pekerjaWlkpDiSini", "workers of WLKP whom JKN has at another company", workers(Kelas::wlkp_di_sini));
  add("pekerjaJknDiSini", "workers of JKN whom WLKP has at another company", workers(Kelas::jkn_di_sini));
  add("pekerjaRagu", "workers in both, at ambiguous companies", workers(Kelas::ragu));
  add("pekerjaTidakAktif", "of those in JKN: membership not active", totals.inactive);
  add("potensi", "of those in WLKP: no members (potensi pekerja)", totals.potential);
  return sheet;
}

std::string ReconcileView::status(std::uint32_t unit) const {
  const Unit& one = matching_.units()[unit];
  if (one.unnamed) return "TANPA_PERUSAHAAN";
  if (one.keraguan != Keraguan::tidak_ada) return "RAGU_" + std::string(name(one.keraguan));
  if (one.parties == 1) return "HANYA_WLKP";
  if (one.parties == 2) return "HANYA_JKN";
  return found_.tally(unit).different != 0 ? "BEDA" : "SAMA";
}

Sheet ReconcileView::companies(std::size_t limit, const PotensiAnswers& answers, std::size_t& left_out) {
  std::vector<Sheet::Column> columns{{"perusahaan", "Company"},
                                     {"keadaan", "State"},
                                     {"fieldBeda", "Differs in", false, 32},
                                     {"induk", "Head office"},
                                     {"kemiripanNama", "Names alike %", true},
                                     {"hanyaWlkp", "Only WLKP", true},
                                     {"hanyaJkn", "Only JKN", true},
                                     {"sama", "Same", true},
                                     {"beda", "Differ", true},
                                     {"wlkpDiSini", "JKN elsewhere", true},
                                     {"jknDiSini", "WLKP elsewhere", true},
                                     {"ragu", "Ambiguous", true},
                                     {"tidakAktif", "Not active", true},
                                     {"potensi", "Potensi", true},
                                     {"potensiDijawab", "Answered"},
                                     {"dijawabPada", "On"}};
  if (full_) {
    for (const char* column : {"nama", "npwp", "nib", "tdp"}) columns.push_back({column, column, false, 40});
  }
  Sheet sheet("perusahaan", std::move(columns));
  std::vector<std::uint32_t> units;
  for (std::uint32_t unit = 0; unit < matching_.units().size(); ++unit) {
    if (found_.shown(unit)) units.push_back(unit);
  }
  std::stable_sort(units.begin(), units.end(), [this](std::uint32_t a, std::uint32_t b) {
    return work(found_.tally(a)) > work(found_.tally(b));
  });
  left_out = units.size() > limit ? units.size() - limit : 0;
  units.resize(units.size() - left_out);
  for (const std::uint32_t unit : units) sheet.add(company_line(unit, answers));
  return sheet;
}

std::vector<std::string> ReconcileView::company_line(std::uint32_t unit, const PotensiAnswers& answers) {
  const Tally& tally = found_.tally(unit);
  const Unit& one = matching_.units()[unit];
  std::string head, alike;
  for (const CompanyKey& key : matching_.keys_of(unit)) {
    if (key.induk != 0) head = company_code(key.induk);
  }
  if (one.keraguan != Keraguan::tidak_ada && one.parties == 3) {
    unsigned best = 0;
    const auto keys = matching_.keys_of(unit);
    constexpr std::size_t most_names = 50;
    std::array<std::vector<std::string>, 2> names;
    for (const CompanyKey& key : keys) {
      if (key.recorded && names.at(key.party).size() < most_names)
        names.at(key.party).push_back(name_of(key));
    }
    for (const std::string& a : names[0]) {
      for (const std::string& b : names[1]) best = std::max(best, name_likeness(a, b));
    }
    alike = number(best);
  }
  std::vector<std::string> line{
      company_code(matching_.called(unit)), status(unit),
      one.keraguan == Keraguan::tidak_ada ? field_names(RegisterKind::badan_usaha, tally.different) : "",
      head, alike};
  for (const std::uint32_t count : tally.workers) line.push_back(number(count));
  line.push_back(number(tally.inactive));
  line.push_back(number(tally.potential));
  const auto answer = answers.find(unit);
  line.push_back(answer == answers.end() ? "" : answer->second.potential);
  line.push_back(answer == answers.end() ? "" : base::iso8601(answer->second.at));
  if (full_) {
    const Named named = names_of(unit);
    line.insert(line.end(), {named.nama, named.npwp, named.nib, named.tdp});
  }
  return line;
}

std::string ReconcileView::name_of(const CompanyKey& key) {
  const auto row = reader_.find({key.key, RegisterKind::badan_usaha, 0, key.party});
  return row ? name_key(values_.badan_usaha(*row).nama) : "";
}

ReconcileView::Named ReconcileView::names_of(std::uint32_t unit) {
  Named named;
  walk_unit(reader_, matching_, unit, [&](std::uint32_t, RegisterKind kind, const Pair& pair) {
    if (kind != RegisterKind::badan_usaha) return;
    for (const RegisterRow* row : {pair.kesatu, pair.kedua}) {
      if (row == nullptr) continue;
      const auto record = values_.badan_usaha(*row);
      for (const auto& [member, value] :
           {std::pair{&named.nama, &record.nama}, std::pair{&named.npwp, &record.npwp},
            std::pair{&named.nib, &record.nib}, std::pair{&named.tdp, &record.tdp}}) {
        if (member->empty()) *member = value->value_or("");
      }
    }
  });
  return named;
}

std::string ReconcileView::date(std::uint64_t exchange) {
  const auto [at, added] = dates_.try_emplace(exchange);
  if (added) {
    const auto entry = store_.find(exchange);
    if (entry) at->second = base::iso8601(entry->received_at);
  }
  return at->second;
}

Sheet ReconcileView::workers(std::uint32_t unit) {
  std::vector<Sheet::Column> columns{{"pekerja", "Worker"},
                                     {"wilayahNik", "NIK region"},
                                     {"kelas", "Found"},
                                     {"field", "Field"},
                                     {"pertukaranWlkp", "WLKP exchange", true},
                                     {"tanggalWlkp", "WLKP received"},
                                     {"pertukaranJkn", "JKN exchange", true},
                                     {"tanggalJkn", "JKN received"},
                                     {"diPerusahaan", "Also at"}};
  if (full_) {
    for (const char* column : {"nik", "nama", "nilaiWlkp", "nilaiJkn"})
      columns.push_back({column, column, false, 40});
  }
  Sheet sheet("pekerja", std::move(columns));
  walk_unit(reader_, matching_, unit, [&](std::uint32_t, RegisterKind kind, const Pair& pair) {
    if (kind == RegisterKind::pekerja && found_.chosen(pair)) add_worker(sheet, unit, pair);
  });
  return sheet;
}

void ReconcileView::add_worker(Sheet& sheet, std::uint32_t unit, const Pair& pair) {
  const std::int64_t subject = (pair.kesatu != nullptr ? pair.kesatu : pair.kedua)->key.subject;
  const auto kelas = found_.kelas(subject, unit);
  if (!kelas) return;
  std::string also;
  for (const std::uint32_t other : found_.elsewhere(subject, unit)) {
    also += (also.empty() ? "" : " ") + company_code(matching_.called(other));
  }
  lampiran::Pekerja kesatu, kedua;
  if (full_ && pair.kesatu != nullptr) kesatu = values_.pekerja(*pair.kesatu);
  if (full_ && pair.kedua != nullptr) kedua = values_.pekerja(*pair.kedua);
  const auto add = [&](std::optional<std::size_t> field) {
    std::vector<std::string> line{company_code(subject), regency(pair), std::string(name(*kelas)),
                                  field ? std::string(field_name(RegisterKind::pekerja, *field)) : ""};
    add_sources(line, pair, field);
    line.push_back(also);
    if (full_) {
      line.push_back(kesatu.nik ? *kesatu.nik : kedua.nik.value_or(""));
      line.push_back(kesatu.nama ? *kesatu.nama : kedua.nama.value_or(""));
      line.push_back(field ? field_text(kesatu, *field) : "");
      line.push_back(field ? field_text(kedua, *field) : "");
    }
    sheet.add(std::move(line));
  };
  const std::uint32_t fields = *kelas == Kelas::beda ? differing(RegisterKind::pekerja, pair) : 0;
  if (fields == 0) add(std::nullopt);
  for (const std::size_t field : fields_in(fields)) add(field);
}

/// Of each party the exchange that has said it, and its date.
void ReconcileView::add_sources(std::vector<std::string>& line, const Pair& pair,
                                std::optional<std::size_t> field) {
  for (const RegisterRow* row : {pair.kesatu, pair.kedua}) {
    if (row == nullptr || row->source_count == 0) {
      line.insert(line.end(), 2, "");
      continue;
    }
    const std::uint64_t exchange = field ? row->source_of(*field).number : row->newest().number;
    line.push_back(number(exchange));
    line.push_back(date(exchange));
  }
}

Sheet ReconcileView::differences(std::uint32_t unit) {
  std::vector<Sheet::Column> columns{{"field", "Company field"},
                                     {"pertukaranWlkp", "WLKP exchange", true},
                                     {"tanggalWlkp", "WLKP received"},
                                     {"pertukaranJkn", "JKN exchange", true},
                                     {"tanggalJkn", "JKN received"}};
  if (full_) {
    for (const char* column : {"nilaiWlkp", "nilaiJkn"}) columns.push_back({column, column, false, 60});
  }
  Sheet sheet("fieldPerusahaan", std::move(columns));
  walk_unit(reader_, matching_, unit, [&](std::uint32_t, RegisterKind kind, const Pair& pair) {
    if (kind != RegisterKind::badan_usaha) return;
    for (const std::size_t field : fields_in(differing(kind, pair))) {
      std::vector<std::string> line{std::string(field_name(kind, field))};
      add_sources(line, pair, field);
      if (full_) {
        line.push_back(field_text(values_.badan_usaha(*pair.kesatu), field));
        line.push_back(field_text(values_.badan_usaha(*pair.kedua), field));
      }
      sheet.add(std::move(line));
    }
  });
  return sheet;
}

Sheet ReconcileView::pairs(std::uint32_t unit) {
  Sheet sheet(
      "pasangan",
      {{"kesatu", "WLKP company"}, {"kedua", "JKN company"}, {"kemiripanNama", "Names alike %", true}});
  const auto keys = matching_.keys_of(unit);
  for (const CompanyKey& a : keys) {
    if (a.party != 0) continue;
    const std::string name = name_of(a);
    for (const CompanyKey& b : keys) {
      if (b.party != 1) continue;
      sheet.add({company_code(a.key), company_code(b.key), number(name_likeness(name, name_of(b)))});
    }
  }
  return sheet;
}

}  // namespace jembatan::office
