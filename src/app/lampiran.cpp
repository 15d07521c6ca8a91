// jembatan lampiran: the annex as the program applies it.

#include <iostream>
#include <memory>
#include <nlohmann/json.hpp>

#include "app/commands.h"
#include "app/filter_options.h"
#include "app/machinery.h"
#include "lampiran/addendum.h"
#include "lampiran/butir_table.h"
#include "lampiran/referensi.h"
#include "office/table.h"

namespace jembatan::app {

namespace {

using Json = nlohmann::ordered_json;
using lampiran::Aturan;
using lampiran::Butir;
using lampiran::Pihak;

struct Options {
  std::string config, on;
  bool json = false, markdown = false;
};

struct Law {
  Aturan aturan;
  base::Date day;
  const lampiran::Addendum* addendum = nullptr;
};

/// The annex's mark, or the one that the addendum in force puts in its place.
bool mandatory(const Butir& butir, Pihak pihak, const Law& law) {
  if (law.addendum != nullptr) {
    for (const lampiran::Tanda& mark : law.addendum->tanda) {
      if (mark.butir == butir.butir && mark.pihak == pihak) return mark.wajib;
    }
  }
  return butir.wajib[pihak];
}

std::string ya(bool wajib) {
  return wajib ? "ya" : "tidak";
}

std::string type_of(const Butir& butir) {
  switch (butir.tipe) {
    case lampiran::Tipe::teks:
      return "teks, " + std::to_string(butir.panjang_maks);
    case lampiran::Tipe::tanggal:
      return "tanggal";
    case lampiran::Tipe::bilangan:
      return "bilangan";
    case lampiran::Tipe::desimal:
      return "desimal";
    case lampiran::Tipe::addendum:
      return "menurut addendum";
  }
  return "";
}

/// One row of what is applied: an item of the annex, or a field that the addendum agrees.
struct Row {
  std::string butir, bagian, elemen, label_kesatu, wajib_kesatu, label_kedua, wajib_kedua, tipe;

