#include "app/send_plan.h"

#include <algorithm>
#include <filesystem>
#include <iostream>
#include <map>
#include <memory>
#include <utility>

#include "app/commands.h"
#include "office/parcels.h"
#include "office/plan_progress.h"
#include "office/progress.h"
#include "office/reconcile_plan.h"
#include "office/refused_writer.h"
#include "office/send.h"

namespace jembatan::app {

namespace {

namespace fs = std::filesystem;
using lampiran::HasilRekaman;

struct Totals {
  std::uint64_t messages = 0, before = 0, accepted = 0, rejected = 0, delayed = 0, open = 0;
};

/// A name beside the file that is not taken: a plan may be stopped and gone on with several times.
std::string refused_file(const fs::path& file) {
  const std::string stem = (file.parent_path() / file.stem()).string() + ".ditolak";
  std::string path = stem + ".jsonl";
  for (unsigned next = 2; fs::exists(path); ++next) path = stem + "-" + std::to_string(next) + ".jsonl";
  return path;
}

class Sender {
 public:
  Sender(const std::string& folder, const office::Plan& plan, std::size_t batch)
      : folder_(folder), plan_(plan), batch_(batch), sent_(folder) {}

  /// Adds the party's door; the exit status.
  int open_door(lampiran::Pihak from, SendAddressOptions options) {
    options.from = std::string(lampiran::name(from));
    auto address = send_address(options);
    if (!address) return complain(address.error(), status::wrong_usage);
    doors_[from] =
        std::make_unique<office::Portal>(address->url, address->tls, address->signing, schemas_, clock_);
    urls_[from] = address->url;
    return status::done;
  }

  int send() {
    std::uint64_t records = 0;
    for (const office::PlanFile& file : plan_.files) records += doors_.contains(file.from) ? file.records : 0;
    office::Progress progress(clock_, office::Terminal::standard_error(), "plan", records);
    int result = status::done;
    for (const office::PlanFile& file : plan_.files) {
      if (!doors_.contains(file.from)) continue;
      result = std::max(result, send_file(file, progress));
      if (result == status::missing) break;
    }
    progress.finish();
    return result;
  }

  [[nodiscard]] const Totals& totals() const { return totals_; }

 private:
  int send_file(const office::PlanFile& file, office::Progress& progress) {
    const fs::path path = fs::path(folder_) / file.file;
    auto reader = office::open_records(path.string(), file.bagian);
    if (!reader) return complain({office::text(reader.error())}, status::refused);
    office::Parcels parcels(**reader, batch_);
    std::unique_ptr<office::RefusedWriter> refused;
    int result = status::done;
    for (std::uint64_t ordinal = 1; result != status::missing; ++ordinal) {
      auto parcel = parcels.next();
      if (!parcel) return complain({office::text(parcel.error())}, status::refused);
      if (!*parcel) break;
      const std::size_t records = (*parcel)->origins.size();
      const std::string id = office::PlanProgress::id_pesan(plan_.id, file.file, ordinal, **parcel);
      if (sent_.done(id)) {
        ++totals_.before;
      } else {
        result = std::max(result, send_message(file, id, **parcel, (*reader)->layout(), refused));
      }
      progress.advance(records);
    }
    if (refused) refused->close();
    return result;
  }

