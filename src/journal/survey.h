#pragma once
// A walk over a journal for those who count: exchanges of a span of time, what is
// open, what was noted, and how far the journal goes, all of one moment. Keeps
// nothing but what the callers keep. One thread; a gateway may go on writing.
// Throws base::Broken.

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "journal/evaluations.h"
#include "journal/head.h"
#include "journal/sqlite_store.h"

namespace jembatan::journal {

struct Span {
  base::WallTime since{}, until{};  ///< received; since inclusive, until exclusive
};

/// A note as it was recorded: one JSON object.
struct SurveyedNote {
  std::uint64_t number = 0;  ///< 0: on the journal as a whole
  base::WallTime at{};
  std::string text;
};

struct SurveyUse {
  std::function<void(const Entry&)> exchange;     ///< received in the span, in the order of receipt
  std::function<void(const Entry&)> open;         ///< pending or in doubt, whenever received, by number
  std::function<void(const SurveyedNote&)> note;  ///< recorded in the span, in the order of recording
};

/// What the journal was like at the moment of the walk.
struct SurveyFrame {
  std::int64_t last_position = 0;
  std::optional<base::WallTime>
      last_recorded;  ///< when the last message was recorded; the latest of them all
  std::optional<base::WallTime> oldest, newest;  ///< received
  std::uint64_t last_number = 0;
  std::optional<Head> head;             ///< signed last
  bool head_fits = false;               ///< signature genuine, and the chain has its link there
  std::string journal_id;               ///< 16 bytes
  std::vector<Suspension> suspensions;  ///< all, oldest first
  std::optional<Evaluation> evaluation;
};

[[nodiscard]] SurveyFrame survey(SqliteStore& store, const Span& span, const SurveyUse& use);

/// The messages of each exchange of the span that had ended by position `until` (SurveyFrame::last_position),
/// as they were then, in the order of numbers. Read some hundred exchanges at a time, so that the journal's
/// WAL does not have to grow meanwhile; a message that pruning clears meanwhile comes cleared.
void survey_messages(SqliteStore& store, const Span& span, const SurveyFrame& frame,
                     const std::function<void(const Entry&, const std::vector<Message>&)>& use);

/// The highest number of those received before `time`; 0 where there is none.
[[nodiscard]] std::uint64_t last_number_before(SqliteStore& store, base::WallTime time);

}  // namespace jembatan::journal
