#include "soap/plain_xml.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdint>
#include <optional>

namespace jembatan::soap {
namespace {

enum class In { text, attribute, cdata };

void append_utf8(std::string& out, std::uint32_t code) {
  const auto put = [&out](std::uint32_t byte) { out += static_cast<char>(byte); };
  if (code < 0x800) {
    put(0xC0 | code >> 6);
  } else {
    if (code < 0x10000) {
      put(0xE0 | code >> 12);
    } else {
      put(0xF0 | code >> 18);
      put(0x80 | (code >> 12 & 0x3F));
    }
    put(0x80 | (code >> 6 & 0x3F));
  }
  put(0x80 | (code & 0x3F));
}

std::optional<std::uint32_t> code_of(std::string_view reference) {
  const int base = reference.starts_with("#x") ? 16 : 10;
  reference.remove_prefix(base == 16 ? 2 : 1);
  std::uint32_t code = 0;
  const char* const end = reference.data() + reference.size();
  const auto [stop, error] = std::from_chars(reference.data(), end, code, base);
  if (error != std::errc{} || stop != end || code == 0 || code > 0x10FFFF) return std::nullopt;
  return code;
}

/// The reference that `rest` starts with ("&...;"); the answer is its length.
std::size_t append_reference(std::string& out, std::string_view rest) {
  const std::size_t end = rest.find(';');
  if (end == std::string_view::npos) {
    out += rest;
    return rest.size();
  }
  const auto code = rest.starts_with("&#") ? code_of(rest.substr(1, end - 1)) : std::nullopt;
  if (!code) {
    out += rest.substr(0, end + 1);
  } else if (*code < 0x80) {
    out.append("&#").append(std::to_string(*code)).append(";");
  } else {
    append_utf8(out, *code);
  }
  return end + 1;
}

constexpr auto ordinary = [] {
  std::array<bool, 256> table{};
  table.fill(true);
  for (const unsigned char each : {'&', '<', '>', '\r', '\n', '\t'}) table[each] = false;
  return table;
}();

void append_characters(std::string& out, std::string_view text, In in) {
  while (!text.empty()) {
    std::size_t size = 0;
    while (size < text.size() && ordinary[static_cast<unsigned char>(text[size])]) ++size;
    out += text.substr(0, size);
    text.remove_prefix(size);
    if (text.empty()) return;

    size = 1;
    switch (text.front()) {
      case '&':
        if (in == In::cdata) {
          out += "&amp;";
        } else {
          size = append_reference(out, text);
        }
        break;
      case '<':
        out += "&lt;";
        break;
      case '>':
        out += "&gt;";
        break;
      case '\t':
        out += in == In::attribute ? ' ' : '\t';
        break;
      default:  // CR LF, CR or LF
        if (text.starts_with("\r\n")) size = 2;
        out += in == In::attribute ? ' ' : '\n';
    }
    text.remove_prefix(size);
  }
}

std::size_t end_of(std::string_view rest, std::string_view mark) {
  const std::size_t found = rest.find(mark);
  return found == std::string_view::npos ? rest.size() : found + mark.size();
}

std::size_t find_quote(std::string_view text, std::size_t from, std::size_t to) {
  while (from < to && text[from] != '"' && text[from] != '\'') ++from;
  return from;
}

/// The tag that `rest` starts with; the answer is its length.
std::size_t append_tag(std::string& out, std::string_view rest) {
  std::size_t at = 0;
  std::size_t end = 0;
  while ((end = rest.find('>', at)) != std::string_view::npos) {
    const std::size_t open = find_quote(rest, at, end);
    out += rest.substr(at, open + 1 - at);
    at = open + 1;
    if (open == end) return at;
    const std::size_t close = rest.find(rest[open], at);
    if (close == std::string_view::npos) break;
    append_characters(out, rest.substr(at, close - at), In::attribute);
    out += rest[close];
    at = close + 1;
  }
  out += rest.substr(at);
  return rest.size();
}

/// What starts with '<'; the answer is its length.
std::size_t append_markup(std::string& out, std::string_view rest) {
  if (rest.starts_with("<!--")) return 4 + end_of(rest.substr(4), "-->");
  if (rest.starts_with("<?")) return 2 + end_of(rest.substr(2), "?>");
  return append_tag(out, rest);
}

constexpr std::size_t slice = 16UL * 1024;
constexpr std::string_view cdata_begin = "<![CDATA[", cdata_end = "]]>";

/// As much of `text` as is turned at once: neither a reference nor CR LF is cut in two.
std::string_view slice_of(std::string_view text, In in) {
  if (text.size() <= slice) return text;
  std::size_t size = slice;
  if (text[size - 1] == '\r' && text[size] == '\n') ++size;
  const std::size_t reference = in == In::text ? text.substr(0, size).rfind('&') : std::string_view::npos;
  if (reference == std::string_view::npos ||
      text.substr(reference, size - reference).find(';') != text.npos) {
    return text.substr(0, size);
  }
  return text.substr(0, std::min(text.size(), reference + end_of(text.substr(reference), ";")));
}

}  // namespace

std::size_t PlainXml::read(char* buffer, std::size_t size) {
  while (unread_.empty() && !rest_.empty()) next_piece();
  const std::size_t taken = unread_.copy(buffer, size);
  unread_.remove_prefix(taken);
  return taken;
}

void PlainXml::next_piece() {
  piece_.clear();
  if (!in_cdata_ && rest_.starts_with(cdata_begin)) {
    rest_.remove_prefix(cdata_begin.size());
    in_cdata_ = true;
  } else if (in_cdata_ && rest_.starts_with(cdata_end)) {
    rest_.remove_prefix(cdata_end.size());
    in_cdata_ = false;
  } else if (!in_cdata_ && rest_.front() == '<') {
    rest_.remove_prefix(append_markup(piece_, rest_));
  } else {
    const In in = in_cdata_ ? In::cdata : In::text;
    const auto ahead =
        rest_.substr(0, 2 * slice);  // a section of megabytes is not searched again for each slice
    const auto text = slice_of(ahead.substr(0, in_cdata_ ? ahead.find(cdata_end) : ahead.find('<')), in);
    append_characters(piece_, text, in);
    rest_.remove_prefix(text.size());
  }
  unread_ = piece_;
}

std::string plain_xml(std::string_view bytes) {
  PlainXml plain(bytes);
  std::string out;
  std::array<char, slice> buffer{};
  while (const std::size_t size = plain.read(buffer.data(), buffer.size())) out.append(buffer.data(), size);
  return out;
}

bool is_plain_xml(std::string_view bytes) {
  // Line ends around the envelope are common and harmless.
  if (bytes.starts_with("<?xml ")) bytes.remove_prefix(end_of(bytes, "?>"));
  bytes.remove_prefix(std::min(bytes.find('<'), bytes.size()));
  bytes = bytes.substr(0, bytes.rfind('>') + 1);
  for (const char each : {'\t', '\r', '\n'}) {
    if (bytes.find(each) != std::string_view::npos) return false;
  }
  for (const std::string_view each : {"&#", "<!", "Header", "Fault"}) {
    if (bytes.find(each) != std::string_view::npos) return false;
  }
  return true;
}

}  // namespace jembatan::soap
