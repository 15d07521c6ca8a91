#pragma once
// Coverage out of the register, as far as its keys alone tell: a company is the
// same where one of its identifiers is (NPWP, NIB, TDP), a worker where the NIK
// is. Keeps 24 bytes for each company and each worker that it holds at a time;
// many workers are taken in several passes. One thread; a gateway may go on
// writing. Throws base::Broken.

#include "journal/register.h"
#include "journal/sqlite_store.h"
#include "office/report_coverage.h"

namespace jembatan::office {

class RegisterCoverage final : public CoverageSource {
 public:
  /// Borrows the store. `workers_at_once`: how many are kept in memory in one pass.
  explicit RegisterCoverage(journal::SqliteStore& store, std::uint64_t workers_at_once = 8'000'000)
      : store_(store), workers_at_once_(workers_at_once) {}

  std::optional<Coverage> coverage(const std::vector<Month>& months) override;

 private:
  journal::SqliteStore& store_;
  std::uint64_t workers_at_once_;
};

}  // namespace jembatan::office
