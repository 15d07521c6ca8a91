#pragma once
// The contract's WSDLs and schemas, built into the program at compile time: the
// only documents it serves or validates with. Static data, any thread.

#include <span>
#include <string>
#include <string_view>

namespace jembatan::xml {

struct Document {
  std::string_view name;  ///< "pekerja.wsdl", "umum.xsd"
  std::string_view text;
};

[[nodiscard]] std::span<const Document> documents();

/// Null where the program has no document of this name.
[[nodiscard]] const Document* document_named(std::string_view name);

/// Whether the contract declares an element or attribute of this name. A name that it does not declare was
/// chosen by the caller, may say anything, and is never repeated.
[[nodiscard]] bool declares(std::string_view name);

/// The WSDL of a section ("pekerja") with soap:address set to base_url + "/ws/" + section.
/// base_url without a trailing slash, already checked to be a URL; it is escaped here. Empty where there is
/// no such section. Its imports are "../schemas/<name>.xsd", so a server has to give the schemas under
/// /schemas/.
[[nodiscard]] std::string wsdl_for(std::string_view section, std::string_view base_url);

}  // namespace jembatan::xml
