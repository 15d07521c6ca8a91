#pragma once
// What comes to the gateway and what goes back, free of sockets. Plain values.

#include <cstdint>
#include <string>
#include <string_view>

#include "journal/entry.h"
#include "lampiran/pihak.h"

namespace jembatan::exchange {

struct Arrival {
  lampiran::Pihak pihak = lampiran::Pihak::kesatu;  ///< the caller; the listener decides it
  std::string path;                                 ///< "/ws/pekerja", without the query
  std::string content_type, soap_action, body, peer;
  std::uint64_t replay_of = 0;  ///< an exchange that is run again through today's rules; 0 for a caller's own
  std::string stranger = {};    ///< why its sender is not let in; the body has then not been read. "": he is
};

struct Reply {
  unsigned http_status = 200;
  std::string content_type, body;
  unsigned retry_after_seconds = 0;  ///< 0: no hint
  std::uint64_t number = 0;          ///< of this exchange in the journal; 0 where the journal failed
  journal::State state = journal::State::received;
  std::string outcome;
};

}  // namespace jembatan::exchange
