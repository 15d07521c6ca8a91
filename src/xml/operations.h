#pragma once
// The elements that may stand in a SOAP Body, as one table. Static data, any thread.

#include <span>
#include <string_view>

namespace jembatan::xml {

struct BodyElement {
  std::string_view namespace_uri;
  std::string_view name;
  std::string_view record;  ///< its child that is one record of the batch or list; "" where there is none
};

/// Requests and answers of all operations.
[[nodiscard]] std::span<const BodyElement> body_elements();

/// Null where the contract has no such element.
[[nodiscard]] const BodyElement* find_body_element(std::string_view namespace_uri, std::string_view name);

}  // namespace jembatan::xml
