#include "exchange/register_entries.h"

#include <algorithm>
#include <charconv>
#include <set>
#include <utility>

#include "exchange/register_age.h"
#include "journal/register_rows.h"
#include "lampiran/banding.h"
#include "lampiran/bentuk.h"
#include "lampiran/pengenal.h"

namespace jembatan::exchange {

namespace {

using journal::Given;
using journal::RegisterKind;
using lampiran::Banding;
using lampiran::JenisPengenal;
using lampiran::KunciBadanUsaha;
using lampiran::Pengenal;
using lampiran::Teks;
namespace company = journal::company_field;
namespace officer = journal::officer_field;
namespace worker = journal::worker_field;

std::string text_of(const Pengenal& pengenal) {
  return std::string(lampiran::name(pengenal.jenis)) + ":" + pengenal.nilai;
}

constexpr std::size_t kNitku = 22, kNpwp = 16;

bool is_branch(const Pengenal& pengenal) {
  return pengenal.jenis == JenisPengenal::npwp && pengenal.nilai.size() == kNitku;
}

class Collector {
 public:
  explicit Collector(lampiran::Pihak pihak) { given.party = static_cast<journal::RegisterParty>(pihak); }

  Given given;

  Given::Piece piece(std::string_view text) {
    const auto begin = static_cast<std::uint32_t>(given.text.size());
    given.text.append(text);
    return {begin, static_cast<std::uint32_t>(text.size())};
  }
  void begin(RegisterKind kind, std::uint32_t record, Given::Piece of_company, Given::Piece subject = {}) {
    const auto first = static_cast<std::uint32_t>(given.fields.size());
    given.records.push_back({kind, record, of_company, subject, first, first});
  }
  /// Takes a record that said nothing away again.
  void end() {
    Given::Record& record = given.records.back();
    record.end = static_cast<std::uint32_t>(given.fields.size());
    if (record.first == record.end) given.records.pop_back();
  }
  void hashed(std::uint8_t field, Banding cara, const Teks& value) {
    const auto start = begin_hashed(field);
    end_hashed(field, start, append_banding(cara, value, given.text));
  }
  void hashed(std::uint8_t field, std::string_view text) {
    const auto start = begin_hashed(field);
    given.text.append(text);
    end_hashed(field, start, !text.empty());
  }
  void named(std::uint8_t field, std::string_view text) { given.fields.push_back({field, piece(text), 0}); }
  void plain(std::uint8_t field, std::uint64_t value) { given.fields.push_back({field, {}, value}); }

