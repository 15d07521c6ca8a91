// jembatan validate: judges files without sending anything.

#include <iostream>
#include <map>
#include <memory>
#include <nlohmann/json.hpp>

#include "app/commands.h"
#include "app/configuration.h"
#include "app/filter_options.h"
#include "app/machinery.h"
#include "office/columns.h"
#include "office/progress.h"
#include "office/table.h"
#include "office/validate.h"

namespace jembatan::app {

namespace {

using Json = nlohmann::ordered_json;
using lampiran::Temuan;
using lampiran::Tingkat;

struct Options {
  std::string config, from, on, template_of;
  std::vector<std::string> addenda, files;
  bool json = false;
};

std::string word(Tingkat tingkat) {
  return tingkat == Tingkat::kesalahan ? "KESALAHAN" : "PERINGATAN";
}

std::string dumped(const Json& json) {
  return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

Json as_json(const std::vector<Temuan>& temuan) {
  Json array = Json::array();
  for (const Temuan& one : temuan) {
    array.push_back({{"butir", one.butir},
                     {"elemen", one.elemen},
                     {"kode", one.kode},
                     {"tingkat", word(one.tingkat)},
                     {"pesan", one.pesan},
                     {"pesanInggris", one.pesan_inggris}});
  }
  return array;
}

/// What one file came to; printed piece by piece, so that no file has to fit into memory.
class FileReport {
 public:
  FileReport(std::string file, bool json) : file_(std::move(file)), json_(json) {}

  void add(const office::Verdict& verdict) {
    if (!verdict.hasil.diterima) ++rejected_;
    for (const Temuan& one : verdict.hasil.temuan) ++totals_[word(one.tingkat) + "  " + one.kode];
    json_ ? print_json(verdict) : print(verdict);
    ++records_;
  }

  /// Whether the file may be sent as it is.
  bool finish(const std::optional<office::Unreadable>& unreadable) {
    json_ ? finish_json(unreadable) : finish_text(unreadable);
    return !unreadable && rejected_ == 0;
  }

 private:
  void begin_json() const { std::cout << R"({"file":)" << dumped(file_) << R"(,"hasil":[)"; }

  void print_json(const office::Verdict& verdict) const {
    if (records_ == 0) begin_json();
    std::cout << (records_ == 0 ? "" : ",")
              << dumped({{"urutan", verdict.hasil.urutan},
                         {"status", verdict.hasil.diterima ? "DITERIMA" : "DITOLAK"},
                         {"temuan", as_json(verdict.hasil.temuan)}});
  }

  void print(const office::Verdict& verdict) const {
    if (verdict.hasil.temuan.empty()) return;
    const std::string line = verdict.line != 0 ? ":" + std::to_string(verdict.line) : "";
    std::cout << file_ << line << ": record " << verdict.hasil.urutan
              << (verdict.hasil.diterima ? " accepted" : " rejected") << '\n';
    for (const Temuan& one : verdict.hasil.temuan) {
      std::cout << "    " << one.butir << ' ' << one.elemen << "  " << word(one.tingkat) << "  " << one.kode
                << "  " << one.pesan_inggris << " / " << one.pesan << '\n';
    }
  }

  /// The records' verdicts come first, so that a file of any size streams through.
  void finish_json(const std::optional<office::Unreadable>& unreadable) const {
    if (records_ == 0) begin_json();
    const std::string status = unreadable ? "TIDAK_SAH" : rejected_ > 0 ? "DITOLAK" : "SAH";
    std::cout << R"(],"status":")" << status << '"';
    if (unreadable) {
      std::cout << R"(,"kode":)" << dumped(unreadable->kode) << R"(,"sebab":)" << dumped(unreadable->what);
      if (!unreadable->temuan.empty()) std::cout << R"(,"temuan":)" << dumped(as_json(unreadable->temuan));
    }
    std::cout << "}\n";
  }

  void finish_text(const std::optional<office::Unreadable>& unreadable) const {
    if (unreadable) {
      std::cout << file_ << ": cannot be judged, " << unreadable->kode << ": " << unreadable->what << '\n';
      for (const Temuan& one : unreadable->temuan) {
        std::cout << "    " << one.kode << "  " << one.pesan_inggris << '\n';
      }
    }
    std::cout << file_ << ": " << records_ << " records, " << records_ - rejected_ << " accepted, "
              << rejected_ << " rejected\n";
    for (const auto& [code, count] : totals_) std::cout << "    " << count << " x " << code << '\n';
  }

  std::string file_;
  bool json_;
  std::uint64_t records_ = 0, rejected_ = 0;
  std::map<std::string, std::uint64_t> totals_;
};

base::Result<lampiran::Aturan, std::vector<std::string>> rules(const Options& options) {
  lampiran::SumberAturan sumber;
  if (!options.config.empty()) {
    auto configuration = read_configuration(options.config);
    if (!configuration) return base::fail(std::move(configuration.error()));
    sumber = std::move(configuration->rules);
  }
  sumber.addendum_files.insert(sumber.addendum_files.end(), options.addenda.begin(), options.addenda.end());
  return lampiran::Aturan::load(sumber);
}

int print_template(const std::string& section) {
  std::cout << office::csv_template(*lampiran::bagian_named(section));
  return status::done;
}

int validate(const Options& options) {
  if (!options.template_of.empty()) return print_template(options.template_of);
  if (options.from.empty() || options.files.empty()) {
    return complain({"validate needs --from kesatu|kedua and at least one file, or --template; see --help"},
                    status::wrong_usage);
  }
  const base::SystemClock clock;
  const auto day = options.on.empty() ? base::date_in_jakarta(clock.wall()) : parse_date(options.on);
  if (!day) return complain({"--on is a day such as 2026-08-15"}, status::wrong_usage);
  const auto aturan = rules(options);
  if (!aturan) return complain(aturan.error(), status::wrong_usage);

  const xml::SchemaSet schemas;
  const xml::GuardLimits limits;
  const office::Court court{*lampiran::pihak_named(options.from), *day, *aturan, {schemas, limits, clock}};
  bool all_good = true;
  for (const std::string& file : options.files) {
    FileReport report(file, options.json);
    office::Progress progress(clock, office::Terminal::standard_error(), file);
    const auto unreadable = office::validate_file(file, court, [&](const office::Verdict& verdict) {
      report.add(verdict);
      progress.advance();
    });
    progress.finish();
    all_good = report.finish(unreadable) && all_good;
  }
  return all_good ? status::done : status::refused;
}

}  // namespace

void add_validate(CLI::App& program, Action& action) {
  CLI::App* command = program.add_subcommand(
      "validate", "Judge SOAP messages, CSV and JSON files of records; nothing is sent");
  auto options = std::make_shared<Options>();
  command->add_option("files", options->files, "SOAP messages, CSV, JSON or JSON Lines");
  command
      ->add_option("--from", options->from,
                   "whose column of the annex applies: the party that gives the data")
      ->check(CLI::IsMember({"kesatu", "kedua"}));
  command->add_option("--config", options->config, "configuration: its rules, addenda and lists apply");
  command->add_option("--on", options->on, "judge as on this day, 2026-08-15; today unless told");
  command->add_option("--addendum", options->addenda, "an addendum file; can be repeated")
      ->allow_extra_args(false);
  command->add_flag("--json", options->json, "one object a file, each on one line");
  command->add_option("--template", options->template_of, "print a CSV template and stop")
      ->check(CLI::IsMember({"badan-usaha", "pimpinan", "pekerja"}));
  command->callback([options, &action] { action = [options] { return validate(*options); }; });
}

}  // namespace jembatan::app
