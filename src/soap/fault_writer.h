#pragma once
// Writes Fault envelopes. gSOAP's own Fault carries one Reason text; the
// contract wants two. Internal to the room. Pure function.

#include <string>

#include "soap/messages.h"

namespace jembatan::soap {

/// SOAP 1.1, 4.4 and SOAP 1.2 part 1, 5.4, with Kesalahan as the only detail. Texts are valid UTF-8 without
/// control characters, as findings and decoded answers are.
[[nodiscard]] std::string write_fault(const Fault& fault, SoapVersion version);

}  // namespace jembatan::soap
