#include "office/replay_plan.h"

#include <nlohmann/json.hpp>
#include <numeric>

namespace jembatan::office {

namespace {

using journal::Entry;
using Reasons = std::map<std::string, std::uint64_t>;

std::uint64_t sum(const Reasons& reasons) {
  return std::accumulate(reasons.begin(), reasons.end(), std::uint64_t{0},
                         [](std::uint64_t all, const auto& one) { return all + one.second; });
}

/// A message whose bytes cannot be read is that message's trouble; whether the journal works at all, the
/// next look at it tells.
Prospect look_at(const exchange::Gateway& gateway, const ReplayOrder& order, const Entry& entry) {
  try {
    return prospect_of(gateway, order, entry);
  } catch (const base::Broken& error) {
    return {Fate::impossible, error.what(), {}};
  }
}

std::string_view word(Fate fate) {
  switch (fate) {
    case Fate::due:
      return "DIULANG";
    case Fate::before:
      return "SUDAH";
    case Fate::forbidden:
      return "DILARANG";
    case Fate::impossible:
      return "TIDAK_DAPAT";
  }
  return "";
}

std::string at(const ReplayPlan::End& end) {
  return "exchange " + std::to_string(end.number) + " of " + base::iso8601(end.at);
}

void add_reasons(std::string& text, const Reasons& reasons, std::string_view what) {
  for (const auto& [reason, count] : reasons) {
    text += "plan: " + std::to_string(count) + ' ' + std::string(what) + ": " + reason + '\n';
  }
}

}  // namespace

void ReplayPlan::add(const Entry& entry, const Prospect& prospect) {
  switch (prospect.fate) {
    case Fate::due:
      last = {entry.number, entry.received_at};
      if (due++ == 0) first = last;
      return;
    case Fate::before:
      ++before;
      return;
    case Fate::forbidden:
      ++forbidden[prospect.reason];
      return;
    case Fate::impossible:
      ++impossible[prospect.reason];
      return;
  }
}

std::uint64_t ReplayPlan::forbidden_in_all() const {
  return sum(forbidden);
}

std::uint64_t ReplayPlan::impossible_in_all() const {
  return sum(impossible);
}

ReplayPlan make_plan(const exchange::Gateway& gateway, const ReplayOrder& order, Chosen& chosen,
                     const StopSwitch& stop, const std::function<void(const Entry&, const Prospect&)>& line) {
  ReplayPlan plan;
  for (auto entry = chosen.next(); entry && !stop.stopped(); entry = chosen.next()) {
    const Prospect prospect = look_at(gateway, order, *entry);
    plan.add(*entry, prospect);
    if (line) line(*entry, prospect);
  }
  chosen.rewind();
  return plan;
}

std::string_view intention(ReplayMode mode) {
  switch (mode) {
    case ReplayMode::upstream:
      return "to send to the upstream as they were sent";
    case ReplayMode::gateway:
      return "to run again by today's rules";
    case ReplayMode::judge:
      return "to judge by today's rules, without sending";
    case ReplayMode::compare:
      return "to compare with their latest replay, without sending";
  }
  return "";
}

std::string plan_text(const ReplayPlan& plan, const ReplayOrder& order, unsigned parallel) {
  std::string text = "plan: " + std::to_string(plan.due) + ' ' + std::string(intention(order.mode));
  if (plan.due > 0) {
    text += parallel == 1 ? ", oldest first" : ", " + std::to_string(parallel) + " at a time, in no order";
    text += ": " + at(plan.first);
    if (plan.due > 1) text += " to " + at(plan.last);
  }
  text += '\n';
  add_reasons(text, plan.forbidden, "forbidden");
  add_reasons(text, plan.impossible, "cannot be replayed");
  if (plan.before > 0) {
    text += "plan: " + std::to_string(plan.before) +
            " replayed before in this mode, left out (--again: once more)\n";
  }
  return text;
}

std::string plan_line_json(const Entry& entry, const Prospect& prospect) {
  nlohmann::ordered_json json;
  json["nomor"] = entry.number;
  json["diterimaPada"] = base::iso8601(entry.received_at);
  json["pihak"] = entry.party;
  json["operasi"] = entry.operation;
  json["hasilTercatat"] = entry.outcome;
  json["rencana"] = word(prospect.fate);
  json["sebab"] = prospect.reason;
  return json.dump(-1, ' ', false, nlohmann::ordered_json::error_handler_t::replace);
}

std::string plan_line(const Entry& entry, const Prospect& prospect, ReplayMode mode) {
  std::string text = std::to_string(entry.number) + "  " + base::iso8601(entry.received_at) + "  " +
                     entry.party + "  " + entry.operation + "  " + entry.outcome + "  ";
  switch (prospect.fate) {
    case Fate::due:
      return text + (sends(mode) ? "would be sent to the " : "would be looked at: ") +
             std::string(name(mode));
    case Fate::before:
      return text + "left out: " + prospect.reason;
    case Fate::forbidden:
      return text + "forbidden: " + prospect.reason;
    case Fate::impossible:
      return text + "cannot be replayed: " + prospect.reason;
  }
  return text;
}

}  // namespace jembatan::office
