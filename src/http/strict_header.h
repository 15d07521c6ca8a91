#pragma once
// The head of an HTTP/1.1 request, judged byte by byte before Beast's more
// lenient parser sees it: whatever two programs could read differently is
// refused (RFC 9112 sections 2.2, 3, 5.2, 6 and 11.2). Plain functions over
// memory without sockets; any thread. Views that are given need only live
// during the call. What a client does wrong comes back as a HeadRefusal.

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "base/result.h"
#include "crypto/second_factor.h"

namespace jembatan::http {

struct HeadRefusal {
  unsigned status = 400;
  std::string_view reason;     ///< fixed text, no byte of the request
  std::string method, target;  ///< as far as they could be read
};

struct Head {
  std::string method;  ///< GET, HEAD or POST
  std::string target;  ///< origin form, "/ws/pekerja?wsdl"
  std::string host;    ///< "" only in HTTP/1.0
  std::string content_type, soap_action;
  std::uint64_t content_length = 0;  ///< 0 where absent
  bool chunked = false;
  bool keep_alive = true;  ///< never in HTTP/1.0, which is otherwise accepted (PHP fetches WSDLs with it)
  bool expects_continue = false;
  crypto::ShownFactor factor;  ///< only carried here: whoever wants one judges it
};

/// Finds the end of a head while it arrives; each byte is looked at once.
class HeadScan {
 public:
  explicit HeadScan(std::size_t limit) : limit_(limit) {}

  /// `bytes`: all that has been read from the start of the request. Gives the head's
  /// length with its empty line, 0 while that has not come. Refuses bare CR and LF and
  /// control characters (400), a request line (414) or a head (431) over the limit.
  [[nodiscard]] base::Result<std::size_t, HeadRefusal> advance(std::string_view bytes);

 private:
  std::size_t limit_;
  std::size_t scanned_ = 0;
  std::size_t line_start_ = 0;
};

/// `head`: a whole head as HeadScan found it, empty line included.
[[nodiscard]] base::Result<Head, HeadRefusal> read_head(std::string_view head);

}  // namespace jembatan::http
