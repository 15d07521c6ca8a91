// jembatan report: the account of a year or a quarter, for the parties' evaluation (Pasal 9), as one page
// with its numbers as CSV and JSON beside it.

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <memory>

#include "app/commands.h"
#include "app/configuration.h"
#include "app/operating_user.h"
#include "crypto/signature.h"
#include "journal/verify.h"
#include "office/report_gather.h"
#include "office/report_html.h"
#include "office/report_register.h"

namespace jembatan::app {

namespace {

using Lines = std::vector<std::string>;
namespace fs = std::filesystem;

struct Options {
  std::string config, output = ".", language = "id", evaluation;
  std::optional<int> year;
  std::optional<unsigned> quarter;
  bool verify = false, overwrite = false;
};

struct MadeFile {
  fs::path path;
  std::string bytes;
};

std::optional<base::Date> day_of(const std::string& text) {
  int year = 0;
  unsigned month = 0, day = 0;
  char end = 0;
  if (text.size() != 10 || std::sscanf(text.c_str(), "%4d-%2u-%2u%c", &year, &month, &day, &end) != 3)
    return {};
  const base::Date date{std::chrono::year{year}, std::chrono::month{month}, std::chrono::day{day}};
  return date.ok() && base::iso8601(date) == text ? std::optional(date) : std::nullopt;
}

Lines wrong_usage(const Options& options, base::Date today) {
  const int this_year = static_cast<int>(today.year());
  const unsigned this_quarter = (static_cast<unsigned>(today.month()) + 2) / 3;
  Lines errors;
  if (options.quarter && (*options.quarter < 1 || *options.quarter > 4)) {
    errors.push_back("--quarter is 1, 2, 3 or 4, not " + std::to_string(*options.quarter));
  }
  if (options.year && (*options.year < 2000 || *options.year > 9999)) {
    errors.push_back("--year is a year of four digits such as 2026, not " + std::to_string(*options.year));
  } else if (options.year && (*options.year > this_year || (*options.year == this_year && options.quarter &&
                                                            *options.quarter > this_quarter))) {
    errors.emplace_back("that lies in the future: today is " + base::iso8601(today));
  }
  return errors;
}

/// What is recorded is a fact of the past within the agreement.
Lines evaluation_errors(const std::string& text, const exchange::Agreement& agreement, base::Date today) {
  const auto day = day_of(text);
  if (!day) return {"--record-evaluation takes the day of the evaluation, such as 2026-03-15"};
  if (*day > today)
    return {"--record-evaluation " + text + " lies in the future: record it once it was held"};
  const auto known = exchange::calendar_of(agreement, *day, today);
  if (!known || !known->last_evaluation) {
    return {"--record-evaluation " + text + " lies before the agreement's first day; see [agreement]"};
  }
  return {};
}

fs::path stem_of(const Options& options) {
  const bool indonesian = options.language == "id";
  std::string name = (indonesian ? "laporan-" : "report-") + std::to_string(*options.year);
  if (options.quarter) name += (indonesian ? "-tw" : "-q") + std::to_string(*options.quarter);
  return fs::path(options.output) / name;
}

/// Beside its place first, so that no half a file ever stands there.
void write_beside(const fs::path& path, const std::string& bytes) {
  const int file = ::open(path.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_NOFOLLOW | O_CLOEXEC, 0600);
  bool good = file >= 0;
  for (std::size_t at = 0; good && at < bytes.size();) {
    const ssize_t written = ::write(file, bytes.data() + at, bytes.size() - at);
    if (written < 0 && errno == EINTR) continue;
    good = written > 0;
    if (good) at += static_cast<std::size_t>(written);
  }
  good = good && ::fsync(file) == 0;
  const int cause = errno;
  if (file >= 0) ::close(file);
  if (good) return;
  std::error_code ignored;
  fs::remove(path, ignored);
  throw base::Broken("writing " + base::vouched(path.string(), base::Origin::settings) + " failed (" +
                     base::vouched(std::strerror(cause), base::Origin::system) +
                     "): check the folder and the disk it is on");
}

/// All or none, as far as a file system can.
void write_files(const std::vector<MadeFile>& files) {
  const auto beside = [](const MadeFile& file) { return fs::path(file.path.string() + ".new"); };
  std::size_t made = 0;
  try {
    for (; made < files.size(); ++made) write_beside(beside(files[made]), files[made].bytes);
  } catch (const base::Broken&) {
    std::error_code ignored;
    for (std::size_t i = 0; i < made; ++i) fs::remove(beside(files[i]), ignored);
    throw;
  }
  for (const MadeFile& file : files) fs::rename(beside(file), file.path);
}

bool holds(const MadeFile& file) {
  std::ifstream in(file.path, std::ios::binary);
  const std::string there((std::istreambuf_iterator<char>(in)), {});
  return in && there == file.bytes;
}

Lines in_the_way(const std::vector<MadeFile>& files, bool overwrite) {
  Lines errors;
  std::error_code unknown;
  for (const MadeFile& file : files) {
    if (!overwrite && fs::exists(file.path, unknown) && !holds(file)) {
      errors.push_back(
          file.path.string() +
          " is there already and says something else: move it away, name another --output, or add "
          "--overwrite");
    }
  }
  return errors;
}

Lines folder_errors(const std::string& folder) {
  std::error_code unknown;
  if (fs::is_directory(folder, unknown)) return {};
  return {"--output " + folder + " is no folder: make it (mkdir -p '" + folder + "') or name another"};
}

/// A report over a journal that was changed would be none.
Lines verify_journal(const journal::SqliteStore& store, office::Verification& verification) {
  journal::VerifyOptions options;
  for (const crypto::KeyFact& key : store.keys().all()) {
    if (key.kind == "sign") {
      options.trusted_keys.push_back(crypto::SigningKey(*store.keys().signing_seed(key.id)).public_key());
    }
  }
  const journal::Verified verified = journal::verify(store.file(), options);
  if (verified.first_bad) {
    return {"the journal is not what was recorded: " + verified.first_bad->what +
            "; nothing was reported, see 'jembatan journal verify'"};
  }
  verification = {true, verified.messages, verified.heads};
  return {};
}

int record_evaluation(journal::SqliteStore& store, const std::string& text) {
  const base::Date day = *day_of(text);
  journal::record_evaluation(store, day, operating_user());
  static_cast<void>(store.sign_head());
  std::cout << "recorded: evaluation of " << text << "; the next is due by "
            << base::iso8601(exchange::months_later(day, 12)) << " (Pasal 9)\n";
  return status::done;
}

int make_report(journal::SqliteStore& store, const Configuration& configuration, const Options& options) {
  if (auto errors = folder_errors(options.output); !errors.empty())
    return complain(errors, status::wrong_usage);
  office::Verification verification;
  if (options.verify) {
    if (auto errors = verify_journal(store, verification); !errors.empty())
      return complain(errors, status::refused);
  }
  if (const auto misfit = journal::register_status(store, false).misfit)
    return complain({*misfit}, status::refused);
  office::RegisterCoverage coverage(store);
  office::ReportOrder order{{*options.year, options.quarter}, configuration.agreement, &coverage, {}};
  const bool watched = ::isatty(STDERR_FILENO) != 0;
  order.progress = [watched](std::uint64_t done) {
    if (watched && done % 10'000 == 0) std::cerr << "\r" << done << " exchanges read" << std::flush;
  };
  auto report = office::gather_report(store, order);
  if (!report) return complain({report.error()}, status::refused);
  report->verification = verification;

  const office::Words words(*office::language_named(options.language));
  const auto tables = office::tables_of(*report, words);
  const std::string stem = stem_of(options).string();
  const std::vector<MadeFile> files{{stem + ".html", office::report_html(*report, tables, words)},
                                    {stem + ".csv", office::tables_csv(*report, tables, words)},
                                    {stem + ".json", office::tables_json(*report, tables)}};
  if (auto errors = in_the_way(files, options.overwrite); !errors.empty())
    return complain(errors, status::refused);
  write_files(files);
  if (watched) std::cerr << "\r";
  std::cout << office::summary_of(*report, words) << '\n';
  for (const MadeFile& file : files) std::cout << file.path.string() << '\n';
  return status::done;
}

int report(Options options) {
  auto configuration = read_configuration(options.config);
  if (!configuration) return complain(configuration.error(), status::wrong_usage);
  const base::SystemClock clock;
  const base::Date today = base::date_in_jakarta(clock.wall());
  const bool records = !options.evaluation.empty();
  if (!options.year && (!records || options.quarter)) options.year = static_cast<int>(today.year());
  Lines errors = wrong_usage(options, today);
  if (records) {
    for (std::string& error : evaluation_errors(options.evaluation, configuration->agreement, today)) {
      errors.push_back(std::move(error));
    }
  }
  if (!errors.empty()) return complain(errors, status::wrong_usage);
  journal::SqliteStore store(configuration->journal.path,
                             records ? journal::Access::read_write : journal::Access::read_only, clock,
                             journal_keys(configuration->journal));
  if (records) record_evaluation(store, options.evaluation);
  return options.year ? make_report(store, *configuration, options) : status::done;
}

}  // namespace

void add_report(CLI::App& program, Action& action) {
  CLI::App* command = program.add_subcommand(
      "report", "The account of a year or a quarter, as a page to print, CSV and JSON; see Pasal 9");
  auto options = std::make_shared<Options>();
  command->add_option("--config", options->config, "configuration file")->required();
  command->add_option("--year", options->year, "calendar year, in Jakarta's time; this one unless told");
  command->add_option("--quarter", options->quarter, "1 to 4: only that quarter");
  command->add_option("--lang", options->language, "id (unless told) or en")
      ->check(CLI::IsMember({"id", "en"}));
  command->add_option("--output", options->output, "folder for the three files, the current one unless told");
  command->add_flag("--verify", options->verify, "verify the whole journal first, and say so in the report");
  command->add_flag("--overwrite", options->overwrite,
                    "replace a report that is there and says something else");
  command->add_option(
      "--record-evaluation", options->evaluation,
      "record in the journal, with your name, the day on which the parties evaluated (Pasal 9)");
  command->callback([options, &action] { action = [options] { return report(*options); }; });
}

}  // namespace jembatan::app
