// jembatan send: records from CSV or JSON, sent as a party's portal would.

#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <iostream>
#include <map>
#include <memory>

#include "app/commands.h"
#include "app/send_address.h"
#include "app/send_plan.h"
#include "office/company_file.h"
#include "office/company_key.h"
#include "office/display.h"
#include "office/parcels.h"
#include "office/progress.h"
#include "office/refused_writer.h"
#include "office/send.h"

namespace jembatan::app {

namespace {

using lampiran::HasilRekaman;
using lampiran::Rekaman;
using lampiran::Temuan;

struct Options {
  SendAddressOptions address;
  std::string refused, plan;
  std::vector<std::string> files;
  std::size_t batch = 1000;
  bool align = false;
};

struct Totals {
  std::uint64_t sent = 0, accepted = 0, rejected = 0, delayed = 0, in_doubt = 0;
  std::map<std::string, std::uint64_t> findings;
  bool trouble = false;
};

struct Desk {
  const Options& options;
  const SendAddress& address;
  office::Portal& portal;
  const base::Clock& clock;
  Totals totals;

  [[nodiscard]] soap::Jenis jenis() const {
    return options.align ? soap::Jenis::selaraskan : soap::Jenis::kirim;
  }
};

std::string level(const Temuan& temuan) {
  return temuan.tingkat == lampiran::Tingkat::kesalahan ? "KESALAHAN" : "PERINGATAN";
}

/// A fault judges no record: the whole message was refused, for one reason.
std::vector<HasilRekaman> refused_together(std::size_t count, const soap::Fault& fault) {
  std::vector<HasilRekaman> hasil(count);
  for (std::size_t i = 0; i < count; ++i) {
    hasil[i].urutan = i + 1;
    hasil[i].temuan = fault.temuan;
    hasil[i].temuan.push_back({"", "", std::string(soap::name(fault.kode)), lampiran::Tingkat::kesalahan,
                               fault.pesan, fault.pesan_inggris});
  }
  return hasil;
}

struct Delivered {
  std::string status;  ///< SELESAI, TERTUNDA, DITOLAK or the fault's code
  std::uint64_t number = 0;
  std::vector<HasilRekaman> hasil;
  bool in_doubt = false;  ///< nobody knows yet whether it arrived: not to be given again under a new idPesan
};

/// Faults after the message was recorded that leave its outcome open; without a number it was not taken at
/// all.
bool leaves_doubt(const soap::Fault& fault) {
  return fault.nomor_pertukaran.value_or(0) != 0 && (fault.kode == soap::Kode::pihak_lawan_tidak_tersedia ||
                                                     fault.kode == soap::Kode::kesalahan_internal);
}

void count(Totals& totals, const Delivered& delivered) {
  totals.sent += delivered.hasil.size();
  if (delivered.in_doubt) {
    totals.in_doubt += delivered.hasil.size();
    return;
  }
  for (const HasilRekaman& hasil : delivered.hasil) {
    ++(hasil.diterima ? totals.accepted : totals.rejected);
    if (hasil.diterima && delivered.status == "TERTUNDA") ++totals.delayed;
    for (const Temuan& one : hasil.temuan) ++totals.findings[level(one) + "  " + one.kode];
  }
}

std::string remedy(const SendAddress& address) {
  if (!address.tls) return "start it, or name another with --url";
  return "see that it runs, that --ca and the address go with its certificate, and that it lets "
         "--certificate in; or name another with --url";
}

/// Nothing where the gateway did not answer: then nothing more can be sent.
std::optional<Delivered> deliver(Desk& desk, Rekaman records,
                                 std::optional<lampiran::KunciBadanUsaha> kunci) {
  const std::size_t given = lampiran::count(records);
  office::Sent sent = desk.portal.send(desk.jenis(), std::move(records), std::move(kunci));
  if (const auto* unanswered = std::get_if<office::Unanswered>(&sent)) {
    complain({"the gateway at " + desk.address.url + " did not answer: " + unanswered->reason + "; " +
              remedy(desk.address)},
             status::missing);
    return std::nullopt;
  }
  Delivered delivered;
  if (const auto* fault = std::get_if<soap::Fault>(&sent)) {
    delivered = {std::string(soap::name(fault->kode)), fault->nomor_pertukaran.value_or(0),
                 refused_together(given, *fault), leaves_doubt(*fault)};
    desk.totals.trouble = true;
    complain({"exchange " + std::to_string(delivered.number) + ": " + delivered.status + ": " +
              fault->pesan_inggris},
             status::refused);
  } else {
    auto& response = std::get<soap::Response>(sent);
    delivered = {std::string(soap::name(response.status)), response.nomor_pertukaran,
                 std::move(response.hasil), false};
  }
  count(desk.totals, delivered);
  return delivered;
}

void print_part(std::string_view part, const Delivered& delivered) {
  const auto accepted = std::count_if(delivered.hasil.begin(), delivered.hasil.end(),
                                      [](const HasilRekaman& hasil) { return hasil.diterima; });
  std::cout << "    " << part << "  " << accepted << " of " << delivered.hasil.size() << " accepted, "
            << delivered.status << ", exchange " << delivered.number << '\n';
  for (const HasilRekaman& hasil : delivered.hasil) {
    for (const Temuan& one : hasil.temuan) {
      std::cout << "        record " << hasil.urutan << "  " << one.butir << ' ' << one.elemen << "  "
                << level(one) << "  " << one.kode << "  " << one.pesan_inggris << '\n';
    }
  }
}

bool send_part(Desk& desk, std::string_view part, Rekaman records,
               std::optional<lampiran::KunciBadanUsaha> kunci) {
  const auto delivered = deliver(desk, std::move(records), std::move(kunci));
  if (delivered) print_part(part, *delivered);
  return delivered.has_value();
}

bool send_company(Desk& desk, office::Company company, std::size_t number) {
  const auto kunci = office::key_of(company);
  const std::string name = company.badan_usaha ? company.badan_usaha->nama.value_or("") : "";
  std::cout << "company " << number << "  " << office::visible(name) << '\n';
  if (company.badan_usaha &&
      !send_part(desk, "badan usaha", std::vector{std::move(*company.badan_usaha)}, {})) {
    return false;
  }
  if (company.pimpinan) {
    if (!company.pimpinan->badan_usaha) company.pimpinan->badan_usaha = kunci;
    if (!send_part(desk, "pimpinan   ", std::vector{std::move(*company.pimpinan)}, {})) return false;
  }
  return company.pekerja.empty() || send_part(desk, "pekerja    ", std::move(company.pekerja), kunci);
}

int send_companies(Desk& desk, const std::string& path) {
  auto companies = office::read_companies(path);
  if (!companies) return complain({office::text(companies.error())}, status::refused);
  const auto from = lampiran::pihak_named(desk.options.address.from);
  std::size_t number = 0;
  for (office::Company& company : *companies) {
    ++number;
    if (company.pengirim && company.pengirim != from) continue;
    if (!send_company(desk, std::move(company), number)) return status::missing;
  }
  return status::done;
}

std::string refused_path(const Options& options, const std::string& file) {
  if (!options.refused.empty()) return options.refused;
  const std::filesystem::path path(file);
  return (path.parent_path() / (path.stem().string() + ".ditolak" + path.extension().string())).string();
}

/// The file of refused rows, made when the first row is refused.
class RefusedRows {
 public:
  RefusedRows(std::string path, const office::Layout& layout) : path_(std::move(path)), layout_(layout) {}

