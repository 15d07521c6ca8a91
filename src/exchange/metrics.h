#pragma once
// What a Gateway counts of the messages that it handles: a fixed table, so that
// nothing a caller sends can make it grow. Any thread, without a lock. Holds
// names of the contract and numbers, never a value of a message.

#include <array>
#include <atomic>
#include <cstdint>
#include <string_view>
#include <vector>

#include "base/histogram.h"
#include "journal/entry.h"
#include "lampiran/pihak.h"

namespace jembatan::exchange {

class Metrics {
 public:
  struct Requests {
    lampiran::Pihak party = lampiran::Pihak::kesatu;  ///< the caller
    std::string_view operation;                       ///< of the contract, or "other"
    std::string_view outcome;                         ///< as in the journal, or "other"
    std::uint64_t count = 0;
  };
  /// How sending again what was kept ended: a state that it is in now, or that it was held for a person.
  enum class Delivered { accepted, refused, not_accepted, in_doubt, held, not_tried };

  Metrics();

  void handled(lampiran::Pihak party, std::string_view operation, std::string_view outcome,
               const journal::Durations& durations);
  void delivered(lampiran::Pihak caller, Delivered how);

  /// Every party and operation with SELESAI, and whatever else has happened.
  [[nodiscard]] std::vector<Requests> requests() const;
  [[nodiscard]] std::uint64_t deliveries(lampiran::Pihak caller, Delivered how) const;

  /// In microseconds; a step that a message did not reach is not in its histogram.
  base::Histogram guard{base::latency_bounds()}, decode{base::latency_bounds()},
      judge{base::latency_bounds()}, send{base::latency_bounds()}, total{base::latency_bounds()};

 private:
  [[nodiscard]] std::atomic<std::uint64_t>& cell(lampiran::Pihak party, std::size_t operation,
                                                 std::size_t outcome);

  std::vector<std::string_view> operations_, outcomes_;  ///< sorted, and "other" behind the last
  std::vector<std::atomic<std::uint64_t>> requests_;     ///< party, operation, outcome
  std::array<std::array<std::atomic<std::uint64_t>, 6>, 2> deliveries_{};
};

/// "accepted", "not_accepted", ...
[[nodiscard]] std::string_view name(Metrics::Delivered how);
[[nodiscard]] const std::array<Metrics::Delivered, 6>& every_delivered();

}  // namespace jembatan::exchange
