#pragma once
// Proves that a journal, or an archive of it, is what was recorded: nothing
// changed, removed, reordered or cut off before the last signed head. Needs no
// secret key: it reads sealed bytes and public keys. One thread; reads one
// snapshot, so a gateway may go on writing. Throws base::Broken where the file
// cannot be read at all.

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "journal/head.h"

namespace jembatan::journal {

struct VerifyOptions {
  std::vector<Head> witnesses;            ///< heads kept outside the journal: it must contain each
  std::vector<std::string> trusted_keys;  ///< public keys, 32 bytes each; empty: those the journal names
  std::function<void(std::uint64_t bytes)> progress = [](std::uint64_t) {};
};

struct Finding {
  std::int64_t position = 0;  ///< of the first bad message; 0 where it is none's
  std::int64_t number = 0;    ///< of its exchange, 0 where unknown
  std::string what;
};

struct Verified {
  std::uint64_t messages = 0, cleared = 0, exchanges = 0, heads = 0, gaps = 0;
  std::uint64_t bytes = 0;  ///< of sealed messages
  std::int64_t last_position = 0;
  std::int64_t signed_position = 0;  ///< of the last signed head
  std::optional<Head> last_head;
  std::optional<Finding> first_bad;  ///< unset: all is well
};

[[nodiscard]] Verified verify(const std::string& file, const VerifyOptions& options);

}  // namespace jembatan::journal
