#include "exchange/register_values.h"

#include <deque>
#include <map>
#include <set>
#include <utility>

#include "soap/codec.h"

namespace jembatan::exchange {

namespace {

namespace company = journal::company_field;
namespace officer = journal::officer_field;
namespace worker = journal::worker_field;

constexpr std::size_t kept_messages = 16;

struct Said {
  std::uint64_t number = 0;
  std::optional<lampiran::KunciBadanUsaha> kunci;
  std::optional<lampiran::Rekaman> rekaman;  ///< nothing where the message has been cleared
};

/// An exchange and a record of it.
using Place = std::pair<std::uint64_t, std::uint32_t>;

std::optional<RegisterValue> record_of(const lampiran::Rekaman& rekaman, std::uint32_t record) {
  return std::visit(
      [record](const auto& records) -> std::optional<RegisterValue> {
        if (record > records.size()) return std::nullopt;
        return records[record - 1];
      },
      rekaman);
}

/// Copies a field from where it stands, if it was given and is still there.
template <class Record, class Copy>
void fill(RegisterValues& values, const journal::RegisterRow& row, std::size_t field, const Copy& copy) {
  if (!row.has(field)) return;
  const auto value = values.at(row.source_of(field));
  if (!value) return;
  if (const auto* record = std::get_if<Record>(&*value)) copy(*record);
}

}  // namespace

struct RegisterValues::Inside {
  explicit Inside(journal::Store& journal) : store(journal) {}

  journal::Store& store;
  soap::Codec codec;
  std::deque<Said> recent;
  std::map<Place, std::optional<RegisterValue>> prepared;

  [[nodiscard]] Said read(std::uint64_t number) {
    Said said{number, {}, {}};
    const auto entry = store.find(number);
    const auto bagian = entry ? lampiran::bagian_named(entry->section) : std::nullopt;
    const soap::Operasi* operasi = bagian ? soap::find_operasi(*bagian, entry->operation) : nullptr;
    if (operasi == nullptr) return said;
    const auto messages = store.messages(number);
    const auto leg = operasi->writes() ? journal::Leg::out : journal::Leg::answer;
    const journal::Message* message = journal::last(messages, leg);
    if (message == nullptr || message->cleared) return said;
    if (operasi->writes()) {
      auto request = codec.decode_request(message->bytes, soap::namespace_of(operasi->bagian), operasi->nama);
      if (!request) return said;
      said.kunci = std::move(request->kunci);
      said.rekaman = std::move(request->rekaman);
      return said;
    }
    if (const journal::Message* asked = journal::last(messages, journal::Leg::out);
        asked != nullptr && !asked->cleared) {
      auto question = codec.decode_request(asked->bytes, soap::namespace_of(operasi->bagian), operasi->nama);
      if (question) said.kunci = std::move(question->kunci);
    }
    auto decoded = codec.decode_response(message->bytes, *operasi);
    if (!decoded || !std::holds_alternative<soap::Response>(*decoded)) return said;
    said.rekaman = std::move(std::get<soap::Response>(*decoded).rekaman);
    return said;
  }

