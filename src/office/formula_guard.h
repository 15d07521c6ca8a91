#pragma once
// A cell that a spreadsheet would run as a formula (it starts with = + - @ TAB
// CR) is written with a leading single quote; reading takes exactly that quote
// off again, so that +62 numbers survive the way there and back. Pure, any thread.

#include <string>
#include <string_view>
#include <utility>

namespace jembatan::office {

[[nodiscard]] inline bool starts_formula(std::string_view cell) {
  return !cell.empty() && std::string_view("=+-@\t\r").find(cell.front()) != std::string_view::npos;
}

[[nodiscard]] inline std::string guarded(std::string cell) {
  if (starts_formula(cell)) cell.insert(0, 1, '\'');
  return cell;
}

[[nodiscard]] inline std::string unguarded(std::string cell) {
  if (cell.starts_with('\'') && starts_formula(std::string_view(cell).substr(1))) cell.erase(0, 1);
  return cell;
}

}  // namespace jembatan::office
