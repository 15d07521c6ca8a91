// The linear pass over a message's bytes: a verdict whatever the bytes are, the same each time; tighter
// limits never let more through; what it refuses the guard refuses, and what may pass is UTF-8 without a
// document type. The first byte chooses the tight limits.

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "xml/guard.h"
#include "xml/prepass.h"

namespace jembatan::xml {
namespace {

GuardLimits tight(std::uint8_t choice) {
  GuardLimits limits;
  limits.depth = 1 + (choice & 7U);
  limits.attributes = (choice >> 3U) & 3U;
  limits.name_bytes = 1 + (choice >> 5U);
  return limits;
}

void expect_harmless(std::string_view bytes) {
  if (bytes.find('\0') != bytes.npos) std::abort();
  for (const std::string_view overlong : {"\xC0", "\xC1", "\xF5", "\xFE", "\xFF"}) {
    if (bytes.find(overlong) != bytes.npos) std::abort();
  }
  // A document type may stand nowhere but before the first element.
  const auto doctype = bytes.find("<!DOCTYPE");
  if (doctype != bytes.npos && doctype == bytes.find('<')) std::abort();
}

void read(std::uint8_t choice, std::string_view bytes) {
  static const SchemaSet schemas;
  const auto defect = prepass(bytes, {});
  const auto again = prepass(bytes, {});
  if (defect.has_value() != again.has_value()) std::abort();
  if (!defect) {
    expect_harmless(bytes);
  } else {
    if (defect->offset > bytes.size() || defect->what.empty()) std::abort();
    if (defect->reason != again->reason || defect->offset != again->offset) std::abort();
    if (defect->reason != Reason::malformed && defect->reason != Reason::over_limit) std::abort();
    if (!prepass(bytes, tight(choice))) std::abort();
  }
  const auto guarded = guard(bytes, schemas);
  if (defect && guarded) std::abort();
}

}  // namespace
}  // namespace jembatan::xml

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  jembatan::xml::read(data[0], {reinterpret_cast<const char*>(data + 1), size - 1});
  return 0;
}
