#include "xml/operations.h"

#include <algorithm>
#include <array>

#include "xml/guard.h"

namespace jembatan::xml {
namespace {

constexpr std::string_view badan_usaha = "urn:jembatan:badan-usaha:1";
constexpr std::string_view pimpinan = "urn:jembatan:pimpinan:1";
constexpr std::string_view pekerja = "urn:jembatan:pekerja:1";

constexpr std::array table{
    BodyElement{badan_usaha, "KirimBadanUsaha", "badanUsaha"},
    BodyElement{badan_usaha, "KirimBadanUsahaResponse", ""},
    BodyElement{badan_usaha, "SelaraskanBadanUsaha", "badanUsaha"},
    BodyElement{badan_usaha, "SelaraskanBadanUsahaResponse", ""},
    BodyElement{badan_usaha, "AmbilBadanUsaha", ""},
    BodyElement{badan_usaha, "AmbilBadanUsahaResponse", "badanUsaha"},
    BodyElement{badan_usaha, "DaftarBadanUsaha", ""},
    BodyElement{badan_usaha, "DaftarBadanUsahaResponse", "badanUsaha"},
    BodyElement{badan_usaha, "StatusPendaftaran", ""},
    BodyElement{badan_usaha, "StatusPendaftaranResponse", ""},
    BodyElement{badan_usaha, "StatusPesan", ""},
    BodyElement{badan_usaha, "StatusPesanResponse", ""},
    BodyElement{pimpinan, "KirimPimpinan", "pimpinan"},
    BodyElement{pimpinan, "KirimPimpinanResponse", ""},
    BodyElement{pimpinan, "SelaraskanPimpinan", "pimpinan"},
    BodyElement{pimpinan, "SelaraskanPimpinanResponse", ""},
    BodyElement{pimpinan, "AmbilPimpinan", ""},
    BodyElement{pimpinan, "AmbilPimpinanResponse", "pimpinan"},
    BodyElement{pimpinan, "StatusPesan", ""},
    BodyElement{pimpinan, "StatusPesanResponse", ""},
    BodyElement{pekerja, "KirimPekerja", "pekerja"},
    BodyElement{pekerja, "KirimPekerjaResponse", ""},
    BodyElement{pekerja, "SelaraskanPekerja", "pekerja"},
    BodyElement{pekerja, "SelaraskanPekerjaResponse", ""},
    BodyElement{pekerja, "AmbilPekerja", ""},
    BodyElement{pekerja, "AmbilPekerjaResponse", "pekerja"},
    BodyElement{pekerja, "DaftarPekerja", ""},
    BodyElement{pekerja, "DaftarPekerjaResponse", "pekerja"},
    BodyElement{pekerja, "PotensiPekerja", ""},
    BodyElement{pekerja, "PotensiPekerjaResponse", ""},
    BodyElement{pekerja, "StatusPesan", ""},
    BodyElement{pekerja, "StatusPesanResponse", ""},
};

}  // namespace

std::span<const BodyElement> body_elements() {
  return table;
}

const BodyElement* find_body_element(std::string_view namespace_uri, std::string_view name) {
  const auto found = std::ranges::find_if(table, [&](const BodyElement& element) {
    return element.name == name && element.namespace_uri == namespace_uri;
  });
  return found == table.end() ? nullptr : &*found;
}

std::string_view record_element(std::string_view operation) {
  const auto found = std::ranges::find(table, operation, &BodyElement::name);
  return found == table.end() ? std::string_view{} : found->record;
}

}  // namespace jembatan::xml
