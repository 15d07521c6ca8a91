#pragma once
// Who runs this command, as the operating system knows them. Any thread.

#include <string>

namespace jembatan::app {

/// The user's name, "name (sudo by other)" under sudo, or the number where there is no name.
[[nodiscard]] std::string operating_user();

}  // namespace jembatan::app
