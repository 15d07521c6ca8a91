#include "sandbox/lanjutan.h"

#include <charconv>

#include "crypto/digest.h"

namespace jembatan::sandbox {

namespace {

constexpr std::size_t check_length = 16;

std::string check_of(std::string_view secret, std::string_view scope, std::string_view last) {
  std::string text(secret);
  text.append("\n").append(scope).append("\n").append(last);
  return crypto::sha256_hex(text).substr(0, check_length);
}

}  // namespace

std::string make_lanjutan(std::string_view secret, std::string_view scope, std::int64_t last) {
  const std::string number = std::to_string(last);
  return number + "-" + check_of(secret, scope, number);
}

std::optional<std::int64_t> read_lanjutan(std::string_view secret, std::string_view scope,
                                          std::string_view token) {
  const std::size_t dash = token.find('-');
  if (dash == std::string_view::npos) return std::nullopt;
  const std::string_view number = token.substr(0, dash);
  if (token.substr(dash + 1) != check_of(secret, scope, number)) return std::nullopt;
  std::int64_t last = 0;
  const auto read = std::from_chars(number.data(), number.data() + number.size(), last);
  if (read.ec != std::errc{} || read.ptr != number.data() + number.size()) return std::nullopt;
  return last;
}

}  // namespace jembatan::sandbox
