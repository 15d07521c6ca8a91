#include "xml/memory_reserve.h"

#include <libxml/threads.h>
#include <libxml/xmlmemory.h>
#include <malloc.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <cstddef>
#include <cstdlib>
#include <cstring>
#include <functional>
#include <new>

namespace jembatan::xml {
namespace {

constexpr std::size_t slot_bytes = 4096;
constexpr std::size_t slots = 64;

struct Slot {
  alignas(std::max_align_t) std::array<std::byte, slot_bytes> bytes;
};

// Global as libxml2's allocator is, and in no heap: it is for when there is none.
std::array<Slot, slots> reserve;
std::array<std::atomic<bool>, slots> taken;

bool is_reserved(const void* memory) {
  const std::less<const void*> before;
  return !before(memory, reserve.data()) && before(memory, reserve.data() + slots);
}

void* take_reserved(std::size_t size) noexcept {
  if (size > slot_bytes) return nullptr;
  for (std::size_t i = 0; i < slots; ++i) {
    if (!taken[i].exchange(true)) return reserve[i].bytes.data();
  }
  return nullptr;
}

void give_back(void* memory) noexcept {
  if (!is_reserved(memory)) return std::free(memory);
  taken[static_cast<std::size_t>(static_cast<Slot*>(memory) - reserve.data())] = false;
}

void* allocate(std::size_t size) noexcept {
  void* const made = std::malloc(size);
  return made != nullptr ? made : take_reserved(size);
}

void* reallocate(void* old, std::size_t size) noexcept {
  if (old == nullptr) return allocate(size);
  const bool reserved = is_reserved(old);
  if (reserved && size <= slot_bytes) return old;
  if (!reserved) {
    if (void* const grown = std::realloc(old, size); grown != nullptr || size == 0) return grown;
  }
  void* const made = reserved ? std::malloc(size) : take_reserved(size);
  if (made == nullptr) return nullptr;
  std::memcpy(made, old, std::min(size, reserved ? slot_bytes : malloc_usable_size(old)));
  give_back(old);
  return made;
}

char* duplicate(const char* text) noexcept {
  const std::size_t size = std::strlen(text) + 1;
  void* const made = allocate(size);
  return made == nullptr ? nullptr : static_cast<char*>(std::memcpy(made, text, size));
}

}  // namespace

void keep_memory_for_libxml2() {
  xmlMemSetup(give_back, allocate, reallocate, duplicate);
}

void require_state_of_thread() {
  if (xmlGetGlobalState() == nullptr) throw std::bad_alloc();
}

}  // namespace jembatan::xml
