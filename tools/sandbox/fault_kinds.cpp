#include "sandbox/fault_kinds.h"

#include <algorithm>
#include <array>

namespace jembatan::sandbox {

namespace {

/// In the order of the enumeration.
constexpr std::array kinds{
    Kind{"delay", FaultKind::delay, FaultValue::milliseconds, Strikes::later, false,
         "answers MS milliseconds later (up to 600000)"},
    Kind{"reset-at-once", FaultKind::reset_at_once, FaultValue::none, Strikes::connecting, true,
         "the connection is reset as soon as it is made"},
    Kind{"hang-at-once", FaultKind::hang_at_once, FaultValue::none, Strikes::connecting, true,
         "nothing is read and nothing answered"},
    Kind{"answer-at-once", FaultKind::answer_at_once, FaultValue::none, Strikes::connecting, true,
         "403 before anything was asked, then the connection closes"},
    Kind{"reset-in-request", FaultKind::reset_in_request, FaultValue::none, Strikes::connecting, true,
         "the connection is reset at the request's first bytes"},
    Kind{"refuse", FaultKind::refuse, FaultValue::none, Strikes::instead, false,
         "the Fault PIHAK_LAWAN_TIDAK_TERSEDIA"},
    Kind{"fault", FaultKind::fault, FaultValue::kode, Strikes::instead, false,
         "a Fault with this code, such as BATAS_TERLAMPAUI"},
    Kind{"bare-fault", FaultKind::bare_fault, FaultValue::none, Strikes::instead, false,
         "a Fault without detail, as other toolkits make them"},
    Kind{"hostile-fault", FaultKind::hostile_fault, FaultValue::none, Strikes::instead, false,
         "a Fault full of markup, SQL and format strings"},
    Kind{"stack-fault", FaultKind::stack_fault, FaultValue::none, Strikes::instead, false,
         "a Fault with a stack trace"},
    Kind{"unknown-fault", FaultKind::unknown_fault, FaultValue::none, Strikes::instead, false,
         "a Fault whose code is not one of the contract's"},
    Kind{"status", FaultKind::status, FaultValue::status, Strikes::instead, false,
         "this HTTP status with a line of plain text"},
    Kind{"redirect", FaultKind::redirect, FaultValue::redirect, Strikes::instead, false,
         "301, 302, 303, 307 or 308 to another path"},
    Kind{"html", FaultKind::html, FaultValue::none, Strikes::instead, false, "200 with an HTML page"},
    Kind{"json", FaultKind::json, FaultValue::none, Strikes::instead, false, "200 with a JSON object"},
    Kind{"reset", FaultKind::reset, FaultValue::none, Strikes::instead, true, "the connection is reset"},
    Kind{"hang", FaultKind::hang, FaultValue::none, Strikes::instead, true,
         "no answer until the caller gives up, 120 s at most"},
    Kind{"no-content", FaultKind::no_content, FaultValue::no_content, Strikes::instead, true,
         "204, 205 or 304 and no body"},
    Kind{"not-http", FaultKind::not_http, FaultValue::none, Strikes::instead, true,
         "a line of another protocol"},
    Kind{"odd-status", FaultKind::odd_status, FaultValue::none, Strikes::instead, true,
         "a status line that is none"},
    Kind{"interim-only", FaultKind::interim_only, FaultValue::none, Strikes::instead, true,
         "100 Continue, then the connection closes"},
    Kind{"interim-flood", FaultKind::interim_flood, FaultValue::none, Strikes::instead, true,
         "102 Processing without end"},
    Kind{"endless-head", FaultKind::endless_head, FaultValue::none, Strikes::instead, true,
         "header lines without end"},
    Kind{"large-head", FaultKind::large_head, FaultValue::none, Strikes::instead, true,
         "one header of 256 KiB"},
    Kind{"endless-body", FaultKind::endless_body, FaultValue::none, Strikes::instead, true,
         "a body without length and without end"},
    Kind{"wrong-type", FaultKind::wrong_type, FaultValue::none, Strikes::afterwards, false,
         "Content-Type application/octet-stream"},
    Kind{"empty", FaultKind::empty, FaultValue::none, Strikes::afterwards, false, "no body"},
    Kind{"html-as-xml", FaultKind::html_as_xml, FaultValue::none, Strikes::afterwards, false,
         "an HTML page that says it is text/xml"},
    Kind{"malformed", FaultKind::malformed, FaultValue::none, Strikes::afterwards, false,
         "XML without its last end tag"},
    Kind{"not-utf8", FaultKind::not_utf8, FaultValue::none, Strikes::afterwards, false,
         "a byte that is not UTF-8"},
    Kind{"nul", FaultKind::nul, FaultValue::none, Strikes::afterwards, false, "a NUL in a text"},
    Kind{"doctype", FaultKind::doctype, FaultValue::none, Strikes::afterwards, false,
         "a DOCTYPE with an entity"},
    Kind{"instruction", FaultKind::instruction, FaultValue::none, Strikes::afterwards, false,
         "a stylesheet instruction"},
    Kind{"latin1", FaultKind::latin1, FaultValue::none, Strikes::afterwards, false,
         "declares encoding ISO-8859-1"},
    Kind{"utf16", FaultKind::utf16, FaultValue::none, Strikes::afterwards, false, "the answer in UTF-16"},
    Kind{"gzip", FaultKind::gzip, FaultValue::none, Strikes::afterwards, false, "Content-Encoding gzip"},
    Kind{"wrong-envelope", FaultKind::wrong_envelope, FaultValue::none, Strikes::afterwards, false,
         "an envelope of a SOAP version that does not exist"},
    Kind{"two-bodies", FaultKind::two_bodies, FaultValue::none, Strikes::afterwards, false, "Body twice"},
    Kind{"unknown-element", FaultKind::unknown_element, FaultValue::none, Strikes::afterwards, false,
         "an element that the contract does not have"},
    Kind{"deep", FaultKind::deep, FaultValue::none, Strikes::afterwards, false,
         "a header 1,000 elements deep"},
    Kind{"many-attributes", FaultKind::many_attributes, FaultValue::none, Strikes::afterwards, false,
         "1,000 attributes on a tag"},
    Kind{"other-answer", FaultKind::other_answer, FaultValue::none, Strikes::afterwards, false,
         "the answer to another operation"},
    Kind{"other-number", FaultKind::other_number, FaultValue::none, Strikes::afterwards, false,
         "another nomorPertukaran; nothing is wrong with that"},
    Kind{"foreign-record", FaultKind::foreign_record, FaultValue::none, Strikes::afterwards, false,
         "a record that was not asked for (Ambil*)"},
    Kind{"too-many-records", FaultKind::too_many_records, FaultValue::none, Strikes::afterwards, false,
         "101 records, more than batas unless it is larger (Daftar*)"},
    Kind{"wrong-count", FaultKind::wrong_count, FaultValue::none, Strikes::afterwards, false,
         "one hasil too few (Kirim*, Selaraskan*)"},
    Kind{"one-more", FaultKind::one_more, FaultValue::none, Strikes::afterwards, false,
         "one hasil too many (Kirim*, Selaraskan*)"},
    Kind{"doubled", FaultKind::doubled, FaultValue::none, Strikes::afterwards, false,
         "each hasil has the first one's urutan (Kirim*, Selaraskan*)"},
    Kind{"disordered", FaultKind::disordered, FaultValue::none, Strikes::afterwards, false,
         "hasil from the last to the first (Kirim*, Selaraskan*)"},
    Kind{"half", FaultKind::half, FaultValue::none, Strikes::afterwards, true,
         "the right Content-Length, half the bytes, then the connection closes"},
    Kind{"half-line", FaultKind::half_line, FaultValue::none, Strikes::afterwards, true,
         "half a status line, then the connection closes"},
    Kind{"half-head", FaultKind::half_head, FaultValue::none, Strikes::afterwards, true,
         "half the head, then the connection closes"},
    Kind{"head-only", FaultKind::head_only, FaultValue::none, Strikes::afterwards, true,
         "the head, then the connection closes"},
    Kind{"crash-after", FaultKind::crash_after, FaultValue::none, Strikes::afterwards, true,
         "the connection is reset"},
    Kind{"reset-within", FaultKind::reset_within, FaultValue::none, Strikes::afterwards, true,
         "half the answer, then the connection is reset"},
    Kind{"reset-after", FaultKind::reset_after, FaultValue::none, Strikes::afterwards, true,
         "the whole answer, then the connection is reset"},
    Kind{"hang-in-head", FaultKind::hang_in_head, FaultValue::none, Strikes::afterwards, true,
         "half the head, then silence"},
    Kind{"hang-in-body", FaultKind::hang_in_body, FaultValue::none, Strikes::afterwards, true,
         "half the body, then silence"},
    Kind{"drip", FaultKind::drip, FaultValue::none, Strikes::afterwards, true, "one byte every 20 ms"},
    Kind{"short-length", FaultKind::short_length, FaultValue::none, Strikes::afterwards, true,
         "a Content-Length that is too small"},
    Kind{"long-length", FaultKind::long_length, FaultValue::none, Strikes::afterwards, true,
         "a Content-Length that is too large, then the connection closes"},
    Kind{"negative-length", FaultKind::negative_length, FaultValue::none, Strikes::afterwards, true,
         "Content-Length -1"},
    Kind{"odd-length", FaultKind::odd_length, FaultValue::none, Strikes::afterwards, true,
         "a Content-Length that is no number"},
    Kind{"huge-length", FaultKind::huge_length, FaultValue::none, Strikes::afterwards, true,
         "a Content-Length over 2^64"},
    Kind{"two-lengths", FaultKind::two_lengths, FaultValue::none, Strikes::afterwards, true,
         "two Content-Lengths that differ"},
    Kind{"length-and-chunks", FaultKind::length_and_chunks, FaultValue::none, Strikes::afterwards, true,
         "Content-Length and chunks that are none"},
    Kind{"cut-chunk", FaultKind::cut_chunk, FaultValue::none, Strikes::afterwards, true,
         "chunks without their end, then the connection closes"},
    Kind{"bad-chunk", FaultKind::bad_chunk, FaultValue::none, Strikes::afterwards, true,
         "a chunk whose size is no number"},
    Kind{"huge-chunk", FaultKind::huge_chunk, FaultValue::none, Strikes::afterwards, true,
         "a chunk of over 2^64 bytes"},
    Kind{"over-limit", FaultKind::over_limit, FaultValue::none, Strikes::afterwards, true,
         "32 MiB of white space after the message"},
    Kind{"second-answer", FaultKind::second_answer, FaultValue::none, Strikes::afterwards, true,
         "an answer to nothing right behind the answer"},
    Kind{"late-second-answer", FaultKind::late_second_answer, FaultValue::none, Strikes::afterwards, true,
         "an answer to nothing 100 ms behind the answer"},
    Kind{"close-after", FaultKind::close_after, FaultValue::none, Strikes::afterwards, true,
         "the kept connection closes behind the answer"},
};

std::string_view value_label(FaultValue value) {
  switch (value) {
    case FaultValue::none:
      return "";
    case FaultValue::milliseconds:
      return "=MS";
    case FaultValue::kode:
      return "=KODE";
    default:
      return "=STATUS";
  }
}

std::string_view heading(Strikes strikes) {
  switch (strikes) {
    case Strikes::later:
      return "  handled later:\n";
    case Strikes::connecting:
      return "  before a message is looked at, whatever its operation; nothing is kept:\n";
    case Strikes::instead:
      return "  not handled, nothing is kept:\n";
    case Strikes::afterwards:
      return "  handled and recorded, then the answer suffers (sent again under the same idPesan, the "
             "message gets "
             "it whole):\n";
  }
  return "";
}

}  // namespace

const Kind& facts_of(FaultKind kind) {
  return kinds.at(static_cast<std::size_t>(kind));
}

const Kind* kind_named(std::string_view name) {
  const auto* const found =
      std::find_if(kinds.begin(), kinds.end(), [name](const Kind& one) { return one.name == name; });
  return found != kinds.end() ? &*found : nullptr;
}

std::string kind_names() {
  std::string text;
  for (const Kind& kind : kinds) text += (text.empty() ? "" : ", ") + std::string(kind.name);
  return text;
}

std::string kinds_help() {
  constexpr std::size_t column = 24;
  std::string text;
  for (const Strikes strikes : {Strikes::later, Strikes::connecting, Strikes::instead, Strikes::afterwards}) {
    text += heading(strikes);
    for (const Kind& kind : kinds) {
      if (kind.strikes != strikes) continue;
      std::string line = "    " + std::string(kind.name) + std::string(value_label(kind.value));
      line.resize(std::max(column, line.size() + 1), ' ');
      text += line + std::string(kind.help) + "\n";
    }
  }
  return text;
}

}  // namespace jembatan::sandbox
