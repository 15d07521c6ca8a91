// Two parties at one server: what one takes never comes out of the other's share;
// and callers who have to sign.

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/stat.h>

#include <condition_variable>
#include <filesystem>
#include <fstream>
#include <mutex>
#include <vector>

#include "base/clock.h"
#include "crypto/signature_gate.h"
#include "http/client.h"
#include "http/raw_socket.h"
#include "http/test_server.h"

namespace jembatan::http::testing {
namespace {

using ::testing::HasSubstr;

/// Two listeners; /wait answers once let_go() was called, everything else at once, a stranger with his
/// reason.
class Parties {
 public:
  Parties(ServerLimits each, SharedLimits together, unsigned workers,
          std::shared_ptr<crypto::SignatureGate> signature = nullptr)
      : server_(
            {listener(each, signature), listener(each, nullptr)}, workers, [](const auto&) {}, together) {
    server_.start();
  }
  ~Parties() { let_go(); }

  [[nodiscard]] std::uint16_t port(std::size_t party) const { return server_.port(party); }
  void let_go() {
    const std::lock_guard lock(mutex_);
    let_go_ = true;
    changed_.notify_all();
  }
  bool wait_for_waiting(int handlers) {
    std::unique_lock lock(mutex_);
    return changed_.wait_for(lock, std::chrono::seconds{10}, [&] { return waiting_ >= handlers; });
  }
  [[nodiscard]] std::string last_body() {
    const std::lock_guard lock(mutex_);
    return last_body_;
  }

 private:
  ListenerOptions listener(ServerLimits limits, std::shared_ptr<crypto::SignatureGate> signature) {
    ListenerOptions options;
    options.name = "listener.test";
    options.address = "127.0.0.1";
    options.limits = limits;
    options.handle = [this](const Request& request) { return handle(request); };
    options.signature = std::move(signature);
    return options;
  }
  Response handle(const Request& request) {
    std::unique_lock lock(mutex_);
    last_body_ = request.body;
    if (!request.stranger.empty()) return {500, "text/plain", request.stranger, {}};
    if (request.target != "/wait") return {200, "text/plain", "here", {}};
    ++waiting_;
    changed_.notify_all();
    changed_.wait_for(lock, std::chrono::seconds{10}, [&] { return let_go_; });
    return {200, "text/plain", "waited", {}};
  }

  std::mutex mutex_;
  std::condition_variable changed_;
  bool let_go_ = false;
  int waiting_ = 0;
  std::string last_body_;
  Server server_;
};

unsigned status_at(std::uint16_t port) {
  RawSocket client(port);
  client.send(get_request("/"));
  return client.answer().status;
}

TEST(Parties, OneWithAllItsRequestsInFlightLeavesTheOtherItsOwn) {
  ServerLimits each;
  each.in_flight = 3;
  Parties parties(each, {1000, 4}, 1);
  std::vector<RawSocket> held;
  for (int i = 0; i < 3; ++i) held.emplace_back(parties.port(0)).send(get_request("/wait"));
  ASSERT_TRUE(parties.wait_for_waiting(1));  // by its only worker; the others wait for that
  RawSocket over(parties.port(0));
  over.send(get_request("/"));
  const auto answer = over.answer();
  EXPECT_EQ(answer.status, 503U);
  EXPECT_NE(answer.field("Retry-After"), "");
  EXPECT_EQ(status_at(parties.port(1)), 200U);
}

TEST(Parties, TogetherHaveNoMoreInFlightThanTheirSharedLimit) {
  ServerLimits each;
  each.in_flight = 3;
  Parties parties(each, {1000, 4}, 4);
  std::vector<RawSocket> held;
  for (int i = 0; i < 3; ++i) held.emplace_back(parties.port(0)).send(get_request("/wait"));
  held.emplace_back(parties.port(1)).send(get_request("/wait"));
  ASSERT_TRUE(parties.wait_for_waiting(4));
  EXPECT_EQ(status_at(parties.port(1)), 503U);
}

TEST(Parties, OneWithAllItsConnectionsLeavesTheOtherItsOwn) {
  ServerLimits each;
  each.connections = 3;
  Parties parties(each, {4, 1000}, 1);
  std::vector<RawSocket> held;
  for (int i = 0; i < 3; ++i) {
    held.emplace_back(parties.port(0)).send(get_request("/"));
    ASSERT_EQ(held.back().answer().status, 200U);
  }
  EXPECT_EQ(status_at(parties.port(0)), 503U);
  RawSocket other(parties.port(1));
  other.send(get_request("/"));
  EXPECT_EQ(other.answer().status, 200U);
  EXPECT_EQ(status_at(parties.port(1)), 503U);  // together they have four
}

TEST(Parties, GiveTheirSharedPlacesBack) {
  ServerLimits each;
  Parties parties(each, {1, 1000}, 1);
  for (int i = 0; i < 5; ++i) {
    unsigned status = 503;  // until the one before is closed
    for (int tries = 0; tries < 1000 && status == 503; ++tries) status = status_at(parties.port(i % 2));
    EXPECT_EQ(status, 200U);
  }
}

class Signed : public ::testing::Test {
 protected:
  Signed() {
    std::string pattern = (std::filesystem::temp_directory_path() / "jembatan-signed-XXXXXX").string();
    folder = mkdtemp(pattern.data());
    const std::string secret = folder / "secret";
    std::ofstream(secret) << "rahasia-contoh\n";
    ::chmod(secret.c_str(), 0600);
    rules.files = {"00000", secret, ""};
    factor = crypto::SecondFactor::load(rules.files).value();
    gate = std::make_shared<crypto::SignatureGate>(rules, factor, clock.wall() - std::chrono::hours{1});
  }
  ~Signed() override { std::filesystem::remove_all(folder); }

