// What a server tells of itself while it works.

#include <gtest/gtest.h>

#include <chrono>

#include "http/raw_socket.h"
#include "http/test_server.h"

namespace jembatan::http::testing {
namespace {

constexpr std::chrono::seconds patience{10};

TEST(ServerLoad, IsNothingAtFirst) {
  TestServer server;
  const Load load = server.server().load(0);
  EXPECT_EQ(load.connections, 0U);
  EXPECT_EQ(load.in_flight, 0U);
  EXPECT_EQ(load.unreported, 0U);
}

TEST(ServerLoad, CountsARequestUntilItIsAnswered) {
  TestServer server;
  RawSocket client(server.port());
  client.send(get_request("/wait"));
  ASSERT_TRUE(server.wait_for_waiting(1));
  EXPECT_EQ(server.server().load(0).connections, 1U);
  EXPECT_EQ(server.server().load(0).in_flight, 1U);
  server.let_go();
}

TEST(ServerAnswers, WhileEveryWorkerWaits) {
  TestServer server({}, 1);
  RawSocket client(server.port());
  client.send(get_request("/wait"));
  ASSERT_TRUE(server.wait_for_waiting(1));
  EXPECT_TRUE(server.server().answers(patience));
  server.let_go();
}

TEST(ServerAnswers, NoLongerOnceItHasStopped) {
  TestServer server;
  server.server().stop(patience);
  EXPECT_FALSE(server.server().answers(std::chrono::milliseconds(1)));
}

}  // namespace
}  // namespace jembatan::http::testing
