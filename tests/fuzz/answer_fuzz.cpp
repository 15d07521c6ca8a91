// An answer or a fault: what the guard accepts the codec reads, but for numbers too large for it, and what
// was read is written as a message that says the same.

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "soap/codec.h"
#include "soap/samples.h"

namespace jembatan::soap {
namespace {

constexpr std::string_view too_large = "a number is not a positive integer, or too large";

struct Tools {
  xml::SchemaSet schemas;
  Codec codec;
};

/// The operation that this body answers; any for a fault; null where it is no answer.
const Operasi* operation_of(const xml::Guarded& guarded) {
  constexpr std::string_view suffix = "Response";
  if (guarded.element == "Fault") return &semua_operasi().front();
  const auto bagian = bagian_of_namespace(guarded.namespace_uri);
  if (!bagian || !guarded.element.ends_with(suffix)) return nullptr;
  return find_operasi(*bagian,
                      std::string_view(guarded.element).substr(0, guarded.element.size() - suffix.size()));
}

template <class Message>
void expect_same_again(const Message& message, const Operasi& operasi, Tools& tools) {
  for (const auto version : {SoapVersion::v11, SoapVersion::v12}) {
    const std::string bytes = tools.codec.encode(message, version);
    if (!xml::guard(bytes, tools.schemas)) std::abort();
    const auto again = tools.codec.decode_response(bytes, operasi);
    const auto* const kept = again ? std::get_if<Message>(&*again) : nullptr;
    if (kept == nullptr || !samples::same(message, *kept)) std::abort();
  }
}

void read(std::string_view bytes) {
  static Tools tools;
  const auto guarded = xml::guard(bytes, tools.schemas);
  if (!guarded) return;
  const Operasi* const operasi = operation_of(*guarded);
  if (operasi == nullptr) return;
  const auto answer = tools.codec.decode_response(bytes, *operasi);
  if (!answer) {
    if (answer.error() != too_large) std::abort();
    return;
  }
  std::visit([&](const auto& message) { expect_same_again(message, *operasi, tools); }, *answer);
}

}  // namespace
}  // namespace jembatan::soap

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  jembatan::soap::read({reinterpret_cast<const char*>(data), size});
  return 0;
}
