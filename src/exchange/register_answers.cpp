#include "exchange/register_answers.h"

#include <optional>
#include <string>
#include <type_traits>
#include <utility>
#include <vector>

#include "exchange/faults.h"
#include "exchange/page_mark.h"
#include "exchange/register_age.h"
#include "exchange/register_companies.h"
#include "exchange/register_potensi.h"
#include "exchange/register_records.h"
#include "lampiran/pengenal.h"
#include "lampiran/waktu.h"

namespace jembatan::exchange {

namespace {

using journal::RegisterKind;
using journal::RegisterRow;
using lampiran::Bagian;
using soap::Request;
using soap::Response;

constexpr unsigned records_unless_told = 100;

std::string named(lampiran::Pihak pihak) {
  return pihak == lampiran::Pihak::kesatu ? "Pihak Kesatu" : "Pihak Kedua";
}

lampiran::Temuan unknown(lampiran::Pihak pihak, std::string_view elemen) {
  return register_finding(kode_tidak_diketahui, elemen,
                          named(pihak) +
                              " belum memberikan data ini melalui gateway, yang menjawab dari registernya; "
                              "ini tidak berarti bahwa datanya tidak ada.",
                          named(pihak) +
                              " has not given this through the gateway, which answers from its register; "
                              "that does not mean that it does not exist.");
}

FromRegister refused(lampiran::Temuan temuan, soap::Kode kode = soap::Kode::pihak_lawan_menolak) {
  soap::Fault fault = make_fault(kode);
  temuan.tingkat = lampiran::Tingkat::kesalahan;
  fault.temuan.push_back(std::move(temuan));
  return {std::move(fault), false};
}

FromRegister ambiguous() {
  return refused(register_finding(kode_kunci_mendua, "kunci",
                                  "Beberapa badan usaha memakai pengenal ini; tanyakan dengan NPWP.",
                                  "Several companies bear this identifier; ask by the NPWP."));
}

class Clerk {
 public:
  Clerk(journal::SqliteStore& store, lampiran::Pihak pihak, const Request& question)
      : store_(store),
        pihak_(pihak),
        party_(static_cast<journal::RegisterParty>(pihak)),
        question_(question),
        reader_(store),
        pages_(store, party_),
        records_(store, party_),
        age_(store, pihak) {
    response_.operasi = question.operasi;
    response_.nomor_pertukaran =
        1;  // the contract wants one; the gateway puts the exchange's own in its place
  }

  [[nodiscard]] FromRegister answer() {
    const bool workers = question_.operasi->bagian == Bagian::pekerja;
    switch (question_.operasi->jenis) {
      case soap::Jenis::ambil:
        return workers ? ambil_pekerja() : ambil_of_company();
      case soap::Jenis::daftar:
        return workers ? daftar_pekerja() : daftar_badan_usaha();
      case soap::Jenis::pendaftaran:
        return pendaftaran();
      default:
        return potensi();
    }
  }

 private:
  [[nodiscard]] AskedCompany company() const {
    return asked_company(store_, party_, question_.kunci.value_or(lampiran::KunciBadanUsaha{}));
  }

  /// What is asked for in the annex's words.
  [[nodiscard]] std::string_view elemen() const {
    constexpr std::string_view elements[] = {"badanUsaha", "pimpinan", "pekerja"};
    return elements[static_cast<std::size_t>(question_.operasi->bagian)];
  }

  FromRegister nothing_known() {
    response_.temuan.push_back(unknown(pihak_, elemen()));
    return {std::move(response_), false};
  }

  /// `cleared` records are in the register, but their values are in the journal no more.
  template <class Record>
  FromRegister give(std::vector<Record> records, std::size_t cleared) {
    for (lampiran::Temuan& one : age_.findings(elemen())) response_.temuan.push_back(std::move(one));
    if (cleared != 0) {
      const std::string count = std::to_string(cleared);
      response_.temuan.push_back(register_finding(
          kode_nilai_dihapus, elemen(), count + " rekaman tidak dijawab: nilainya telah dihapus dari jurnal.",
          count + " records are not answered: their values have been cleared from the journal."));
    }
    response_.rekaman = std::move(records);
    return {std::move(response_), true};
  }
  template <class Record>
  FromRegister give_one(const RegisterRow& row, std::optional<Record> record) {
    if (!record) return give(std::vector<Record>{}, 1);
    age_.add(row);
    return give(std::vector<Record>{std::move(*record)}, 0);
  }

