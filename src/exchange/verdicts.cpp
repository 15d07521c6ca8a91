#include "exchange/verdicts.h"

#include <algorithm>
#include <utility>

namespace jembatan::exchange {

namespace {

using lampiran::HasilRekaman;
using lampiran::NilaiSalah;
using lampiran::Temuan;

std::vector<NilaiSalah> as_nilai_salah(const std::vector<xml::Violation>& violations) {
  std::vector<NilaiSalah> result;
  result.reserve(violations.size());
  for (const xml::Violation& violation : violations) result.push_back({violation.urutan, violation.elemen});
  return result;
}

void keep_accepted(lampiran::Rekaman& rekaman, const std::vector<HasilRekaman>& hasil) {
  std::visit(
      [&hasil](auto& records) {
        std::size_t kept = 0;
        for (std::size_t i = 0; i < records.size(); ++i) {
          if (!hasil[i].diterima) continue;
          if (kept != i) records[kept] = std::move(records[i]);
          ++kept;
        }
        records.resize(kept);
      },
      rekaman);
}

bool has_records(const soap::Operasi& operasi) {
  return operasi.jenis == soap::Jenis::ambil || operasi.jenis == soap::Jenis::daftar;
}

}  // namespace

bool has_kesalahan(const std::vector<Temuan>& temuan) {
  return std::any_of(temuan.begin(), temuan.end(),
                     [](const Temuan& one) { return one.tingkat == lampiran::Tingkat::kesalahan; });
}

unsigned rejected(const std::vector<HasilRekaman>& hasil) {
  return static_cast<unsigned>(
      std::count_if(hasil.begin(), hasil.end(), [](const HasilRekaman& one) { return !one.diterima; }));
}

Judged judge_request(soap::Request request, const std::vector<xml::Violation>& violations,
                     const lampiran::Aturan& aturan, lampiran::Pihak pemberi, base::Date day,
                     std::function<bool(std::string_view nik)> elsewhere) {
  const std::vector<NilaiSalah> nilai_salah = as_nilai_salah(violations);
  lampiran::Perkara perkara;
  perkara.di_perusahaan_lain = std::move(elsewhere);
  perkara.pemberi = pemberi;
  perkara.tanggal = day;
  perkara.kunci = request.kunci ? &*request.kunci : nullptr;
  perkara.nilai_salah = &nilai_salah;

  lampiran::Putusan putusan = lampiran::judge(request.rekaman, aturan, perkara);
  keep_accepted(request.rekaman, putusan.hasil);
  const std::size_t accepted = lampiran::count(request.rekaman);
  if (request.jumlah_data) request.jumlah_data = accepted;
  return {std::move(putusan.hasil), std::move(request), accepted};
}

std::vector<Temuan> judge_question(const soap::Request& request,
                                   const std::vector<xml::Violation>& violations,
                                   const lampiran::Aturan& aturan, lampiran::Pihak pemberi) {
  std::vector<Temuan> temuan;
  if (request.kunci) {
    temuan = lampiran::judge_key(*request.kunci, aturan, pemberi);
    if (!violations.empty() && !has_kesalahan(temuan)) {
      temuan.push_back({"K", violations.front().elemen, "G_TEKS_PANJANG", lampiran::Tingkat::kesalahan,
                        "Teks terlalu panjang.", "Text too long."});
    }
  }
  if (request.nik) {
    for (Temuan& one : lampiran::judge_nik(*request.nik, aturan)) temuan.push_back(std::move(one));
  }
  return temuan;
}

void judge_answer(soap::Response& response, const std::vector<xml::Violation>& violations,
                  const lampiran::Aturan& aturan, lampiran::Pihak pemberi, base::Date day) {
  if (!has_records(*response.operasi)) return;
  const std::vector<NilaiSalah> nilai_salah = as_nilai_salah(violations);
  lampiran::Perkara perkara;
  perkara.pemberi = pemberi;
  perkara.tanggal = day;
  perkara.nilai_salah = &nilai_salah;

  lampiran::Rekaman copy = response.rekaman;
  const lampiran::Putusan putusan = lampiran::judge(copy, aturan, perkara);
  for (const HasilRekaman& hasil : putusan.hasil) {
    response.temuan.insert(response.temuan.end(), hasil.temuan.begin(), hasil.temuan.end());
  }
  for (const NilaiSalah& nilai : nilai_salah) lampiran::leave_out(response.rekaman, nilai);
}

std::vector<HasilRekaman> merge(std::vector<HasilRekaman> ours, const std::vector<HasilRekaman>& theirs) {
  std::size_t next = 0;
  for (HasilRekaman& record : ours) {
    if (!record.diterima) continue;
    if (next == theirs.size()) break;
    const HasilRekaman& verdict = theirs[next++];
    record.diterima = verdict.diterima;
    for (const Temuan& one : verdict.temuan) {
      const bool known = std::any_of(record.temuan.begin(), record.temuan.end(), [&one](const Temuan& mine) {
        return mine.kode == one.kode && mine.elemen == one.elemen;
      });
      if (!known) record.temuan.push_back(one);
    }
  }
  return ours;
}

}  // namespace jembatan::exchange
