#include "http/strict_header.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <optional>
#include <utility>

namespace jembatan::http {
namespace {

struct Wrong {
  unsigned status;
  std::string_view reason;
};
using Verdict = std::optional<Wrong>;
constexpr std::nullopt_t fine = std::nullopt;

struct RequestLine {
  std::string_view method, target, version;
};

/// Fields that may come once only, and the Connection options.
struct Fields {
  std::optional<std::string_view> host, content_length, transfer_encoding, content_encoding, content_type,
      soap_action, expect;
  bool close = false;
  crypto::ShownFactor factor;
};

constexpr std::array<std::pair<std::string_view, std::optional<std::string_view> Fields::*>, 7> once_only{{
    {"host", &Fields::host},
    {"content-length", &Fields::content_length},
    {"transfer-encoding", &Fields::transfer_encoding},
    {"content-encoding", &Fields::content_encoding},
    {"content-type", &Fields::content_type},
    {"soapaction", &Fields::soap_action},
    {"expect", &Fields::expect},
}};

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}
bool is_alnum(char c) {
  return is_digit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}
bool is_one_of(char c, std::string_view these) {
  return these.find(c) != std::string_view::npos;
}
bool is_token_char(char c) {
  return is_alnum(c) || is_one_of(c, "!#$%&'*+-.^_`|~");
}
bool is_token(std::string_view text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), is_token_char);
}

std::string lower(std::string_view text) {
  std::string result(text);
  for (char& c : result) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return result;
}

std::string_view trimmed(std::string_view text) {
  while (!text.empty() && is_one_of(text.front(), " \t")) text.remove_prefix(1);
  while (!text.empty() && is_one_of(text.back(), " \t")) text.remove_suffix(1);
  return text;
}

/// Takes the first line off `rest`, without its CRLF.
std::string_view take_line(std::string_view& rest) {
  const auto end = rest.find("\r\n");
  const auto line = rest.substr(0, end);
  rest.remove_prefix(end == std::string_view::npos ? rest.size() : end + 2);
  return line;
}

Verdict read_request_line(std::string_view line, RequestLine& into) {
  const auto first = line.find(' ');
  const auto last = line.rfind(' ');
  if (first == std::string_view::npos || first == last) return Wrong{400, "malformed request line"};
  if (!is_token(line.substr(0, first))) return Wrong{400, "malformed method"};
  into.method = line.substr(0, first);
  into.target = line.substr(first + 1, last - first - 1);
  into.version = line.substr(last + 1);
  const auto odd = [](char c) {
    return c <= 0x20 || c == 0x7f;
  };  // chars are signed: beyond ASCII is negative
  if (into.target.empty() || std::any_of(into.target.begin(), into.target.end(), odd)) {
    return Wrong{400, "malformed request target"};
  }
  return fine;
}

Verdict judge_request_line(const RequestLine& line) {
  const bool is_version = line.version.size() == 8 && line.version.substr(0, 5) == "HTTP/" &&
                          is_digit(line.version[5]) && line.version[6] == '.' && is_digit(line.version[7]);
  if (!is_version) return Wrong{400, "malformed HTTP version"};
  if (line.version != "HTTP/1.1" && line.version != "HTTP/1.0") {
    return Wrong{505, "only HTTP/1.1 and HTTP/1.0 are spoken here"};
  }
  constexpr std::array<std::string_view, 6> known{"OPTIONS", "PUT", "DELETE", "PATCH", "TRACE", "CONNECT"};
  if (std::find(known.begin(), known.end(), line.method) != known.end()) {
    return Wrong{405, "only GET, HEAD and POST are allowed"};
  }
  if (line.method != "GET" && line.method != "HEAD" && line.method != "POST") {
    return Wrong{501, "unknown method"};
  }
  if (line.target.front() != '/' || line.target.find('#') != std::string_view::npos) {
    return Wrong{400, "the request target is not a path"};
  }
  return fine;
}

bool asks_to_close(std::string_view options) {
  while (!options.empty()) {
    const auto comma = options.find(',');
    if (lower(trimmed(options.substr(0, comma))) == "close") return true;
    options.remove_prefix(comma == std::string_view::npos ? options.size() : comma + 1);
  }
  return false;
}

/// Without a verdict: listeners that want no second factor do not mind what stands in its headers.
void note_factor(std::string_view name, std::string_view value, crypto::ShownFactor& factor) {
  const auto once = [&](std::optional<std::string>& into) {
    factor.repeated = factor.repeated || into.has_value();
    into = value;
  };
  if (name == "x-cons-id") once(factor.cons_id);
  if (name == "x-timestamp") once(factor.timestamp);
  if (name == "x-signature") once(factor.signature);
  if (name == "user_key") once(factor.user_key);
}

Verdict read_field(std::string_view line, Fields& fields) {
  if (is_one_of(line.front(), " \t")) return Wrong{400, "folded header line"};
  const auto colon = line.find(':');
  if (colon == std::string_view::npos || !is_token(line.substr(0, colon))) {
    return Wrong{400, "malformed header field"};
  }
  const std::string name = lower(line.substr(0, colon));
  const auto value = trimmed(line.substr(colon + 1));
  note_factor(name, value, fields.factor);
  if (name == "connection") fields.close = fields.close || asks_to_close(value);
  for (const auto& [once_name, member] : once_only) {
    if (name != once_name) continue;
    if (fields.*member) return Wrong{400, "repeated header field that may come once only"};
    fields.*member = value;
  }
  return fine;
}

