// A configuration file: read, or refused with errors that name the file.

#include <sys/mman.h>
#include <unistd.h>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>

#include "app/configuration.h"

namespace {

/// A file that exists in memory only.
class MemoryFile {
 public:
  MemoryFile(const std::uint8_t* data, std::size_t size)
      : descriptor_(memfd_create("configuration", MFD_CLOEXEC)) {
    if (descriptor_ < 0 || write(descriptor_, data, size) != static_cast<ssize_t>(size)) std::abort();
  }
  MemoryFile(const MemoryFile&) = delete;
  MemoryFile& operator=(const MemoryFile&) = delete;
  ~MemoryFile() { close(descriptor_); }

  [[nodiscard]] std::string path() const { return "/proc/self/fd/" + std::to_string(descriptor_); }

 private:
  int descriptor_;
};

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const MemoryFile file(data, size);
  const auto configuration = jembatan::app::read_configuration(file.path());
  if (configuration) {
    if (!configuration->kesatu && !configuration->kedua) std::abort();
    if (configuration->agreement.terms.empty()) std::abort();
    return 0;
  }
  const auto names_the_file = [&](const std::string& error) { return error.starts_with(file.path()); };
  const auto& errors = configuration.error();
  if (errors.empty() || !std::all_of(errors.begin(), errors.end(), names_the_file)) std::abort();
  return 0;
}
