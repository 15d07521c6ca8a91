#pragma once
// The schema check of one subtree of a message while it is being read, and the
// one place that turns libxml2's errors into ours. libxml2's texts hold values,
// so they are never passed on. One thread; the schema must outlive it.

#include <vector>

#include "xml/sax.h"
#include "xml/schemas.h"

namespace jembatan::xml {

struct Breach {
  Violation violation;
  bool refuses = true;  ///< false: a value that rejects its record only
};

/// Where in the operation the reader is.
struct Place {
  std::size_t urutan = 0;  ///< of the record, from 1; 0 outside records
  bool tolerant = false;   ///< in a record or in the company key: a bad value does not refuse the message
  std::size_t line = 0;
};

class SchemaCheck {
 public:
  /// Appends to `breaches`, one for each element that breaks the schema.
  SchemaCheck(const SchemaSet::Compiled& schemas, std::vector<Breach>& breaches);

  /// `inherited`: namespace declarations (prefix, URI) of the elements around the subtree, innermost first;
  /// given with the first tag only, for the QNames in xsi:type.
  void start(const StartTag& tag, std::string_view text_before, const Place& place,
             std::span<const xmlChar*> inherited = {});
  void end(std::string_view text_before, const Place& place);

  /// Whether the subtree has been read to its end.
  [[nodiscard]] bool complete() const { return open_.empty(); }

 private:
  struct Open {
    const xmlChar* name;
    const xmlChar* uri;
    std::size_t breach;  ///< index in breaches_, or none
    bool has_children = false;
    bool has_text = false;
  };

  static void on_error(void* self, xmlErrorPtr error) noexcept;
  void note(Breach breach);
  void mixed_text(std::string_view text);
  void push(std::string_view text);

  SchemaValidCtxt context_;
  xmlSAXHandlerPtr sax_ = nullptr;
  void* target_ = nullptr;
  SchemaPlug plug_;
  std::vector<Breach>& breaches_;
  std::vector<Open> open_;
  Place place_;
  bool ending_ = false;              ///< the current event is an end tag
  bool instance_attribute_ = false;  ///< the current start tag has xsi:type or xsi:nil
};

}  // namespace jembatan::xml
