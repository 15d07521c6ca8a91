#include "office/parcels.h"

#include <iterator>
#include <utility>

namespace jembatan::office {

namespace {

/// How many records at the front belong in one message.
std::size_t run_of_one_company(const Batch& batch) {
  if (lampiran::bagian_of(batch.records) != lampiran::Bagian::pekerja) return batch.origins.size();
  std::size_t length = 1;
  while (length < batch.origins.size() && batch.origins[length].kunci == batch.origins.front().kunci) {
    ++length;
  }
  return length;
}

template <class T>
std::vector<T> take_front(std::vector<T>& from, std::size_t count) {
  const auto end = from.begin() + static_cast<std::ptrdiff_t>(count);
  std::vector<T> front(std::make_move_iterator(from.begin()), std::make_move_iterator(end));
  from.erase(from.begin(), end);
  return front;
}

}  // namespace

base::Result<std::optional<Batch>, FileError> Parcels::next() {
  if (rest_.origins.empty()) {
    auto batch = reader_.next(most_);
    if (!batch) return base::fail(std::move(batch.error()));
    if (!*batch) return std::optional<Batch>();
    rest_ = std::move(**batch);
  }
  const std::size_t length = run_of_one_company(rest_);
  if (length == rest_.origins.size()) return std::optional(std::exchange(rest_, {}));
  Batch parcel;
  parcel.origins = take_front(rest_.origins, length);
  std::visit([&](auto& records) { parcel.records = take_front(records, length); }, rest_.records);
  return std::optional(std::move(parcel));
}

}  // namespace jembatan::office
