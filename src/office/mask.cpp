#include "office/mask.h"

#include <algorithm>
#include <array>
#include <cstddef>

#include "office/display.h"

namespace jembatan::office {

namespace {

constexpr std::string_view hidden = "•••";

/// Elements whose text is the protocol's and never a person's.
constexpr std::array<std::string_view, 22> open_elements{
    "idPesan",      "idPesanDicari",   "jumlahData",
    "batas",        "nomorPertukaran", "nomorPertukaranDicari",
    "statusPesan",  "status",          "urutan",
    "butir",        "elemen",          "kode",
    "tingkat",      "pesan",           "pesanInggris",
    "faultcode",    "faultstring",     "Value",
    "Text",         "jumlahPekerja",   "jumlahPesertaJkn",
    "jumlahPotensi"};

std::string_view local_name(std::string_view tag) {
  std::size_t end = 0;
  while (end < tag.size() && tag[end] != ' ' && tag[end] != '\t' && tag[end] != '\n' && tag[end] != '\r' &&
         tag[end] != '/' && tag[end] != '>') {
    ++end;
  }
  const std::string_view name = tag.substr(0, end);
  const std::size_t colon = name.find(':');
  return colon == std::string_view::npos ? name : name.substr(colon + 1);
}

bool is_open(std::string_view element) {
  return std::find(open_elements.begin(), open_elements.end(), element) != open_elements.end();
}

bool blank(std::string_view text) {
  return text.find_first_not_of(" \t\r\n") == std::string_view::npos;
}

/// A tag with the values of its attributes hidden, namespace declarations excepted.
std::string masked_tag(std::string_view tag) {
  std::string result;
  std::size_t at = 0;
  while (at < tag.size()) {
    const std::size_t quote = tag.find_first_of("\"'", at);
    if (quote == std::string_view::npos) break;
    const std::size_t end = tag.find(tag[quote], quote + 1);
    if (end == std::string_view::npos) break;
    const std::string_view before = tag.substr(at, quote - at);
    const bool declaration = before.find("xmlns") != std::string_view::npos;
    result += before;
    result += tag[quote];
    result += declaration ? tag.substr(quote + 1, end - quote - 1) : hidden;
    result += tag[quote];
    at = end + 1;
  }
  result += tag.substr(at);
  return result;
}

/// Where the tag that begins at `begin` ends, values in quotes passed over; npos where it does not.
std::size_t tag_end(std::string_view message, std::size_t begin) {
  char quote = 0;
  for (std::size_t at = begin; at < message.size(); ++at) {
    const char c = message[at];
    if (quote == 0 && c == '>') return at;
    if (quote == 0 && (c == '"' || c == '\'')) {
      quote = c;
    } else if (c == quote) {
      quote = 0;
    }
  }
  return std::string_view::npos;
}

/// Comments, CDATA and processing instructions, save the declaration: none of them is in our contract.
bool foreign_markup(std::string_view message, std::size_t tag) {
  const std::string_view rest = message.substr(tag);
  return rest.starts_with("<!") || (rest.starts_with("<?") && !rest.starts_with("<?xml "));
}

}  // namespace

std::string hidden_whole(std::string_view message) {
  return "(" + std::to_string(message.size()) + " bytes hidden)";
}

std::string printable(std::string_view message) {
  std::string result;
  for (std::size_t at = 0; at < message.size();) {
    const std::size_t end = std::min(message.find('\n', at), message.size());
    result += visible(message.substr(at, end - at));
    if (end < message.size()) result += '\n';
    at = end + 1;
  }
  return result;
}

std::string masked(std::string_view message) {
  std::string result;
  std::string_view element;
  std::size_t at = 0;
  while (at < message.size()) {
    const std::size_t tag = message.find('<', at);
    const std::string_view text = message.substr(at, tag == std::string_view::npos ? tag : tag - at);
    const bool show = blank(text) || is_open(element);
    result += show ? text : hidden;
    if (tag == std::string_view::npos) break;
    const std::size_t end = foreign_markup(message, tag) ? std::string_view::npos : tag_end(message, tag);
    if (end == std::string_view::npos) return hidden_whole(message);
    const std::string_view inside = message.substr(tag + 1, end - tag - 1);
    element = !inside.empty() && inside.front() == '/' ? std::string_view() : local_name(inside);
    result += '<' + (inside.substr(0, 1) == "?" ? std::string(inside) : masked_tag(inside)) + '>';
    at = end + 1;
  }
  return element.data() == nullptr && result.find('<') == std::string::npos ? hidden_whole(message) : result;
}

}  // namespace jembatan::office
