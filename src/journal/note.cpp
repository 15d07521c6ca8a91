#include "journal/note.h"

namespace jembatan::journal {
namespace {

constexpr std::string_view kDigits = "0123456789abcdef";

void put(std::string& text, std::string_view value) {
  text += '"';
  for (const char c : value) {
    const auto byte = static_cast<unsigned char>(c);
    if (c == '"' || c == '\\') text += '\\';
    if (byte >= 0x20) {
      text += c;
    } else {
      text.append("\\u00").append(1, kDigits[byte >> 4U]).append(1, kDigits[byte & 0xfU]);
    }
  }
  text += '"';
}

}  // namespace

std::string note_text(std::string_view what, const NoteFields& fields) {
  std::string text = "{\"what\":";
  put(text, what);
  for (const auto& [name, value] : fields) {
    text += ',';
    put(text, name);
    text += ':';
    put(text, value);
  }
  return text + '}';
}

}  // namespace jembatan::journal
