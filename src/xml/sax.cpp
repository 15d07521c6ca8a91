#include "xml/sax.h"
#include "xml/memory_reserve.h"

#include <deque>
#include <exception>
#include <limits>
#include <string>
#include <vector>

#include "base/result.h"

namespace jembatan::xml {
namespace {

constexpr int most_names = 2048;
constexpr std::string_view ampersand = "&#38;";

std::string_view value_of(std::span<const xmlChar*> attribute) {
  const auto* begin = reinterpret_cast<const char*>(attribute[3]);
  return {begin, static_cast<std::size_t>(attribute[4] - attribute[3])};
}

}  // namespace

Attribute StartTag::attribute(std::size_t index) const {
  const auto parts = attributes.subspan(index * 5, 5);
  return {view(parts[0]), view(parts[2]), value_of(parts)};
}

/// One run of the parser. It joins character data, which libxml2 gives in pieces at every reference and line:
/// a schema check that is fed piece by piece takes quadratic time.
class Parse {
 public:
  Parse(ParserCtxt context, Reader& reader) : context_(std::move(context)), reader_(reader) {
    xmlSAXHandler& sax = *context_->sax;
    sax = {};
    sax.initialized = XML_SAX2_MAGIC;
    sax.startElementNs = on_start;
    sax.endElementNs = on_end;
    sax.characters = sax.ignorableWhitespace = sax.cdataBlock = on_text;
    sax.serror = [](void*, xmlErrorPtr) {};  // the outcome says enough; libxml2's texts hold values
    context_->userData = this;
    xmlCtxtUseOptions(context_.get(), XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING);
  }

  Outcome run() {
    xmlParseDocument(context_.get());
    if (failure_) std::rethrow_exception(failure_);
    if (context_->errNo == XML_ERR_NO_MEMORY) throw base::Broken("no memory to read a message");
    return outcome_ == Outcome::whole ? so_far() : outcome_;
  }

 private:
  static void on_start(void* self, const xmlChar* name, const xmlChar* prefix, const xmlChar* uri,
                       int namespace_count, const xmlChar** namespaces, int attribute_count, int,
                       const xmlChar** attributes) noexcept {
    StartTag tag;
    tag.name_chars = name;
    tag.prefix_chars = prefix;
    tag.uri_chars = uri;
    tag.namespaces = {namespaces, static_cast<std::size_t>(namespace_count) * 2};
    tag.attributes = {attributes, static_cast<std::size_t>(attribute_count) * 5};
    of(self).deliver([&](Parse& parse) {
      tag.attributes = parse.with_ampersands(tag.attributes);
      return parse.reader_.start(tag, parse.text_);
    });
  }

  static void on_end(void* self, const xmlChar*, const xmlChar*, const xmlChar*) noexcept {
    of(self).deliver([](Parse& parse) { return parse.reader_.end(parse.text_); });
  }

  static void on_text(void* self, const xmlChar* text, int length) noexcept {
    of(self).contained([&](Parse& parse) {
      parse.text_.append(reinterpret_cast<const char*>(text), static_cast<std::size_t>(length));
    });
  }

  /// Since it substitutes no entities, libxml2 leaves an ampersand in an attribute's value as "&#38;".
  std::span<const xmlChar*> with_ampersands(std::span<const xmlChar*> attributes) {
    values_.clear();
    for (std::size_t i = 0; i < attributes.size(); i += 5) {
      std::string_view value = value_of(attributes.subspan(i, 5));
      if (value.find('&') == value.npos) continue;
      if (values_.empty()) attributes_.assign(attributes.begin(), attributes.end());
      std::string& decoded = values_.emplace_back();
      for (auto at = value.find(ampersand); at != value.npos; at = value.find(ampersand)) {
        decoded.append(value.substr(0, at)).append("&");
        value.remove_prefix(at + ampersand.size());
      }
      decoded.append(value);
      attributes_[i + 3] = xml_char(decoded.data());
      attributes_[i + 4] = xml_char(decoded.data() + decoded.size());
    }
    return values_.empty() ? attributes : attributes_;
  }

  template <class Event>
  void deliver(Event event) {
    contained([&](Parse& parse) {
      parse.reader_.line_ = static_cast<std::size_t>(context_->input->line);
      parse.outcome_ = so_far();
      if (parse.outcome_ == Outcome::whole && !event(parse)) parse.outcome_ = Outcome::stopped;
      parse.text_.clear();
    });
  }

  /// No exception may pass through libxml2: it waits until the parser has returned.
  template <class Work>
  void contained(Work work) {
    if (outcome_ != Outcome::whole) return;
    try {
      work(*this);
    } catch (...) {
      failure_ = std::current_exception();
      outcome_ = Outcome::stopped;
    }
    if (outcome_ != Outcome::whole) xmlStopParser(context_.get());
  }

  [[nodiscard]] Outcome so_far() const {
    if (context_->wellFormed == 0 || context_->nsWellFormed == 0) return Outcome::malformed;
    return xmlDictSize(context_->dict) > most_names ? Outcome::too_many_names : Outcome::whole;
  }
  static Parse& of(void* self) { return *static_cast<Parse*>(self); }

  ParserCtxt context_;
  Reader& reader_;
  std::vector<const xmlChar*> attributes_;
  std::deque<std::string> values_;
  std::string text_;
  Outcome outcome_ = Outcome::whole;
  std::exception_ptr failure_;
};

Outcome parse(std::string_view bytes, Reader& reader) {
  if (bytes.empty() || bytes.size() > std::numeric_limits<int>::max()) return Outcome::malformed;
  require_state_of_thread();
  ParserCtxt context(xmlCreateMemoryParserCtxt(bytes.data(), static_cast<int>(bytes.size())));
  if (!context) throw base::Broken("no memory to read a message");
  return Parse(std::move(context), reader).run();
}

}  // namespace jembatan::xml
