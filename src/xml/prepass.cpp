#include "xml/prepass.h"

#include <algorithm>
#include <array>
#include <cstdint>

namespace jembatan::xml {
namespace {

constexpr std::size_t deepest = 256;

/// What a byte is, wherever it stands: the scan loops stop at anything that is not plain.
enum Kind : std::uint8_t {
  plain = 0,
  illegal = 1,    ///< control characters, bytes that start no UTF-8 sequence
  multibyte = 2,  ///< starts a sequence of 2 to 4 bytes
  space = 4,
  markup = 8,  ///< < > & ' " = / - ? ]
};

constexpr std::array<std::uint8_t, 256> kinds = [] {
  std::array<std::uint8_t, 256> table{};
  for (std::size_t c = 0; c < 0x20; ++c) table[c] = illegal;
  for (std::size_t c = 0x80; c < 0x100; ++c) table[c] = c >= 0xC2 && c <= 0xF4 ? multibyte : illegal;
  for (const unsigned char c : {' ', '\t', '\r', '\n'}) table[c] = space;
  for (const unsigned char c : {'<', '>', '&', '\'', '"', '=', '/', '-', '?', ']'}) table[c] = markup;
  return table;
}();

std::uint8_t kind(char c) {
  return kinds[static_cast<unsigned char>(c)];
}

bool is_character(std::uint32_t code) {
  if (code < 0x20) return code == '\t' || code == '\n' || code == '\r';
  return code < 0xD800 || (code > 0xDFFF && code < 0xFFFE) || (code > 0xFFFF && code <= 0x10FFFF);
}

/// Reads forward through the bytes. A step that meets a defect notes it, the first one only, and answers
/// false.
class Scanner {
 public:
  Scanner(std::string_view bytes, const GuardLimits& limits) : bytes_(bytes), limits_(limits) {}

  std::optional<Defect> run() {
    if (bytes_.starts_with("\xEF\xBB\xBF")) at_ = 3;
    if (at_ == bytes_.size()) {
      refuse("the message is empty");
    } else if (declaration()) {
      while (!done() && piece()) {
      }
    }
    return defect_;
  }

 private:
  [[nodiscard]] bool done() const { return at_ >= bytes_.size(); }
  [[nodiscard]] bool next_is(std::string_view text) const { return bytes_.substr(at_, text.size()) == text; }

  bool refuse(std::string_view what, Reason reason = Reason::malformed) {
    if (!defect_) defect_ = Defect{reason, what, at_};
    return false;
  }

  /// Text up to the next markup, or one piece of markup.
  bool piece() {
    if (bytes_[at_] != '<') return text();
    if (next_is("</")) return end_tag();
    if (next_is("<!--")) return up_to("-->", 4, "a comment does not end");
    if (next_is("<![CDATA[")) return up_to("]]>", 9, "a CDATA section does not end");
    if (next_is("<!")) return refuse("a DOCTYPE is not allowed");
    if (next_is("<?")) return refuse("a processing instruction is not allowed");
    return start_tag();
  }

  /// One character that is not plain ASCII: legal ones are passed over.
  bool character() {
    const auto left = bytes_.size() - at_;
    const auto byte = [&](std::size_t i) {
      return static_cast<std::uint32_t>(static_cast<unsigned char>(bytes_[at_ + i]));
    };
    const auto lead = byte(0);
    if (kind(bytes_[at_]) == illegal) {
      return refuse(lead < 0x80 ? "a control character is not allowed" : "the text is not UTF-8");
    }
    if (kind(bytes_[at_]) != multibyte) return ++at_, true;

    const std::size_t length = lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
    if (left < length) return refuse("the text is not UTF-8");
    std::uint32_t code = lead & (0xFFU >> (length + 1));
    for (std::size_t i = 1; i < length; ++i) {
      if ((byte(i) & 0xC0U) != 0x80U) return refuse("the text is not UTF-8");
      code = code << 6 | (byte(i) & 0x3FU);
    }
    constexpr std::array<std::uint32_t, 5> smallest{0, 0, 0x80, 0x800, 0x10000};
    if (code < smallest[length] || (code >= 0xD800 && code < 0xE000) || code > 0x10FFFF) {
      return refuse("the text is not UTF-8");
    }
    if (!is_character(code)) return refuse("a character that XML does not allow");
    at_ += length;
    return true;
  }

  void plain_run() {
    while (!done() && (kind(bytes_[at_]) & ~space) == plain) ++at_;
  }
  void spaces() {
    while (!done() && kind(bytes_[at_]) == space) ++at_;
  }

  bool text() {
    for (plain_run(); !done() && bytes_[at_] != '<'; plain_run()) {
      if (!(bytes_[at_] == '&' ? reference() : character())) return false;
    }
    return true;
  }

  bool up_to(std::string_view end, std::size_t opening, std::string_view otherwise) {
    at_ += opening;
    for (plain_run(); !done(); plain_run()) {
      if (next_is(end)) return at_ += end.size(), true;
      if (!character()) return false;
    }
    return refuse(otherwise);
  }

