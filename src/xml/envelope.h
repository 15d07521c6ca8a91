#pragma once
// What SOAP itself says about an envelope: its namespaces, its header blocks,
// its Fault. SOAP 1.1 (W3C Note 2000), SOAP 1.2 part 1 (2007). Pure functions.

#include <optional>
#include <string_view>

#include "xml/guard.h"
#include "xml/sax.h"

namespace jembatan::xml {

[[nodiscard]] std::string_view namespace_of(SoapVersion version);

/// Nullopt where the tag is no Envelope of SOAP 1.1 or 1.2.
[[nodiscard]] std::optional<SoapVersion> envelope_version(const StartTag& tag);

/// Whether the tag is `name` in the envelope's namespace.
[[nodiscard]] bool is_soap(const StartTag& tag, std::string_view name, SoapVersion version);

/// Whether the tag is the element of a Fault that holds its details.
[[nodiscard]] bool is_fault_detail(const StartTag& tag, SoapVersion version);

[[nodiscard]] bool has_encoding_style(const StartTag& tag);

enum class HeaderBlock {
  may_be_ignored,
  must_be_understood,  ///< mustUnderstand, and meant for us
  malformed,           ///< no namespace, or a mustUnderstand that is neither true nor false
};
[[nodiscard]] HeaderBlock header_block(const StartTag& tag, SoapVersion version);

/// Whether all of it is white space (XML 1.0, 2.3).
[[nodiscard]] bool is_blank(std::string_view text);

}  // namespace jembatan::xml
