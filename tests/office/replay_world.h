#pragma once
// A gateway with a real journal whose exchanges are replayed. One thread unless
// a test starts more.

#include "exchange/world.h"
#include "office/replay_chosen.h"
#include "office/replay_fate.h"
#include "office/replay_pace.h"
#include "office/replay_run.h"

namespace jembatan::office {

using exchange::rejected_worker;
using exchange::Reply;
using exchange::worker;
using journal::Entry;
using journal::Leg;
using journal::State;

class ReplayWorld : public exchange::World {
 protected:
  [[nodiscard]] static ReplayOrder to(ReplayMode mode) {
    ReplayOrder order;
    order.mode = mode;
    return order;
  }

  /// What would become of the exchange.
  [[nodiscard]] Prospect prospect(std::uint64_t number, const ReplayOrder& order) {
    return prospect_of(gateway, order, entry(number));
  }

  /// One attempt, whatever has been before.
  Attempt again(std::uint64_t number, ReplayOrder order) {
    order.again = true;
    const Prospect prospect = prospect_of(gateway, order, entry(number));
    if (prospect.fate != Fate::due) return not_made(entry(number), prospect.fate, prospect.reason);
    return replay({gateway, codec, order}, entry(number), prospect.messages);
  }

  /// All callers' own exchanges; what was told of each.
  std::vector<Attempt> run(const ReplayOrder& order, ReplayLimits limits = {}) {
    Chosen chosen(store, journal::Filter{});
    return run(order, limits, chosen);
  }
  std::vector<Attempt> run(const ReplayOrder& order, ReplayLimits limits, Chosen& chosen) {
    std::vector<Attempt> told;
    ReplayRun replays(gateway, order, limits, chosen, stop,
                      {[&](const Attempt& attempt) {
                         told.push_back(attempt);
                         if (after_each) after_each(attempt);
                       },
                       [this] { return trouble; }});
    broken_off = replays.run();
    return told;
  }

  /// Writes of one worker each, kept by the other party.
  std::vector<std::uint64_t> kept(int count) {
    std::vector<std::uint64_t> numbers;
    for (int i = 1; i <= count; ++i)
      numbers.push_back(ask(kirim({worker(i % 100)}, "asli-" + std::to_string(i))).number);
    return numbers;
  }

  void unreachable() {
    kedua.answer = [](const exchange::Outgoing&) { return exchange::NotSent{"refused"}; };
  }
  void reachable() {
    kedua.answer = [this](const exchange::Outgoing& outgoing) { return accept_all(outgoing); };
  }
  void use_rules(std::vector<std::pair<std::string, std::string>> levels) {
    exchange::Law law;
    law.agreement = gateway.law()->agreement;
    lampiran::SumberAturan source;
    source.tingkat = std::move(levels);
    auto aturan = lampiran::Aturan::load(source);
    ASSERT_TRUE(aturan) << aturan.error().front();
    law.aturan = std::move(*aturan);
    gateway.use(std::make_shared<const exchange::Law>(std::move(law)));
  }

  StopSwitch stop;
  std::function<void(const Attempt&)> after_each;
  std::optional<std::string> trouble;  ///< what the journal would say of itself
  std::optional<std::string> broken_off;
};

}  // namespace jembatan::office
