#include "xml/envelope.h"

namespace jembatan::xml {
namespace {

constexpr std::string_view soap11 = "http://schemas.xmlsoap.org/soap/envelope/";
constexpr std::string_view soap12 = "http://www.w3.org/2003/05/soap-envelope";
constexpr std::string_view white_space = " \t\r\n";

std::string_view trimmed(std::string_view text) {
  const auto first = text.find_first_not_of(white_space);
  if (first == text.npos) return {};
  return text.substr(first, text.find_last_not_of(white_space) - first + 1);
}

std::optional<std::string_view> attribute_of(const StartTag& tag, std::string_view uri,
                                             std::string_view name) {
  for (std::size_t i = 0; i < tag.attribute_count(); ++i) {
    const Attribute attribute = tag.attribute(i);
    if (attribute.name == name && attribute.namespace_uri == uri) return trimmed(attribute.value);
  }
  return std::nullopt;
}

/// We are the last to receive a message and have no actor or role of our own.
bool is_meant_for_us(const StartTag& tag, SoapVersion version) {
  if (version == SoapVersion::v11) {
    const auto actor = attribute_of(tag, soap11, "actor").value_or("");
    return actor.empty() || actor == "http://schemas.xmlsoap.org/soap/actor/next";
  }
  const auto role = attribute_of(tag, soap12, "role").value_or("");
  return role.empty() || role == "http://www.w3.org/2003/05/soap-envelope/role/next" ||
         role == "http://www.w3.org/2003/05/soap-envelope/role/ultimateReceiver";
}

}  // namespace

std::string_view namespace_of(SoapVersion version) {
  return version == SoapVersion::v11 ? soap11 : soap12;
}

std::optional<SoapVersion> envelope_version(const StartTag& tag) {
  for (const SoapVersion version : {SoapVersion::v11, SoapVersion::v12}) {
    if (is_soap(tag, "Envelope", version)) return version;
  }
  return std::nullopt;
}

bool is_soap(const StartTag& tag, std::string_view name, SoapVersion version) {
  return tag.name() == name && tag.namespace_uri() == namespace_of(version);
}

bool is_fault_detail(const StartTag& tag, SoapVersion version) {
  if (version == SoapVersion::v11) return tag.name() == "detail" && tag.namespace_uri().empty();
  return is_soap(tag, "Detail", version);
}

bool has_encoding_style(const StartTag& tag) {
  return attribute_of(tag, soap11, "encodingStyle") || attribute_of(tag, soap12, "encodingStyle");
}

HeaderBlock header_block(const StartTag& tag, SoapVersion version) {
  if (tag.namespace_uri().empty()) return HeaderBlock::malformed;
  const auto must = attribute_of(tag, namespace_of(version), "mustUnderstand");
  if (!must || *must == "0" || *must == "false") return HeaderBlock::may_be_ignored;
  if (*must != "1" && *must != "true") return HeaderBlock::malformed;
  return is_meant_for_us(tag, version) ? HeaderBlock::must_be_understood : HeaderBlock::may_be_ignored;
}

bool is_blank(std::string_view text) {
  return text.find_first_not_of(white_space) == text.npos;
}

}  // namespace jembatan::xml