  [[nodiscard]] const Said& said_in(std::uint64_t number) {
    for (const Said& one : recent) {
      if (one.number == number) return one;
    }
    if (recent.size() == kept_messages) recent.pop_back();
    recent.push_front(read(number));
    return recent.front();
  }
};

RegisterValues::RegisterValues(journal::Store& store) : inside_(std::make_unique<Inside>(store)) {}
RegisterValues::~RegisterValues() = default;

void RegisterValues::prepare(const std::vector<journal::RegisterRow>& rows) {
  inside_->prepared.clear();
  std::set<Place> places;
  for (const journal::RegisterRow& row : rows) {
    for (std::uint8_t i = 0; i < row.source_count; ++i) {
      places.emplace(row.sources[i].number, row.sources[i].record);
    }
  }
  std::map<Place, std::optional<RegisterValue>> prepared;
  for (const auto& [number, record] : places) {
    prepared.emplace(Place{number, record}, at({number, number, record}));
  }
  inside_->prepared = std::move(prepared);
}

std::optional<RegisterValue> RegisterValues::at(const journal::RegisterSource& source) {
  const auto known = inside_->prepared.find({source.number, source.record});
  if (known != inside_->prepared.end()) return known->second;
  const Said& said = inside_->said_in(source.number);
  if (source.record != 0) {
    return said.rekaman ? record_of(*said.rekaman, source.record) : std::nullopt;
  }
  return said.kunci ? std::optional<RegisterValue>(*said.kunci) : std::nullopt;
}

lampiran::Pekerja RegisterValues::pekerja(const journal::RegisterRow& row) {
  using lampiran::Pekerja;
  Pekerja all;
  constexpr std::pair<std::size_t, lampiran::Teks Pekerja::*> members[] = {
      {worker::nomor_kepesertaan_jkn, &Pekerja::nomor_kepesertaan_jkn},
      {worker::nama, &Pekerja::nama},
      {worker::tanggal_lahir, &Pekerja::tanggal_lahir},
      {worker::alamat, &Pekerja::alamat},
      {worker::nomor_hp, &Pekerja::nomor_hp},
      {worker::jabatan, &Pekerja::jabatan},
      {worker::tmt_kepesertaan_jkn, &Pekerja::tmt_kepesertaan_jkn},
      {worker::status_pegawai, &Pekerja::status_pegawai},
      {worker::jumlah_anggota_keluarga, &Pekerja::jumlah_anggota_keluarga},
      {worker::status_kepesertaan, &Pekerja::status_kepesertaan},
      {worker::wilayah, &Pekerja::nik},
  };
  for (const auto& [field, member] : members) {
    fill<Pekerja>(*this, row, field, [&all, member](const Pekerja& record) { all.*member = record.*member; });
  }
  fill<Pekerja>(*this, row, worker::field_lain,
                [&all](const Pekerja& record) { all.field_lain = record.field_lain; });
  return all;
}

lampiran::BadanUsaha RegisterValues::badan_usaha(const journal::RegisterRow& row) {
  using lampiran::BadanUsaha;
  using lampiran::KunciBadanUsaha;
  using lampiran::Teks;
  BadanUsaha all;
  constexpr std::pair<std::size_t, Teks BadanUsaha::*> members[] = {
      {company::npwp, &BadanUsaha::npwp},
      {company::nib, &BadanUsaha::nib},
      {company::tdp, &BadanUsaha::tdp},
      {company::nama, &BadanUsaha::nama},
      {company::alamat, &BadanUsaha::alamat},
      {company::nomor_telepon, &BadanUsaha::nomor_telepon},
      {company::nomor_telepon_pengelola, &BadanUsaha::nomor_telepon_pengelola},
      {company::email, &BadanUsaha::email},
      {company::jumlah_pekerja, &BadanUsaha::jumlah_pekerja},
  };
  for (const auto& [field, member] : members) {
    fill<BadanUsaha>(*this, row, field,
                     [&all, member](const BadanUsaha& record) { all.*member = record.*member; });
  }
  constexpr std::pair<std::size_t, std::pair<Teks BadanUsaha::*, Teks KunciBadanUsaha::*>> keys[] = {
      {company::npwp, {&BadanUsaha::npwp, &KunciBadanUsaha::npwp}},
      {company::nib, {&BadanUsaha::nib, &KunciBadanUsaha::nib}},
      {company::tdp, {&BadanUsaha::tdp, &KunciBadanUsaha::tdp}},
  };
  for (const auto& [field, member] : keys) {
    fill<KunciBadanUsaha>(*this, row, field, [&all, m = member](const KunciBadanUsaha& record) {
      all.*(m.first) = record.*(m.second);
    });
  }
  fill<BadanUsaha>(*this, row, company::kbli, [&all](const BadanUsaha& record) { all.kbli = record.kbli; });
  fill<BadanUsaha>(*this, row, company::koordinat,
                   [&all](const BadanUsaha& record) { all.koordinat = record.koordinat; });
  fill<BadanUsaha>(*this, row, company::field_lain,
                   [&all](const BadanUsaha& record) { all.field_lain = record.field_lain; });
  return all;
}

lampiran::Pimpinan RegisterValues::pimpinan(const journal::RegisterRow& row) {
  using lampiran::Pimpinan;
  Pimpinan all;
  constexpr std::pair<std::size_t, lampiran::Teks Pimpinan::*> members[] = {
      {officer::nama_pengurus, &Pimpinan::nama_pengurus},
      {officer::alamat_pengurus, &Pimpinan::alamat_pengurus},
      {officer::nama_pemilik, &Pimpinan::nama_pemilik},
      {officer::alamat_pemilik, &Pimpinan::alamat_pemilik},
  };
  for (const auto& [field, member] : members) {
    fill<Pimpinan>(*this, row, field,
                   [&all, member](const Pimpinan& record) { all.*member = record.*member; });
  }
  fill<Pimpinan>(*this, row, officer::field_lain,
                 [&all](const Pimpinan& record) { all.field_lain = record.field_lain; });
  return all;
}

}  // namespace jembatan::exchange
