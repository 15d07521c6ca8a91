#pragma once
// Messages for the tests: a good one, and the pieces to make others of.

#include <string>
#include <string_view>

#include "xml/guard.h"

namespace jembatan::xml::testing {

inline const std::string soap11 = "http://schemas.xmlsoap.org/soap/envelope/";
inline const std::string soap12 = "http://www.w3.org/2003/05/soap-envelope";

/// Whatever stands inside an Envelope; the prefixes s, p, b, m, u and xsi are declared.
inline std::string envelope(const std::string& content, const std::string& soap = soap11) {
  return "<s:Envelope xmlns:s=\"" + soap +
         "\" xmlns:p=\"urn:jembatan:pekerja:1\" xmlns:b=\"urn:jembatan:badan-usaha:1\""
         " xmlns:m=\"urn:jembatan:pimpinan:1\" xmlns:u=\"urn:jembatan:umum:1\""
         " xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\">" +
         content + "</s:Envelope>";
}

inline std::string body(const std::string& content, const std::string& soap = soap11) {
  return envelope("<s:Body>" + content + "</s:Body>", soap);
}

inline const std::string good_key = "<p:badanUsaha><u:nib>9999000000001</u:nib></p:badanUsaha>";
inline const std::string good_worker =
    "<p:pekerja><p:nik>3204056104909901</p:nik><p:nama>Siti Contoh</p:nama>"
    "<p:tanggalLahir>1990-04-21</p:tanggalLahir></p:pekerja>";

/// KirimPekerja with whatever follows idPesan and the company key.
inline std::string kirim_pekerja(const std::string& records, const std::string& key = good_key) {
  return "<p:KirimPekerja><p:idPesan>pesan-1</p:idPesan>" + key + records + "</p:KirimPekerja>";
}

inline std::string good_message(const std::string& soap = soap11) {
  return body(kirim_pekerja(good_worker), soap);
}

inline std::string repeated(std::string_view piece, std::size_t times) {
  std::string out;
  out.reserve(piece.size() * times);
  for (std::size_t i = 0; i < times; ++i) out += piece;
  return out;
}

inline const SchemaSet& schemas() {
  static const SchemaSet set;
  return set;
}

/// The refusal of a message; a default one marked "accepted" where it passes.
inline Refusal refusal_of(const std::string& bytes) {
  auto result = guard(bytes, schemas());
  if (!result) return std::move(result.error());
  Refusal accepted;
  accepted.what = "accepted";
  return accepted;
}

/// The violations of a message that passes; empty and a marker line 999 where it is refused.
inline std::vector<Violation> violations_of(const std::string& bytes) {
  auto result = guard(bytes, schemas());
  if (result) return std::move(result->violations);
  Violation refused;
  refused.line = 999;
  refused.what = "refused: " + result.error().what;
  return {refused};
}

}  // namespace jembatan::xml::testing
