#pragma once
// A form of a message in which prefixes, attribute order, comments, the XML
// declaration and white space between elements do not count, for telling
// whether two messages say the same. Pure functions, any thread.

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace jembatan::xml {

/// The canonical form of the first element in the SOAP Body; nullopt where the bytes are no envelope.
[[nodiscard]] std::optional<std::string> canonical_body(std::string_view bytes);

/// The same handed on in pieces, so that a large message does not lie in memory once more. False where the
/// bytes are no envelope; what was handed on until then is of no use.
[[nodiscard]] bool canonical_body(std::string_view bytes, const std::function<void(std::string_view)>& take);

/// Where two envelopes' bodies differ: paths such as "/KirimPekerjaResponse/hasil[2]/status", at most `most`.
/// Elements with a local name in `ignored` do not count. Never holds values. Empty: they say the same.
/// Bytes that are no envelope differ in the path "/".
[[nodiscard]] std::vector<std::string> differences(std::string_view recorded, std::string_view present,
                                                   const std::vector<std::string_view>& ignored,
                                                   std::size_t most = 20);

}  // namespace jembatan::xml
