#pragma once
// Whether records are judged otherwise today than their recorded answer says.
// The recorded answer holds the verdicts of both sides in one; the other party's
// part is told by its own answer, so that only our side's change shows. Pure
// functions, any thread.

#include <cstddef>
#include <string>
#include <vector>

#include "lampiran/temuan.h"

namespace jembatan::office {

struct VerdictChange {
  std::size_t urutan = 0;  ///< record, from 1
  bool was_accepted = false, accepted = false;
  std::vector<std::string> gone, fresh;  ///< "C1_FORMAT nik", or "PERINGATAN C1_FORMAT nik"
};

/// `recorded` is the answer's verdicts, `theirs` the other party's on the records that it was sent (empty
/// where it has not answered), `today` ours, one for each record of the request. Only records that changed.
[[nodiscard]] std::vector<VerdictChange> verdict_changes(const std::vector<lampiran::HasilRekaman>& recorded,
                                                         const std::vector<lampiran::HasilRekaman>& theirs,
                                                         const std::vector<lampiran::HasilRekaman>& today);

}  // namespace jembatan::office
