#pragma once
// Answers that come instead of one, and edits that make a sound envelope an
// unacceptable one. Pure functions over bytes.

#include <string>

#include "http/server.h"
#include "sandbox/fault_spec.h"
#include "soap/codec.h"

namespace jembatan::sandbox {

/// For the kinds that are answered without a Fault of the contract.
[[nodiscard]] http::Response without_soap(const FaultSpec& spec);

/// The answer with its bytes or its header broken; as it was where the kind does something else.
[[nodiscard]] http::Response broken(http::Response response, FaultKind kind);

}  // namespace jembatan::sandbox