  std::string fields(std::int64_t ahead = 0) {
    const auto now = std::chrono::floor<std::chrono::seconds>(clock.wall()).time_since_epoch().count();
    std::string text;
    for (const auto& [name, value] : factor->sign(now + ahead)) text.append(name + ": " + value + "\r\n");
    return text;
  }

  const base::SystemClock clock;
  std::filesystem::path folder;
  crypto::SignatureRules rules;
  std::shared_ptr<const crypto::SecondFactor> factor;
  std::shared_ptr<crypto::SignatureGate> gate;
};

TEST_F(Signed, PostsAreHandledWithTheirBody) {
  Parties parties({}, {}, 1, gate);
  RawSocket client(parties.port(0));
  client.send(post_request("/", "isi", fields()));
  EXPECT_EQ(client.answer().body, "here");
  EXPECT_EQ(parties.last_body(), "isi");
}

TEST_F(Signed, PostsOfAStrangerAreHandledWithoutTheirBodyAndTheConnectionEnds) {
  Parties parties({}, {}, 1, gate);
  RawSocket client(parties.port(0));
  client.send(post_request("/", std::string(1'000'000, 'x')));
  const auto answer = client.answer();
  EXPECT_EQ(answer.body, "signature: X-cons-id is missing");
  EXPECT_EQ(answer.field("Connection"), "close");
  EXPECT_EQ(parties.last_body(), "");
}

TEST_F(Signed, PostsOfAStrangerWhoWaitsForA100GetTheirAnswerInstead) {
  Parties parties({}, {}, 1, gate);
  RawSocket client(parties.port(0));
  client.send("POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 9\r\nExpect: 100-continue\r\n\r\n");
  EXPECT_EQ(client.answer().status, 500U);
}

TEST_F(Signed, PostsWithADoubledHeaderAreAStrangers) {
  Parties parties({}, {}, 1, gate);
  RawSocket client(parties.port(0));
  client.send(post_request("/", "isi", fields() + "x-CONS-id: 00000\r\n"));
  EXPECT_EQ(client.answer().body, "signature: a header of it came twice");
}

TEST_F(Signed, DocumentsNeedNoSignature) {
  Parties parties({}, {}, 1, gate);
  EXPECT_EQ(status_at(parties.port(0)), 200U);
}

TEST_F(Signed, AListenerThatWantsNoneDoesNotMindTheHeaders) {
  Parties parties({}, {}, 1, gate);
  RawSocket client(parties.port(1));
  client.send(post_request("/", "isi", fields() + fields()));
  EXPECT_EQ(client.answer().status, 200U);
}

TEST_F(Signed, CallsOfOurClientAreLetInOnceASecond) {
  Parties parties({}, {}, 1, gate);
  ClientOptions options;
  options.url = "http://127.0.0.1:" + std::to_string(parties.port(0));
  options.second_factor = factor;
  Client client(options);
  const auto answer = client.post("/", "text/xml", "", "isi");
  ASSERT_TRUE(answer);
  EXPECT_EQ(answer->body, "here");
  client.use(std::shared_ptr<const crypto::SecondFactor>());
  EXPECT_THAT(client.post("/", "text/xml", "", "isi")->body, HasSubstr("is missing"));
}

}  // namespace
}  // namespace jembatan::http::testing
