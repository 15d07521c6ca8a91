#pragma once
// libxml2's parser as two events, for the rest of the room: a message is read
// once, in memory that does not grow with its number of elements. A parse is
// one thread's; what an event shows lives until the event returns. Nothing
// outside the bytes is read, no entity is replaced by anything but a character.

#include <span>
#include <string_view>

#include "xml/handles.h"

namespace jembatan::xml {

/// One attribute, namespace declarations not among them.
struct Attribute {
  std::string_view name;
  std::string_view namespace_uri;
  std::string_view value;
};

/// A start tag, in libxml2's own arrays so that it can be handed on to the schema check unchanged.
class StartTag {
 public:
  const xmlChar* name_chars = nullptr;
  const xmlChar* prefix_chars = nullptr;
  const xmlChar* uri_chars = nullptr;
  std::span<const xmlChar*> namespaces;  ///< prefix, URI; two for each declaration
  std::span<const xmlChar*> attributes;  ///< name, prefix, URI, begin, end; five for each

  [[nodiscard]] std::string_view name() const { return view(name_chars); }
  [[nodiscard]] std::string_view namespace_uri() const { return view(uri_chars); }
  [[nodiscard]] std::size_t attribute_count() const { return attributes.size() / 5; }
  [[nodiscard]] Attribute attribute(std::size_t index) const;
};

class Reader {
 public:
  Reader() = default;
  Reader(const Reader&) = delete;
  Reader& operator=(const Reader&) = delete;
  virtual ~Reader() = default;

  /// `text_before`: all character data since the tag before this one. Answers whether to read on.
  virtual bool start(const StartTag& tag, std::string_view text_before) = 0;
  virtual bool end(std::string_view text_before) = 0;

  /// The line being read, from 1; for use inside an event.
  [[nodiscard]] std::size_t line() const { return line_; }

 private:
  friend class Parse;
  std::size_t line_ = 0;
};

enum class Outcome {
  whole,
  malformed,       ///< not well-formed, or not with namespaces
  stopped,         ///< the reader did not want to read on
  too_many_names,  ///< over 2,048 different names: libxml2's table of them is of a fixed size, then a slow
                   ///< list
};

/// Reads bytes that have passed the prepass. Throws Broken when libxml2 has no memory, and what an event
/// throws.
[[nodiscard]] Outcome parse(std::string_view bytes, Reader& reader);

}  // namespace jembatan::xml
