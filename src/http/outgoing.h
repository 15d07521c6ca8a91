#pragma once
// An answer as it goes over the wire. Plain functions; any thread.

#include <string>
#include <string_view>

#include "http/server.h"

namespace jembatan::http {

struct Outgoing {
  std::string head;  ///< without Connection and the empty line: these are known when it is written
  std::string body;
  bool last = false;  ///< the connection is closed after it
};

/// `to_head`: the answer to a HEAD request, all but the body. Throws
/// std::invalid_argument where a header of ours holds a control character.
[[nodiscard]] Outgoing make_outgoing(Response response, bool to_head);

/// What the server itself answers: short text, Allow with 405, Retry-After with 503.
[[nodiscard]] Response refusal(unsigned status, std::string_view reason);

}  // namespace jembatan::http
