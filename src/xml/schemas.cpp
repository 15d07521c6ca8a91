#include "xml/schemas.h"

#include <mutex>
#include <string>

#include "base/result.h"
#include "xml/documents.h"
#include "xml/memory_reserve.h"

namespace jembatan::xml {
namespace {

/// Imports all the contract's namespaces, since libxml2 compiles one schema document at a time.
constexpr std::string_view driver =
    R"(<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema">
  <xs:import namespace="urn:jembatan:umum:1" schemaLocation="umum.xsd"/>
  <xs:import namespace="urn:jembatan:badan-usaha:1" schemaLocation="badan-usaha.xsd"/>
  <xs:import namespace="urn:jembatan:pimpinan:1" schemaLocation="pimpinan.xsd"/>
  <xs:import namespace="urn:jembatan:pekerja:1" schemaLocation="pekerja.xsd"/>
</xs:schema>)";

/// Answers libxml2 from the documents built into the program and gives it nothing else.
xmlParserInputPtr load_built_in(const char* url, const char*, xmlParserCtxtPtr context) noexcept {
  const std::string_view location = url == nullptr ? "" : url;
  const Document* document = document_named(location.substr(location.rfind('/') + 1));
  if (document == nullptr) return nullptr;
  auto* buffer = xmlParserInputBufferCreateMem(document->text.data(), static_cast<int>(document->text.size()),
                                               XML_CHAR_ENCODING_NONE);
  return xmlNewIOInputStream(context, buffer, XML_CHAR_ENCODING_NONE);
}

/// The one thing here that is global to the process: libxml2 resolves a schema's imports through its external
/// entity loader and offers no other way that keeps it off the disk (its default one reads files and the XML
/// catalog). Ours is a pure function of the name, installed once and for good, so that it needs no lock, and
/// it closes files and network to libxml2 for every later parse as well.
void close_libxml2_to_the_outside() {
  static std::once_flag once;
  std::call_once(once, [] {
    keep_memory_for_libxml2();
    xmlInitParser();
    xmlSetExternalEntityLoader(load_built_in);
  });
}

Schema compile() {
  require_state_of_thread();
  std::string error;
  SchemaParserCtxt context(xmlSchemaNewMemParserCtxt(driver.data(), static_cast<int>(driver.size())));
  if (!context) throw base::Broken("no memory to compile the schemas");
  xmlSchemaSetParserStructuredErrors(
      context.get(),
      [](void* first, xmlErrorPtr found) {
        auto& text = *static_cast<std::string*>(first);
        if (text.empty() && found->message != nullptr) text = found->message;
      },
      &error);
  Schema schema(xmlSchemaParse(context.get()));
  if (!schema || !error.empty())
    throw base::Broken("the built-in schemas do not compile: " + base::vouched(error, base::Origin::system));
  return schema;
}

}  // namespace

SchemaSet::SchemaSet() {
  close_libxml2_to_the_outside();
  compiled_ = std::make_unique<Compiled>(Compiled{compile()});
}

SchemaSet::~SchemaSet() = default;
SchemaSet::SchemaSet(SchemaSet&&) noexcept = default;
SchemaSet& SchemaSet::operator=(SchemaSet&&) noexcept = default;

}  // namespace jembatan::xml
