#pragma once
// How alike two companies' names are, to help a person with companies that
// identifiers leave in doubt. Names never decide. Pure functions, any thread.

#include <string>
#include <string_view>

#include "lampiran/rekaman.h"

namespace jembatan::office {

/// The matching key of A.3: upper case, punctuation as space, without legal forms. "" where there is none.
[[nodiscard]] std::string name_key(const lampiran::Teks& nama);

/// 0 to 100: Dice's coefficient of the keys' pairs of neighbouring bytes, each pair counted as often as it
/// stands, rounded down. 100 for equal keys; 0 where one is empty.
[[nodiscard]] unsigned name_likeness(std::string_view a, std::string_view b);

}  // namespace jembatan::office
