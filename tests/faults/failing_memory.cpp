// Preloaded into a program under test: while armed, counts allocations and lets the n-th fail, or all from
// the n-th on. Told so, and read, through the file that FAILING_MEMORY names: four numbers of 8 bytes, armed,
// count, fail_at and for_good. Any thread; glibc only.

#include <fcntl.h>
#include <sys/mman.h>
#include <unistd.h>

#include <atomic>
#include <cerrno>
#include <cstddef>
#include <cstdint>
#include <cstdlib>

extern "C" {
void* __libc_malloc(std::size_t size);
void* __libc_calloc(std::size_t count, std::size_t size);
void* __libc_realloc(void* old, std::size_t size);
void* __libc_memalign(std::size_t alignment, std::size_t size);
}

namespace {

struct Orders {
  std::atomic<std::uint64_t> armed, count, fail_at, for_good;
};

Orders* orders = nullptr;

__attribute__((constructor)) void take_orders() {
  const char* const file = std::getenv("FAILING_MEMORY");
  if (file == nullptr) return;
  const int descriptor = ::open(file, O_RDWR | O_CLOEXEC);
  if (descriptor < 0) return;
  void* const shared = ::mmap(nullptr, sizeof(Orders), PROT_READ | PROT_WRITE, MAP_SHARED, descriptor, 0);
  ::close(descriptor);
  if (shared != MAP_FAILED) orders = static_cast<Orders*>(shared);
}

bool fails() {
  if (orders == nullptr || orders->armed == 0) return false;
  const std::uint64_t number = ++orders->count;
  const bool now = orders->for_good != 0 ? number >= orders->fail_at : number == orders->fail_at;
  if (now) errno = ENOMEM;
  return now;
}

}  // namespace

extern "C" {

__attribute__((visibility("default"))) void* malloc(std::size_t size) {
  return fails() ? nullptr : __libc_malloc(size);
}
__attribute__((visibility("default"))) void* calloc(std::size_t count, std::size_t size) {
  return fails() ? nullptr : __libc_calloc(count, size);
}
__attribute__((visibility("default"))) void* realloc(void* old, std::size_t size) {
  return size != 0 && fails() ? nullptr : __libc_realloc(old, size);
}
__attribute__((visibility("default"))) void* memalign(std::size_t alignment, std::size_t size) {
  return fails() ? nullptr : __libc_memalign(alignment, size);
}
__attribute__((visibility("default"))) void* aligned_alloc(std::size_t alignment, std::size_t size) {
  return memalign(alignment, size);
}
__attribute__((visibility("default"))) int posix_memalign(void** into, std::size_t alignment,
                                                          std::size_t size) {
  void* const made = memalign(alignment, size);
  if (made == nullptr) return ENOMEM;
  *into = made;
  return 0;
}
}
