#pragma once
// The signed headers by which one side of a call shows, besides its certificate,
// that it knows a shared secret: X-cons-id, X-timestamp, X-signature =
// base64(HMAC-SHA256(secret, cons id + "&" + timestamp)), user_key, as BPJS
// Kesehatan's web services want them. They prove who calls and when, not what is
// sent: that is TLS's part. A SecondFactor is loaded once and then only read: any
// thread. What the operator can cause is an error text with its remedy, never
// with what was read. Throws base::Broken where OpenSSL does not work.

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/result.h"
#include "crypto/secret.h"

namespace jembatan::crypto {

/// X-signature of a cons id and a timestamp, both as they stand in their headers.
[[nodiscard]] std::string request_signature(std::string_view secret, std::string_view cons_id,
                                            std::string_view timestamp);

/// Takes as long for any two texts of a length, whatever they hold.
[[nodiscard]] bool equal_secretly(std::string_view one, std::string_view other);

struct SecondFactorFiles {
  std::string cons_id;   ///< no secret
  std::string secret;    ///< a file of one line, owner only
  std::string user_key;  ///< likewise; "": there is none
};

/// A caller's headers as they came; a header that is absent is no value.
struct ShownFactor {
  std::optional<std::string> cons_id, timestamp, signature, user_key;
  bool repeated = false;  ///< one of them came twice
};

class SecondFactor {
 public:
  using Headers = std::vector<std::pair<std::string, std::string>>;

  /// The error is every reason why they do not load, each naming its file and the remedy.
  [[nodiscard]] static base::Result<std::shared_ptr<const SecondFactor>, std::vector<std::string>> load(
      const SecondFactorFiles& files);

  /// The headers of a call at this time, in seconds since the Unix epoch.
  [[nodiscard]] Headers sign(std::int64_t second) const;

  /// The second for which these headers are signed, or in words of our own why they are not.
  [[nodiscard]] base::Result<std::int64_t, std::string_view> second_signed(const ShownFactor& shown) const;

 private:
  SecondFactor(std::string cons_id, Secret secret, Secret user_key)
      : cons_id_(std::move(cons_id)), secret_(std::move(secret)), user_key_(std::move(user_key)) {}

  std::string cons_id_;
  Secret secret_, user_key_;
};

}  // namespace jembatan::crypto
