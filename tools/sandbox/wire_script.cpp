#include "sandbox/wire_script.h"

#include <algorithm>
#include <limits>
#include <utility>

namespace jembatan::sandbox {

namespace {

using End = Script::End;

constexpr std::size_t endless = std::numeric_limits<std::size_t>::max();
constexpr const char* soap_head = "HTTP/1.1 200 OK\r\nContent-Type: text/xml; charset=utf-8\r\n";
constexpr const char* unasked =
    "HTTP/1.1 403 Forbidden\r\nContent-Type: text/plain\r\nContent-Length: 0\r\n\r\n";

Script says(std::string bytes, End end = End::close) {
  return {{{std::move(bytes)}}, end, false};
}

/// The answer under other framing.
Script framed(const std::string& framing, const std::string& body, End end = End::close) {
  return says(soap_head + framing + "\r\n" + body, end);
}

Script dripping(const std::string& bytes) {
  Script script;
  for (const char byte : bytes) script.pieces.push_back({{1, byte}, std::chrono::milliseconds(20)});
  return script;
}

std::string half(const std::string& text) {
  return text.substr(0, text.size() / 2);
}

std::string length(std::size_t bytes) {
  return "Content-Length: " + std::to_string(bytes) + "\r\n";
}

std::string line_of(unsigned status) {
  return "HTTP/1.1 " + std::to_string(status) + " On Demand\r\n\r\n";
}

/// Instead of an answer.
Script without_answer(FaultKind kind, unsigned status) {
  constexpr std::size_t large = std::size_t{256} * 1024;
  switch (kind) {
    case FaultKind::hang:
      return {{}, End::silence, false};
    case FaultKind::no_content:
      return says(line_of(status));
    case FaultKind::not_http:
      return says("SSH-2.0-OpenSSH_9.2\r\n");
    case FaultKind::odd_status:
      return says("HTTP/1.1 abc Oops\r\nContent-Length: 0\r\n\r\n");
    case FaultKind::interim_only:
      return says("HTTP/1.1 100 Continue\r\n\r\n");
    case FaultKind::interim_flood:
      return {{{"HTTP/1.1 102 Processing\r\n\r\n", {}, endless}}, End::close, false};
    case FaultKind::endless_head:
      return {{{soap_head}, {"X-Isi: 0123456789012345678901234567890123456789\r\n", {}, endless}},
              End::close,
              false};
    case FaultKind::large_head:
      return says(soap_head + ("X-Isi: " + std::string(large, 'x')) + "\r\nContent-Length: 0\r\n\r\n");
    case FaultKind::endless_body:
      return {{{std::string(soap_head) + "\r\n"}, {std::string(4096, ' '), {}, endless}}, End::close, false};
    default:
      return {{}, End::reset, false};
  }
}

}  // namespace

Script connection_script(FaultKind kind) {
  switch (kind) {
    case FaultKind::hang_at_once:
      return {{}, End::silence, false};
    case FaultKind::answer_at_once:
      return says(unasked);
    default:
      return {{}, End::reset, kind == FaultKind::reset_in_request};
  }
}

Script answer_script(FaultKind kind, unsigned status, const WholeAnswer& sound) {
  const auto& [head, body] = sound;
  const std::string whole = head + body;
  constexpr std::size_t flood = std::size_t{32} * 1024 * 1024;
  switch (kind) {
    case FaultKind::half:
      return says(head + half(body));
    case FaultKind::half_line:
      return says("HTTP/1.");
    case FaultKind::half_head:
      return says(half(head));
    case FaultKind::head_only:
      return says(head);
    case FaultKind::reset_within:
      return says(head + half(body), End::reset);
    case FaultKind::reset_after:
      return {{{whole}, {"", std::chrono::milliseconds(100)}}, End::reset, false};
    case FaultKind::hang_in_head:
      return says(half(head), End::silence);
    case FaultKind::hang_in_body:
      return says(head + half(body), End::silence);
    case FaultKind::drip:
      return dripping(whole);
    case FaultKind::short_length:
      return framed(length(body.size() / 2), body);
    case FaultKind::long_length:
      return framed(length(body.size() + 100), body);
    case FaultKind::negative_length:
      return framed("Content-Length: -1\r\n", body);
    case FaultKind::odd_length:
      return framed("Content-Length: banyak\r\n", body);
    case FaultKind::huge_length:
      return framed("Content-Length: 99999999999999999999999\r\n", body);
    case FaultKind::two_lengths:
      return framed(length(body.size()) + length(body.size() / 2), body);
    case FaultKind::length_and_chunks:
      return framed(length(body.size()) + "Transfer-Encoding: chunked\r\n", body);
    case FaultKind::cut_chunk:
      return framed("Transfer-Encoding: chunked\r\n", "40\r\n" + body.substr(0, 0x40) + "\r\n");
    case FaultKind::bad_chunk:
      return framed("Transfer-Encoding: chunked\r\n", "banyak\r\n" + body + "\r\n0\r\n\r\n");
    case FaultKind::huge_chunk:
      return framed("Transfer-Encoding: chunked\r\n", "FFFFFFFFFFFFFFFFFF\r\n" + body + "\r\n0\r\n\r\n");
    case FaultKind::over_limit:
      return {{{soap_head + length(body.size() + flood) + "\r\n" + body},
               {std::string(4096, ' '), {}, flood / 4096}},
              End::close,
              false};
    case FaultKind::second_answer:
      return says(whole + unasked, End::keep);
    case FaultKind::late_second_answer:
      return {{{whole}, {unasked, std::chrono::milliseconds(100)}}, End::keep, false};
    case FaultKind::close_after:
      return says(whole);
    default:
      return without_answer(kind, status);
  }
}

}  // namespace jembatan::sandbox
