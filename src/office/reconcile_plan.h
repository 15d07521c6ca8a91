#pragma once
// What should be sent to whom, as files of records that `jembatan send --plan`
// sends:
//
//  - Kirim of a company, or of a worker, that the other party knows nowhere, by
//    whoever knows it;
//  - Selaraskan of a company, or of a worker, whose fields differ, by the giver of
//    each field that differs (giver_of): where the fields have two givers, both.
//
// Each record has everything that its giver has said of its subject, since the
// annex's mandatory items must be there. Nothing is planned for what is
// ambiguous, for a worker at another company, for officers (B.1 and B.3 mean
// different persons to the parties), nor where a message has been cleared.
//
// One thread; borrows everything. A disk that fails throws base::Broken.

#include <cstdint>
#include <string>
#include <vector>

#include "base/result.h"
#include "journal/sqlite_store.h"
#include "lampiran/pihak.h"
#include "office/reconcile_count.h"

namespace jembatan::office {

/// One file of the plan; its records are of one section, from one party, in the order of the companies.
struct PlanFile {
  std::string file;  ///< its name in the plan's folder
  lampiran::Pihak from = lampiran::Pihak::kesatu;
  bool align = false;  ///< Selaraskan, otherwise Kirim
  lampiran::Bagian bagian = lampiran::Bagian::badan_usaha;
  std::uint64_t records = 0;
};

struct Plan {
  std::string id;
  std::string made_at;
  std::vector<PlanFile> files;     ///< in the order of sending
  std::uint64_t cleared = 0;       ///< left out: their messages are gone
  std::uint64_t given_before = 0;  ///< the other party has accepted these very values already
};

struct PlanOptions {
  std::string folder;     ///< new or empty
  bool new_only = false;  ///< leave out what the other party has accepted already
};

/// Writes the files (mode 0600) and, last, the list of them. The error is for people.
[[nodiscard]] base::Result<Plan, std::string> write_plan(journal::SqliteStore& store,
                                                         const Matching& matching,
                                                         const Reconciliation& found,
                                                         const PlanOptions& options,
                                                         const base::Clock& clock);

/// Of a folder that write_plan() has filled. The error is for people.
[[nodiscard]] base::Result<Plan, std::string> read_plan(const std::string& folder);

}  // namespace jembatan::office
