#pragma once
// Keys for the journals of the tests: the same in one run of a program, and in
// every program, so that one can read what another has written.

#include <memory>
#include <stdexcept>
#include <string>

#include "crypto/key_ring.h"

namespace jembatan::test {

inline std::shared_ptr<const crypto::KeyRing> journal_keys() {
  const std::string text = "seal 1 " + std::string(64, '1') + "\nindex 1 " + std::string(64, '2') +
                           "\nsign 1 " + std::string(64, '3') + "\n";
  auto ring = crypto::KeyRing::parse(text, "test keys");
  if (!ring) throw std::logic_error("the tests' keys do not parse");
  return std::make_shared<const crypto::KeyRing>(std::move(*ring));
}

}  // namespace jembatan::test
