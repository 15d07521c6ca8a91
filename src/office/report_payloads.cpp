#include "office/report_payloads.h"

#include <algorithm>
#include <variant>

#include "exchange/recognise.h"
#include "lampiran/isian.h"
#include "lampiran/record.h"
#include "lampiran/temuan_table.h"

namespace jembatan::office {

namespace {

using lampiran::bit;
using lampiran::kButir;

bool says_something(const lampiran::Butir& row, const std::string& text) {
  std::string scratch;
  const base::Normalised normal = base::normalise(text, scratch);
  return normal.legal && !lampiran::means_absent(normal.text, row.nol_bernilai);
}
bool filled(const lampiran::Butir& row, const lampiran::Teks& value) {
  return value && says_something(row, *value);
}
bool filled(const lampiran::Butir& row, const std::vector<lampiran::Kbli>& values) {
  return std::any_of(values.begin(), values.end(),
                     [&](const lampiran::Kbli& one) { return says_something(row, one.kode); });
}
bool filled(const lampiran::Butir& row, const std::optional<lampiran::Koordinat>& value) {
  return value && filled(row, value->lintang) && filled(row, value->bujur);
}
bool filled(const lampiran::Butir& row, const std::vector<lampiran::FieldLain>& values) {
  return std::any_of(values.begin(), values.end(),
                     [&](const lampiran::FieldLain& one) { return says_something(row, one.nilai); });
}

std::string other(const std::string& party) {
  return party == "kesatu" ? "kedua" : "kesatu";
}

bool withholds(const lampiran::Temuan& temuan) {
  const auto kode = lampiran::find_kode(temuan.kode);
  if (!kode || temuan.tingkat == lampiran::Tingkat::kesalahan) return false;
  const lampiran::JenisTemuan& kind = lampiran::jenis(*kode);
  return kind.tingkat == lampiran::TingkatAturan::kesalahan_bila_wajib ||
         kind.sifat == lampiran::Sifat::ditahan;
}

/// Rows that share an item (nib and tdp) count as one: its first.
void count_rows(Filled& into, lampiran::Bagian bagian, std::uint32_t rows) {
  ++into.records[static_cast<std::size_t>(bagian)];
  for (std::size_t row = 0; row < kButir.size(); ++row) {
    const std::uint32_t shared = lampiran::rows_sharing(row);
    const bool first = (shared & (bit(row) - 1)) == 0;
    if (first && kButir[row].bagian == bagian && (rows & shared) != 0) ++into.filled[row];
  }
}

}  // namespace

std::uint32_t filled_rows(const lampiran::Rekaman& rekaman, std::size_t index) {
  std::uint32_t rows = 0;
  std::visit(
      [&](const auto& records) {
        for (std::size_t row = 0; row < kButir.size(); ++row) {
          if (kButir[row].bagian != lampiran::bagian_of(rekaman)) continue;
          lampiran::with_value(records[index], kButir[row], [&](const auto& value) {
            if (filled(kButir[row], value)) rows |= bit(row);
          });
        }
      },
      rekaman);
  return rows;
}

std::uint32_t withheld_rows(lampiran::Bagian bagian, const std::vector<lampiran::Temuan>& temuan) {
  std::uint32_t rows = 0;
  for (const lampiran::Temuan& one : temuan) {
    const std::size_t row = lampiran::find_row(bagian, one.elemen);
    // A list (KBLI codes, section D) loses its entry, not all of them.
    const bool whole = row < kButir.size() && one.elemen != "kbli" && one.elemen != "fieldLain";
    if (whole && withholds(one)) rows |= bit(row);
  }
  return rows;
}

void ReportPayloads::read(const journal::Entry& entry, const std::vector<journal::Message>& messages) {
  if (entry.replay_of != 0 || entry.outcome == "ULANGAN") return;
  const soap::Operasi* operasi = exchange::operasi_of(entry);
  const journal::Message* answer = journal::last(messages, journal::Leg::answer);
  if (operasi == nullptr || answer == nullptr) return;
  if (answer->cleared) {
    ++report_.cleared_messages;
    return;
  }
  read_answer(entry, *operasi, answer->bytes, journal::last(messages, journal::Leg::in));
}

void ReportPayloads::read_answer(const journal::Entry& entry, const soap::Operasi& operasi,
                                 const std::string& bytes, const journal::Message* request) {
  const auto decoded = codec_.decode_response(bytes, operasi);
  if (!decoded) return;
  ++report_.read_messages;
  if (const auto* fault = std::get_if<soap::Fault>(&*decoded)) {
    return count_findings(fault->temuan, entry.party);
  }
  const auto& response = std::get<soap::Response>(*decoded);
  if (operasi.writes()) {
    for (const lampiran::HasilRekaman& hasil : response.hasil) count_findings(hasil.temuan, entry.party);
    if (request != nullptr && !request->cleared)
      count_written(entry, operasi, request->bytes, response.hasil);
    return;
  }
  if (operasi.jenis != soap::Jenis::ambil && operasi.jenis != soap::Jenis::daftar) return;
  const std::string giver = other(entry.party);
  count_findings(response.temuan, giver);
  for (std::size_t i = 0; i < lampiran::count(response.rekaman); ++i) {
    count_rows(report_.filled[{giver, month_of(entry.received_at)}], operasi.bagian,
               filled_rows(response.rekaman, i));
  }
}

void ReportPayloads::count_findings(const std::vector<lampiran::Temuan>& temuan, const std::string& giver) {
  for (const lampiran::Temuan& one : temuan) {
    Findings& counted = report_.findings[{one.kode, one.butir, giver}];
    ++(one.tingkat == lampiran::Tingkat::kesalahan ? counted.kesalahan : counted.peringatan);
  }
}

void ReportPayloads::count_written(const journal::Entry& entry, const soap::Operasi& operasi,
                                   const std::string& bytes,
                                   const std::vector<lampiran::HasilRekaman>& hasil) {
  const auto request = codec_.decode_request(bytes, soap::namespace_of(operasi.bagian), operasi.nama);
  if (!request) return;
  const std::size_t given = lampiran::count(request->rekaman);
  for (const lampiran::HasilRekaman& one : hasil) {
    if (!one.diterima || one.urutan == 0 || one.urutan > given) continue;
    const std::uint32_t rows =
        filled_rows(request->rekaman, one.urutan - 1) & ~withheld_rows(operasi.bagian, one.temuan);
    count_rows(report_.filled[{entry.party, month_of(entry.received_at)}], operasi.bagian, rows);
  }
}

}  // namespace jembatan::office