  [[nodiscard]] std::optional<office::FileError> add(const office::Batch& parcel,
                                                     const std::vector<HasilRekaman>& hasil) {
    for (std::size_t i = 0; i < hasil.size(); ++i) {
      if (hasil[i].diterima) continue;
      if (!writer_) {
        auto created = office::RefusedWriter::create(path_, layout_);
        if (!created) return created.error();
        writer_ = std::make_unique<office::RefusedWriter>(std::move(*created));
      }
      writer_->write(parcel.origins[i], hasil[i].temuan);
    }
    return std::nullopt;
  }

  void close() {
    if (!writer_) return;
    writer_->close();
    std::cout << "refused rows are in " << path_ << ": correct them there and send that file\n";
  }

 private:
  std::string path_;
  const office::Layout& layout_;
  std::unique_ptr<office::RefusedWriter> writer_;
};

int send_records(Desk& desk, const std::string& path) {
  auto reader = office::open_records(path);
  if (!reader) return complain({office::text(reader.error())}, status::refused);
  office::Parcels parcels(**reader, desk.options.batch);
  const std::string refused_file = refused_path(desk.options, path);
  if (std::filesystem::exists(refused_file)) {
    return complain(
        {refused_file + " exists and may hold corrections; move it away or name another with --refused"},
        status::refused);
  }
  const std::string folder = std::filesystem::absolute(refused_file).parent_path().string();
  if (access(folder.c_str(), W_OK | X_OK) != 0) {
    return complain({"refused rows could not be written to " + folder +
                     ", so nothing has been sent; make the folder, "
                     "or name another file with --refused"},
                    status::refused);
  }
  RefusedRows refused(refused_file, (*reader)->layout());
  office::Progress progress(desk.clock, office::Terminal::standard_error(), path);
  int result = status::done;
  for (;;) {
    auto parcel = parcels.next();
    if (!parcel) {
      result = complain({office::text(parcel.error()), "the rows before it have been sent"}, status::refused);
      break;
    }
    if (!*parcel) break;
    office::Batch& batch = **parcel;
    const std::size_t first_line = batch.origins.front().line;
    const auto delivered = deliver(desk, std::move(batch.records), batch.origins.front().kunci);
    if (!delivered) {
      result =
          complain({path + ":" + std::to_string(first_line) + ": from this row on nothing has been sent"},
                   status::missing);
      break;
    }
    if (delivered->in_doubt) {
      complain({path + ": lines " + std::to_string(first_line) + " to " +
                std::to_string(batch.origins.back().line) +
                " are in doubt and in no file: ask first, with "
                "'jembatan journal ask " +
                std::to_string(delivered->number) +
                "' where the gateway runs, or StatusPesan; do not send them again before"},
               status::refused);
    } else if (auto error = refused.add(batch, delivered->hasil)) {
      result = complain(
          {office::text(*error), "the rows after line " + std::to_string(batch.origins.back().line) +
                                     " have not been sent; of those before it that were refused some "
                                     "are not in the file"},
          status::refused);
      break;
    }
    progress.advance(batch.origins.size());
  }
  progress.finish();
  refused.close();
  return result;
}

void print_totals(const Totals& totals) {
  std::cout << totals.sent << " records sent: " << totals.accepted << " accepted, " << totals.rejected
            << " rejected";
  if (totals.delayed > 0) {
    std::cout << "; " << totals.delayed << " kept until the other party answers (TERTUNDA)";
  }
  if (totals.in_doubt > 0) std::cout << "; " << totals.in_doubt << " in doubt";
  std::cout << '\n';
  for (const auto& [code, count] : totals.findings) std::cout << "    " << count << " x " << code << '\n';
}

int send(const Options& options) {
  if (options.plan.empty() == options.files.empty()) {
    return complain({"send needs files or --plan, one of the two"}, status::wrong_usage);
  }
  if (!options.plan.empty()) {
    if (options.align || !options.refused.empty()) {
      return complain({"--align and --refused do not go with --plan: the plan says what is aligned, and rows "
                       "that are refused stay in its folder"},
                      status::wrong_usage);
    }
    return send_plan(options.plan, options.address, options.batch);
  }
  const auto address = send_address(options.address);
  if (!address) return complain(address.error(), status::wrong_usage);
  const base::SystemClock clock;
  const xml::SchemaSet schemas;
  office::Portal portal(address->url, address->tls, address->signing, schemas, clock);
  Desk desk{options, *address, portal, clock, {}};
  int result = status::done;
  for (const std::string& file : options.files) {
    const int one = office::is_company_file(file) ? send_companies(desk, file) : send_records(desk, file);
    result = std::max(result, one);
    if (one == status::missing) break;
  }
  print_totals(desk.totals);
  if (result == status::done && (desk.totals.rejected > 0 || desk.totals.trouble)) return status::refused;
  return result;
}

}  // namespace

void add_send(CLI::App& program, Action& action) {
  CLI::App* command =
      program.add_subcommand("send", "Send records from CSV or JSON files to the gateway, in batches");
  auto options = std::make_shared<Options>();
  command->add_option("files", options->files, "CSV, JSON, JSON Lines, or a file of whole companies");
  command->add_option(
      "--plan", options->plan,
      "instead of files, a folder that 'reconcile --plan' has made; goes on where it was stopped");
  add_address_options(*command, options->address);
  command->add_option("--batch", options->batch, "records in a message, 1000 unless told")
      ->check(CLI::Range(1, 1000));
  command->add_option("--refused", options->refused,
                      "file for refused rows; for data.csv it is data.ditolak.csv unless told");
  command->add_flag("--align", options->align, "Selaraskan (penyelarasan) instead of Kirim (penambahan)");
  command->callback([options, &action] { action = [options] { return send(*options); }; });
}

}  // namespace jembatan::app
