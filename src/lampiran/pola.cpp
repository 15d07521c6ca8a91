#include "lampiran/pola.h"

#include <algorithm>
#include <charconv>
#include <optional>

namespace jembatan::lampiran {
namespace {
/// The contract's longest value; a count above it can never matter.
constexpr std::size_t kMostRepeats = 1024;
}  // namespace

/// Reads a pattern from the left; every step answers whether it understood.
class PolaReader {
 public:
  explicit PolaReader(std::string_view text) : rest_(text) {}

  base::Result<Pola, std::string> read() {
    Pola pola;
    while (!rest_.empty()) {
      Pola::Part part;
      if (!read_atom(part) || !read_count(part)) return base::fail(error_);
      pola.parts_.push_back(part);
    }
    if (pola.parts_.empty()) return base::fail(std::string("the pattern is empty"));
    return pola;
  }

 private:
  bool wrong(std::string what) {
    error_ = std::move(what);
    return false;
  }

  std::optional<char> take() {
    if (rest_.empty() || static_cast<unsigned char>(rest_.front()) >= 128) return std::nullopt;
    const char c = rest_.front();
    rest_.remove_prefix(1);
    return c;
  }

  static void allow(Pola::Part& part, char from, char to) {
    const auto first = static_cast<unsigned char>(from), last = static_cast<unsigned char>(to);
    for (std::size_t c = first; c <= last; ++c) part.allowed.set(c);
  }

  bool read_atom(Pola::Part& part) {
    const auto c = take();
    if (!c) return wrong("only ASCII may stand in a pattern");
    if (*c == '[') return read_class(part);
    if (*c == '\\') return read_escape(part);
    if (std::string_view("]{}()|?*+.^$").find(*c) != std::string_view::npos) {
      return wrong(std::string("'") + *c + "' has no meaning here; write \\" + *c + " for the character");
    }
    allow(part, *c, *c);
    return true;
  }

  bool read_escape(Pola::Part& part) {
    const auto c = take();
    if (!c) return wrong("a \\ at the end");
    if (*c == 'd') {
      allow(part, '0', '9');
    } else if ((*c >= 'a' && *c <= 'z') || (*c >= 'A' && *c <= 'Z') || (*c >= '0' && *c <= '9')) {
      return wrong(std::string("\\") + *c + " is not supported; \\d and escaped signs are");
    } else {
      allow(part, *c, *c);
    }
    return true;
  }

  bool read_class(Pola::Part& part) {
    while (!rest_.empty() && rest_.front() != ']') {
      const auto from = take();
      if (!from) return wrong("only ASCII may stand in a pattern");
      if (*from == '\\') {
        if (!read_escape(part)) return false;
      } else if (rest_.size() >= 2 && rest_[0] == '-' && rest_[1] != ']') {
        rest_.remove_prefix(1);
        const auto to = take();
        if (!to || *to < *from) return wrong("a range in [...] runs backwards");
        allow(part, *from, *to);
      } else {
        allow(part, *from, *from);
      }
    }
    if (rest_.empty()) return wrong("a [ without its ]");
    rest_.remove_prefix(1);
    return part.allowed.any() || wrong("an empty [ ]");
  }

  bool read_number(std::size_t& value) {
    const auto [end, error] = std::from_chars(rest_.data(), rest_.data() + rest_.size(), value);
    if (error != std::errc{} || value > kMostRepeats) return wrong("a count in {...} is not 0 to 1024");
    rest_.remove_prefix(static_cast<std::size_t>(end - rest_.data()));
    return true;
  }

  bool read_count(Pola::Part& part) {
    if (rest_.empty()) return true;
    const char c = rest_.front();
    if (c == '?' || c == '*' || c == '+') {
      rest_.remove_prefix(1);
      part.least = c == '+' ? 1 : 0;
      part.most = c == '?' ? 1 : kMostRepeats;
      return true;
    }
    if (c != '{') return true;
    rest_.remove_prefix(1);
    if (!read_number(part.least)) return false;
    part.most = part.least;
    if (!rest_.empty() && rest_.front() == ',') {
      rest_.remove_prefix(1);
      if (!read_number(part.most)) return false;
    }
    if (rest_.empty() || rest_.front() != '}') return wrong("a { without its }");
    rest_.remove_prefix(1);
    return part.least <= part.most || wrong("a count in {...} runs backwards");
  }

  std::string_view rest_;
  std::string error_;
};

base::Result<Pola, std::string> Pola::parse(std::string_view text) {
  return PolaReader(text).read();
}

bool Pola::matches(std::string_view text) const {
  return matches_greedily(text) || matches_somehow(text);
}

bool Pola::matches_greedily(std::string_view text) const {
  for (const Part& part : parts_) {
    std::size_t taken = 0;
    while (taken < part.most && taken < text.size() && part.allows(text[taken])) ++taken;
    if (taken < part.least) return false;
    text.remove_prefix(taken);
  }
  return text.empty();
}

bool Pola::matches_somehow(std::string_view text) const {
  std::vector<bool> reached(text.size() + 1, false);  // places in the text where the next part may begin
  reached[0] = true;
  for (const Part& part : parts_) {
    std::vector<bool> next(text.size() + 1, false);
    std::size_t run = 0;  // how many characters right before `at` the part allows
    for (std::size_t at = 0; at <= text.size(); ++at) {
      if (at > 0) run = part.allows(text[at - 1]) ? run + 1 : 0;
      const std::size_t most = std::min(part.most, run);
      for (std::size_t taken = part.least; taken <= most && !next[at]; ++taken) {
        next[at] = reached[at - taken];
      }
    }
    reached = std::move(next);
  }
  return reached[text.size()];
}

}  // namespace jembatan::lampiran
