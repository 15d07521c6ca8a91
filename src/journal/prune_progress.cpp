#include "journal/prune_progress.h"

#include <cstddef>
#include <string>
#include <string_view>

#include "journal/properties.h"

namespace jembatan::journal {
namespace {

constexpr std::string_view kProgress = "payloads_walked";
constexpr std::size_t kWidth = 8;

void put(std::string& bytes, std::int64_t value) {
  for (unsigned shift = 64; shift > 0; shift -= 8) {
    bytes += static_cast<char>(static_cast<std::uint64_t>(value) >> (shift - 8) & 0xffU);
  }
}

std::int64_t number_in(std::string_view bytes) {
  std::uint64_t value = 0;
  for (const char c : bytes) value = value << 8U | static_cast<unsigned char>(c);
  return static_cast<std::int64_t>(value);
}

}  // namespace

PruneProgress prune_progress(Connection& connection) {
  const std::string bytes = property(connection, kProgress);
  PruneProgress progress;
  // What was damaged costs a walk from the beginning, no more.
  if (bytes.empty() || bytes.size() % kWidth != 0) return progress;
  const std::string_view all(bytes);
  progress.walked = number_in(all.substr(0, kWidth));
  for (std::size_t at = kWidth; at < all.size(); at += kWidth) {
    progress.left.push_back(number_in(all.substr(at, kWidth)));
  }
  return progress;
}

void keep_progress(Connection& connection, const PruneProgress& progress) {
  std::string bytes;
  put(bytes, progress.walked);
  for (const std::int64_t number : progress.left) put(bytes, number);
  set_property(connection, kProgress, bytes);
}

}  // namespace jembatan::journal
