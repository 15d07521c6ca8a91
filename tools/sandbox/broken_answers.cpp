#include "sandbox/broken_answers.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <utility>

namespace jembatan::sandbox {

namespace {

constexpr const char* page =
    "<!DOCTYPE html>\n<html><head><title>Pemeliharaan</title></head>"
    "<body><h1>Sistem sedang dalam pemeliharaan</h1></body></html>\n";

std::string soap_fault(const std::string& text, const std::string& detail) {
  return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
         "<e:Envelope xmlns:e=\"http://schemas.xmlsoap.org/soap/envelope/\"><e:Body><e:Fault>"
         "<faultcode>e:Server</faultcode><faultstring>" +
         text + "</faultstring>" + detail + "</e:Fault></e:Body></e:Envelope>";
}

std::string kesalahan(const std::string& kode, const std::string& text) {
  return "<detail><u:Kesalahan xmlns:u=\"urn:jembatan:umum:1\"><u:kode>" + kode +
         "</u:kode><u:nomorPertukaran>1</u:nomorPertukaran><u:pesan>" + text + "</u:pesan><u:pesanInggris>" +
         text + "</u:pesanInggris></u:Kesalahan></detail>";
}

std::string fault_body(FaultKind kind) {
  const std::string stack =
      "java.lang.NullPointerException&#10;&#9;at id.go.lawan.PesertaDao.cari(PesertaDao.java:9901)";
  const std::string hostile =
      "&lt;script&gt;alert(9901)&lt;/script&gt;'; DROP TABLE peserta; --%n%s${jndi:ldap://x}";
  switch (kind) {
    case FaultKind::hostile_fault:
      return soap_fault(hostile, kesalahan("KESALAHAN_INTERNAL", hostile));
    case FaultKind::stack_fault:
      return soap_fault(stack, "<detail><stack>" + stack + "</stack></detail>");
    case FaultKind::unknown_fault:
      return soap_fault("Galat", kesalahan("GALAT_TIDAK_DIKENAL", "Galat"));
    default:
      return soap_fault("Galat", "");
  }
}

/// Puts `text` before the last `place`.
std::string with(std::string body, std::string_view place, std::string_view text) {
  const std::size_t at = body.rfind(place);
  return at == std::string::npos ? body : body.insert(at, text);
}

/// Puts `text` behind the envelope's start tag or, with `inside`, at the end of that tag.
std::string in_front(std::string body, std::string_view text, bool inside = false) {
  const std::size_t tag = body.find(":Envelope");
  const std::size_t end = tag == std::string::npos ? tag : body.find('>', tag);
  return end == std::string::npos ? body : body.insert(inside ? end : end + 1, text);
}

/// Puts `text` in the place of the XML declaration.
std::string begun(std::string body, const std::string& text) {
  const std::size_t end = body.starts_with("<?xml") ? body.find("?>") + 2 : 0;
  return body.replace(0, end, text);
}

std::string replaced(std::string body, std::string_view what, std::string_view by) {
  for (std::size_t at = body.find(what); at != std::string::npos; at = body.find(what, at + by.size())) {
    body.replace(at, what.size(), by);
  }
  return body;
}

std::string in_utf16(const std::string& ascii) {
  std::string wide = "\xFE\xFF";
  for (const char c : ascii) (wide += '\0') += c;
  return wide;
}

std::string little_endian(std::size_t value, unsigned bytes) {
  std::string text;
  for (unsigned i = 0; i < bytes; ++i) text += static_cast<char>(value >> (8 * i) & 0xFFU);
  return text;
}

/// RFC 1952 with the bytes stored as they are; below 64 KiB.
std::string gzipped(const std::string& bytes) {
  std::uint32_t crc = ~0U;
  for (const char c : bytes) {
    crc ^= static_cast<unsigned char>(c);
    for (int bit = 0; bit < 8; ++bit) crc = crc >> 1U ^ ((crc & 1U) != 0 ? 0xEDB88320U : 0U);
  }
  const std::string head("\x1F\x8B\x08\0\0\0\0\0\0\xFF\x01", 11);
  return head + little_endian(bytes.size(), 2) + little_endian(~bytes.size() & 0xFFFFU, 2) + bytes +
         little_endian(~crc, 4) + little_endian(bytes.size(), 4);
}

std::string repeated(std::string_view text, std::size_t times) {
  std::string all;
  for (std::size_t i = 0; i < times; ++i) all += text;
  return all;
}

std::string attributes(std::size_t count) {
  std::string all;
  for (std::size_t i = 0; i < count; ++i) all += " a" + std::to_string(i) + "=\"\"";
  return all;
}

std::string broken_body(const std::string& body, FaultKind kind) {
  constexpr std::size_t many = 1000;
  switch (kind) {
    case FaultKind::empty:
      return "";
    case FaultKind::html_as_xml:
      return page;
    case FaultKind::malformed:  // without its last end tag
      return body.substr(0, body.rfind("</"));
    case FaultKind::not_utf8:
      return with(body, "</", "<!--\xC3\x28-->");
    case FaultKind::nul:
      return with(body, "</", std::string_view("\0", 1));
    case FaultKind::doctype:
      return begun(body, "<?xml version=\"1.0\"?><!DOCTYPE x [<!ENTITY e SYSTEM \"file:///etc/passwd\">]>");
    case FaultKind::instruction:
      return begun(body, "<?xml version=\"1.0\"?><?xml-stylesheet href=\"http://lawan.example/x.xsl\"?>");
    case FaultKind::latin1:
      return begun(body, "<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?>");
    case FaultKind::utf16:
      return in_utf16(begun(body, "<?xml version=\"1.0\" encoding=\"UTF-16\"?>"));
    case FaultKind::gzip:
      return gzipped(body);
    case FaultKind::wrong_envelope:
      return replaced(body, "http://schemas.xmlsoap.org/soap/envelope/", "http://lawan.example/soap-9.9/");
    case FaultKind::deep:
      return in_front(body, repeated("<d>", many) + repeated("</d>", many));
    case FaultKind::many_attributes:
      return in_front(body, attributes(many), true);
    default:
      return body;
  }
}

/// The Body element once more behind itself.
std::string twice(std::string body) {
  const std::size_t start = body.find(":Body>");
  const std::size_t end = body.rfind(":Body>");
  const std::size_t from = body.rfind('<', start);
  if (start == end || from == std::string::npos) return body;
  return body.insert(end + 6, body.substr(from, end + 6 - from));
}

/// As the last child of the operation's element.
std::string with_unknown(std::string body) {
  const std::size_t name = body.rfind("Response>");
  const std::size_t tag = name == std::string::npos ? name : body.rfind("</", name);
  return tag == std::string::npos ? body : body.insert(tag, "<x:asing xmlns:x=\"urn:lawan\">9901</x:asing>");
}

}  // namespace

http::Response without_soap(const FaultSpec& spec) {
  http::Response response;
  switch (spec.kind) {
    case FaultKind::html:
      response.content_type = "text/html; charset=utf-8";
      response.body = page;
      return response;
    case FaultKind::json:
      response.content_type = "application/json";
      response.body = R"({"metaData":{"code":"200","message":"OK"},"response":null})";
      return response;
    case FaultKind::bare_fault:
    case FaultKind::hostile_fault:
    case FaultKind::stack_fault:
    case FaultKind::unknown_fault:
      response.status = 500;
      response.content_type = soap::content_type(soap::SoapVersion::v11);
      response.body = fault_body(spec.kind);
      return response;
    default:
      break;
  }
  response.status = spec.status;
  response.content_type = "text/plain; charset=utf-8";
  response.body = "HTTP " + std::to_string(spec.status) + ", on demand.\n";
  if (spec.kind == FaultKind::redirect) response.headers.emplace_back("Location", "/ws/pekerja?lain");
  return response;
}

http::Response broken(http::Response response, FaultKind kind) {
  switch (kind) {
    case FaultKind::wrong_type:
      response.content_type = "application/octet-stream";
      return response;
    case FaultKind::two_bodies:
      response.body = twice(std::move(response.body));
      return response;
    case FaultKind::unknown_element:
      response.body = with_unknown(std::move(response.body));
      return response;
    case FaultKind::gzip:
      response.headers.emplace_back("Content-Encoding", "gzip");
      break;
    default:
      break;
  }
  response.body = broken_body(response.body, kind);
  return response;
}

}  // namespace jembatan::sandbox
