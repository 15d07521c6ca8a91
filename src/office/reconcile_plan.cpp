#include "office/reconcile_plan.h"

#include <array>
#include <filesystem>
#include <map>
#include <optional>
#include <set>
#include <system_error>

#include "base/uuid.h"
#include "exchange/register_values.h"
#include "office/plan_list.h"
#include "office/plan_record.h"
#include "office/private_file.h"
#include "office/reconcile_fields.h"

namespace jembatan::office {

namespace {

namespace fs = std::filesystem;
using journal::RegisterKind;
using journal::RegisterRow;
using lampiran::Bagian;
using lampiran::KunciBadanUsaha;
using lampiran::Pihak;

constexpr std::size_t enough_to_write = 1U << 16U;

/// The files, made when their first record comes.
class Files {
 public:
  explicit Files(std::string folder) : folder_(std::move(folder)) {}

  void add(Pihak from, bool align, Bagian bagian, const std::string& line) {
    Open& open = open_[{align, bagian, from}];
    if (!open.file) {
      open.plan.file = std::string(lampiran::name(from)) + (align ? "-selaraskan-" : "-kirim-") +
                       std::string(lampiran::name(bagian)) + ".jsonl";
      open.plan.from = from;
      open.plan.align = align;
      open.plan.bagian = bagian;
      open.file.emplace((fs::path(folder_) / open.plan.file).string(), PrivateFile::Mode::make_new);
    }
    open.pending += line;
    ++open.plan.records;
    if (open.pending.size() < enough_to_write) return;
    open.file->write(open.pending);
    open.pending.clear();
  }

  /// In the order of sending: what is new before what differs, companies before their workers.
  [[nodiscard]] std::vector<PlanFile> finish() {
    std::vector<PlanFile> files;
    for (auto& [key, open] : open_) {
      open.file->write(open.pending);
      open.file->sync();
      files.push_back(open.plan);
    }
    return files;
  }

 private:
  struct Open {
    PlanFile plan;
    std::optional<PrivateFile> file;
    std::string pending;
  };
  std::string folder_;
  std::map<std::tuple<bool, Bagian, Pihak>, Open> open_;
};

class Planner {
 public:
  Planner(journal::SqliteStore& store, const Matching& matching, const Reconciliation& found,
          const PlanOptions& options)
      : store_(store),
        reader_(store),
        values_(store),
        matching_(matching),
        found_(found),
        options_(options),
        files_(options.folder) {}

  Plan plan() {
    for (std::uint32_t unit = 0; unit < matching_.units().size(); ++unit) {
      const Unit& one = matching_.units()[unit];
      if (one.unnamed || one.keraguan != Keraguan::tidak_ada || !found_.shown(unit)) continue;
      if (has_work(unit)) plan_unit(unit);
    }
    plan_.files = files_.finish();
    return std::move(plan_);
  }

 private:
  [[nodiscard]] bool has_work(std::uint32_t unit) const {
    const Tally& tally = found_.tally(unit);
    return matching_.units()[unit].parties != 3 || tally.different != 0 || tally.of(Kelas::hanya_wlkp) != 0 ||
           tally.of(Kelas::hanya_jkn) != 0 || tally.of(Kelas::beda) != 0;
  }

  void plan_unit(std::uint32_t unit) {
    keys_ = {};
    walk_unit(reader_, matching_, unit, [&](std::uint32_t, RegisterKind kind, const Pair& pair) {
      if (kind == RegisterKind::badan_usaha) plan_company(unit, pair);
      if (kind == RegisterKind::pekerja && found_.chosen(pair)) plan_worker(unit, pair);
    });
  }

  void plan_company(std::uint32_t unit, const Pair& pair) {
    for (const Pihak from : {Pihak::kesatu, Pihak::kedua}) {
      const RegisterRow* row = row_of(pair, from);
      if (row == nullptr) continue;
      auto record = values_.badan_usaha(*row);
      keys_.at(place(from)) = KunciBadanUsaha{record.npwp, record.nib, record.tdp, {}};
      const bool missing = matching_.units()[unit].parties != 3;
      const bool gives = missing || gives_of(RegisterKind::badan_usaha, pair, from);
      if (!gives || !row->has(journal::company_field::nama)) continue;  // a key alone is no record
      if (!record.nama) {
        ++plan_.cleared;
      } else if (wanted(*row, from)) {
        Draft draft(Bagian::badan_usaha);
        draft.rekaman = std::move(record);
        files_.add(from, !missing, Bagian::badan_usaha, record_line(std::move(draft)));
      }
    }
  }

