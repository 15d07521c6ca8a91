#pragma once
// The owners of everything that libxml2 hands out. Each has one owner and one
// thread at a time, except a compiled schema, which threads may share for
// reading.

#include <libxml/parser.h>
#include <libxml/parserInternals.h>
#include <libxml/xmlschemas.h>

#include <memory>
#include <string_view>

namespace jembatan::xml {

template <auto release>
struct Release {
  template <class Handle>
  void operator()(Handle* handle) const {
    release(handle);
  }
};

using ParserCtxt = std::unique_ptr<xmlParserCtxt, Release<xmlFreeParserCtxt>>;
using SchemaParserCtxt = std::unique_ptr<xmlSchemaParserCtxt, Release<xmlSchemaFreeParserCtxt>>;
using Schema = std::unique_ptr<xmlSchema, Release<xmlSchemaFree>>;
using SchemaValidCtxt = std::unique_ptr<xmlSchemaValidCtxt, Release<xmlSchemaFreeValidCtxt>>;
using SchemaPlug = std::unique_ptr<xmlSchemaSAXPlugStruct, Release<xmlSchemaSAXUnplug>>;

/// libxml2's text as a view; empty for null.
inline std::string_view view(const xmlChar* text) {
  return text == nullptr ? std::string_view{} : std::string_view(reinterpret_cast<const char*>(text));
}
inline const xmlChar* xml_char(const char* text) {
  return reinterpret_cast<const xmlChar*>(text);
}

}  // namespace jembatan::xml
