#include "app/descriptors.h"

#include <sys/resource.h>

#include <algorithm>

namespace jembatan::app {

std::uint64_t descriptors_needed(const Configuration& configuration) {
  constexpr std::uint64_t others = 500;
  return configuration.shared_limits.connections + others;
}

std::uint64_t descriptors_granted() {
  rlimit limit{};
  return ::getrlimit(RLIMIT_NOFILE, &limit) == 0 ? limit.rlim_max : 0;
}

void take_descriptors(std::uint64_t needed) {
  rlimit limit{};
  if (::getrlimit(RLIMIT_NOFILE, &limit) != 0 || limit.rlim_cur >= needed) return;
  limit.rlim_cur = std::min<rlim_t>(needed, limit.rlim_max);
  static_cast<void>(::setrlimit(RLIMIT_NOFILE, &limit));  // what was granted before stays then
}

}  // namespace jembatan::app
