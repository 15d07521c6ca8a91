#pragma once
// What goes over a connection in place of a sound answer, as a value: pieces of
// bytes with pauses, and how it ends. Pure functions; the damaged front plays it.

#include <chrono>
#include <string>
#include <vector>

#include "sandbox/fault_spec.h"

namespace jembatan::sandbox {

struct Piece {
  std::string bytes;
  std::chrono::milliseconds pause{0};  ///< before it
  std::size_t times = 1;
};

struct Script {
  enum class End { close, reset, silence, keep };

  std::vector<Piece> pieces;
  End end = End::close;
  bool needs_request = false;  ///< for connection_script: waits for the first bytes of a request
};

/// An answer of the real server: the head with its empty line, and the body.
struct WholeAnswer {
  std::string head, body;
};

/// For kinds that strike when the connection is made.
[[nodiscard]] Script connection_script(FaultKind kind);
/// For the others on the wire. `status` is the spec's.
[[nodiscard]] Script answer_script(FaultKind kind, unsigned status, const WholeAnswer& sound);

}  // namespace jembatan::sandbox
