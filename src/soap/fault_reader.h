#pragma once
// Reads a Fault of either SOAP version. Internal to the room.

#include <string>

#include "base/result.h"
#include "soap/gsoap_handles.h"
#include "soap/messages.h"

namespace jembatan::soap {

/// The envelope stands at the body's Fault. A Fault whose detail is not our Kesalahan, or one with words that
/// are not the contract's, becomes kode pihak_lawan_menolak without any of its texts.
[[nodiscard]] base::Result<Fault, std::string> take_fault(EnvelopeIn& envelope);

}  // namespace jembatan::soap
