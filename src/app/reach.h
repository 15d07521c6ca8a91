#pragma once
// Whether a listener can be reached from elsewhere than it should be: from the
// loopback, from a tunnel, or from the interface that the configuration names.
// And whether its port is free. Plain functions; any thread.

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace jembatan::app {

/// An address of this machine and the interface that has it.
struct LocalAddress {
  std::string interface, address;  ///< "wg0", numeric
};

/// Throws base::Broken where the system does not say.
[[nodiscard]] std::vector<LocalAddress> local_addresses();

struct Reach {
  enum class Kind { as_meant, too_far, nowhere } kind;
  std::string text;  ///< what it is, and what to do
};

/// `expected`: the interface that the configuration names; "": any tunnel, known by its name.
[[nodiscard]] Reach reach_of(const std::string& address, const std::string& expected,
                             const std::vector<LocalAddress>& here);

/// Why the port cannot be listened on: the system's error; 0 where it can be.
[[nodiscard]] int objection_to_port(const std::string& address, std::uint16_t port);

}  // namespace jembatan::app
