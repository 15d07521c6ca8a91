#pragma once
// The register's keyed hashes, under keys of their own that are derived from the
// journal's index key. SipHash rather than HMAC, since a message of a thousand
// workers brings more than ten thousand values. Any thread.

#include <cstdint>
#include <string_view>
#include <vector>

#include "crypto/key_ring.h"
#include "crypto/sip_hash.h"
#include "journal/given.h"
#include "journal/register_row.h"

namespace jembatan::journal {

/// Of a subject in register_change: every worker of the company.
inline constexpr std::int64_t kEveryWorker = -1;

class RegisterHash {
 public:
  explicit RegisterHash(const crypto::KeyRing& keys);

  /// Of an identifier such as "npwp:0019..." or "nik:3204...": never 0 or kEveryWorker; 0 for no text.
  [[nodiscard]] std::int64_t name(std::string_view identifier) const;

  /// In the order of the register's rows.
  [[nodiscard]] std::vector<Claim> claims(const Given& given) const;

 private:
  crypto::SipHash names_, values_;
};

}  // namespace jembatan::journal
