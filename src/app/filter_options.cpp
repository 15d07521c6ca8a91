#include "app/filter_options.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <chrono>
#include <iostream>

#include "exchange/identifiers.h"
#include "lampiran/pihak.h"
#include "soap/messages.h"

namespace jembatan::app {

namespace {

using std::chrono::hours;
using std::chrono::minutes;
using std::chrono::seconds;

/// Takes `digits` digits off the front.
std::optional<int> take_number(std::string_view& text, std::size_t digits) {
  int value = 0;
  if (text.size() < digits) return std::nullopt;
  const auto [end, error] = std::from_chars(text.data(), text.data() + digits, value);
  if (error != std::errc{} || end != text.data() + digits || value < 0) return std::nullopt;
  text.remove_prefix(digits);
  return value;
}

bool take(std::string_view& text, char expected) {
  if (text.empty() || text.front() != expected) return false;
  text.remove_prefix(1);
  return true;
}

std::optional<base::Date> take_date(std::string_view& text) {
  const auto year = take_number(text, 4);
  if (!year || !take(text, '-')) return std::nullopt;
  const auto month = take_number(text, 2);
  if (!month || !take(text, '-')) return std::nullopt;
  const auto day = take_number(text, 2);
  if (!day) return std::nullopt;
  const base::Date date{std::chrono::year{*year}, std::chrono::month{static_cast<unsigned>(*month)},
                        std::chrono::day{static_cast<unsigned>(*day)}};
  return date.ok() ? std::optional(date) : std::nullopt;
}

std::optional<seconds> take_clock(std::string_view& text) {
  const auto hour = take_number(text, 2);
  if (!hour || *hour > 23 || !take(text, ':')) return std::nullopt;
  const auto minute = take_number(text, 2);
  if (!minute || *minute > 59) return std::nullopt;
  seconds clock = hours{*hour} + minutes{*minute};
  if (take(text, ':')) {
    const auto second = take_number(text, 2);
    if (!second || *second > 59) return std::nullopt;
    clock += seconds{*second};
  }
  return clock;
}

std::optional<minutes> take_zone(std::string_view& text) {
  if (text.empty()) return hours{7};
  if (take(text, 'Z')) return minutes{0};
  const int sign = take(text, '-') ? -1 : take(text, '+') ? 1 : 0;
  if (sign == 0) return std::nullopt;
  const auto hour = take_number(text, 2);
  if (!hour || *hour > 14 || !take(text, ':')) return std::nullopt;
  const auto minute = take_number(text, 2);
  if (!minute || *minute > 59) return std::nullopt;
  return sign * (hours{*hour} + minutes{*minute});
}

constexpr std::array<std::pair<std::string_view, base::Personal<std::string> FilterOptions::*>, 5>
    kIdentifiers{{{"nik", &FilterOptions::nik},
                  {"npwp", &FilterOptions::npwp},
                  {"nib", &FilterOptions::nib},
                  {"tdp", &FilterOptions::tdp},
                  {"jkn", &FilterOptions::jkn}}};

bool is_operation(const std::string& text) {
  const auto all = soap::semua_operasi();
  return std::any_of(all.begin(), all.end(),
                     [&](const soap::Operasi& operasi) { return operasi.nama == text; });
}

bool is_outcome(const std::string& text) {
  constexpr std::array<std::string_view, 5> words{"SELESAI", "TERTUNDA", "DITOLAK", "RAGU", "ULANGAN"};
  return soap::kode_named(text) || std::find(words.begin(), words.end(), text) != words.end();
}

}  // namespace

std::optional<base::Date> parse_date(const std::string& text) {
  std::string_view rest = text;
  const auto date = take_date(rest);
  return rest.empty() ? date : std::nullopt;
}

std::optional<base::WallTime> parse_time(const std::string& text) {
  std::string_view rest = text;
  const auto date = take_date(rest);
  if (!date) return std::nullopt;
  seconds clock{0};
  if (take(rest, 'T') || take(rest, ' ')) {
    const auto taken = take_clock(rest);
    if (!taken) return std::nullopt;
    clock = *taken;
  }
  const auto zone = take_zone(rest);
  if (!zone || !rest.empty()) return std::nullopt;
  return base::WallTime{std::chrono::sys_days{*date} + clock - *zone};
}

namespace {

/// A value on the command line stands in the process list and in the shell's history; "-" has it read from
/// the standard input instead.
void add_personal(CLI::App& command, const char* name, base::Personal<std::string>& value,
                  const std::string& what) {
  command.add_option_function<std::string>(
      name,
      [&value](const std::string& given) {
        std::string text = given;
        if (given == "-" && !std::getline(std::cin, text)) text = "-";
        if (text.ends_with('\r')) text.pop_back();
        value = std::move(text);
      },
      what + "; - reads it from a line of the standard input, which no process list shows");
}

}  // namespace

void FilterOptions::add_to(CLI::App& command) {
  command.add_option("--party", party, "who called: kesatu or kedua");
  command.add_option("--section", section, "badan-usaha, pimpinan or pekerja");
  command.add_option("--operation", operation, "such as KirimPekerja");
  command.add_option("--outcome", outcome, "SELESAI, TERTUNDA, DITOLAK, RAGU, ULANGAN or a fault code");
  command.add_option("--state", state, "received, refused, pending, sending, answered, in_doubt or settled");
  command.add_option("--id-pesan", id_pesan, "the sender's idPesan");
  command.add_option("--since", since,
                     "received at or after: 2026-08-15, 2026-08-15T08:00 (UTC+7) or with a zone");
  command.add_option("--until", until, "received before, written like --since");
  add_personal(command, "--nik", nik, "a worker's NIK in the request or the answer");
  add_personal(command, "--npwp", npwp, "a company's NPWP, 15 or 16 digits, with or without punctuation");
  add_personal(command, "--nib", nib, "a company's NIB");
  add_personal(command, "--tdp", tdp, "a company's TDP");
  add_personal(command, "--jkn", jkn, "a worker's JKN membership number");
  command.add_flag("--held", held, "set aside for a person");
  command.add_option("--from", from, "lowest number");
  command.add_option("--to-number", to, "highest number");
}

bool FilterOptions::empty() const {
  return party.empty() && section.empty() && operation.empty() && outcome.empty() && state.empty() &&
         id_pesan.empty() && since.empty() && until.empty() && from == 0 && to == 0 && !held &&
         std::all_of(kIdentifiers.begin(), kIdentifiers.end(),
                     [this](const auto& one) { return (this->*one.second).reveal().empty(); });
}

base::Result<std::optional<base::Personal<std::string>>, std::string> FilterOptions::identifier() const {
  std::optional<base::Personal<std::string>> found;
  for (const auto& [kind, member] : kIdentifiers) {
    const std::string& text = (this->*member).reveal();
    if (text.empty()) continue;
    if (found) return base::fail(std::string("one of --nik, --npwp, --nib, --tdp and --jkn at a time"));
    found = exchange::identifier(kind, text);
    if (!found) return base::fail("--" + std::string(kind) + " is given something that cannot be one");
  }
  return found;
}

base::Result<journal::Filter, std::string> FilterOptions::filter() const {
  journal::Filter filter;
  const auto given = [](const std::string& text) {
    return text.empty() ? std::nullopt : std::optional(text);
  };
  if (!party.empty() && !lampiran::pihak_named(party)) {
    return base::fail(std::string("--party is kesatu or kedua"));
  }
  if (!section.empty() && !lampiran::bagian_named(section)) {
    return base::fail(std::string("--section is badan-usaha, pimpinan or pekerja"));
  }
  if (!operation.empty() && !is_operation(operation)) {
    return base::fail("--operation " + operation +
                      " is no operation of the contract; write it like KirimPekerja");
  }
  if (!outcome.empty() && !is_outcome(outcome)) {
    return base::fail("--outcome " + outcome +
                      " is none; it is SELESAI, TERTUNDA, DITOLAK, RAGU, ULANGAN or a fault code");
  }
  filter.party = given(party);
  filter.section = given(section);
  filter.operation = given(operation);
  filter.outcome = given(outcome);
  filter.id_pesan = given(id_pesan);
  if (held) filter.held = true;
  auto by_identifier = identifier();
  if (!by_identifier) return base::fail(std::move(by_identifier.error()));
  filter.identifier = std::move(*by_identifier);
  if (!state.empty()) {
    filter.state = journal::state_named(state);
    if (!filter.state) {
      return base::fail(
          std::string("--state is received, refused, pending, sending, answered, in_doubt or settled"));
    }
  }
  for (const auto& [text, name, time] :
       {std::tuple{&since, "--since", &filter.since}, std::tuple{&until, "--until", &filter.until}}) {
    if (text->empty()) continue;
    *time = parse_time(*text);
    if (!*time) {
      return base::fail(std::string(name) +
                        " is a day or a time, such as 2026-08-15 or 2026-08-15T08:00+07:00");
    }
  }
  if (filter.since && filter.until && *filter.until <= *filter.since) {
    return base::fail(std::string("--until lies before --since: no exchange could fit"));
  }
  if (from != 0 && to != 0 && to < from) {
    return base::fail(std::string("--to-number is lower than --from: no exchange could fit"));
  }
  if (from != 0) filter.number_from = from;
  if (to != 0) filter.number_to = to;
  return filter;
}

}  // namespace jembatan::app
