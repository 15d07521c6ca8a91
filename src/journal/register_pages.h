#pragma once
// The register as one party has filled it, page by page: for those who answer
// from it. Borrows the store; any thread. Every read is bounded. Throws
// base::Broken.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "journal/register.h"
#include "journal/sqlite_store.h"

namespace jembatan::journal {

class RegisterPages {
 public:
  RegisterPages(SqliteStore& store, RegisterParty party) : store_(store), party_(party) {}

  struct Companies {
    std::vector<std::int64_t> found;  ///< ascending
    std::optional<std::int64_t>
        go_on;  ///< after which company the next page begins; nothing: this was the last
  };
  /// The companies of which the party has said something, their workers and officers included. A page may
  /// hold fewer than `limit`, or none, and still go on: only so many companies of others are passed over at a
  /// time.
  [[nodiscard]] Companies companies(std::optional<std::int64_t> after, std::size_t limit) const;
  /// Those of which it has said something in an exchange that ended at or after `time`.
  [[nodiscard]] Companies companies_since(base::WallTime time, std::optional<std::int64_t> after,
                                          std::size_t limit) const;

  /// Its rows of a company's workers, ascending by subject.
  [[nodiscard]] std::vector<RegisterRow> workers(std::int64_t company, std::optional<std::int64_t> after,
                                                 std::size_t limit) const;

  [[nodiscard]] bool knows(std::int64_t company) const;

  /// The companies whose own row bears the identifier ("nib:9999..."), under whatever key they stand; looked
  /// for in the newest exchanges that name it.
  [[nodiscard]] std::vector<std::int64_t> bearing(std::string_view identifier) const;

 private:
  SqliteStore& store_;
  RegisterParty party_;
};

}  // namespace jembatan::journal
