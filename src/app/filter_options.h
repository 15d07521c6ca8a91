#pragma once
// The journal filters that several commands share, as command-line options.

#include <CLI/CLI.hpp>
#include <memory>
#include <string>

#include "base/personal.h"
#include "base/result.h"
#include "journal/store.h"

namespace jembatan::app {

struct FilterOptions {
  std::string party, section, operation, outcome, state, id_pesan, since, until;
  base::Personal<std::string> nik, npwp, nib, tdp,
      jkn;  ///< found by keyed hashes: the journal does not hold them
  std::uint64_t from = 0, to = 0;
  bool held = false;

  void add_to(CLI::App& command);
  /// The error is for people: what, and what to write instead.
  [[nodiscard]] base::Result<journal::Filter, std::string> filter() const;
  [[nodiscard]] bool empty() const;

 private:
  [[nodiscard]] base::Result<std::optional<base::Personal<std::string>>, std::string> identifier() const;
};

/// "2026-08-15", "2026-08-15T03:04", "2026-08-15T03:04:05Z" or with +07:00; a time without a zone is
/// Jakarta's (UTC+7).
[[nodiscard]] std::optional<base::WallTime> parse_time(const std::string& text);
/// "YYYY-MM-DD".
[[nodiscard]] std::optional<base::Date> parse_date(const std::string& text);

}  // namespace jembatan::app
