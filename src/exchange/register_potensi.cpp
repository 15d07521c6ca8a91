#include "exchange/register_potensi.h"

#include <set>
#include <vector>

#include "exchange/register_companies.h"
#include "lampiran/status.h"

namespace jembatan::exchange {

namespace {

using journal::RegisterRow;

constexpr journal::RegisterParty kesatu = 0, kedua = 1;
constexpr std::size_t rows_at_once = 1'000;

template <class Use>
void each_worker(journal::SqliteStore& store, journal::RegisterParty party,
                 const std::vector<std::int64_t>& keys, const Use& use) {
  const journal::RegisterPages pages(store, party);
  for (const std::int64_t key : keys) {
    std::vector<RegisterRow> rows = pages.workers(key, std::nullopt, rows_at_once);
    while (!rows.empty()) {
      for (const RegisterRow& row : rows) use(row);
      rows = pages.workers(key, rows.back().key.subject, rows_at_once);
    }
  }
}

bool is_member(const RegisterRow& row) {
  constexpr std::size_t status = journal::worker_field::status_kepesertaan;
  constexpr auto not_yet = 1 + static_cast<std::uint64_t>(lampiran::StatusKepesertaan::belum_terdaftar);
  return !row.has(status) || row.number[status] != not_yet;
}

}  // namespace

Potensi potensi_from_register(journal::SqliteStore& store, const lampiran::KunciBadanUsaha& kunci) {
  const AskedCompany reported = asked_company(store, kesatu, kunci);
  std::set<std::int64_t> companies(reported.keys.begin(), reported.keys.end());
  for (const std::int64_t key : asked_company(store, kedua, kunci).keys) companies.insert(key);

  std::set<std::int64_t> workers, members;
  each_worker(store, kesatu, reported.keys, [&](const RegisterRow& row) { workers.insert(row.key.subject); });
  each_worker(store, kedua, {companies.begin(), companies.end()}, [&](const RegisterRow& row) {
    if (is_member(row)) members.insert(row.key.subject);
  });

  const journal::RegisterReader reader(store);
  Potensi counted{workers.size(), 0};
  for (const std::int64_t worker : workers) {
    if (members.count(worker) != 0) {
      ++counted.members;
      continue;
    }
    const auto asked_for = reader.find({0, journal::RegisterKind::pekerja, worker, kedua});
    if (asked_for && is_member(*asked_for)) ++counted.members;
  }
  return counted;
}

}  // namespace jembatan::exchange
