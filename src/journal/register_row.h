#pragma once
// A row of the register as bytes, and how a claim joins it. The bytes depend on
// what the row says only, not on the order in which it was told. Pure functions.

#include <optional>
#include <string>
#include <string_view>

#include "journal/register.h"

namespace jembatan::journal {

enum class FieldForm : std::uint8_t {
  hash,   ///< 4 bytes
  name,   ///< 8 bytes
  plain,  ///< a varint
};

[[nodiscard]] FieldForm form_of(RegisterKind kind, std::size_t field);

/// What one record of one message says of a row.
struct Claim {
  RegisterKey key;
  std::uint32_t record = 0;
  std::uint32_t given = 0;
  std::array<std::uint64_t, kRegisterFields> number{};
};

/// Takes what supersedes what the row says; whether anything did.
bool join(RegisterRow& row, const Claim& claim, const RegisterSource& source);

/// Takes away what came from origins up to `floor`; whether anything did.
bool drop_up_to(RegisterRow& row, std::uint64_t floor);

/// Into `body`, whose capacity is used again.
void encode(const RegisterRow& row, std::string& body);
/// Fills all but the key, whose kind it needs; false where the bytes are no row.
[[nodiscard]] bool decode(std::string_view body, RegisterRow& row);

}  // namespace jembatan::journal
