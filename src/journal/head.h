#pragma once
// A signed head: where the chain stood at a moment, under Ed25519. Given to the
// other party, it proves later that nothing before it was changed. Plain values
// and pure functions: any thread.

#include <cstdint>
#include <string>

#include "base/clock.h"

namespace jembatan::journal {

struct Head {
  std::string journal_id;  ///< 16 bytes
  std::int64_t position = 0;
  std::string link;  ///< 32 bytes
  base::WallTime at{};
  unsigned key = 0;        ///< the signing key's id
  std::string public_key;  ///< 32 bytes
  std::string signature;   ///< 64 bytes
};

/// The bytes that are signed; FORMAT.md shows them.
[[nodiscard]] std::string signed_text(const Head& head);
[[nodiscard]] bool is_genuine(const Head& head);

}  // namespace jembatan::journal
