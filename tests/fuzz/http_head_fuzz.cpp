// The head of an HTTP request: the same verdict in one piece and byte by byte, and nothing in what was read
// that a log line or a second reader could take for something else.

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "http/strict_header.h"

namespace jembatan::http {
namespace {

constexpr std::size_t limit = 2048;

base::Result<std::size_t, HeadRefusal> scan_slowly(std::string_view bytes) {
  HeadScan scan(limit);
  for (std::size_t size = 0; size <= bytes.size(); ++size) {
    auto found = scan.advance(bytes.substr(0, size));
    if (!found || *found > 0) return found;
  }
  return std::size_t{0};
}

bool is_printable(std::string_view text) {
  return std::none_of(text.begin(), text.end(),
                      [](unsigned char c) { return (c < 0x20 && c != '\t') || c == 0x7F; });
}

void check(const Head& head) {
  if (head.method != "GET" && head.method != "HEAD" && head.method != "POST") std::abort();
  if (!head.target.starts_with('/') || head.target.find(' ') != std::string::npos) std::abort();
  if (head.chunked && head.content_length > 0) std::abort();
  for (const std::string& text : {head.target, head.host, head.content_type, head.soap_action}) {
    if (!is_printable(text)) std::abort();
  }
}

void read(std::string_view bytes) {
  HeadScan scan(limit);
  const auto at_once = scan.advance(bytes);
  const auto slowly = scan_slowly(bytes);
  if (at_once.has_value() != slowly.has_value()) std::abort();
  if (!at_once) {
    if (at_once.error().status != slowly.error().status) std::abort();
    return;
  }
  if (*at_once != *slowly) std::abort();
  if (*at_once == 0) return;
  if (const auto head = read_head(bytes.substr(0, *at_once))) {
    check(*head);
  } else if (head.error().status < 400 || head.error().status > 599) {
    std::abort();
  }
}

}  // namespace
}  // namespace jembatan::http

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  jembatan::http::read({reinterpret_cast<const char*>(data), size});
  return 0;
}
