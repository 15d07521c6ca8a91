#include "xml/canonical.h"

#include <algorithm>
#include <array>
#include <map>
#include <utility>

#include "xml/envelope.h"
#include "xml/prepass.h"

namespace jembatan::xml {
namespace {

constexpr std::string_view instance = "http://www.w3.org/2001/XMLSchema-instance";

/// xsi:nil says something, xsi:type and the schema locations do not.
bool counts(const Attribute& attribute) {
  return attribute.namespace_uri != instance || attribute.name == "nil";
}

std::vector<Attribute> counting_attributes(const StartTag& tag) {
  std::vector<Attribute> out;
  for (std::size_t i = 0; i < tag.attribute_count(); ++i) {
    if (const Attribute attribute = tag.attribute(i); counts(attribute)) out.push_back(attribute);
  }
  std::ranges::sort(out, {}, [](const Attribute& a) { return std::pair(a.namespace_uri, a.name); });
  return out;
}

/// Finds the Body's first element and hands on what lies in it, text in elements with children only where it
/// is more than white space.
class BodyReader : public Reader {
 public:
  bool start(const StartTag& tag, std::string_view text_before) final {
    const auto level = level_++;
    if (level == 0) {
      version_ = envelope_version(tag);
      return version_.has_value();
    }
    if (level == 1) in_body_ = is_soap(tag, "Body", *version_);
    if (level < 2 || !in_body_ || (level == 2 && std::exchange(found_, true))) return true;
    inside_ = true;
    if (level > 2 && !is_blank(text_before)) text(text_before);
    leaf_ = true;
    open(tag);
    return true;
  }

  bool end(std::string_view text_before) final {
    --level_;
    if (inside_) {
      if (leaf_ || !is_blank(text_before)) text(text_before);
      close();
      leaf_ = false;
      inside_ = level_ > 2;
    }
    return true;
  }

 protected:
  virtual void open(const StartTag& tag) = 0;
  virtual void text(std::string_view text) = 0;
  virtual void close() = 0;

 public:
  /// Whether the bytes are an envelope with a body that was read whole.
  bool read(std::string_view bytes) {
    return !prepass(bytes, {}) && parse(bytes, *this) == Outcome::whole && found_;
  }

 private:
  std::optional<SoapVersion> version_;
  std::size_t level_ = 0;
  bool in_body_ = false, found_ = false, inside_ = false;
  bool leaf_ = false;  ///< the innermost open element has no child so far
};

/// Writes elements as <{namespace}name {namespace}attribute="value">...</>, a namespace only where it differs
/// from the parent's.
class Writer final : public BodyReader {
 public:
  explicit Writer(const std::function<void(std::string_view)>& take) : take_(take) {
    piece_.reserve(2 * kPiece);
  }

  void finish() { hand_on(); }

 private:
  static constexpr std::size_t kPiece = 16UL * 1024;

  void open(const StartTag& tag) override {
    const auto* parent = uris_.empty() ? nullptr : uris_.back();
    piece_ += '<';
    if (uris_.empty() || view(parent) != tag.namespace_uri()) namespace_of_name(tag.namespace_uri());
    piece_ += tag.name();
    uris_.push_back(tag.uri_chars);
    if (!tag.attributes.empty()) attributes(tag);
    piece_ += '>';
  }

  void attributes(const StartTag& tag) {
    for (const Attribute& attribute : counting_attributes(tag)) {
      piece_ += ' ';
      if (!attribute.namespace_uri.empty()) namespace_of_name(attribute.namespace_uri);
      piece_.append(attribute.name).append("=\"");
      text(attribute.value);
      piece_ += '"';
    }
  }

  void namespace_of_name(std::string_view uri) {
    piece_ += '{';
    text(uri);
    piece_ += '}';
  }

  void text(std::string_view text) override {
    // Two bytes for one, whatever it is: a message of nothing but such characters must not grow much.
    constexpr std::string_view special = "&<\"{}";
    constexpr std::string_view letters = "alqoc";
    for (auto at = text.find_first_of(special); at != text.npos; at = text.find_first_of(special)) {
      add(text.substr(0, at));
      piece_.append(1, '&').append(1, letters[special.find(text[at])]);
      text.remove_prefix(at + 1);
    }
    add(text);
  }

  void close() override {
    piece_ += "</>";
    uris_.pop_back();
  }

