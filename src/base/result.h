#pragma once
// A value or the reason why there is none, for what another party or the
// operator can cause. Broken infrastructure throws base::Broken instead; our
// own mistakes are assertions. Plain values: any thread, no ownership.

#include <stdexcept>
#include <string>
#include <tl/expected.hpp>
#include <utility>

#include "base/safe_text.h"

namespace jembatan::base {

template <class Value, class Error>
using Result = tl::expected<Value, Error>;

template <class Error>
auto fail(Error error) {
  return tl::unexpected<Error>(std::move(error));
}

/// The infrastructure under the program does not work (disk, memory, library).
/// Caught at the edge of exchange and in main, nowhere else. The text is for
/// operators: it names the part and the remedy, never personal data.
class Broken : public std::runtime_error {
 public:
  explicit Broken(const SafeText& text) : std::runtime_error(text.text()) {}

  [[nodiscard]] SafeText told() const { return vouched(what(), Origin::program); }
};

}  // namespace jembatan::base
