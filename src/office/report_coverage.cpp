#include "office/report_coverage.h"

#include <algorithm>
#include <array>

namespace jembatan::office {

namespace {

struct Section {
  unsigned first, last;
  const char* letter;
};

/// BPS 2/2020. Editions before and after draw some of the letters from J on differently: divisions are the
/// same.
constexpr std::array<Section, 21> sections{{
    {1, 3, "A"},   {5, 9, "B"},   {10, 33, "C"}, {35, 35, "D"}, {36, 39, "E"}, {41, 43, "F"}, {45, 47, "G"},
    {49, 53, "H"}, {55, 56, "I"}, {58, 63, "J"}, {64, 66, "K"}, {68, 68, "L"}, {69, 75, "M"}, {77, 82, "N"},
    {84, 84, "O"}, {85, 85, "P"}, {86, 88, "Q"}, {90, 93, "R"}, {94, 96, "S"}, {97, 98, "T"}, {99, 99, "U"},
}};

}  // namespace

std::string section_of_division(unsigned division) {
  const auto* const found = std::find_if(
      sections.begin(), sections.end(),
      [division](const Section& section) { return section.first <= division && division <= section.last; });
  return found == sections.end() ? "" : found->letter;
}

}  // namespace jembatan::office
