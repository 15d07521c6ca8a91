#include "exchange/metrics.h"

#include <algorithm>

#include "soap/messages.h"

namespace jembatan::exchange {

namespace {

using lampiran::Pihak;

constexpr std::string_view other = "other";
constexpr std::array parties{Pihak::kesatu, Pihak::kedua};

std::vector<std::string_view> names_of_operations() {
  std::vector<std::string_view> names;
  for (const soap::Operasi& operasi : soap::semua_operasi()) names.push_back(operasi.nama);
  std::sort(names.begin(), names.end());
  names.erase(std::unique(names.begin(), names.end()), names.end());  // StatusPesan is in each section
  return names;
}

std::vector<std::string_view> names_of_outcomes() {
  std::vector<std::string_view> names{"SELESAI", "TERTUNDA", "DITOLAK", "RAGU", "ULANGAN"};
  for (int kode = 0; kode <= static_cast<int>(soap::Kode::kesalahan_internal); ++kode) {
    names.push_back(soap::name(static_cast<soap::Kode>(kode)));
  }
  std::sort(names.begin(), names.end());
  return names;
}

/// The place behind the last where it is none of them.
std::size_t place(const std::vector<std::string_view>& names, std::string_view wanted) {
  const auto found = std::lower_bound(names.begin(), names.end(), wanted);
  const bool there = found != names.end() && *found == wanted;
  return static_cast<std::size_t>((there ? found : names.end()) - names.begin());
}

std::string_view name_at(const std::vector<std::string_view>& names, std::size_t place) {
  return place < names.size() ? names[place] : other;
}

std::size_t index(Pihak party) {
  return party == Pihak::kesatu ? 0 : 1;
}

void observe(base::Histogram& histogram, std::int64_t microseconds) {
  if (microseconds > 0) histogram.observe(microseconds);
}

}  // namespace

Metrics::Metrics()
    : operations_(names_of_operations()),
      outcomes_(names_of_outcomes()),
      requests_(parties.size() * (operations_.size() + 1) * (outcomes_.size() + 1)) {}

std::atomic<std::uint64_t>& Metrics::cell(Pihak party, std::size_t operation, std::size_t outcome) {
  const std::size_t row = index(party) * (operations_.size() + 1) + operation;
  return requests_[row * (outcomes_.size() + 1) + outcome];
}

void Metrics::handled(Pihak party, std::string_view operation, std::string_view outcome,
                      const journal::Durations& durations) {
  cell(party, place(operations_, operation), place(outcomes_, outcome))
      .fetch_add(1, std::memory_order_relaxed);
  observe(guard, durations.guard);
  observe(decode, durations.decode);
  observe(judge, durations.judge);
  observe(send, durations.send);
  observe(total, durations.total);
}

void Metrics::delivered(Pihak caller, Delivered how) {
  deliveries_[index(caller)][static_cast<std::size_t>(how)].fetch_add(1, std::memory_order_relaxed);
}

std::vector<Metrics::Requests> Metrics::requests() const {
  std::vector<Requests> all;
  auto count = requests_.begin();
  for (const Pihak party : parties) {
    for (std::size_t operation = 0; operation <= operations_.size(); ++operation) {
      for (std::size_t outcome = 0; outcome <= outcomes_.size(); ++outcome, ++count) {
        const Requests one{party, name_at(operations_, operation), name_at(outcomes_, outcome),
                           count->load()};
        const bool usual = operation < operations_.size() && one.outcome == "SELESAI";
        if (usual || one.count > 0) all.push_back(one);
      }
    }
  }
  return all;
}

std::uint64_t Metrics::deliveries(Pihak caller, Delivered how) const {
  return deliveries_[index(caller)][static_cast<std::size_t>(how)];
}

std::string_view name(Metrics::Delivered how) {
  switch (how) {
    case Metrics::Delivered::accepted:
      return "accepted";
    case Metrics::Delivered::refused:
      return "refused";
    case Metrics::Delivered::not_accepted:
      return "not_accepted";
    case Metrics::Delivered::in_doubt:
      return "in_doubt";
    case Metrics::Delivered::held:
      return "held";
    case Metrics::Delivered::not_tried:
      return "not_tried";
  }
  return "";
}

const std::array<Metrics::Delivered, 6>& every_delivered() {
  using enum Metrics::Delivered;
  static constexpr std::array all{accepted, refused, not_accepted, in_doubt, held, not_tried};
  return all;
}

}  // namespace jembatan::exchange
