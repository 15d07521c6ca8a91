#pragma once
// The chain of evidence: every recorded message is linked by SHA-256 to the one
// before it, together with what the exchange then was, so that nothing can be
// changed, removed or reordered without every later link changing. FORMAT.md has
// the layout byte by byte. One thread at a time; pure but for OpenSSL.

#include <cstdint>
#include <string>
#include <string_view>

#include "crypto/digest.h"
#include "journal/entry.h"

namespace jembatan::journal {

/// One row of the table message, as the chain sees it.
struct Link {
  std::int64_t position = 0;  ///< from 1, without holes
  std::int64_t number = 0;    ///< 0: a note on the journal as a whole
  int leg = 0;                ///< 0: a step without a message
  int state = 0;              ///< of the exchange after the step; 0 where number is 0
  std::int64_t at = 0;        ///< milliseconds since 1970
  std::int64_t key = 0;       ///< the seal key's id, 0 without a message
  std::string digest;         ///< SHA-256 of the sealed bytes; of no bytes without a message
};

class Chain {
 public:
  /// What the first link follows.
  [[nodiscard]] std::string beginning(std::string_view journal_id);
  /// SHA-256 over what an exchange is and, once it has ended, how it ended; 32 zero bytes for number 0.
  [[nodiscard]] std::string facts(const Entry& entry);
  [[nodiscard]] static std::string no_facts() { return std::string(32, '\0'); }
  /// 32 bytes.
  [[nodiscard]] std::string link(std::string_view before, const Link& row, std::string_view facts);
  [[nodiscard]] std::string digest(std::string_view bytes) { return sha256_.add(bytes).finish(); }

 private:
  crypto::Sha256 sha256_;
  std::string buffer_;
};

}  // namespace jembatan::journal
