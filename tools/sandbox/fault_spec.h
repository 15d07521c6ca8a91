#pragma once
// A fault on demand as people write it: KIND[=VALUE][@OPERATION][#N]. Pure
// functions over values; what is wrong with a text comes back as a sentence.

#include <chrono>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "sandbox/fault_kinds.h"
#include "soap/messages.h"

namespace jembatan::sandbox {

/// Whether it takes the bare connection and so the damaged front.
[[nodiscard]] bool needs_front(FaultKind kind);
/// Whether the message is answered without being handled.
[[nodiscard]] bool instead_of_work(FaultKind kind);

struct FaultSpec {
  FaultKind kind = FaultKind::delay;
  std::chrono::milliseconds delay{0};                ///< delay
  soap::Kode kode = soap::Kode::kesalahan_internal;  ///< fault
  unsigned status = 503;                             ///< status, redirect, no-content
  std::string operasi;                               ///< "" for every operation
  std::optional<unsigned> times;                     ///< only the first so many calls; nothing: all
};

[[nodiscard]] base::Result<FaultSpec, std::string> parse_fault(std::string_view text);

/// One SPEC a line; empty lines and lines that start with # are passed over. The error names file and line.
[[nodiscard]] base::Result<std::vector<FaultSpec>, std::string> read_faults(const std::string& file);

}  // namespace jembatan::sandbox