  void add(std::string_view text) {
    piece_ += text.substr(0, kPiece);
    if (piece_.size() >= kPiece) hand_on();
    if (text.size() > kPiece) take_(text.substr(kPiece));
  }

  void hand_on() {
    take_(piece_);
    piece_.clear();
  }

  const std::function<void(std::string_view)>& take_;
  std::string piece_;
  std::vector<const xmlChar*> uris_;
};

struct Node {
  std::string uri, name, text;
  std::vector<std::array<std::string, 3>> attributes;  ///< namespace, name, value; sorted
  std::vector<Node> children;
};

/// Builds what counts of the body as a tree.
class TreeReader final : public BodyReader {
 public:
  explicit TreeReader(const std::vector<std::string_view>& ignored) : ignored_(ignored) {
    path_.push_back(&root);
  }
  Node root;  ///< its children: the Body's element

 private:
  void open(const StartTag& tag) override {
    if (skipped_ > 0 || std::ranges::find(ignored_, tag.name()) != ignored_.end()) {
      ++skipped_;
      return;
    }
    Node& node = path_.back()->children.emplace_back();
    node.uri = tag.namespace_uri();
    node.name = tag.name();
    for (const Attribute& attribute : counting_attributes(tag)) {
      node.attributes.push_back(
          {std::string(attribute.namespace_uri), std::string(attribute.name), std::string(attribute.value)});
    }
    path_.push_back(&node);
  }
  void text(std::string_view text) override {
    if (skipped_ == 0) path_.back()->text += text;
  }
  void close() override {
    if (skipped_ > 0) {
      --skipped_;
    } else {
      path_.pop_back();
    }
  }

  const std::vector<std::string_view>& ignored_;
  std::vector<Node*> path_;
  std::size_t skipped_ = 0;
};

class Comparison {
 public:
  explicit Comparison(std::size_t most) : most_(most) {}
  std::vector<std::string> paths;

  /// The children of two nodes, each with its namesake of the same number.
  void children(const std::string& path, const Node& recorded, const Node& present) {
    std::map<Name, Namesakes> by_name;
    for (const Node& child : recorded.children) by_name[name_of(child)].recorded.push_back(&child);
    for (const Node& child : present.children) by_name[name_of(child)].present.push_back(&child);

    const auto before = paths.size();
    for (const auto& [name, namesakes] : by_name) each(path + "/" + std::string(name.second), namesakes);
    if (paths.size() == before &&
        !std::ranges::equal(recorded.children, present.children, {}, name_of, name_of)) {
      differ(path);
    }
  }

 private:
  using Name = std::pair<std::string_view, std::string_view>;
  struct Namesakes {
    std::vector<const Node*> recorded, present;
  };

  static Name name_of(const Node& node) { return {node.uri, node.name}; }

  void each(const std::string& path, const Namesakes& namesakes) {
    const auto& [recorded, present] = namesakes;
    const auto count = std::max(recorded.size(), present.size());
    for (std::size_t i = 0; i < count && paths.size() < most_; ++i) {
      const std::string numbered = count == 1 ? path : path + "[" + std::to_string(i + 1) + "]";
      if (i < recorded.size() && i < present.size()) {
        nodes(numbered, *recorded[i], *present[i]);
      } else {
        differ(numbered);
      }
    }
  }

  void nodes(const std::string& path, const Node& recorded, const Node& present) {
    if (recorded.text != present.text || recorded.attributes != present.attributes) differ(path);
    children(path, recorded, present);
  }

  void differ(const std::string& path) {
    if (paths.size() < most_) paths.push_back(path);
  }

  std::size_t most_;
};

}  // namespace

bool canonical_body(std::string_view bytes, const std::function<void(std::string_view)>& take) {
  Writer writer(take);
  if (!writer.read(bytes)) return false;
  writer.finish();
  return true;
}

std::optional<std::string> canonical_body(std::string_view bytes) {
  std::string whole;
  if (!canonical_body(bytes, [&](std::string_view piece) { whole += piece; })) return std::nullopt;
  return whole;
}

std::vector<std::string> differences(std::string_view recorded, std::string_view present,
                                     const std::vector<std::string_view>& ignored, std::size_t most) {
  TreeReader was(ignored), is(ignored);
  Comparison comparison(most);
  if (was.read(recorded) && is.read(present)) {
    comparison.children("", was.root, is.root);
  } else if (most > 0) {
    comparison.paths.emplace_back("/");
  }
  return std::move(comparison.paths);
}

}  // namespace jembatan::xml
