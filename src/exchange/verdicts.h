#pragma once
// Our verdict on a request, and how the other party's verdict joins it. Pure
// functions from value to value.

#include <vector>

#include "lampiran/judge.h"
#include "soap/messages.h"
#include "xml/guard.h"

namespace jembatan::exchange {

struct Judged {
  std::vector<lampiran::HasilRekaman> hasil;  ///< ours, one for each record of the request, in order
  soap::Request outgoing;                     ///< the accepted records, without what is withheld
  std::size_t accepted = 0;
};

/// Judges a Kirim or Selaraskan by the giver's column on the day. `elsewhere` tells of a NIK whether the
/// giver has listed it at another company; it may be empty.
[[nodiscard]] Judged judge_request(soap::Request request, const std::vector<xml::Violation>& violations,
                                   const lampiran::Aturan& aturan, lampiran::Pihak pemberi, base::Date day,
                                   std::function<bool(std::string_view nik)> elsewhere = {});

/// The findings on the key or NIK that a read asks by; a KESALAHAN among them refuses the read.
[[nodiscard]] std::vector<lampiran::Temuan> judge_question(const soap::Request& request,
                                                           const std::vector<xml::Violation>& violations,
                                                           const lampiran::Aturan& aturan,
                                                           lampiran::Pihak pemberi);
[[nodiscard]] bool has_kesalahan(const std::vector<lampiran::Temuan>& temuan);

/// Judges the records of an answer by its giver's column and adds the findings to the answer. The answer is
/// never hidden: only values that break their schema type are left out, since no answer may carry them.
void judge_answer(soap::Response& response, const std::vector<xml::Violation>& violations,
                  const lampiran::Aturan& aturan, lampiran::Pihak pemberi, base::Date day);

/// Joins the other party's verdicts (on the accepted records, in their order) to ours: DITERIMA only where
/// both say so, findings of both, the same finding once.
[[nodiscard]] std::vector<lampiran::HasilRekaman> merge(std::vector<lampiran::HasilRekaman> ours,
                                                        const std::vector<lampiran::HasilRekaman>& theirs);

[[nodiscard]] unsigned rejected(const std::vector<lampiran::HasilRekaman>& hasil);

}  // namespace jembatan::exchange
