#pragma once
// A generated country: what the two parties say of their companies and workers,
// with everything planted that a reconciliation is to find, and the count of it.
// One thread.

#include <array>
#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "base/clock.h"
#include "journal/sqlite_store.h"
#include "office/reconcile_count.h"
#include "soap/codec.h"

namespace jembatan::office {

struct Saying {
  lampiran::Pihak from = lampiran::Pihak::kesatu;
  soap::Request request;
};

/// A journal in a folder of its own, to which parties' sayings are told as accepted exchanges.
class Chronicle {
 public:
  Chronicle();
  ~Chronicle();
  Chronicle(const Chronicle&) = delete;
  Chronicle& operator=(const Chronicle&) = delete;

  std::uint64_t tell(const Saying& saying, std::uint64_t replay_of = 0);
  journal::SqliteStore& store() { return *store_; }

 private:
  std::filesystem::path folder_;
  base::SystemClock clock_;
  std::unique_ptr<journal::SqliteStore> store_;
  soap::Codec codec_;
  int told_ = 0;
};

/// Fictitious identifiers.
[[nodiscard]] std::string npwp15(int number);  ///< with punctuation
[[nodiscard]] std::string npwp16(int number);
[[nodiscard]] std::string nib(int number);
[[nodiscard]] lampiran::Pekerja worker(int number, const std::string& region = "320405");

[[nodiscard]] Saying company(lampiran::Pihak from, const lampiran::KunciBadanUsaha& kunci,
                             const std::string& nama = "PT Contoh", const std::string& alamat = "Jl. Contoh");
[[nodiscard]] Saying workers(lampiran::Pihak from, const lampiran::KunciBadanUsaha& kunci,
                             std::vector<lampiran::Pekerja> all);

struct Country {
  std::vector<Saying> sayings;
  ReconcileTotals expected;
  std::map<Kelas, std::vector<std::string>> niks;  ///< of each worker that was planted, once for each company
};

[[nodiscard]] Country generated_country();

}  // namespace jembatan::office
