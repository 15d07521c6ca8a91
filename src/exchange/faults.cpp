#include "exchange/faults.h"

#include <algorithm>
#include <string_view>

namespace jembatan::exchange {

namespace {

struct Words {
  std::string_view id, en;
};

Words words(soap::Kode kode) {
  using soap::Kode;
  switch (kode) {
    case Kode::pesan_tidak_sah:
      return {"Pesan tidak sah.", "The message is not valid."};
    case Kode::operasi_tidak_dikenal:
      return {"Operasi tidak dikenal.", "The operation is unknown."};
    case Kode::pihak_tidak_dikenal:
      return {"Pihak pemanggil tidak dikenal.", "The calling party is unknown."};
    case Kode::operasi_tidak_diizinkan:
      return {"Operasi tidak diizinkan bagi pihak pemanggil.",
              "The calling party may not use this operation."};
    case Kode::id_pesan_dipakai_ulang:
      return {"idPesan sudah dipakai untuk isi yang berbeda; pakai idPesan baru.",
              "The idPesan has been used for different content; use a new idPesan."};
    case Kode::jumlah_tidak_cocok:
      return {"jumlahData berbeda dengan jumlah rekaman dalam pesan.",
              "jumlahData differs from the number of records in the message."};
    case Kode::batas_terlampaui:
      return {"Batas pesan terlampaui.", "The message exceeds a limit."};
    case Kode::perjanjian_tidak_berlaku:
      return {"Perjanjian Kerja Sama tidak berlaku pada hari ini (Pasal 8).",
              "The cooperation agreement is not in force today (Pasal 8)."};
    case Kode::pertukaran_dihentikan:
      return {"Pertukaran data sedang dihentikan.", "The exchange of data is suspended."};
    case Kode::pihak_lawan_tidak_tersedia:
      return {"Sistem pihak lawan tidak dapat dihubungi; coba lagi nanti.",
              "The other party's system cannot be reached; try again later."};
    case Kode::pihak_lawan_menolak:
      return {"Sistem pihak lawan menolak pesan.", "The other party's system refused the message."};
    case Kode::kesalahan_internal:
      return {"Kesalahan internal; coba lagi nanti.", "Internal error; try again later."};
  }
  return {};
}

std::string with(std::string_view sentence, const std::string& more) {
  return more.empty() ? std::string(sentence) : std::string(sentence) + " " + more;
}

struct Places {
  std::string id, en;
};

Places places(const xml::Refusal& refusal) {
  constexpr std::size_t most = 10;
  Places text;
  const std::size_t shown = std::min(most, refusal.violations.size());
  for (std::size_t i = 0; i < shown; ++i) {
    const xml::Violation& violation = refusal.violations[i];
    const std::string line = std::to_string(violation.line);
    const std::string record = violation.urutan == 0 ? "" : std::to_string(violation.urutan);
    text.id.append(i == 0 ? "" : "; ").append("baris ").append(line);
    text.en.append(i == 0 ? "" : "; ").append("line ").append(line);
    if (!record.empty()) {
      text.id.append(", rekaman ").append(record);
      text.en.append(", record ").append(record);
    }
    text.id.append(": ").append(violation.elemen.empty() ? "elemen yang tidak dikenal"
                                                         : "elemen " + violation.elemen);
    text.en.append(": ").append(violation.elemen.empty() ? "an unknown element"
                                                         : "element " + violation.elemen);
    text.en.append(", ").append(violation.what);
  }
  if (shown < refusal.violations.size()) {
    const std::string rest = std::to_string(refusal.violations.size() - shown);
    text.id += "; dan " + rest + " lagi";
    text.en += "; and " + rest + " more";
  }
  return text;
}

}  // namespace

soap::Fault make_fault(soap::Kode kode, const std::string& what_id, const std::string& what_en) {
  soap::Fault fault;
  fault.kode = kode;
  fault.pesan = with(words(kode).id, what_id);
  fault.pesan_inggris = with(words(kode).en, what_en);
  return fault;
}

soap::Fault fault_for(const xml::Refusal& refusal) {
  using soap::Kode;
  soap::Fault fault;
  switch (refusal.reason) {
    case xml::Reason::unknown_operation:
      fault = make_fault(Kode::operasi_tidak_dikenal, "Lihat WSDL bagian ini.", "See this section's WSDL.");
      break;
    case xml::Reason::over_limit:
      fault = make_fault(Kode::batas_terlampaui, "Kirim dalam beberapa pesan (" + refusal.what + ").",
                         "Send it as several messages (" + refusal.what + ").");
      break;
    case xml::Reason::invalid: {
      const Places where = places(refusal);
      fault = make_fault(Kode::pesan_tidak_sah, "Susunan tidak sesuai skema: " + where.id + ".",
                         "The structure breaks the schema: " + where.en + ".");
      break;
    }
    case xml::Reason::malformed:
      fault =
          make_fault(Kode::pesan_tidak_sah, "Bukan amplop SOAP yang dapat diterima: " + refusal.what + ".",
                     "Not an acceptable SOAP envelope: " + refusal.what + ".");
      break;
  }
  fault.must_understand = refusal.must_understand;
  return fault;
}

}  // namespace jembatan::exchange
