#include "app/operating_user.h"

#include <pwd.h>
#include <unistd.h>

#include <array>
#include <cstdlib>

namespace jembatan::app {

std::string operating_user() {
  passwd entry{};
  passwd* found = nullptr;
  std::array<char, 4096> buffer{};
  std::string user = std::to_string(getuid());
  if (getpwuid_r(getuid(), &entry, buffer.data(), buffer.size(), &found) == 0 && found != nullptr) {
    user = entry.pw_name;
  }
  // SUDO_USER can be set by anybody who is not root already: it only adds to what the system says.
  if (const char* sudo = std::getenv("SUDO_USER"); sudo != nullptr && getuid() == 0) {
    user += std::string(" (sudo by ") + sudo + ")";
  }
  return user;
}

}  // namespace jembatan::app