  /// Whatever was not judged, an open outcome included, is given again the next time, under the same idPesan.
  int send_message(const office::PlanFile& file, const std::string& id, office::Batch& batch,
                   const office::Layout& layout, std::unique_ptr<office::RefusedWriter>& refused) {
    const auto jenis = file.align ? soap::Jenis::selaraskan : soap::Jenis::kirim;
    const office::Sent sent =
        doors_.at(file.from)->send(jenis, std::move(batch.records), batch.origins.front().kunci, id);
    if (const auto* unanswered = std::get_if<office::Unanswered>(&sent)) {
      return complain({"the gateway at " + urls_.at(file.from) + " did not answer: " + unanswered->reason +
                       "; start it, then give the same command again: what was sent is not sent twice"},
                      status::missing);
    }
    if (const auto* fault = std::get_if<soap::Fault>(&sent)) {
      ++totals_.open;
      return complain({file.file + ", exchange " + std::to_string(fault->nomor_pertukaran.value_or(0)) +
                       ": " + std::string(soap::name(fault->kode)) + ": " + fault->pesan_inggris},
                      status::refused);
    }
    const auto& response = std::get<soap::Response>(sent);
    const auto accepted = static_cast<std::uint64_t>(std::count_if(
        response.hasil.begin(), response.hasil.end(), [](const auto& one) { return one.diterima; }));
    const std::uint64_t rejected = response.hasil.size() - accepted;
    ++totals_.messages;
    totals_.accepted += accepted;
    totals_.rejected += rejected;
    if (response.status == soap::StatusKiriman::tertunda) totals_.delayed += accepted;
    if (rejected > 0) keep_refused(file, batch, response.hasil, layout, refused);
    sent_.add(id, file.file, std::string(soap::name(response.status)), response.nomor_pertukaran, accepted,
              rejected);
    return rejected > 0 ? status::refused : status::done;
  }

  void keep_refused(const office::PlanFile& file, const office::Batch& batch,
                    const std::vector<HasilRekaman>& hasil, const office::Layout& layout,
                    std::unique_ptr<office::RefusedWriter>& refused) {
    if (!refused) {
      auto made = office::RefusedWriter::create(refused_file(fs::path(folder_) / file.file), layout);
      if (!made) {
        throw base::Broken(base::vouched(office::text(made.error()), base::Origin::settings));
      }
      refused = std::make_unique<office::RefusedWriter>(std::move(*made));
    }
    for (std::size_t i = 0; i < hasil.size() && i < batch.origins.size(); ++i) {
      if (!hasil[i].diterima) refused->write(batch.origins[i], hasil[i].temuan);
    }
  }

  const std::string& folder_;
  const office::Plan& plan_;
  std::size_t batch_;
  base::SystemClock clock_;
  xml::SchemaSet schemas_;
  office::PlanProgress sent_;
  std::map<lampiran::Pihak, std::unique_ptr<office::Portal>> doors_;
  std::map<lampiran::Pihak, std::string> urls_;
  Totals totals_;
};

void print(const Totals& totals, const std::string& folder) {
  std::cout << totals.messages << " messages sent: " << totals.accepted << " records accepted, "
            << totals.rejected << " rejected";
  if (totals.delayed > 0)
    std::cout << "; " << totals.delayed << " kept until the other party answers (TERTUNDA)";
  if (totals.before > 0) std::cout << "; " << totals.before << " messages were sent before";
  std::cout << '\n';
  if (totals.rejected > 0) std::cout << "refused rows are in " << folder << ", in files named .ditolak\n";
  if (totals.open > 0) {
    std::cout << totals.open << " messages have no verdict yet: give the same command again later\n";
  }
}

}  // namespace

int send_plan(const std::string& folder, const SendAddressOptions& address, std::size_t batch) {
  const auto plan = office::read_plan(folder);
  if (!plan) return complain({plan.error()}, status::refused);
  const auto only = lampiran::pihak_named(address.from);
  if (!only && (!address.url.empty() || !address.tls.certificate.empty())) {
    return complain({"--url and --certificate are one party's: name it with --from"}, status::wrong_usage);
  }
  Sender sender(folder, *plan, batch);
  for (const lampiran::Pihak from : {lampiran::Pihak::kesatu, lampiran::Pihak::kedua}) {
    const bool needed = std::any_of(plan->files.begin(), plan->files.end(),
                                    [from](const office::PlanFile& file) { return file.from == from; });
    if (!needed || (only && *only != from)) continue;
    if (const int wrong = sender.open_door(from, address); wrong != status::done) return wrong;
  }
  const int result = sender.send();
  print(sender.totals(), folder);
  return result;
}

}  // namespace jembatan::app
