#pragma once
// A file of records as the messages that would carry it: at most 1,000 records
// each, pekerja of one company together. One thread; borrows the reader.

#include <cstddef>
#include <optional>

#include "base/result.h"
#include "office/record_reader.h"

namespace jembatan::office {

class Parcels {
 public:
  /// `most` records in a parcel, 1 to 1000.
  Parcels(RecordReader& reader, std::size_t most) : reader_(reader), most_(most) {}

  /// Consecutive records of one company (section pekerja), or simply consecutive ones; none at the end of the
  /// file.
  [[nodiscard]] base::Result<std::optional<Batch>, FileError> next();

 private:
  RecordReader& reader_;
  std::size_t most_;
  Batch rest_;  ///< read, not yet handed out
};

}  // namespace jembatan::office
