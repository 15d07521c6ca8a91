#include "exchange/foreign_writer.h"

#include <algorithm>
#include <cstdio>

namespace jembatan::exchange {
namespace {

constexpr std::string_view umum = "urn:jembatan:umum:1";
constexpr std::string_view usaha = "urn:jembatan:badan-usaha:1";
constexpr std::string_view pimpinan = "urn:jembatan:pimpinan:1";
constexpr std::string_view pekerja = "urn:jembatan:pekerja:1";
constexpr std::string_view soap11 = "http://schemas.xmlsoap.org/soap/envelope/";
constexpr std::string_view soap12 = "http://www.w3.org/2003/05/soap-envelope";

std::size_t length_of(char lead) {
  const auto byte = static_cast<unsigned char>(lead);
  return byte < 0x80 ? 1 : byte < 0xE0 ? 2 : byte < 0xF0 ? 3 : 4;
}

unsigned code_of(std::string_view character) {
  const auto byte = [&](std::size_t i) {
    return static_cast<unsigned>(static_cast<unsigned char>(character[i]));
  };
  if (character.size() == 1) return byte(0);
  unsigned code = byte(0) & (0xFFU >> (character.size() + 1));
  for (std::size_t i = 1; i < character.size(); ++i) code = code << 6 | (byte(i) & 0x3FU);
  return code;
}

template <class Number>
lampiran::Teks number(const std::optional<Number>& value) {
  return value ? lampiran::Teks(std::to_string(*value)) : std::nullopt;
}

}  // namespace

void ForeignWriter::leaf(Element& parent, std::string_view name, const lampiran::Teks& value) {
  if (value) parent.children.push_back({parent.uri, std::string(name), value, {}, {}});
}

void ForeignWriter::others(Element& parent, const std::vector<lampiran::FieldLain>& field_lain) {
  for (const auto& each : field_lain) {
    parent.children.push_back({parent.uri, "fieldLain", each.nilai, {{"nama", each.nama}}, {}});
  }
}

ForeignWriter::Element ForeignWriter::key(std::string_view uri, std::string_view name,
                                          const lampiran::KunciBadanUsaha& kunci) {
  Element parts{umum, "", {}, {}, {}};  // the key's type is of another schema than the key
  leaf(parts, "npwp", kunci.npwp);
  leaf(parts, "nib", kunci.nib);
  leaf(parts, "tdp", kunci.tdp);
  leaf(parts, "kodeBadanUsaha", kunci.kode_badan_usaha);
  return {uri, std::string(name), {}, {}, std::move(parts.children)};
}

ForeignWriter::Element ForeignWriter::record(const lampiran::BadanUsaha& record) {
  Element to{usaha, "badanUsaha", {}, {}, {}};
  leaf(to, "npwp", record.npwp);
  leaf(to, "nib", record.nib);
  leaf(to, "tdp", record.tdp);
  leaf(to, "nama", record.nama);
  for (const auto& kbli : record.kbli) {
    Element& one = to.children.emplace_back(Element{usaha, "kbli", kbli.kode, {}, {}});
    if (kbli.edisi) one.attributes.emplace_back("edisi", *kbli.edisi);
  }
  leaf(to, "alamat", record.alamat);
  leaf(to, "nomorTelepon", record.nomor_telepon);
  leaf(to, "nomorTeleponPengelola", record.nomor_telepon_pengelola);
  leaf(to, "email", record.email);
  if (record.koordinat) {
    Element& place = to.children.emplace_back(Element{usaha, "koordinat", {}, {}, {}});
    leaf(place, "lintang", record.koordinat->lintang);
    leaf(place, "bujur", record.koordinat->bujur);
  }
  leaf(to, "jumlahPekerja", record.jumlah_pekerja);
  others(to, record.field_lain);
  return to;
}

ForeignWriter::Element ForeignWriter::record(const lampiran::Pimpinan& record) {
  Element to{pimpinan, "pimpinan", {}, {}, {}};
  if (record.badan_usaha) to.children.push_back(key(pimpinan, "badanUsaha", *record.badan_usaha));
  leaf(to, "namaPengurus", record.nama_pengurus);
  leaf(to, "alamatPengurus", record.alamat_pengurus);
  leaf(to, "namaPemilik", record.nama_pemilik);
  leaf(to, "alamatPemilik", record.alamat_pemilik);
  others(to, record.field_lain);
  return to;
}

ForeignWriter::Element ForeignWriter::record(const lampiran::Pekerja& record) {
  Element to{pekerja, "pekerja", {}, {}, {}};
  leaf(to, "nik", record.nik);
  leaf(to, "nomorKepesertaanJkn", record.nomor_kepesertaan_jkn);
  leaf(to, "nama", record.nama);
  leaf(to, "tanggalLahir", record.tanggal_lahir);
  leaf(to, "alamat", record.alamat);
  leaf(to, "nomorHp", record.nomor_hp);
  leaf(to, "jabatan", record.jabatan);
  leaf(to, "tmtKepesertaanJkn", record.tmt_kepesertaan_jkn);
  leaf(to, "statusPegawai", record.status_pegawai);
  leaf(to, "jumlahAnggotaKeluarga", record.jumlah_anggota_keluarga);
  leaf(to, "statusKepesertaan", record.status_kepesertaan);
  others(to, record.field_lain);
  return to;
}

ForeignWriter::Element ForeignWriter::tree(const soap::Request& request) {
  const soap::Operasi& operasi = *request.operasi;
  Element to{operasi.bagian == lampiran::Bagian::pekerja    ? pekerja
             : operasi.bagian == lampiran::Bagian::pimpinan ? pimpinan
                                                            : usaha,
             std::string(operasi.nama),
             {},
             {},
             {}};
  leaf(to, "idPesan", request.id_pesan);
  if (request.kunci) {
    to.children.push_back(
        key(to.uri, operasi.bagian == lampiran::Bagian::pekerja ? "badanUsaha" : "kunci", *request.kunci));
  }
  leaf(to, "jumlahData", number(request.jumlah_data));
  std::visit(
      [&](const auto& all) {
        for (const auto& each : all) to.children.push_back(record(each));
      },
      request.rekaman);
  leaf(to, "nik", request.nik);
  leaf(to, "sejak", request.sejak);
  leaf(to, "lanjutan", request.lanjutan);
  leaf(to, "batas", number(request.batas));
  leaf(to, "idPesanDicari", request.id_pesan_dicari);
  return to;
}

std::string ForeignWriter::write(const soap::Request& request, soap::SoapVersion version) {
  static const std::vector<std::string> starts{
      "", "", "\xEF\xBB\xBF", "<?xml version='1.0'?>",
      "<?xml version=\"1.0\" encoding=\"utf-8\" standalone='yes' ?>\r\n"};
  const std::string_view uri = version == soap::SoapVersion::v11 ? soap11 : soap12;
  Element envelope{uri, "Envelope", {}, {}, {}};
  if (random_.chance(3)) {
    Element block{"urn:lain", "Tanda", "x/>", {}, {}};
    envelope.children.push_back({uri, "Header", {}, {}, {block}});
  }
  envelope.children.push_back({uri, "Body", {}, {}, {tree(request)}});
  out_ = random_.one_of(starts);
  if (!out_.empty()) between();
  element(envelope, {});
  between();
  return std::move(out_);
}

std::string ForeignWriter::prefix_for(std::string_view uri, Scope& scope, std::string& declaration) {
  static const std::vector<std::string> prefixes{"",         "p",   "umum", "pekerja",
                                                 "SOAP-ENV", "tns", "é",    "a.b-c_1"};
  const auto in_scope = [&](const std::string& prefix) {
    const auto found =
        std::find_if(scope.rbegin(), scope.rend(), [&](const auto& each) { return each.first == prefix; });
    return found == scope.rend() ? std::string_view() : found->second;
  };
  if (!random_.chance(4)) {
    for (const auto& [prefix, meaning] : scope) {
      if (meaning == uri && in_scope(prefix) == uri) return prefix;
    }
  }
  const std::string prefix = random_.one_of(prefixes);
  scope.emplace_back(prefix, uri);
  declaration = attribute(prefix.empty() ? "xmlns" : "xmlns:" + prefix, std::string(uri));
  return prefix;
}

void ForeignWriter::element(const Element& what, Scope scope) {
  std::vector<std::string> attributes;
  for (const auto& [name, value] : what.attributes) attributes.push_back(attribute(name, value));
  std::string declaration;
  const std::string prefix = prefix_for(what.uri, scope, declaration);
  if (!declaration.empty())
    attributes.insert(attributes.begin() + static_cast<std::ptrdiff_t>(random_.pick(attributes.size() + 1)),
                      declaration);

  const std::string name = prefix.empty() ? what.name : prefix + ":" + what.name;
  out_ += "<" + name;
  for (const auto& each : attributes) out_ += (random_.chance(4) ? "\n\t" : " ") + each;
  const bool empty = what.children.empty() && what.text.value_or("").empty();
  if (empty && random_.chance(2)) {
    out_ += random_.chance(2) ? "/>" : " />";
    return;
  }
  out_ += ">";
  if (what.text) {
    characters(*what.text);
  } else if (!what.children.empty()) {  // without a schema nobody can tell white space alone from a value
    between();
    for (const Element& child : what.children) {
      element(child, scope);
      between();
    }
  }
  out_ += "</" + name + (random_.chance(5) ? " >" : ">");
}

void ForeignWriter::between() {
  static const std::vector<std::string> blanks{"", "", " ", "\n", "\r\n  ", "\t"};
  out_ += random_.one_of(blanks);
  if (random_.chance(8)) comment();
}

void ForeignWriter::comment() {
  static const std::vector<std::string> comments{"<!---->", "<!-- a -->", "<!-- <b/> & ]]> - > \" -->",
                                                 "<!--é\U0001F600-->"};
  out_ += random_.one_of(comments);
}

std::string ForeignWriter::attribute(const std::string& name, const std::string& value) {
  const char quote = random_.chance(2) ? '"' : '\'';
  std::string text = name + (random_.chance(5) ? " = " : "=") + quote;
  for (std::size_t at = 0; at < value.size(); at += length_of(value[at])) {
    text += escaped(std::string_view(value).substr(at, length_of(value[at])), quote);
  }
  return text + quote;
}

void ForeignWriter::characters(std::string_view text) {
  for (std::size_t at = 0; at < text.size();) {
    const std::string_view one = text.substr(at, length_of(text[at]));
    if (random_.chance(20)) comment();
    if (random_.chance(10) && one != "\r") {
      out_.append("<![CDATA[").append(one).append("]]>");
    } else {
      out_ += escaped(one, '\0');
    }
    at += one.size();
  }
}

/// One character; in an attribute where `quote` is its quote. What has to be a reference is one, others may
/// be.
std::string ForeignWriter::escaped(std::string_view character, char quote) {
  static const std::vector<std::pair<std::string_view, std::string>> entities{
      {"<", "&lt;"}, {">", "&gt;"}, {"&", "&amp;"}, {"\"", "&quot;"}, {"'", "&apos;"}};
  const bool in_attribute = quote != '\0';
  const bool special = character == "<" || character == ">" || character == "&" || character == "\r" ||
                       (in_attribute && (character[0] == quote || character == "\n" || character == "\t"));
  if (!special && !random_.chance(8)) return std::string(character);
  for (const auto& [plain, entity] : entities) {
    if (plain == character && random_.chance(2)) return entity;
  }
  char reference[24];
  std::snprintf(reference, sizeof reference,
                random_.chance(2)   ? "&#%u;"
                : random_.chance(2) ? "&#x%X;"
                                    : "&#x000%x;",
                code_of(character));
  return reference;
}

std::string RandomMessages::foreign_xml(const soap::Request& request, soap::SoapVersion version) {
  return ForeignWriter(*this).write(request, version);
}

}  // namespace jembatan::exchange
