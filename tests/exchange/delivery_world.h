#pragma once
// A gateway whose time a test moves, with an other party behind breaker and
// suspension that decides message by message, and a Courier that the test steps.
// Any thread may step; all else is one thread's.

#include <gtest/gtest.h>

#include <filesystem>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "exchange/courier.h"
#include "exchange/guarded_upstream.h"
#include "exchange/hand_clock.h"
#include "journal/sqlite_store.h"

namespace jembatan::exchange {

/// What reached the other party.
struct Seen {
  std::string company;  ///< NIB of the message's key
  std::string id_pesan;
};

class OtherParty final : public Upstream {
 public:
  std::function<Delivery(const Seen&)> decide;  ///< called by any thread
  bool honours_id = true;

  Delivery send(const Outgoing& outgoing) override;
  bool idempotent() const override { return honours_id; }

  [[nodiscard]] static Delivery accept();
  [[nodiscard]] std::vector<Seen> seen() const;
  void forget();

 private:
  mutable std::mutex mutex_;
  std::vector<Seen> seen_;
};

class DeliveryWorld : public ::testing::Test {
 protected:
  explicit DeliveryWorld(DeliveryOptions options = {});
  ~DeliveryWorld() override;

  /// A write of KESATU for one worker of a company.
  Arrival write(int company, const std::string& id_pesan);
  Reply give(int company, const std::string& id_pesan) { return gateway->handle(write(company, id_pesan)); }
  Reply ask_for(const std::string& nik, const std::string& id_pesan);
  static std::string nib(int company);

  /// The process ends and starts again: journal, party and gateway anew; what is known in memory is gone.
  void restart();
  void away() {
    party.decide = [](const Seen&) { return NotSent{"connection refused"}; };
  }
  void back() {
    party.decide = [](const Seen&) { return OtherParty::accept(); };
  }

  /// Steps, and lets time pass as far as the courier asks for, until `until` holds or so much time has
  /// passed.
  void deliver_for(
      std::chrono::seconds most, const std::function<bool()>& until = [] { return false; });
  [[nodiscard]] std::uint64_t count(journal::State state);
  [[nodiscard]] journal::Entry entry(std::uint64_t number);
  [[nodiscard]] std::string log_text() const;

  std::filesystem::path folder;
  DeliveryOptions options;
  HandClock clock;
  OtherParty party;
  xml::SchemaSet schemas;
  soap::Codec codec;
  std::unique_ptr<base::Log> log;
  std::unique_ptr<journal::SqliteStore> store;
  std::unique_ptr<GuardedUpstream> guarded;
  std::unique_ptr<Gateway> gateway;
  std::unique_ptr<Courier> courier;
};

}  // namespace jembatan::exchange
