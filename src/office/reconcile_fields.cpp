#include "office/reconcile_fields.h"

#include <array>
#include <bit>

namespace jembatan::office {

namespace {

using journal::RegisterKind;
using lampiran::BadanUsaha;
using lampiran::Pekerja;
using lampiran::Pihak;
using lampiran::Teks;
namespace company = journal::company_field;
namespace worker = journal::worker_field;

enum class Owner : std::uint8_t { kesatu, kedua, latest };

struct Field {
  std::string_view name;
  Owner owner = Owner::latest;
};

constexpr std::array<Field, 15> company_names{{{"nama"},
                                               {"kbli"},
                                               {"alamat"},
                                               {"nomorTelepon"},
                                               {"nomorTeleponPengelola"},
                                               {"email"},
                                               {"koordinat"},
                                               {"fieldLain"},
                                               {"npwp"},
                                               {"nib"},
                                               {"tdp"},
                                               {"kodeBadanUsaha"},
                                               {"npwpInduk"},
                                               {"jumlahPekerja", Owner::kesatu},
                                               {"divisi"}}};
constexpr std::array<Field, 12> worker_names{{{"nomorKepesertaanJkn", Owner::kedua},
                                              {"nama"},
                                              {"tanggalLahir"},
                                              {"alamat"},
                                              {"nomorHp"},
                                              {"jabatan", Owner::kesatu},
                                              {"tmtKepesertaanJkn", Owner::kedua},
                                              {"statusPegawai", Owner::kesatu},
                                              {"jumlahAnggotaKeluarga", Owner::kedua},
                                              {"statusKepesertaan", Owner::kedua},
                                              {"wilayah"},
                                              {"fieldLain"}}};

const Field& field_of(RegisterKind kind, std::size_t field) {
  return kind == RegisterKind::badan_usaha ? company_names.at(field) : worker_names.at(field);
}

std::string joined(const std::vector<lampiran::FieldLain>& fields) {
  std::string all;
  for (const auto& one : fields) all += (all.empty() ? "" : "; ") + one.nama + "=" + one.nilai;
  return all;
}

std::string joined(const std::vector<lampiran::Kbli>& codes) {
  std::string all;
  for (const auto& one : codes) all += (all.empty() ? "" : " ") + one.kode;
  return all;
}

}  // namespace

std::string_view field_name(RegisterKind kind, std::size_t field) {
  return field_of(kind, field).name;
}

std::vector<std::size_t> fields_in(std::uint32_t mask) {
  std::vector<std::size_t> fields;
  for (; mask != 0; mask &= mask - 1) fields.push_back(static_cast<std::size_t>(std::countr_zero(mask)));
  return fields;
}

std::string field_names(RegisterKind kind, std::uint32_t fields) {
  std::string names;
  for (const std::size_t field : fields_in(fields)) {
    names += (names.empty() ? "" : ", ") + std::string(field_name(kind, field));
  }
  return names;
}

Pihak giver_of(RegisterKind kind, std::size_t field, const Pair& pair) {
  const Owner owner = field_of(kind, field).owner;
  if (owner == Owner::kesatu) return Pihak::kesatu;
  if (owner == Owner::kedua) return Pihak::kedua;
  return journal::supersedes(pair.kesatu->source_of(field), pair.kedua->source_of(field)) ? Pihak::kesatu
                                                                                          : Pihak::kedua;
}

std::string field_text(const BadanUsaha& record, std::size_t field) {
  if (field == company::kbli) return joined(record.kbli);
  if (field == company::field_lain) return joined(record.field_lain);
  if (field == company::koordinat) {
    return record.koordinat
               ? record.koordinat->lintang.value_or("") + " " + record.koordinat->bujur.value_or("")
               : "";
  }
  constexpr std::array<Teks BadanUsaha::*, 14> members{&BadanUsaha::nama,
                                                       nullptr,
                                                       &BadanUsaha::alamat,
                                                       &BadanUsaha::nomor_telepon,
                                                       &BadanUsaha::nomor_telepon_pengelola,
                                                       &BadanUsaha::email,
                                                       nullptr,
                                                       nullptr,
                                                       &BadanUsaha::npwp,
                                                       &BadanUsaha::nib,
                                                       &BadanUsaha::tdp,
                                                       nullptr,
                                                       nullptr,
                                                       &BadanUsaha::jumlah_pekerja};
  const auto member = members.at(field);
  return member == nullptr ? "" : (record.*member).value_or("");
}

std::string field_text(const Pekerja& record, std::size_t field) {
  if (field == worker::field_lain) return joined(record.field_lain);
  constexpr std::array<Teks Pekerja::*, 11> members{&Pekerja::nomor_kepesertaan_jkn,
                                                    &Pekerja::nama,
                                                    &Pekerja::tanggal_lahir,
                                                    &Pekerja::alamat,
                                                    &Pekerja::nomor_hp,
                                                    &Pekerja::jabatan,
                                                    &Pekerja::tmt_kepesertaan_jkn,
                                                    &Pekerja::status_pegawai,
                                                    &Pekerja::jumlah_anggota_keluarga,
                                                    &Pekerja::status_kepesertaan,
                                                    &Pekerja::nik};
  return (record.*members.at(field)).value_or("");
}

}  // namespace jembatan::office
