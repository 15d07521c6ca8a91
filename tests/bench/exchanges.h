#pragma once
// Whole exchanges as the gateway records a write of workers: request in and out
// when they are opened, answer in and out when they end, with the identifiers,
// companies and placements that the exchange takes from them. All fictitious,
// no two alike. An Exchanges serves one thread.

#include <cstddef>
#include <cstdint>
#include <vector>

#include "bench/random_workers.h"
#include "journal/store.h"
#include "soap/codec.h"

namespace jembatan::bench {

struct Exchange {
  journal::Entry entry;  ///< being sent
  journal::Contents contents;
  journal::Change end;  ///< answered

  /// Of its four messages, as they were said.
  [[nodiscard]] std::size_t bytes() const;
};

class Exchanges {
 public:
  explicit Exchanges(std::uint64_t seed) : workers_(seed) {}

  [[nodiscard]] Exchange next(std::size_t workers);
  [[nodiscard]] std::vector<Exchange> many(std::size_t count, std::size_t workers);

 private:
  RandomWorkers workers_;
  soap::Codec codec_;
};

/// Opens and ends one under a new idPesan; its number. Any thread.
std::uint64_t record(journal::Store& store, const Exchange& exchange);

/// Records `count` exchanges, those of `some` in turn, by many threads at once.
void record_many(journal::Store& store, const std::vector<Exchange>& some, std::size_t count);

}  // namespace jembatan::bench
