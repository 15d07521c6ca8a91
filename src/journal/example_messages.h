#pragma once
// The messages in the folder dictionary/, as data of the program: what a new
// journal's compression dictionary is made from. Fictitious throughout. Any
// thread.

#include <span>
#include <string_view>

namespace jembatan::journal {

[[nodiscard]] std::span<const std::string_view> example_messages();

}  // namespace jembatan::journal
