#include "soap/gsoap_handles.h"

#include <algorithm>
#include <array>
#include <new>
#include <utility>

#include "base/result.h"

// The library refers to this table by name and starts every context with it;
// ours replace it by their section's table for each message.
SOAP_NMAC struct Namespace namespaces[] = {{nullptr, nullptr, nullptr, nullptr}};

namespace jembatan::soap {
namespace {

using lampiran::Bagian;
using Table = std::array<struct Namespace, 5>;

constexpr soap_mode modes = SOAP_ENC_PLAIN | SOAP_XML_TREE | SOAP_C_UTFSTRING;
constexpr const char* prolog = R"(<?xml version="1.0" encoding="UTF-8"?>)";
constexpr unsigned depth_limit = 64;
constexpr long length_limit = 64L * 1024 * 1024;  // of one text: over every message that is read
constexpr std::size_t occurrence_limit = 100'000;

/// gSOAP finds the SOAP version in entry 0 and writes an encoding into entry 1: that one has no prefix, so
/// that it neither matches nor is declared.
constexpr Table table(const char* prefix, const char* uri) {
  return {{
      {"SOAP-ENV", "http://schemas.xmlsoap.org/soap/envelope/", "http://www.w3.org/*/soap-envelope", nullptr},
      {"", "http://schemas.xmlsoap.org/soap/encoding/", "http://www.w3.org/*/soap-encoding", nullptr},
      {"umum", "urn:jembatan:umum:1", nullptr, nullptr},
      {prefix, uri, nullptr, nullptr},
      {nullptr, nullptr, nullptr, nullptr},
  }};
}

constexpr Table badan_usaha_table = table("usaha", "urn:jembatan:badan-usaha:1");
constexpr Table pimpinan_table = table("pimpinan", "urn:jembatan:pimpinan:1");
constexpr Table pekerja_table = table("pekerja", "urn:jembatan:pekerja:1");

const Table& table_of(Bagian bagian) {
  if (bagian == Bagian::badan_usaha) return badan_usaha_table;
  return bagian == Bagian::pimpinan ? pimpinan_table : pekerja_table;
}

void free_message(::soap* context) {
  soap_destroy(context);
  soap_end(context);
  context->user = nullptr;
}

/// An envelope and nothing else: gSOAP would take MIME, DIME, gzip and HTTP as well.
bool starts_like_xml(std::string_view bytes) {
  if (bytes.starts_with("\xEF\xBB\xBF")) bytes.remove_prefix(3);
  const auto first = bytes.find_first_not_of(" \t\r\n");
  return first != std::string_view::npos && bytes[first] == '<';
}

int append(::soap* context, const char* bytes, std::size_t size) {
  static_cast<std::string*>(context->user)->append(bytes, size);
  return SOAP_OK;
}

}  // namespace

void Gsoap::Free::operator()(::soap* context) const {
  soap_free(context);
}

Gsoap::Gsoap() : context_(soap_new2(modes, modes)) {
  if (!context_) throw base::Broken("no memory for a gSOAP context");
  context_->prolog = prolog;
  context_->maxlevel = depth_limit;
  context_->maxlength = length_limit;
  context_->maxoccurs = occurrence_limit;
}

EnvelopeIn::EnvelopeIn(const Gsoap& gsoap, std::string_view bytes, Bagian bagian)
    : context_(gsoap.get()), rest_(bytes), plausible_(starts_like_xml(bytes)) {
  if (!is_plain_xml(bytes)) plain_.emplace(bytes);
  soap_set_namespaces(context_, table_of(bagian).data());
  context_->user = this;
  context_->frecv = receive;
}

EnvelopeIn::~EnvelopeIn() {
  free_message(context_);
}

std::size_t EnvelopeIn::receive(::soap* context, char* buffer, std::size_t size) {
  auto& self = *static_cast<EnvelopeIn*>(context->user);
  if (self.plain_) return self.plain_->read(buffer, size);
  const std::size_t taken = self.rest_.copy(buffer, size);
  self.rest_.remove_prefix(taken);
  return taken;
}

bool EnvelopeIn::open() {
  if (!plausible_) {
    context_->error = SOAP_SYNTAX_ERROR;
    return false;
  }
  if (soap_begin_recv(context_) || soap_envelope_begin_in(context_)) return false;
  // gSOAP lets a root that is no Envelope pass, without a version.
  if (context_->version == 0) {
    context_->error = SOAP_TAG_MISMATCH;
    return false;
  }
  return !(soap_recv_header(context_) || soap_body_begin_in(context_));
}

bool EnvelopeIn::at(const char* tag) {
  return soap_peek_element(context_) == SOAP_OK && soap_match_tag(context_, context_->tag, tag) == SOAP_OK;
}

bool EnvelopeIn::skip() {
  if (soap_element_begin_in(context_, nullptr, 0, nullptr)) return false;
  return context_->body == 0 || soap_ignore(context_) == SOAP_OK;
}

bool EnvelopeIn::close() {
  return !(soap_body_end_in(context_) || soap_envelope_end_in(context_) || soap_end_recv(context_));
}

std::string EnvelopeIn::error() const {
  switch (context_->error) {
    case SOAP_EOM:
      throw base::Broken("no memory to decode a message");
    case SOAP_EOF:
      return "the message ends too early";
    case SOAP_TAG_MISMATCH:
    case SOAP_NO_TAG:
      return "an element is missing or not the expected one";
    case SOAP_SYNTAX_ERROR:
    case SOAP_UTF_ERROR:
      return "the message is not well-formed";
    case SOAP_VERSIONMISMATCH:
      return "the envelope is of no known SOAP version";
    case SOAP_MUSTUNDERSTAND:
      return "a header block has to be understood";
    case SOAP_LEVEL:
      return "the elements are nested too deeply";
    case SOAP_OCCURS:
      return "an element occurs too often";
    default:
      return "the message cannot be decoded (gSOAP error " + std::to_string(context_->error) + ")";
  }
}

std::string write_envelope(const Gsoap& gsoap, SoapVersion version, Bagian bagian,
                           const std::function<int(::soap*)>& body) {
  std::string bytes;
  ::soap* const context = gsoap.get();
  soap_set_namespaces(context, table_of(bagian).data());
  context->user = &bytes;
  context->fsend = append;
  context->version = 0;
  soap_set_version(context, version == SoapVersion::v11 ? 1 : 2);
  const bool failed = soap_begin_send(context) || soap_envelope_begin_out(context) ||
                      soap_body_begin_out(context) || body(context) || soap_body_end_out(context) ||
                      soap_envelope_end_out(context) || soap_end_send(context);
  const int error = context->error;
  free_message(context);
  if (failed) throw base::Broken(base::SafeText("a message cannot be encoded (gSOAP error ") + error + ")");
  bytes.resize(bytes.rfind('>') + 1);  // gSOAP appends a line end
  return bytes;
}

}  // namespace jembatan::soap