/// A name or an IPv4 address, or an IPv6 address in brackets; then perhaps a colon and a port (RFC
/// 9110, 7.2).
bool is_host(std::string_view text) {
  const auto is_name_char = [](char c) { return is_alnum(c) || is_one_of(c, "-._"); };
  const auto is_address_char = [](char c) { return is_alnum(c) || is_one_of(c, ":."); };
  const bool bracketed = text.starts_with('[');
  if (bracketed && text.find(']') == std::string_view::npos) return false;
  const auto end = bracketed ? text.find(']') + 1 : std::min(text.find(':'), text.size());
  const auto name = bracketed ? text.substr(1, end - 2) : text.substr(0, end);
  const auto port = text.substr(end);
  const bool named = !name.empty() && (bracketed ? name.find(':') != std::string_view::npos &&
                                                       std::all_of(name.begin(), name.end(), is_address_char)
                                                 : std::all_of(name.begin(), name.end(), is_name_char));
  if (!named || port.empty()) return named;
  return port.front() == ':' && port.size() > 1 && port.size() <= 6 &&
         std::all_of(port.begin() + 1, port.end(), is_digit);
}

Verdict judge_host(const Fields& fields, bool http_1_0) {
  if (!fields.host) return http_1_0 ? Verdict{} : Wrong{400, "no Host"};
  if (!is_host(*fields.host)) return Wrong{400, "malformed Host"};
  return fine;
}

Verdict judge_length(std::string_view text, std::uint64_t& length) {
  constexpr std::size_t most_digits = 18;  // any such number fits
  const bool odd = text.empty() || text.size() > most_digits || (text.size() > 1 && text.front() == '0') ||
                   !std::all_of(text.begin(), text.end(), is_digit);
  if (odd) return Wrong{400, "malformed Content-Length"};
  std::from_chars(text.data(), text.data() + text.size(), length);
  return fine;
}

Verdict judge_body(const Fields& fields, bool http_1_0, Head& head) {
  if (fields.content_encoding) return Wrong{415, "no Content-Encoding is accepted"};
  if (fields.transfer_encoding) {
    if (fields.content_length) return Wrong{400, "Content-Length with Transfer-Encoding"};
    if (http_1_0) return Wrong{400, "Transfer-Encoding in HTTP/1.0"};
    if (lower(*fields.transfer_encoding) != "chunked") return Wrong{501, "only plain chunked is understood"};
    head.chunked = true;
  }
  if (fields.content_length) {
    if (auto wrong = judge_length(*fields.content_length, head.content_length)) return wrong;
  }
  const bool has_body = head.chunked || head.content_length > 0;
  if (head.method != "POST" && has_body) return Wrong{400, "a body where none belongs"};
  if (head.method == "POST" && !fields.content_length && !head.chunked) {
    return Wrong{411, "no Content-Length"};
  }
  if (fields.expect && !http_1_0) {
    if (lower(*fields.expect) != "100-continue") return Wrong{417, "unknown expectation"};
    head.expects_continue = has_body;
  }
  return fine;
}

Verdict read_whole(std::string_view rest, RequestLine& line, Head& head) {
  if (auto wrong = read_request_line(take_line(rest), line)) return wrong;
  if (auto wrong = judge_request_line(line)) return wrong;
  Fields fields;
  for (auto text = take_line(rest); !text.empty(); text = take_line(rest)) {
    if (auto wrong = read_field(text, fields)) return wrong;
  }
  const bool http_1_0 = line.version == "HTTP/1.0";
  head.method = line.method;
  head.target = line.target;
  head.host = fields.host.value_or("");
  head.content_type = fields.content_type.value_or("");
  head.soap_action = fields.soap_action.value_or("");
  head.keep_alive = !http_1_0 && !fields.close;
  head.factor = std::move(fields.factor);
  if (auto wrong = judge_host(fields, http_1_0)) return wrong;
  return judge_body(fields, http_1_0, head);
}

}  // namespace

base::Result<std::size_t, HeadRefusal> HeadScan::advance(std::string_view bytes) {
  const auto refuse = [](unsigned status, std::string_view reason) {
    return base::fail(HeadRefusal{status, reason, {}, {}});
  };
  for (; scanned_ < bytes.size(); ++scanned_) {
    if (scanned_ >= limit_) {
      return line_start_ == 0 ? refuse(414, "request line too long") : refuse(431, "header too long");
    }
    const char c = bytes[scanned_];
    const bool after_cr = scanned_ > 0 && bytes[scanned_ - 1] == '\r';
    if (after_cr != (c == '\n')) {
      return refuse(400, after_cr ? "bare CR in the header" : "bare LF in the header");
    }
    if (c == '\n') {
      if (scanned_ - line_start_ == 1) return ++scanned_;
      line_start_ = scanned_ + 1;
    } else if ((c >= 0 && c < 0x20 && c != '\t' && c != '\r') || c == 0x7f) {
      return refuse(400, "control character in the header");
    }
  }
  return std::size_t{0};
}

base::Result<Head, HeadRefusal> read_head(std::string_view head) {
  RequestLine line;
  Head result;
  if (const auto wrong = read_whole(head, line, result)) {
    return base::fail(
        HeadRefusal{wrong->status, wrong->reason, std::string(line.method), std::string(line.target)});
  }
  return result;
}

}  // namespace jembatan::http
