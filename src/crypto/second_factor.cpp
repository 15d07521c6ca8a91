#include "crypto/second_factor.h"

#include <openssl/crypto.h>

#include <algorithm>
#include <charconv>

#include "crypto/digest.h"
#include "crypto/key_source.h"
#include "crypto/keyed_hash.h"

namespace jembatan::crypto {

namespace {

constexpr std::size_t most_header_value = 1024;
constexpr std::size_t most_digits = 12;  // of a second: until the year 33658

bool is_header_text(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) { return c > 0x20 && c < 0x7f; });
}

/// The one line of a file, in whatever way its editor ended it.
base::Result<Secret, std::string> read_line(const std::string& path) {
  auto read = read_key_file(path);
  if (!read) return base::fail(std::move(read.error()));
  std::string_view line = read->view();
  if (line.ends_with('\n')) line.remove_suffix(1);
  if (line.ends_with('\r')) line.remove_suffix(1);
  if (line.empty()) return base::fail(path + ": is empty; write what was agreed in it, as one line");
  if (line.size() > most_header_value || !is_header_text(line)) {
    return base::fail(path +
                      ": is not one line of at most 1024 printable ASCII characters without spaces; "
                      "write what was agreed in it and nothing else");
  }
  return Secret::copy_of(line);
}

/// One text for each second, so that nobody can write a used one differently.
std::optional<std::int64_t> second_of(std::string_view digits) {
  const bool plain = !digits.empty() && digits.size() <= most_digits && digits.front() != '0' &&
                     std::all_of(digits.begin(), digits.end(), [](char c) { return c >= '0' && c <= '9'; });
  if (!plain) return std::nullopt;
  std::int64_t second = 0;
  std::from_chars(digits.data(), digits.data() + digits.size(), second);
  return second;
}

}  // namespace

std::string request_signature(std::string_view secret, std::string_view cons_id, std::string_view timestamp) {
  return base64(hmac_sha256(secret, std::string(cons_id) + '&' + std::string(timestamp)));
}

bool equal_secretly(std::string_view one, std::string_view other) {
  return one.size() == other.size() && CRYPTO_memcmp(one.data(), other.data(), one.size()) == 0;
}

base::Result<std::shared_ptr<const SecondFactor>, std::vector<std::string>> SecondFactor::load(
    const SecondFactorFiles& files) {
  std::vector<std::string> errors;
  const auto taken = [&errors](const std::string& path) {
    if (path.empty()) return Secret::copy_of("");
    auto line = read_line(path);
    if (line) return std::move(*line);
    errors.push_back(std::move(line.error()));
    return Secret::copy_of("");
  };
  Secret secret = taken(files.secret);
  Secret user_key = taken(files.user_key);
  if (!errors.empty()) return base::fail(std::move(errors));
  return std::shared_ptr<const SecondFactor>(
      new SecondFactor(files.cons_id, std::move(secret), std::move(user_key)));
}

SecondFactor::Headers SecondFactor::sign(std::int64_t second) const {
  const std::string timestamp = std::to_string(second);
  Headers headers{{"X-cons-id", cons_id_},
                  {"X-timestamp", timestamp},
                  {"X-signature", request_signature(secret_.bytes(), cons_id_, timestamp)}};
  if (!user_key_.bytes().empty()) headers.emplace_back("user_key", std::string(user_key_.bytes()));
  return headers;
}

base::Result<std::int64_t, std::string_view> SecondFactor::second_signed(const ShownFactor& shown) const {
  const auto no = [](std::string_view why) { return base::fail(why); };
  if (shown.repeated) return no("a header of it came twice");
  if (!shown.cons_id) return no("X-cons-id is missing");
  if (!shown.timestamp) return no("X-timestamp is missing");
  if (!shown.signature) return no("X-signature is missing");
  const bool wants_user_key = !user_key_.bytes().empty();
  if (wants_user_key && !shown.user_key) return no("user_key is missing");
  if (!equal_secretly(*shown.cons_id, cons_id_)) return no("X-cons-id is not the agreed one");
  const auto second = second_of(*shown.timestamp);
  if (!second) return no("X-timestamp is not a number of seconds");
  const std::string expected = request_signature(secret_.bytes(), cons_id_, *shown.timestamp);
  if (!equal_secretly(*shown.signature, expected)) return no("X-signature does not fit");
  if (wants_user_key && !equal_secretly(*shown.user_key, user_key_.bytes())) {
    return no("user_key is not the agreed one");
  }
  return *second;
}

}  // namespace jembatan::crypto
