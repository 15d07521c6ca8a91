#pragma once
// The register made anew beside the one there is, to take its place or to be
// compared with it. No gateway may run meanwhile; what other commands write is
// noticed. One thread; takes away what it made when it goes. Throws Broken.

#include <cstdint>
#include <utility>
#include <vector>

#include "journal/given.h"
#include "journal/sqlite_store.h"

namespace jembatan::journal {

class RegisterRebuild {
 public:
  explicit RegisterRebuild(SqliteStore& store);
  ~RegisterRebuild();
  RegisterRebuild(const RegisterRebuild&) = delete;
  RegisterRebuild& operator=(const RegisterRebuild&) = delete;

  /// Exchanges that say something, with what they say, in any order; one transaction.
  void add(const std::vector<std::pair<Entry, Given>>& exchanges);

  /// How many rows of the register are not what was made here, or are missing in one of the two.
  [[nodiscard]] std::uint64_t differences();

  /// Puts what was made in the register's place. False, and nothing changed, where the journal was written
  /// to since.
  [[nodiscard]] bool replace();

  /// Whether the journal is as it was at the beginning.
  [[nodiscard]] bool undisturbed();

 private:
  struct Mark {
    std::int64_t position = 0;
    std::uint64_t floor = 0;
    bool operator==(const Mark&) const = default;
  };
  [[nodiscard]] static Mark mark(Connection& connection);

  SqliteStore& store_;
  Mark begun_;
};

}  // namespace jembatan::journal
