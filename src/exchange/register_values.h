#pragma once
// The values that the register's fields stand for: a message of the journal is
// opened and its record decoded. Nothing is masked here: that, and recording who
// looked, is the caller's. One thread; borrows the store. Throws base::Broken.

#include <cstdint>
#include <memory>
#include <optional>
#include <variant>
#include <vector>

#include "journal/register.h"
#include "journal/store.h"
#include "lampiran/rekaman.h"

namespace jembatan::exchange {

/// One record as it was accepted, or the key of the message (RegisterSource::record 0).
using RegisterValue =
    std::variant<lampiran::BadanUsaha, lampiran::Pimpinan, lampiran::Pekerja, lampiran::KunciBadanUsaha>;

class RegisterValues {
 public:
  explicit RegisterValues(journal::Store& store);
  ~RegisterValues();

  /// Nothing where the message has been cleared since. Keeps the last few messages decoded: ask for the
  /// fields of one source, and the rows of one exchange, one after another.
  [[nodiscard]] std::optional<RegisterValue> at(const journal::RegisterSource& source);

  /// Opens what the rows' values stand in, each message once: before the rows of a page, which stand in many.
  void prepare(const std::vector<journal::RegisterRow>& rows);

  /// A worker put together from its fields, each from its own source, NIK included. Likewise a company and
  /// its officers.
  [[nodiscard]] lampiran::Pekerja pekerja(const journal::RegisterRow& row);
  [[nodiscard]] lampiran::BadanUsaha badan_usaha(const journal::RegisterRow& row);
  [[nodiscard]] lampiran::Pimpinan pimpinan(const journal::RegisterRow& row);

 private:
  struct Inside;
  std::unique_ptr<Inside> inside_;
};

}  // namespace jembatan::exchange