  void plan_worker(std::uint32_t unit, const Pair& pair) {
    const auto kelas = found_.kelas((pair.kesatu != nullptr ? pair.kesatu : pair.kedua)->key.subject, unit);
    if (!kelas) return;
    for (const Pihak from : {Pihak::kesatu, Pihak::kedua}) {
      const RegisterRow* row = row_of(pair, from);
      if (row == nullptr) continue;
      const bool missing = *kelas == (from == Pihak::kesatu ? Kelas::hanya_wlkp : Kelas::hanya_jkn);
      const bool gives = missing || (*kelas == Kelas::beda && gives_of(RegisterKind::pekerja, pair, from));
      if (!gives || !wanted(*row, from)) continue;
      auto record = values_.pekerja(*row);
      auto kunci = key_of(from, *row);
      if (!record.nama || !kunci) {
        ++plan_.cleared;
        continue;
      }
      Draft draft(Bagian::pekerja);
      draft.rekaman = std::move(record);
      draft.kunci = std::move(*kunci);
      files_.add(from, !missing, Bagian::pekerja, record_line(std::move(draft)));
    }
  }

  [[nodiscard]] static std::size_t place(Pihak pihak) { return static_cast<std::size_t>(pihak); }
  [[nodiscard]] static const RegisterRow* row_of(const Pair& pair, Pihak pihak) {
    return pihak == Pihak::kesatu ? pair.kesatu : pair.kedua;
  }

  /// Whether the party gives one of the fields that differ.
  [[nodiscard]] static bool gives_of(RegisterKind kind, const Pair& pair, Pihak from) {
    for (const std::size_t field : fields_in(differing(kind, pair))) {
      if (giver_of(kind, field, pair) == from) return true;
    }
    return false;
  }

  /// The company as the giver calls it: all identifiers it has said, else those of the message.
  [[nodiscard]] std::optional<KunciBadanUsaha> key_of(Pihak from, const RegisterRow& row) {
    const auto& said = keys_.at(place(from));
    if (said && (said->npwp || said->nib || said->tdp)) return said;
    auto source = row.newest();
    source.record = 0;
    const auto key = values_.at(source);
    const auto* kunci = key ? std::get_if<KunciBadanUsaha>(&*key) : nullptr;
    return kunci == nullptr ? std::nullopt : std::optional(*kunci);
  }

  /// Counts what the other party has accepted already, and leaves it out where that is wished.
  [[nodiscard]] bool wanted(const RegisterRow& row, Pihak from) {
    for (std::uint8_t i = 0; i < row.source_count; ++i) {
      if (!written_by(row.sources[i].number, from)) return true;
    }
    ++plan_.given_before;
    return !options_.new_only;
  }

  /// Whether the exchange is a Kirim or Selaraskan of the party, which the other one has accepted then.
  [[nodiscard]] bool written_by(std::uint64_t number, Pihak from) {
    const auto [at, added] = writes_.try_emplace(number);
    if (added) {
      const auto entry = store_.find(number);
      at->second = entry && entry->party == lampiran::name(from) &&
                   (entry->operation.starts_with("Kirim") || entry->operation.starts_with("Selaraskan"));
    }
    return at->second;
  }

  journal::SqliteStore& store_;
  journal::RegisterReader reader_;
  exchange::RegisterValues values_;
  const Matching& matching_;
  const Reconciliation& found_;
  const PlanOptions& options_;
  Files files_;
  Plan plan_;
  std::array<std::optional<KunciBadanUsaha>, 2> keys_;
  std::map<std::uint64_t, bool> writes_;
};

}  // namespace

base::Result<Plan, std::string> write_plan(journal::SqliteStore& store, const Matching& matching,
                                           const Reconciliation& found, const PlanOptions& options,
                                           const base::Clock& clock) {
  std::error_code error;
  if (fs::exists(options.folder, error)) {
    if (!fs::is_directory(options.folder, error) || !fs::is_empty(options.folder, error) || error) {
      return base::fail(options.folder + " is there already; name a folder that is new or empty");
    }
  } else if (!fs::create_directory(options.folder, error)) {
    return base::fail(options.folder + " cannot be made (" + error.message() +
                      "); make the folder that it is to be in");
  }
  fs::permissions(options.folder, fs::perms::owner_all, error);
  if (error) return base::fail(options.folder + " cannot be kept to its owner (" + error.message() + ")");
  Plan plan = Planner(store, matching, found, options).plan();
  plan.id = base::uuid_v7(clock.wall());
  plan.made_at = base::iso8601(clock.wall());
  write_plan_list(plan, options.folder);
  return plan;
}

}  // namespace jembatan::office
