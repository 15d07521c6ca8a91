#pragma once
// What an accepted message says for the register, made ready by whoever can read
// it: texts in the form in which they are compared. The journal keeps keyed hashes
// of them only. Plain values.

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "journal/register.h"

namespace jembatan::journal {

struct Given {
  /// A part of `text`.
  struct Piece {
    std::uint32_t begin = 0, size = 0;
  };
  struct Field {
    std::uint8_t field = 0;
    Piece piece;              ///< of a hash or a name
    std::uint64_t plain = 0;  ///< of a plain field
  };
  struct Record {
    RegisterKind kind = RegisterKind::badan_usaha;
    std::uint32_t record = 0;          ///< as RegisterSource::record
    Piece company, subject;            ///< empty: not named
    std::uint32_t first = 0, end = 0;  ///< its fields
  };

  RegisterParty party = 0;
  std::string text;  ///< all texts, one after another: thousands of small strings would cost more
  std::vector<Field> fields;
  std::vector<Record> records;

  [[nodiscard]] std::string_view at(Piece piece) const {
    return std::string_view(text).substr(piece.begin, piece.size);
  }
};

}  // namespace jembatan::journal
