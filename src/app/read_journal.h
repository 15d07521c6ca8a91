#pragma once
// The [journal] section: where the journal lies, what it is sealed with, how long
// it is kept. Plain values, any thread.

#include <chrono>
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "crypto/key_ring.h"

namespace jembatan::app {

class TomlSection;

struct JournalConfiguration {
  std::string path;
  std::string keys_file;                  ///< "" where keys_command gives them
  std::vector<std::string> keys_command;  ///< a program and its arguments, which prints the keys
  std::string heads_file;                 ///< "" : signed heads are kept in the journal only
  std::chrono::days keep_payloads{0};     ///< 0: for ever
  std::chrono::days keep_exchanges{0};    ///< 0: for ever
  std::uint64_t most_bytes = 0;           ///< of the journal's file; 0: no budget
  bool reason_required = false;           ///< `journal show` wants --reason
};

/// Paths are relative to the configuration file's folder.
[[nodiscard]] JournalConfiguration read_journal(TomlSection section, const std::string& file);

/// Throws base::Broken, with every error of the file, where the keys cannot be had.
[[nodiscard]] std::shared_ptr<const crypto::KeyRing> journal_keys(const JournalConfiguration& journal);

}  // namespace jembatan::app
