#pragma once
// The company key: what records and questions are attributed by. A wrong
// identifier is worse than a missing one, so one that is malformed rejects even
// where another is sound: nobody can say which of them the sender meant. Only
// what rejects is found here; the quality of an identifier (A1_TAK_TERVERIFIKASI,
// A2_TDP_USANG, ...) is reported once, with the company's own record.

#include <string_view>

#include "lampiran/rekaman.h"
#include "lampiran/sheet.h"

namespace jembatan::lampiran {

/// `elemen` is what the key is called where it stands: badanUsaha or kunci.
void judge_kunci(const KunciBadanUsaha& kunci, std::string_view elemen, Sheet& sheet);

/// Takes placeholders out of a record's own key, each with a G_PLACEHOLDER.
void leave_out_placeholders(KunciBadanUsaha& kunci, Sheet& sheet);

}  // namespace jembatan::lampiran
