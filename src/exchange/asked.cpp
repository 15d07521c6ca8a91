#include "exchange/asked.h"

#include <algorithm>
#include <vector>

#include "lampiran/pengenal.h"

namespace jembatan::exchange {

namespace {

using lampiran::Pengenal;

constexpr unsigned records_unless_told = 100;

/// One of the identifiers that both bear is the same; two that bear none in common may be one company.
bool may_be_one(const std::vector<Pengenal>& asked, const std::vector<Pengenal>& given) {
  bool comparable = false;
  for (const Pengenal& one : asked) {
    for (const Pengenal& other : given) {
      if (one == other) return true;
      comparable = comparable || one.jenis == other.jenis;
    }
  }
  return !comparable;
}

bool is_asked(const soap::Request& question, const lampiran::Pekerja& record) {
  return record.nik && question.nik &&
         lampiran::kunci_of_nik(*record.nik) == lampiran::kunci_of_nik(*question.nik);
}

bool is_asked(const soap::Request& question, const lampiran::Pimpinan& record) {
  return !record.badan_usaha || !question.kunci ||
         may_be_one(lampiran::pengenal_of(*question.kunci), lampiran::pengenal_of(*record.badan_usaha));
}

bool is_asked(const soap::Request& question, const lampiran::BadanUsaha& record) {
  return !question.kunci || may_be_one(lampiran::pengenal_of(*question.kunci), lampiran::pengenal_of(record));
}

}  // namespace

bool holds_what_was_asked(const soap::Request& question, const soap::Response& answer) {
  if (question.operasi->jenis == soap::Jenis::daftar) {
    return lampiran::count(answer.rekaman) <= question.batas.value_or(records_unless_told);
  }
  if (question.operasi->jenis != soap::Jenis::ambil) return true;
  return std::visit(
      [&question](const auto& records) {
        return std::all_of(records.begin(), records.end(),
                           [&question](const auto& one) { return is_asked(question, one); });
      },
      answer.rekaman);
}

}  // namespace jembatan::exchange
