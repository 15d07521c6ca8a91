#include "lampiran/judge.h"

#include <algorithm>
#include <cstdint>
#include <type_traits>

#include "lampiran/hearing.h"
#include "lampiran/isian.h"
#include "lampiran/kunci.h"
#include "lampiran/record.h"
#include "lampiran/schema_findings.h"
#include "lampiran/silang.h"

namespace jembatan::lampiran {
namespace {

/// The verdicts of one message while it is judged.
struct Session {
  Hearing hearing;
  Sheet sheet;
  std::vector<HasilRekaman> hasil;
  std::vector<bool> left_out;  ///< something was taken out of the record

  explicit Session(const Aturan& aturan, const Perkara& perkara)
      : hearing(aturan, perkara.pemberi, perkara.tanggal), sheet(hearing) {}

  /// Adds what the sheet holds to a record's verdict.
  void add(std::size_t index) {
    HasilRekaman& hasil_rekaman = hasil[index];
    if (sheet.rejected()) hasil_rekaman.diterima = false;
    if (sheet.left_out()) left_out[index] = true;
    auto found = sheet.take();
    if (hasil_rekaman.temuan.empty()) {
      hasil_rekaman.temuan = std::move(found);
    } else {
      std::move(found.begin(), found.end(), std::back_inserter(hasil_rekaman.temuan));
    }
  }
};

void judge_across(std::vector<Pekerja>& records, const std::vector<Jejak>& jejak, Session& session) {
  const auto note = [&](std::size_t index, std::string_view elemen, Kode kode) {
    session.sheet.start();
    open_row(find_row(Bagian::pekerja, elemen), session.sheet);
    session.sheet.note(kode);
    const bool withheld = session.sheet.withheld();
    session.add(index);
    return withheld;
  };
  find_duplicate_nik(jejak, [&](std::size_t index) { note(index, "nik", "C1_DUPLIKAT"_kode); });
  find_duplicate_jkn(jejak, [&](std::size_t index) {
    if (note(index, "nomorKepesertaanJkn", "C2_DUPLIKAT"_kode)) records[index].nomor_kepesertaan_jkn.reset();
  });
}

template <class Record>
void judge_all(std::vector<Record>& records, const Perkara& perkara, Session& session) {
  std::vector<Jejak> jejak;
  jejak.reserve(records.size());
  for (std::size_t i = 0; i < records.size(); ++i) {
    session.sheet.start();
    judge_record(records[i], session.sheet, perkara.di_perusahaan_lain);
    session.add(i);
    jejak.push_back(trace_of(session.sheet.facts));
  }
  if constexpr (std::is_same_v<Record, Pekerja>) judge_across(records, jejak, session);
  if (perkara.nilai_salah == nullptr) return;
  for (const NilaiSalah& nilai : *perkara.nilai_salah) {
    if (nilai.urutan == 0 || nilai.urutan > records.size()) continue;
    session.sheet.start();
    if (is_explained(nilai.elemen, session.hasil[nilai.urutan - 1], session.hearing.aturan)) continue;
    note_schema_finding(records[nilai.urutan - 1], nilai.elemen, session.sheet);
    session.add(nilai.urutan - 1);
  }
}

/// A wrong key rejects everything: none of the records can be attributed.
void judge_message_key(const KunciBadanUsaha& kunci, Session& session) {
  session.sheet.start();
  judge_kunci(kunci, "badanUsaha", session.sheet);
  const auto found = session.sheet.take();
  if (found.empty()) return;
  for (HasilRekaman& hasil : session.hasil) {
    hasil.diterima = false;
    hasil.temuan.insert(hasil.temuan.begin(), found.begin(), found.end());
  }
}

}  // namespace

Putusan judge(Rekaman& rekaman, const Aturan& aturan, const Perkara& perkara) {
  Session session(aturan, perkara);
  const std::size_t size = count(rekaman);
  session.hasil.resize(size);
  session.left_out.resize(size, false);
  for (std::size_t i = 0; i < size; ++i) session.hasil[i] = {i + 1, true, {}};

  std::visit([&](auto& records) { judge_all(records, perkara, session); }, rekaman);
  if (perkara.kunci != nullptr) judge_message_key(*perkara.kunci, session);

  Putusan putusan{std::move(session.hasil), false};
  for (std::size_t i = 0; i < size; ++i) {
    putusan.ada_ditahan |= putusan.hasil[i].diterima && session.left_out[i];
  }
  return putusan;
}

std::vector<Temuan> judge_key(const KunciBadanUsaha& kunci, const Aturan& aturan, Pihak pemberi) {
  const Hearing hearing(aturan, pemberi, {});
  Sheet sheet(hearing);
  judge_kunci(kunci, "kunci", sheet);
  return sheet.take();
}

std::vector<Temuan> judge_nik(const std::string& nik, const Aturan& aturan) {
  const Hearing hearing(aturan, Pihak::kesatu, {});
  Sheet sheet(hearing);
  const Butir& row = kButir[find_row(Bagian::pekerja, "nik")];
  sheet.open(row.butir, row.elemen, true);
  if (judge_value(row, Teks(nik), sheet) == Isian::pengganti) sheet.note(row.kosong);
  return sheet.take();
}

}  // namespace jembatan::lampiran
