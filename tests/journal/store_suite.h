#pragma once
// The suite that every Store passes. Another backend joins by adding itself to
// backends() in store_suite.cpp.

#include <gtest/gtest.h>

#include <ostream>
#include <string>
#include <vector>

#include "support.h"

namespace jembatan::journal::test {

struct Backend {
  std::string name;
  std::function<std::unique_ptr<Store>(const Folder&, const base::Clock&)> make;

  friend void PrintTo(const Backend& backend, std::ostream* out) { *out << backend.name; }
};

[[nodiscard]] std::vector<Backend> backends();

class AnyStore : public ::testing::TestWithParam<Backend> {
 protected:
  Folder folder_;
  StepClock clock_;
  std::unique_ptr<Store> store_ = GetParam().make(folder_, clock_);
};

}  // namespace jembatan::journal::test
