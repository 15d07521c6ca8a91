#include "app/process_figures.h"

#include <sys/resource.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <system_error>

namespace jembatan::app {

namespace {

std::uint64_t open_descriptors() {
  std::error_code error;
  std::uint64_t count = 0;
  for (std::filesystem::directory_iterator entry("/proc/self/fd", error), end; !error && entry != end;
       entry.increment(error)) {
    ++count;
  }
  return count > 0 ? count - 1 : 0;  // the one that is read through
}

/// proc(5): the second number is of pages in memory.
std::uint64_t resident_bytes() {
  std::ifstream file("/proc/self/statm");
  std::uint64_t all = 0, resident = 0;
  if (!(file >> all >> resident)) return 0;
  return resident * static_cast<std::uint64_t>(::sysconf(_SC_PAGESIZE));
}

}  // namespace

ProcessFigures process_figures() {
  rlimit most{};
  if (::getrlimit(RLIMIT_NOFILE, &most) != 0) most.rlim_cur = 0;
  return {open_descriptors(), most.rlim_cur, resident_bytes()};
}

}  // namespace jembatan::app