  FromRegister ambil_pekerja() {
    std::optional<RegisterRow> newest;
    for (const RegisterRow& row : reader_.worker(lampiran::kunci_of_nik(question_.nik.value_or("")))) {
      if (row.key.party != party_) continue;
      if (!newest || supersedes(row.newest(), newest->newest())) newest = row;
    }
    return newest ? give_one(*newest, records_.pekerja(*newest)) : nothing_known();
  }

  FromRegister ambil_of_company() {
    const AskedCompany asked = company();
    if (asked.ambiguous) return ambiguous();
    if (question_.operasi->bagian == Bagian::badan_usaha) {
      if (asked.keys.empty()) return nothing_known();
      const auto row = records_.row_for(asked.anchor);
      return row ? give_one(*row, records_.badan_usaha(*row)) : nothing_known();
    }
    std::optional<RegisterRow> newest;
    for (const std::int64_t key : asked.keys) {
      const auto row = reader_.find({key, RegisterKind::pimpinan, 0, party_});
      if (row && (!newest || supersedes(row->newest(), newest->newest()))) newest = row;
    }
    return newest ? give_one(*newest, records_.pimpinan(*newest)) : nothing_known();
  }

  /// Where the list goes on; a Fault where the mark is not ours.
  [[nodiscard]] std::optional<FromRegister> read_mark(const std::string& question,
                                                      std::optional<PageMark>& mark) const {
    if (!question_.lanjutan) return std::nullopt;
    mark = page_mark(*question_.lanjutan, question, reader_);
    if (mark) return std::nullopt;
    return refused(
        register_finding(
            kode_lanjutan, "lanjutan",
            "lanjutan tidak berasal dari jawaban atas pertanyaan yang sama; mulai lagi tanpa lanjutan.",
            "lanjutan is not from an answer to the same question; begin again without it."),
        soap::Kode::pesan_tidak_sah);
  }

  FromRegister daftar_badan_usaha() {
    std::optional<base::WallTime> sejak;
    if (question_.sejak && !(sejak = lampiran::parse_date_time(*question_.sejak))) {
      return refused(register_finding(kode_sejak, "sejak",
                                      "sejak bukan waktu yang sah; tulis seperti 2026-08-15T00:00:00+07:00.",
                                      "sejak is not a valid time; write it like 2026-08-15T00:00:00+07:00."),
                     soap::Kode::pesan_tidak_sah);
    }
    const std::string question = "badan-usaha " + std::string(lampiran::name(pihak_)) + " " +
                                 (sejak ? base::iso8601(*sejak) : std::string());
    std::optional<PageMark> mark;
    if (auto wrong = read_mark(question, mark)) return std::move(*wrong);
    const auto after = mark ? std::optional(mark->company) : std::nullopt;
    const unsigned batas = question_.batas.value_or(records_unless_told);
    const auto page = sejak ? pages_.companies_since(*sejak, after, batas) : pages_.companies(after, batas);
    if (page.go_on) response_.lanjutan = told({*page.go_on, 0}, question, reader_);

    std::vector<RegisterRow> rows;
    for (const std::int64_t one : page.found) {
      if (auto row = records_.row_for(one)) rows.push_back(*row);
    }
    return give_rows(rows, [this](const RegisterRow& row) { return records_.badan_usaha(row); });
  }

