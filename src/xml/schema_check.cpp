#include "xml/schema_check.h"

#include "xml/documents.h"

#include <limits>

#include "base/result.h"
#include "xml/envelope.h"
#include "xml/memory_reserve.h"

namespace jembatan::xml {
namespace {

constexpr std::size_t none = std::numeric_limits<std::size_t>::max();
constexpr std::string_view instance = "http://www.w3.org/2001/XMLSchema-instance";

/// Errors of libxml2 about a simple value; every other breaks the structure.
bool is_value_error(int code) {
  return code == XML_SCHEMAV_CVC_FACET_VALID ||
         (code >= XML_SCHEMAV_CVC_DATATYPE_VALID_1_2_1 && code <= XML_SCHEMAV_CVC_DATATYPE_VALID_1_2_3) ||
         (code >= XML_SCHEMAV_CVC_LENGTH_VALID && code <= XML_SCHEMAV_CVC_ENUMERATION_VALID);
}

/// libxml2's text ends with the type; only a name out of this list is ever taken from it.
std::string what_type(std::string_view message) {
  for (const std::string_view type :
       {"xs:date", "xs:dateTime", "xs:decimal", "xs:nonNegativeInteger", "xs:positiveInteger"}) {
    const std::string name(type);
    if (message.ends_with("'" + name + "'.\n")) return "not a value of type " + name;
  }
  return "not a value of its type";
}

std::string what_value(int code, std::string_view message) {
  switch (code) {
    case XML_SCHEMAV_CVC_MAXLENGTH_VALID:
      return "longer than its type allows";
    case XML_SCHEMAV_CVC_PATTERN_VALID:
      return "not of the form that its type asks for";
    case XML_SCHEMAV_CVC_ENUMERATION_VALID:
      return "not one of the words of its type";
    case XML_SCHEMAV_CVC_MININCLUSIVE_VALID:
    case XML_SCHEMAV_CVC_MAXINCLUSIVE_VALID:
      return "outside the range of its type";
    default:
      return what_type(message);
  }
}

std::string what_structure(int code, bool ending) {
  switch (code) {
    case XML_SCHEMAV_ELEMENT_CONTENT:
      return ending ? "a mandatory element is missing in it" : "not expected here";
    case XML_SCHEMAV_CVC_COMPLEX_TYPE_4:
      return "a mandatory attribute is missing";
    case XML_SCHEMAV_CVC_TYPE_3_1_1:
    case XML_SCHEMAV_CVC_COMPLEX_TYPE_3_2_1:
    case XML_SCHEMAV_CVC_COMPLEX_TYPE_3_2_2:
      return "an attribute is not expected here";
    case XML_SCHEMAV_CVC_TYPE_3_1_2:
    case XML_SCHEMAV_CVC_COMPLEX_TYPE_2_2:
      return "elements are not expected in it";
    case XML_SCHEMAV_CVC_COMPLEX_TYPE_2_3:
      return "text is not expected in it";
    case XML_SCHEMAV_CVC_ELT_3_1:
      return "xsi:nil is not allowed";
    default:
      return "not as the schema says";
  }
}

bool has_instance_attribute(const StartTag& tag) {
  for (std::size_t i = 0; i < tag.attribute_count(); ++i) {
    const auto [name, uri, value] = tag.attribute(i);
    if (uri == instance && (name == "type" || name == "nil")) return true;
  }
  return false;
}

}  // namespace

SchemaCheck::SchemaCheck(const SchemaSet::Compiled& schemas, std::vector<Breach>& breaches)
    : breaches_(breaches) {
  require_state_of_thread();
  context_.reset(xmlSchemaNewValidCtxt(schemas.schema.get()));
  if (!context_) throw base::Broken("no memory to check a message");
  xmlSchemaSetValidStructuredErrors(context_.get(), on_error, this);
  plug_.reset(xmlSchemaSAXPlug(context_.get(), &sax_, &target_));
  if (!plug_) throw base::Broken("no memory to check a message");
}

void SchemaCheck::start(const StartTag& tag, std::string_view text_before, const Place& place,
                        std::span<const xmlChar*> inherited) {
  place_ = place;
  ending_ = false;
  if (!open_.empty()) {
    mixed_text(text_before);
    open_.back().has_children = true;
  }
  instance_attribute_ = has_instance_attribute(tag);
  open_.push_back({tag.name_chars, tag.uri_chars, none});

  std::vector<const xmlChar*> all;
  std::span<const xmlChar*> namespaces = tag.namespaces;
  if (!inherited.empty()) {
    all.assign(namespaces.begin(), namespaces.end());
    all.insert(all.end(), inherited.begin(), inherited.end());
    namespaces = all;
  }
  sax_->startElementNs(target_, tag.name_chars, tag.prefix_chars, tag.uri_chars,
                       static_cast<int>(namespaces.size() / 2), namespaces.data(),
                       static_cast<int>(tag.attribute_count()), 0, tag.attributes.data());
}

void SchemaCheck::end(std::string_view text_before, const Place& place) {
  place_ = place;
  ending_ = true;
  const Open& element = open_.back();
  if (element.has_children) {
    mixed_text(text_before);
  } else {
    push(text_before);
  }
  sax_->endElementNs(target_, element.name, nullptr, element.uri);
  open_.pop_back();
}

/// Text beside child elements. The contract has no such content, so that the first that is not blank is
/// enough; pushing them all would make libxml2 copy what it has got once for each.
void SchemaCheck::mixed_text(std::string_view text) {
  if (open_.back().has_text || is_blank(text)) return;
  open_.back().has_text = true;
  push(text);
}

void SchemaCheck::push(std::string_view text) {
  if (text.empty()) return;
  sax_->characters(target_, reinterpret_cast<const xmlChar*>(text.data()), static_cast<int>(text.size()));
}

void SchemaCheck::on_error(void* self, xmlErrorPtr error) noexcept {
  auto& check = *static_cast<SchemaCheck*>(self);
  const bool value = is_value_error(error->code) && (check.ending_ || !check.instance_attribute_);
  Breach breach;
  breach.refuses = !(value && check.place_.tolerant);
  breach.violation.value = value;
  breach.violation.urutan = check.place_.urutan;
  breach.violation.line = check.place_.line;
  const std::string_view element = view(check.open_.back().name);
  if (declares(element)) breach.violation.elemen = element;
  breach.violation.what = value ? what_value(error->code, error->message == nullptr ? "" : error->message)
                                : what_structure(error->code, check.ending_);
  check.note(std::move(breach));
}

/// libxml2 may say several things of one element: one is kept, and what breaks the structure outweighs a
/// value.
void SchemaCheck::note(Breach breach) {
  Open& element = open_.back();
  if (element.breach == none) {
    element.breach = breaches_.size();
    breaches_.push_back(std::move(breach));
  } else if (breaches_[element.breach].violation.value && !breach.violation.value) {
    breaches_[element.breach] = std::move(breach);
  }
}

}  // namespace jembatan::xml
