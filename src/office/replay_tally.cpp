#include "office/replay_tally.h"

#include <nlohmann/json.hpp>

#include "office/display.h"

namespace jembatan::office {

namespace {

using Json = nlohmann::ordered_json;

std::string_view done_word(ReplayMode mode) {
  if (mode == ReplayMode::judge) return " judged: ";
  return mode == ReplayMode::compare ? " compared: " : " replayed: ";
}

/// "" is no outcome: what was not done, in words.
std::string outcome_word(const Attempt& attempt) {
  if (!attempt.outcome.empty()) return attempt.outcome;
  switch (attempt.fate) {
    case Fate::before:
      return "left out";
    case Fate::forbidden:
      return "forbidden";
    default:
      return attempt.failed || attempt.fate == Fate::impossible ? "not replayed" : attempt.reason;
  }
}

std::string comparison(const Attempt& attempt) {
  if (attempt.compared) return attempt.differences.empty() ? "same answer" : "different answer";
  return "nothing to compare with";
}

std::string change_text(const VerdictChange& change) {
  const auto status = [](bool accepted) { return accepted ? "DITERIMA" : "DITOLAK"; };
  std::string text = "record " + std::to_string(change.urutan) + ": " + status(change.was_accepted);
  if (change.was_accepted != change.accepted) text += std::string(" -> ") + status(change.accepted);
  for (const std::string& code : change.gone) text += "; gone " + code;
  for (const std::string& code : change.fresh) text += "; new " + code;
  return text;
}

}  // namespace

void ReplayTally::add(const Attempt& attempt) {
  if (attempt.fate == Fate::before) {
    ++before_;
    return;
  }
  if (attempt.fate == Fate::forbidden) {
    ++forbidden_;
    if (named_) failures_.emplace_back(attempt.original, "forbidden: " + attempt.reason);
    return;
  }
  const bool impossible = attempt.fate == Fate::impossible;
  ++(impossible ? impossible_ : tried_);
  ++outcomes_[outcome_word(attempt)];
  if (impossible || attempt.failed) {
    ++failed_;
    failures_.emplace_back(attempt.original, (impossible ? "cannot be replayed: " : "") + attempt.reason);
  }
  if (attempt.compared) ++(attempt.differences.empty() ? same_ : different_);
  if (sends(mode_) && attempt.outcome == "TERTUNDA") ++kept_;
}

void ReplayTally::stopped(const std::string& why, std::uint64_t left) {
  stopped_ = why;
  left_ = left;
}

bool ReplayTally::clean() const {
  return failed_ == 0 && stopped_.empty() && (forbidden_ == 0 || !named_);
}

std::string ReplayTally::text() const {
  const std::uint64_t all = tried_ + impossible_;
  std::string text = std::to_string(all) + std::string(done_word(mode_)) + std::to_string(all - failed_) +
                     " done, " + std::to_string(failed_) + " failed; answers: " + std::to_string(same_) +
                     " the same, " + std::to_string(different_) + " different";
  for (const auto& [outcome, count] : outcomes_) text += "; " + outcome + ' ' + std::to_string(count);
  text += '\n';
  if (before_ > 0) text += std::to_string(before_) + " replayed before in this mode, left out\n";
  if (forbidden_ > 0) text += std::to_string(forbidden_) + " forbidden by [replay], left out\n";
  if (kept_ > 0) {
    text += std::to_string(kept_) +
            " could not reach the other party and are kept: a running gateway delivers them\n";
  }
  if (!stopped_.empty()) {
    text += "stopped (" + stopped_ + "): " + std::to_string(left_) +
            " left; the same command goes on with them\n";
  }
  return text;
}

std::string ReplayTally::json(const Occasion& occasion) const {
  Json json;
  json["mode"] = name(mode_);
  json["saringan"] = Json::object();
  for (const auto& [key, value] : occasion.filter) json["saringan"][key] = value;
  json["mulai"] = base::iso8601(occasion.started);
  json["selesai"] = base::iso8601(occasion.finished);
  json["hasil"] = Json::object();
  for (const auto& [outcome, count] : outcomes_) json["hasil"][outcome] = count;
  json["berhasil"] = tried_ + impossible_ - failed_;
  json["gagal"] = failed_;
  json["dilewati"] = before_;
  json["dilarang"] = forbidden_;
  json["sama"] = same_;
  json["berbeda"] = different_;
  json["sisa"] = left_;
  json["dihentikan"] = stopped_.empty() ? Json(nullptr) : Json(stopped_);
  json["kegagalan"] = Json::array();
  for (const auto& [number, reason] : failures_)
    json["kegagalan"].push_back({{"nomor", number}, {"sebab", reason}});
  return json.dump(2, ' ', false, Json::error_handler_t::replace);
}

std::string attempt_text(const Attempt& attempt) {
  std::string text = std::to_string(attempt.original) + " -> " +
                     (attempt.number != 0 ? std::to_string(attempt.number) : "-") + "  " + attempt.operation +
                     "  " + attempt.recorded + " -> " + outcome_word(attempt);
  if (attempt.fate == Fate::due) text += "  " + comparison(attempt);
  text = visible(text) + '\n';
  if (attempt.fate == Fate::impossible)
    text += "    failed: cannot be replayed: " + visible(attempt.reason) + '\n';
  if (attempt.fate == Fate::forbidden || attempt.fate == Fate::before) {
    text += "    " + visible(attempt.reason) + '\n';
  }
  if (attempt.fate == Fate::due && attempt.failed) text += "    failed: " + visible(attempt.reason) + '\n';
  for (const VerdictChange& change : attempt.changes) text += "    " + visible(change_text(change)) + '\n';
  for (const std::string& path : attempt.differences) text += "    differs at " + visible(path) + '\n';
  return text;
}

}  // namespace jembatan::office