  FromRegister daftar_pekerja() {
    const AskedCompany asked = company();
    if (asked.ambiguous) return ambiguous();
    std::string question = "pekerja " + std::string(lampiran::name(pihak_));
    for (const lampiran::Pengenal& one :
         lampiran::pengenal_of(question_.kunci.value_or(lampiran::KunciBadanUsaha{}))) {
      question += " " + std::string(lampiran::name(one.jenis)) + ":" + one.nilai;
    }
    std::optional<PageMark> mark;
    if (auto wrong = read_mark(question, mark)) return std::move(*wrong);
    if (asked.keys.empty()) return nothing_known();

    const unsigned batas = question_.batas.value_or(records_unless_told);
    std::vector<RegisterRow> rows = workers_after(asked.keys, mark, batas + 1);
    if (rows.size() > batas) {
      rows.pop_back();
      response_.lanjutan = told({rows.back().key.company, rows.back().key.subject}, question, reader_);
    }
    std::erase_if(rows, [&](const RegisterRow& row) { return listed_before(asked.keys, row); });
    return give_rows(rows, [this](const RegisterRow& row) { return records_.pekerja(row); });
  }

  [[nodiscard]] std::vector<RegisterRow> workers_after(const std::vector<std::int64_t>& keys,
                                                       const std::optional<PageMark>& mark,
                                                       std::size_t limit) const {
    std::vector<RegisterRow> rows;
    for (const std::int64_t key : keys) {
      if (mark && key < mark->company) continue;
      const auto after = mark && key == mark->company ? std::optional(mark->subject) : std::nullopt;
      for (RegisterRow& row : pages_.workers(key, after, limit - rows.size())) rows.push_back(row);
      if (rows.size() == limit) break;
    }
    return rows;
  }

  /// Under another key of the same company.
  [[nodiscard]] bool listed_before(const std::vector<std::int64_t>& keys, const RegisterRow& row) const {
    for (const std::int64_t key : keys) {
      if (key == row.key.company) return false;
      if (reader_.find({key, RegisterKind::pekerja, row.key.subject, party_})) return true;
    }
    return false;
  }

  template <class Make>
  FromRegister give_rows(const std::vector<RegisterRow>& rows, const Make& make) {
    records_.prepare(rows);
    std::vector<typename std::invoke_result_t<Make, const RegisterRow&>::value_type> records;
    for (const RegisterRow& row : rows) {
      auto record = make(row);
      if (!record) continue;
      age_.add(row);
      records.push_back(std::move(*record));
    }
    const std::size_t cleared = rows.size() - records.size();
    return give(std::move(records), cleared);
  }

  /// That the party has given the company or workers of it tells that it knows it. That it has not tells
  /// nothing.
  FromRegister pendaftaran() {
    const AskedCompany asked = company();
    if (asked.ambiguous) return ambiguous();
    if (asked.keys.empty()) return refused(unknown(pihak_, "kunci"));
    response_.status_pendaftaran = "TERDAFTAR";
    const auto row = reader_.find({asked.anchor, RegisterKind::badan_usaha, 0, party_});
    constexpr std::size_t count = journal::company_field::jumlah_pekerja;
    if (row && row->has(count)) response_.jumlah_pekerja = std::to_string(row->number[count]);
    return {std::move(response_), true};
  }

  FromRegister potensi() {
    const AskedCompany asked = company();
    if (asked.ambiguous) return ambiguous();
    const Potensi counted =
        asked.keys.empty()
            ? Potensi{}
            : potensi_from_register(store_, question_.kunci.value_or(lampiran::KunciBadanUsaha{}));
    if (counted.workers == 0) return refused(unknown(pihak_, "badanUsaha"));
    response_.jumlah_pekerja = std::to_string(counted.workers);
    response_.jumlah_peserta_jkn = std::to_string(counted.members);
    response_.jumlah_potensi = std::to_string(counted.workers - counted.members);
    return {std::move(response_), true};
  }

  journal::SqliteStore& store_;
  const lampiran::Pihak pihak_;
  const journal::RegisterParty party_;
  const Request& question_;
  journal::RegisterReader reader_;
  journal::RegisterPages pages_;
  RegisterRecords records_;
  RegisterAge age_;
  Response response_;
};

}  // namespace

FromRegister answer_from_register(journal::SqliteStore& store, lampiran::Pihak pihak,
                                  const Request& question) {
  return Clerk(store, pihak, question).answer();
}

}  // namespace jembatan::exchange
