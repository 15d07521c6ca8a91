#include "office/replay_fate.h"

#include <algorithm>
#include <utility>

#include "journal/transitions.h"
#include "office/replay_modes.h"

namespace jembatan::office {

namespace {

using journal::Entry;
using journal::Leg;
using journal::State;

std::string quoted(const soap::Operasi& operasi, ReplayRule rule) {
  return std::string(operasi.nama) + " is \"" + std::string(name(rule)) + "\" in [replay]";
}

/// Nothing of it has left, and nothing will by itself.
bool never_sent(const Entry& entry) {
  return entry.attempts == 0 && journal::final_state(entry.state);
}

/// Why the policy forbids it; empty where it does not.
std::string prohibition(const exchange::Upstream& lawan, const ReplayOrder& order, const Entry& entry,
                        const soap::Operasi& operasi) {
  const ReplayRule rule = order.policy.rule(operasi);
  if (rule == ReplayRule::never) return quoted(operasi, rule);
  if (rule == ReplayRule::free) return "";
  if (order.fresh_id) return quoted(operasi, rule) + ": not under a new idPesan";
  if (!operasi.writes() || lawan.idempotent() || never_sent(entry)) return "";
  return quoted(operasi, rule) + ", and the other party does not honour idPesan (idempotent = false)";
}

/// Refused as long as nothing could be sent: the one end that leaves nothing done.
bool known_undelivered(const Entry& replay) {
  if (replay.state == State::received) return true;
  return replay.state == State::refused &&
         (replay.outcome == soap::name(soap::Kode::pihak_lawan_tidak_tersedia) ||
          replay.outcome == soap::name(soap::Kode::pertukaran_dihentikan));
}

/// The latest replay in this mode that has, or may have, reached its end; 0 where there is none.
std::uint64_t replayed_as(journal::Store& store, const Entry& entry, ReplayMode mode) {
  constexpr std::size_t page = 100;
  journal::Filter filter;
  filter.replay_of = entry.number;
  for (bool more = true; more;) {
    const auto replays = store.scan(filter, journal::Order::newest_first, page);
    const auto done = std::find_if(replays.begin(), replays.end(), [mode](const Entry& one) {
      return one.replay_mode == name(mode) && !known_undelivered(one);
    });
    if (done != replays.end()) return done->number;
    more = replays.size() == page;
    if (more) filter.number_to = replays.back().number - 1;
  }
  return 0;
}

bool under_way(const Entry& entry) {
  return entry.state == State::received || entry.state == State::sending;
}

/// What stands in the way, as far as the entry itself tells; empty where nothing does.
std::string obstacle(const exchange::Gateway& gateway, ReplayMode mode, const Entry& entry) {
  const auto pihak = lampiran::pihak_named(entry.party);
  if (!pihak || entry.section.empty()) return "it reached no service of the contract";
  if (mode != ReplayMode::compare && under_way(entry)) {
    return "it is still under way; wait until it is answered, or start the gateway, which settles what was "
           "interrupted";
  }
  if (sends(mode) && gateway.surroundings().side(*pihak).lawan == nullptr) {
    return "the configuration has no [upstream." + std::string(lampiran::name(lampiran::lawan(*pihak))) + "]";
  }
  if (mode == ReplayMode::upstream && operasi_of(entry) == nullptr) return "its operation was not recognised";
  return "";
}

/// What is missing among the messages; empty where nothing is.
std::string gap(ReplayMode mode, const std::vector<journal::Message>& messages) {
  if (mode == ReplayMode::compare) return "";
  if (mode == ReplayMode::upstream) {
    if (journal::last(messages, Leg::out) == nullptr) return "nothing was sent on; use --to gateway";
    return bytes_of(messages, Leg::out) == nullptr ? "what was sent on has been pruned" : "";
  }
  return bytes_of(messages, Leg::in) == nullptr ? "its request is not in the journal, or has been pruned"
                                                : "";
}

}  // namespace

Prospect prospect_of(const exchange::Gateway& gateway, const ReplayOrder& order, const Entry& entry) {
  const exchange::Surroundings& around = gateway.surroundings();
  if (std::string reason = obstacle(gateway, order.mode, entry); !reason.empty()) {
    return {Fate::impossible, std::move(reason), {}};
  }
  const soap::Operasi* operasi = operasi_of(entry);
  if (sends(order.mode) && operasi != nullptr) {
    const exchange::Upstream& lawan = *around.side(*lampiran::pihak_named(entry.party)).lawan;
    std::string reason = prohibition(lawan, order, entry, *operasi);
    if (!reason.empty()) return {Fate::forbidden, std::move(reason), {}};
  }
  if (sends(order.mode) && !order.again) {
    if (const std::uint64_t number = replayed_as(around.store, entry, order.mode); number != 0) {
      return {Fate::before, "replayed before as exchange " + std::to_string(number), {}};
    }
  }
  auto messages = around.store.messages(entry.number);
  if (std::string reason = gap(order.mode, messages); !reason.empty()) {
    return {Fate::impossible, std::move(reason), {}};
  }
  return {Fate::due, "", std::move(messages)};
}

}  // namespace jembatan::office
