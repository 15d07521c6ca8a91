#include "exchange/refusal_tally.h"

#include <utility>

namespace jembatan::exchange {

RefusalTally::How RefusalTally::add(const Kind& kind, std::size_t body_bytes, base::SteadyTime now) {
  const std::lock_guard lock(mutex_);
  if (kinds_.empty()) began_ = now;
  Count& count = count_of(kind);
  if (count.singly >= singly_of_a_kind || singly_ >= singly_in_all) {
    ++count.counted;
    return How::counted;
  }
  ++count.singly;
  ++singly_;
  if (body_bytes > body_bytes_in_all - body_bytes_) return How::without_body;
  body_bytes_ += body_bytes;
  return How::whole;
}

RefusalTally::Count& RefusalTally::count_of(const Kind& kind) {
  if (kinds_.size() < most_kinds || kinds_.contains(kind)) return kinds_[kind];
  Count& others = kinds_[{"other addresses", kind.kode, "of various reasons"}];
  others.singly = singly_of_a_kind;
  return others;
}

std::vector<RefusalTally::Summary> RefusalTally::take(base::SteadyTime now, bool all) {
  const std::lock_guard lock(mutex_);
  if (kinds_.empty() || (!all && now < began_ + period)) return {};
  std::vector<Summary> summaries;
  for (const auto& [kind, count] : kinds_) {
    if (count.counted > 0) summaries.push_back({kind, count.counted});
  }
  kinds_.clear();
  singly_ = body_bytes_ = 0;
  return summaries;
}

std::string address_of(const std::string& peer) {
  return peer.substr(0, peer.rfind(':'));
}

}  // namespace jembatan::exchange
