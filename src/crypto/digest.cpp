#include "crypto/digest.h"

#include <openssl/evp.h>

#include <algorithm>
#include <array>
#include <cstdint>

namespace jembatan::crypto {

namespace {

constexpr std::size_t kSize = 32;
constexpr std::string_view kDigits = "0123456789abcdef";

constexpr int kNoDigit = -1;

/// What each byte is worth as a hexadecimal digit.
constexpr std::array<std::int8_t, 256> make_worth() {
  std::array<std::int8_t, 256> worth{};
  worth.fill(kNoDigit);
  for (std::size_t i = 0; i < kDigits.size(); ++i) {
    const auto digit = static_cast<unsigned char>(kDigits[i]);
    worth[digit] = static_cast<std::int8_t>(i);
    if (i >= 10) worth[digit - 'a' + 'A'] = static_cast<std::int8_t>(i);
  }
  return worth;
}

constexpr auto kWorth = make_worth();

int worth_of(char digit) {
  return kWorth[static_cast<unsigned char>(digit)];
}

}  // namespace

Sha256::Sha256() : method_(sha256_method()), context_(EVP_MD_CTX_new()) {
  require(context_ != nullptr && EVP_DigestInit_ex2(context_.get(), method_.get(), nullptr) == 1,
          "begin a SHA-256");
}

Sha256& Sha256::add(std::string_view bytes) {
  require(EVP_DigestUpdate(context_.get(), bytes.data(), bytes.size()) == 1, "compute SHA-256");
  return *this;
}

std::string Sha256::finish() {
  std::string digest(kSize, '\0');
  require(EVP_DigestFinal_ex(context_.get(), as_bytes(digest.data()), nullptr) == 1 &&
              EVP_DigestInit_ex2(context_.get(), method_.get(), nullptr) == 1,
          "finish a SHA-256");
  return digest;
}

std::string sha256(std::string_view bytes) {
  std::string digest(kSize, '\0');
  require(
      EVP_Digest(bytes.data(), bytes.size(), as_bytes(digest.data()), nullptr, EVP_sha256(), nullptr) == 1,
      "compute SHA-256");
  return digest;
}

std::string sha256_hex(std::string_view bytes) {
  return hex(sha256(bytes));
}

std::string hex(std::string_view raw) {
  std::string digits;
  digits.reserve(2 * raw.size());
  for (const char byte : raw) {
    digits += kDigits[static_cast<unsigned char>(byte) >> 4U];
    digits += kDigits[static_cast<unsigned char>(byte) & 0xfU];
  }
  return digits;
}

std::string base64(std::string_view bytes) {
  constexpr std::string_view letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  std::string text;
  text.reserve((bytes.size() + 2) / 3 * 4);
  for (std::size_t at = 0; at < bytes.size(); at += 3) {
    const std::string_view three = bytes.substr(at, 3);
    unsigned group = 0;
    for (std::size_t i = 0; i < 3; ++i) {
      group = group << 8U | (i < three.size() ? static_cast<unsigned char>(three[i]) : 0U);
    }
    for (std::size_t i = 0; i < 4; ++i) {
      text += i <= three.size() ? letters[group >> (18 - 6 * i) & 0x3fU] : '=';
    }
  }
  return text;
}

std::optional<std::string> from_hex(std::string_view digits) {
  if (digits.size() % 2 != 0) return std::nullopt;
  const auto is_digit = [](char digit) { return worth_of(digit) != kNoDigit; };
  if (!std::all_of(digits.begin(), digits.end(), is_digit)) return std::nullopt;
  std::string raw;
  raw.reserve(digits.size() / 2);
  for (std::size_t i = 0; i < digits.size(); i += 2) {
    raw += static_cast<char>(worth_of(digits[i]) * 16 + worth_of(digits[i + 1]));
  }
  return raw;
}

}  // namespace jembatan::crypto
