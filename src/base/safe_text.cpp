#include "base/safe_text.h"

#include <cxxabi.h>

#include <cstdlib>
#include <new>
#include <system_error>
#include <typeinfo>

#include "base/result.h"

namespace jembatan::base {

SafeText reason_of(const std::exception& thrown) {
  if (const auto* broken = dynamic_cast<const Broken*>(&thrown)) return broken->told();
  if (const auto* system = dynamic_cast<const std::system_error*>(&thrown)) {
    return vouched(system->code().message(), Origin::system);
  }
  if (dynamic_cast<const std::bad_alloc*>(&thrown) != nullptr) return "memory is short";
  int unreadable = 0;
  const std::unique_ptr<char, decltype(&std::free)> name(
      abi::__cxa_demangle(typeid(thrown).name(), nullptr, nullptr, &unreadable), &std::free);
  return SafeText("unexpected ") + vouched(name ? name.get() : typeid(thrown).name(), Origin::program);
}

}  // namespace jembatan::base