 private:
  // The field's number stands before its value, so that equal values of two fields do not show.
  std::size_t begin_hashed(std::uint8_t field) {
    const std::size_t start = given.text.size();
    given.text += static_cast<char>(field);
    return start;
  }
  void end_hashed(std::uint8_t field, std::size_t start, bool says_something) {
    if (!says_something) return given.text.resize(start);
    given.fields.push_back(
        {field,
         {static_cast<std::uint32_t>(start), static_cast<std::uint32_t>(given.text.size() - start)},
         0});
  }
};

void add_names(const std::vector<Pengenal>& all, Collector& out) {
  for (const Pengenal& one : all) {
    if (one.jenis == JenisPengenal::npwp) out.named(company::npwp, text_of(one));
    if (is_branch(one)) out.named(company::npwp_induk, "npwp:" + one.nilai.substr(0, kNpwp));
    if (one.jenis == JenisPengenal::nib) out.named(company::nib, text_of(one));
    if (one.jenis == JenisPengenal::tdp) out.named(company::tdp, text_of(one));
    if (one.jenis == JenisPengenal::kode) out.named(company::kode_badan_usaha, text_of(one));
  }
}

std::string joined(const std::vector<lampiran::FieldLain>& fields) {
  std::vector<std::string> parts;
  for (const auto& field : fields) {
    std::string part = field.nama + '\n';
    if (append_banding(Banding::teks, field.nilai, part)) parts.push_back(std::move(part));
  }
  std::sort(parts.begin(), parts.end());
  std::string all;
  for (const std::string& part : parts) all += part + '\n';
  return all;
}

/// The codes in order, and their divisions as a plain fact.
void add_kbli(const std::vector<lampiran::Kbli>& kbli, Collector& out) {
  std::set<std::string> codes;
  for (const auto& one : kbli) {
    std::string code;
    if (append_banding(Banding::digit, one.kode, code)) codes.insert(std::move(code));
  }
  std::string all;
  std::set<std::uint64_t> divisions;
  for (const std::string& code : codes) {
    all += code + '\n';
    if (code.size() == 5 && lampiran::all_digits(code)) {
      divisions.insert(lampiran::number(std::string_view(code).substr(0, 2)));
    }
  }
  if (all.empty()) return;
  out.hashed(company::kbli, all);
  std::uint64_t packed = 0;
  unsigned shift = 0;
  for (const std::uint64_t division : divisions) {
    if (shift == 64) break;
    packed |= division << shift;
    shift += 8;
  }
  out.plain(company::divisi, packed);
}

/// To four places, some eleven metres.
void add_koordinat(const lampiran::Koordinat& koordinat, Collector& out) {
  std::string all;
  for (const Teks* value : {&koordinat.lintang, &koordinat.bujur}) {
    const auto degrees = *value ? lampiran::parse_decimal(**value) : std::nullopt;
    if (!degrees) return;
    std::array<char, 64> text{};
    const auto end =
        std::to_chars(text.data(), text.data() + text.size(), degrees->nilai, std::chars_format::fixed, 4);
    all.append(text.data(), end.ptr) += '\n';
  }
  out.hashed(company::koordinat, all);
}

void add(const lampiran::BadanUsaha& record, std::uint32_t index, Collector& out) {
  const auto names = lampiran::pengenal_of(record);
  out.begin(RegisterKind::badan_usaha, index, out.piece(text_of(names.front())));
  out.hashed(company::nama, Banding::nama_badan_usaha, record.nama);
  add_kbli(record.kbli, out);
  out.hashed(company::alamat, Banding::teks, record.alamat);
  out.hashed(company::nomor_telepon, Banding::telepon, record.nomor_telepon);
  out.hashed(company::nomor_telepon_pengelola, Banding::telepon, record.nomor_telepon_pengelola);
  out.hashed(company::email, Banding::email, record.email);
  if (record.koordinat) add_koordinat(*record.koordinat, out);
  out.hashed(company::field_lain, joined(record.field_lain));
  add_names(names, out);
  if (const auto count = lampiran::bilangan_banding(record.jumlah_pekerja)) {
    out.plain(company::jumlah_pekerja, *count);
  }
  out.end();
}

void add(const lampiran::Pimpinan& record, Given::Piece of_company, std::uint32_t index, Collector& out) {
  out.begin(RegisterKind::pimpinan, index, of_company);
  out.hashed(officer::nama_pengurus, Banding::teks, record.nama_pengurus);
  out.hashed(officer::alamat_pengurus, Banding::teks, record.alamat_pengurus);
  out.hashed(officer::nama_pemilik, Banding::teks, record.nama_pemilik);
  out.hashed(officer::alamat_pemilik, Banding::teks, record.alamat_pemilik);
  out.hashed(officer::field_lain, joined(record.field_lain));
  out.end();
}

void add(const lampiran::Pekerja& record, Given::Piece of_company, std::uint32_t index, Collector& out) {
  const std::string key = lampiran::kunci_of(record);
  out.begin(RegisterKind::pekerja, index, of_company, out.piece(key));
  out.hashed(worker::nomor_kepesertaan_jkn, Banding::digit, record.nomor_kepesertaan_jkn);
  out.hashed(worker::nama, Banding::teks, record.nama);
  out.hashed(worker::tanggal_lahir, Banding::tanggal, record.tanggal_lahir);
  out.hashed(worker::alamat, Banding::teks, record.alamat);
  out.hashed(worker::nomor_hp, Banding::telepon, record.nomor_hp);
  out.hashed(worker::jabatan, Banding::teks, record.jabatan);
  out.hashed(worker::tmt_kepesertaan_jkn, Banding::tanggal, record.tmt_kepesertaan_jkn);
  out.hashed(worker::status_pegawai, Banding::status_pegawai, record.status_pegawai);
  out.hashed(worker::jumlah_anggota_keluarga, Banding::bilangan, record.jumlah_anggota_keluarga);
  if (const auto status = lampiran::status_banding(record.status_kepesertaan)) {
    out.plain(worker::status_kepesertaan, *status);
  }
  constexpr std::string_view nik = "nik:";
  constexpr std::size_t nik_digits = 16, regency_digits = 4;
  const std::string_view digits = key.starts_with(nik) ? std::string_view(key).substr(nik.size()) : "";
  if (digits.size() == nik_digits && lampiran::all_digits(digits)) {
    out.plain(worker::wilayah, lampiran::number(digits.substr(0, regency_digits)));
  }
  out.hashed(worker::field_lain, joined(record.field_lain));
  out.end();
}

/// The company that a key names; what the key says beyond that becomes a record of its own.
Given::Piece add_key(const std::optional<KunciBadanUsaha>& kunci, bool says_more, Collector& out) {
  if (!kunci) return {};
  const auto names = lampiran::pengenal_of(*kunci);
  if (names.empty()) return {};
  const Given::Piece piece = out.piece(text_of(names.front()));
  // A code too, so that it can be told from an identifier that both parties know.
  if (says_more &&
      (names.size() > 1 || is_branch(names.front()) || names.front().jenis == JenisPengenal::kode)) {
    out.begin(RegisterKind::badan_usaha, 0, piece);
    add_names(names, out);
    out.end();
  }
  return piece;
}

Given collected(const std::optional<KunciBadanUsaha>& kunci, const lampiran::Rekaman& rekaman,
                lampiran::Pihak pihak, bool key_is_theirs) {
  Collector out(pihak);
  std::uint32_t index = 0;
  if (const auto* companies = std::get_if<std::vector<lampiran::BadanUsaha>>(&rekaman)) {
    for (const auto& record : *companies) add(record, ++index, out);
  } else if (const auto* officers = std::get_if<std::vector<lampiran::Pimpinan>>(&rekaman)) {
    const Given::Piece asked = add_key(kunci, false, out);
    for (const auto& record : *officers) {
      const Given::Piece own = add_key(record.badan_usaha, false, out);
      add(record, own.size != 0 ? own : asked, ++index, out);
    }
  } else if (const auto* workers = std::get_if<std::vector<lampiran::Pekerja>>(&rekaman)) {
    const Given::Piece of_company = add_key(kunci, key_is_theirs && !workers->empty(), out);
    for (const auto& record : *workers) add(record, of_company, ++index, out);
  }
  return std::move(out.given);
}

const std::string* bytes_of(const std::vector<journal::Message>& messages, journal::Leg leg) {
  const journal::Message* message = journal::last(messages, leg);
  return message == nullptr || message->cleared ? nullptr : &message->bytes;
}

std::optional<soap::Response> response_in(const std::vector<journal::Message>& messages, journal::Leg leg,
                                          const soap::Operasi& operasi, soap::Codec& codec) {
  const std::string* bytes = bytes_of(messages, leg);
  if (bytes == nullptr) return std::nullopt;
  auto decoded = codec.decode_response(*bytes, operasi);
  if (!decoded || !std::holds_alternative<soap::Response>(*decoded)) return std::nullopt;
  return std::get<soap::Response>(std::move(*decoded));
}

}  // namespace

Given given_by(const soap::Request& outgoing, lampiran::Pihak pihak) {
  return collected(outgoing.kunci, outgoing.rekaman, pihak, true);
}

Given given_by(const soap::Request& question, const soap::Response& answer, lampiran::Pihak pihak) {
  if (told_from_register(answer)) return Collector(pihak).given;  // its values keep the day they were given
  return collected(question.kunci, answer.rekaman, pihak, false);
}

void keep_accepted(Given& given, const std::vector<lampiran::HasilRekaman>& theirs) {
  const auto accepted = [&](std::uint32_t record) {
    return record != 0 && record <= theirs.size() && theirs[record - 1].diterima;
  };
  const bool any = std::any_of(given.records.begin(), given.records.end(),
                               [&](const Given::Record& record) { return accepted(record.record); });
  std::erase_if(given.records, [&](const Given::Record& record) {
    return record.record == 0 ? !any : !accepted(record.record);
  });
}

std::optional<Given> given_in(const journal::Entry& entry, const std::vector<journal::Message>& messages,
                              soap::Codec& codec) {
  const auto pihak = lampiran::pihak_named(entry.party);
  const auto bagian = lampiran::bagian_named(entry.section);
  const soap::Operasi* operasi = bagian ? soap::find_operasi(*bagian, entry.operation) : nullptr;
  const std::string* out = bytes_of(messages, journal::Leg::out);
  if (!journal::says_something(entry) || !pihak || operasi == nullptr || out == nullptr) return std::nullopt;
  auto request = codec.decode_request(*out, soap::namespace_of(*bagian), entry.operation);
  if (!request) return std::nullopt;
  if (!operasi->writes()) {
    const auto answer = response_in(messages, journal::Leg::answer, *operasi, codec);
    if (!answer) return std::nullopt;
    return given_by(*request, *answer, lampiran::lawan(*pihak));
  }
  Given given = given_by(*request, *pihak);
  if (entry.state == journal::State::settled) return given;  // as delivered: everything
  const auto theirs = response_in(messages, journal::Leg::answer_in, *operasi, codec);
  if (!theirs) return std::nullopt;
  keep_accepted(given, theirs->hasil);
  return given;
}

}  // namespace jembatan::exchange
