#include "app/reconcile_options.h"

#include <algorithm>
#include <array>
#include <utility>

#include "app/filter_options.h"
#include "exchange/identifiers.h"
#include "lampiran/bentuk.h"
#include "lampiran/nik.h"
#include "office/reconcile_view.h"
#include "office/report_coverage.h"

namespace jembatan::app {

namespace {

constexpr std::array<std::pair<std::string_view, base::Personal<std::string> ReconcileOptions::*>, 3>
    identifiers{{{"npwp", &ReconcileOptions::npwp},
                 {"nib", &ReconcileOptions::nib},
                 {"tdp", &ReconcileOptions::tdp}}};

bool is_region(const std::string& text) {
  if ((text.size() != 2 && text.size() != 4) || !lampiran::all_digits(text)) return false;
  const std::string shape = text.substr(0, 2) + "01010101010001";
  return lampiran::parts_of_nik(shape).provinsi_ada();
}

bool is_division(const std::string& text) {
  return text.size() == 2 && lampiran::all_digits(text) &&
         !office::section_of_division(static_cast<unsigned>(lampiran::number(text))).empty();
}

}  // namespace

void ReconcileOptions::add_to(CLI::App& command) {
  command.add_option("--config", config, "configuration file")->required();
  command.add_flag("--companies", companies, "company by company, what there is most to do about first");
  command.add_option("--limit", limit, "at most so many companies, 50 unless told")
      ->check(CLI::Range(1, 10'000'000));
  command.add_option(
      "--company", company,
      "one company down to its workers and exchanges: as --companies calls it, such as 7c4e-7e14-c4bf-3f01");
  for (const auto& [name, member] : identifiers) {
    base::Personal<std::string>& value = this->*member;
    command.add_option_function<std::string>(
        "--" + std::string(name), [&value](const std::string& given) { value = given; },
        "only companies that either party knows under it");
  }
  command.add_option("--wilayah", wilayah,
                     "only workers whose NIK is of this province (32) or regency (3204)");
  command.add_option("--kbli", kbli, "only companies of this KBLI division, such as 13");
  command.add_option("--min", least, "only companies of which at least so many workers are known");
  command.add_option("--max", most, "only companies of which at most so many workers are known");
  command.add_option("--since", since,
                     "only what exchanges that ended at or after this have said something of: 2026-08-15, "
                     "2026-08-15T08:00 (UTC+7) or with a zone");
  command.add_flag("--full", full, "with names and numbers; needs --reason");
  command.add_option("--reason", reason, "why; recorded in the journal with your name");
  command.add_flag("--csv", csv, "for a spreadsheet: semicolons, UTF-8 with a byte order mark");
  command.add_flag("--json", json, "one object a line, for programs");
  command.add_option("--plan", plan,
                     "write what should be sent to whom into this new folder; needs --reason");
  command.add_flag("--new-only", new_only,
                   "with --plan: leave out what the other party has accepted from this one before");
}

std::string ReconcileOptions::objection() const {
  if (csv && json) return "--csv and --json are two forms: give one of them";
  if (full && !companies && company.empty())
    return "--full goes with --companies or --company: totals name nobody";
  if (opens() && reason.empty()) {
    return std::string(full ? "--full" : "--plan") +
           " opens messages: say with --reason why; it is recorded with your name";
  }
  if (!plan.empty() && (companies || !company.empty() || csv || json)) {
    return "--plan writes files: it does not go with --companies, --company, --csv or --json";
  }
  if (new_only && plan.empty()) return "--new-only goes with --plan";
  if (!wilayah.empty() && !is_region(wilayah)) {
    return "--wilayah is a province or a regency as a NIK begins with it, such as 32 or 3204";
  }
  if (!kbli.empty() && !is_division(kbli)) return "--kbli is a KBLI division, such as 13";
  if (least > most) return "--max is lower than --min: no company could fit";
  if (!since.empty() && !parse_time(since)) {
    return "--since is a day or a time, such as 2026-08-15 or 2026-08-15T08:00+07:00";
  }
  for (const auto& [name, member] : identifiers) {
    const std::string& text = (this->*member).reveal();
    if (!text.empty() && !exchange::identifier(name, text)) {
      return "--" + std::string(name) + " is given something that cannot be one";
    }
  }
  if (!company.empty() && !office::company_of_code(company)) {
    return "--company is what --companies calls a company, such as 7c4e-7e14-c4bf-3f01; to find one by its "
           "number there "
           "are "
           "--npwp, --nib and --tdp";
  }
  return "";
}

base::Result<void, std::string> ReconcileOptions::choose_units(office::ReconcileFilter& filter,
                                                               const journal::RegisterReader& reader,
                                                               const office::Matching& matching) const {
  const auto keep = [&filter](std::vector<std::uint32_t> units) {
    if (filter.chosen_units) {
      std::erase_if(units, [&filter](std::uint32_t unit) {
        return !std::binary_search(filter.units.begin(), filter.units.end(), unit);
      });
    }
    filter.units = std::move(units);
    filter.chosen_units = true;
  };
  if (!company.empty()) {
    keep(matching.units_named(*office::company_of_code(company)));
    if (filter.units.empty()) return base::fail("the register has no company " + company);
    filter.units.erase(filter.units.begin() + 1,
                       filter.units.end());  // a code of its own that both parties use
  }
  for (const auto& [name, member] : identifiers) {
    const std::string& text = (this->*member).reveal();
    if (text.empty()) continue;
    keep(matching.units_named(reader.company_number(exchange::identifier(name, text)->reveal())));
    if (filter.units.empty()) return base::fail("the register has no company of that --" + std::string(name));
  }
  return {};
}

base::Result<office::ReconcileFilter, std::string> ReconcileOptions::filter(
    const journal::RegisterReader& reader, const office::Matching& matching) const {
  office::ReconcileFilter filter;
  if (auto chosen = choose_units(filter, reader, matching); !chosen)
    return base::fail(std::move(chosen.error()));
  if (!wilayah.empty()) filter.wilayah = static_cast<unsigned>(lampiran::number(wilayah));
  if (!kbli.empty()) filter.divisi = static_cast<unsigned>(lampiran::number(kbli));
  if (least != 0) filter.least = least;
  if (most != UINT32_MAX) filter.most = most;
  if (!since.empty()) filter.exchanges = reader.exchanges_since(*parse_time(since));
  return filter;
}

office::SheetForm ReconcileOptions::form() const {
  if (csv) return office::SheetForm::csv;
  return json ? office::SheetForm::json : office::SheetForm::table;
}

}  // namespace jembatan::app