  [[nodiscard]] std::vector<std::string> cells() const {
    return {butir, bagian, elemen, label_kesatu, wajib_kesatu, label_kedua, wajib_kedua, tipe};
  }
};

const std::vector<std::string> titles{"Butir", "Bagian",      "Elemen", "Pihak Kesatu",
                                      "Wajib", "Pihak Kedua", "Wajib",  "Tipe"};

std::vector<Row> rows(const Law& law) {
  std::vector<Row> result;
  for (const Butir& butir : lampiran::butir()) {
    result.push_back({std::string(butir.butir), std::string(lampiran::name(butir.bagian)),
                      std::string(butir.elemen), std::string(butir.label[Pihak::kesatu]),
                      ya(mandatory(butir, Pihak::kesatu, law)), std::string(butir.label[Pihak::kedua]),
                      ya(mandatory(butir, Pihak::kedua, law)), type_of(butir)});
  }
  if (law.addendum == nullptr) return result;
  for (const lampiran::FieldDisepakati& field : law.addendum->field) {
    const auto label = [&](Pihak pihak) { return field.boleh[pihak] ? field.label_id : std::string("-"); };
    result.push_back({"D", std::string(lampiran::name(field.bagian)), "fieldLain/" + field.nama,
                      label(Pihak::kesatu), ya(field.wajib[Pihak::kesatu]), label(Pihak::kedua),
                      ya(field.wajib[Pihak::kedua]), "menurut addendum"});
  }
  return result;
}

Json list_json(const std::optional<lampiran::Daftar>& list) {
  if (!list) return nullptr;
  return {{"berkas", list->path},
          {"sumber", list->sumber},
          {"tanggal", list->tanggal},
          {"jumlah", list->baris},
          {"sha256", list->sha256}};
}

void print_json(const Law& law) {
  Json json;
  json["tanggal"] = base::iso8601(law.day);
  json["aturan"] = law.aturan.digest();
  json["addendum"] =
      law.addendum != nullptr
          ? Json{{"id", law.addendum->id}, {"judul", law.addendum->judul}, {"sha256", law.addendum->sha256}}
          : Json(nullptr);
  json["rujukan"] = {{"wilayah", list_json(law.aturan.referensi().regions())},
                     {"kbli", list_json(law.aturan.referensi().kbli())}};
  json["butir"] = Json::array();
  for (const Row& row : rows(law)) {
    json["butir"].push_back({{"butir", row.butir},
                             {"bagian", row.bagian},
                             {"elemen", row.elemen},
                             {"labelKesatu", row.label_kesatu},
                             {"wajibKesatu", row.wajib_kesatu == "ya"},
                             {"labelKedua", row.label_kedua},
                             {"wajibKedua", row.wajib_kedua == "ya"},
                             {"tipe", row.tipe}});
  }
  std::cout << json.dump(2) << '\n';
}

void print_markdown(const Law& law) {
  const auto line = [](const std::vector<std::string>& cells) {
    for (const std::string& cell : cells) std::cout << "| " << cell << ' ';
    std::cout << "|\n";
  };
  line(titles);
  line(std::vector<std::string>(titles.size(), "---"));
  for (const Row& row : rows(law)) line(row.cells());
}

void print_table(const Law& law) {
  std::vector<office::Table::Column> columns;
  columns.reserve(titles.size());
  for (const std::string& title : titles) columns.push_back({title, office::Table::Align::left, 34});
  office::Table table(columns);
  for (const Row& row : rows(law)) table.add(row.cells());
  std::cout << table.text();
}

void print_sources(const Law& law) {
  const auto list = [](std::string_view name, const std::optional<lampiran::Daftar>& known) {
    std::cout << name << ": ";
    if (!known) {
      std::cout << "none, its rules are off\n";
      return;
    }
    std::cout << known->path << ", " << known->baris << " codes, source "
              << (known->sumber.empty() ? "not stated" : known->sumber) << ", date "
              << (known->tanggal.empty() ? "not stated" : known->tanggal) << ", SHA-256 " << known->sha256
              << '\n';
  };
  std::cout << "\nApplied on " << base::iso8601(law.day) << ", rule set " << law.aturan.digest() << '\n';
  std::cout << "Addendum in force: "
            << (law.addendum != nullptr ? law.addendum->id + " (" + law.addendum->judul + ")" : "none")
            << '\n';
  list("Region list", law.aturan.referensi().regions());
  list("KBLI list", law.aturan.referensi().kbli());
}

int print(const Options& options) {
  lampiran::SumberAturan sumber;
  if (!options.config.empty()) {
    auto configuration = read_configuration(options.config);
    if (!configuration) return complain(configuration.error(), status::wrong_usage);
    sumber = std::move(configuration->rules);
  }
  auto aturan = Aturan::load(sumber);
  if (!aturan) return complain(aturan.error(), status::wrong_usage);
  const base::SystemClock clock;
  const auto day = options.on.empty() ? base::date_in_jakarta(clock.wall()) : parse_date(options.on);
  if (!day) return complain({"--on is a day such as 2026-08-15"}, status::wrong_usage);
  Law law{std::move(*aturan), *day};
  law.addendum = law.aturan.addendum(*day);
  if (options.json) {
    print_json(law);
    return status::done;
  }
  options.markdown ? print_markdown(law) : print_table(law);
  print_sources(law);
  return status::done;
}

}  // namespace

void add_lampiran(CLI::App& program, Action& action) {
  CLI::App* command =
      program.add_subcommand("lampiran", "The annex as it is applied, both parties side by side");
  auto options = std::make_shared<Options>();
  command->add_option("--config", options->config, "configuration: its addenda and lists apply");
  command->add_option("--on", options->on, "as on this day, 2026-08-15; today unless told");
  command->add_flag("--json", options->json, "for programs");
  command->add_flag("--markdown", options->markdown, "for documents");
  command->callback([options, &action] { action = [options] { return print(*options); }; });
}

}  // namespace jembatan::app
