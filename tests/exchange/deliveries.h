#pragma once
// What the courier's tests share: a delivery world, parties that refuse one
// company, and many messages at once.

#include <map>
#include <string>
#include <thread>
#include <vector>

#include "exchange/courier.h"
#include "exchange/delivery_world.h"

namespace jembatan::exchange {

class Deliveries : public DeliveryWorld {
 protected:
  std::vector<std::string> ids() {
    std::vector<std::string> ids;
    for (const Seen& seen : party.seen()) ids.push_back(seen.id_pesan);
    return ids;
  }
  /// A party that is there, takes everything, and answers rubbish to one company's messages.
  void poison(int company) {
    party.decide = [bad = nib(company)](const Seen& seen) -> Delivery {
      if (seen.company == bad) return Answered{500, "text/html", "<html>"};
      return OtherParty::accept();
    };
  }
  /// So many, "id-0" and on, of companies in turn; callers at once, each with companies of its own.
  void pile_up(int messages, int companies) {
    std::vector<Arrival> arrivals;
    for (int i = 0; i < messages; ++i) arrivals.push_back(write(i % companies, "id-" + std::to_string(i)));
    constexpr int callers = 10;
    std::vector<std::thread> threads;
    for (int caller = 0; caller < callers; ++caller) {
      threads.emplace_back([&, caller] {
        for (int i = 0; i < messages; ++i) {
          if (i % companies % callers == caller) static_cast<void>(gateway->handle(arrivals[i]));
        }
      });
    }
    for (auto& thread : threads) thread.join();
  }
  void deliver_with(int couriers) {
    std::vector<std::thread> threads;
    for (int i = 0; i < couriers; ++i) {
      threads.emplace_back([this] {
        for (int turn = 0; turn < 100'000 && count(journal::State::pending) > 0; ++turn) {
          if (const auto later = courier->step()) clock.to(*later);
        }
      });
    }
    for (auto& thread : threads) thread.join();
  }
  /// Whether each company's messages reached the party with rising numbers.
  bool in_order() {
    std::map<std::string, int> last;
    for (const Seen& seen : party.seen()) {
      const int number = std::stoi(seen.id_pesan.substr(3));
      const auto [before, first] = last.try_emplace(seen.company, number);
      if (!first && before->second >= number) return false;
      before->second = number;
    }
    return true;
  }
  std::function<bool()> none_pending() {
    return [this] { return count(journal::State::pending) == 0; };
  }
};

}  // namespace jembatan::exchange