  /// The five predefined entities and references to legal characters; others would need a DTD.
  bool reference() {
    for (const std::string_view entity : {"&lt;", "&gt;", "&amp;", "&quot;", "&apos;"}) {
      if (next_is(entity)) return at_ += entity.size(), true;
    }
    if (!next_is("&#")) return refuse("an entity that XML does not predefine");
    at_ += 2;
    const std::uint32_t base = next_is("x") ? 16 : 10;
    if (base == 16) ++at_;
    const auto first = at_;
    std::uint32_t code = 0;
    for (; !done() && bytes_[at_] != ';'; ++at_) {
      const auto digit = digit_value(bytes_[at_]);
      if (digit >= base) return refuse("a character reference is not a number");
      code = std::min<std::uint32_t>(code * base + digit, 0x110000);
    }
    if (done() || at_ == first) return refuse("a character reference does not end");
    if (!is_character(code)) return refuse("a reference to a character that XML does not allow");
    return ++at_, true;
  }

  static std::uint32_t digit_value(char c) {
    if (c >= '0' && c <= '9') return static_cast<std::uint32_t>(c - '0');
    const char lower = static_cast<char>(c | 0x20);
    return lower >= 'a' && lower <= 'f' ? static_cast<std::uint32_t>(lower - 'a') + 10 : 16;
  }

  bool name() {
    const auto first = at_;
    while (!done() && (kind(bytes_[at_]) == plain || kind(bytes_[at_]) == multibyte || bytes_[at_] == '-')) {
      if (kind(bytes_[at_]) != multibyte) {
        ++at_;
      } else if (!character()) {
        return false;
      }
      if (at_ - first > limits_.name_bytes) return refuse("a name is too long", Reason::over_limit);
    }
    return at_ > first || refuse("a name is missing");
  }

  bool quoted(std::string_view& value) {
    if (done() || (bytes_[at_] != '"' && bytes_[at_] != '\'')) return refuse("a value is not quoted");
    const char quote = bytes_[at_++];
    const auto first = at_;
    for (plain_run(); !done() && bytes_[at_] != quote; plain_run()) {
      if (bytes_[at_] == '<') return refuse("a < inside an attribute");
      if (!(bytes_[at_] == '&' ? reference() : character())) return false;
    }
    if (done()) return refuse("an attribute does not end");
    if (at_ - first > limits_.attribute_bytes) return refuse("an attribute is too long", Reason::over_limit);
    value = bytes_.substr(first, at_++ - first);
    return true;
  }

  bool attribute(std::string_view& label, std::string_view& value) {
    const auto first = at_;
    if (!name()) return false;
    label = bytes_.substr(first, at_ - first);
    spaces();
    if (!next_is("=")) return refuse("an attribute without a value");
    ++at_;
    spaces();
    return quoted(value);
  }

  bool start_tag() {
    ++at_;
    if (!name()) return false;
    if (open_ >= std::min(limits_.depth, deepest)) return refuse("nested too deep", Reason::over_limit);
    std::size_t attributes = 0;
    std::uint32_t declared = 0;
    for (spaces(); !done() && bytes_[at_] != '>' && bytes_[at_] != '/'; spaces()) {
      std::string_view label, value;
      if (!attribute(label, value)) return false;
      if (++attributes > limits_.attributes) return refuse("too many attributes", Reason::over_limit);
      declared += label == "xmlns" || label.starts_with("xmlns:") ? 1 : 0;
    }
    if (in_scope_ + declared > limits_.namespaces) {
      return refuse("too many namespace declarations", Reason::over_limit);
    }
    if (next_is("/>")) return at_ += 2, true;
    if (!next_is(">")) return refuse("a tag does not end");
    ++at_;
    declared_[open_++] = declared;
    in_scope_ += declared;
    return true;
  }

  bool end_tag() {
    at_ += 2;
    if (!name()) return false;
    spaces();
    if (!next_is(">")) return refuse("a tag does not end");
    if (open_ == 0) return refuse("an end tag without a start");
    ++at_;
    in_scope_ -= declared_[--open_];
    return true;
  }

  /// The XML declaration, where there is one: version 1.0, encoding UTF-8 or none.
  bool declaration() {
    if (!next_is("<?xml")) return true;
    at_ += 5;
    if (!done() && kind(bytes_[at_]) != space) return refuse("a processing instruction is not allowed");
    for (spaces(); !done() && !next_is("?>"); spaces()) {
      std::string_view label, value;
      if (!attribute(label, value)) return false;
      if (label == "version" && value != "1.0") return refuse("only XML version 1.0 is read");
      if (label == "encoding" && !is_utf8(value)) return refuse("only the encoding UTF-8 is read");
      if (label != "version" && label != "encoding" && label != "standalone") {
        return refuse("a processing instruction is not allowed");
      }
    }
    if (done()) return refuse("the XML declaration does not end");
    at_ += 2;
    return true;
  }

  static bool is_utf8(std::string_view encoding) {
    return std::ranges::equal(encoding, std::string_view("utf-8"), [](char a, char b) {
      return (a >= 'A' && a <= 'Z' ? static_cast<char>(a | 0x20) : a) == b;
    });
  }

  std::string_view bytes_;
  const GuardLimits& limits_;
  std::size_t at_ = 0;
  std::optional<Defect> defect_;
  std::array<std::uint32_t, deepest> declared_{};  ///< by each open element
  std::size_t open_ = 0;
  std::size_t in_scope_ = 0;
};

}  // namespace

std::optional<Defect> prepass(std::string_view bytes, const GuardLimits& limits) {
  return Scanner(bytes, limits).run();
}

}  // namespace jembatan::xml
