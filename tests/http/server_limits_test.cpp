// What a hostile or unlucky client meets: each limit, each refusal, and that
// others are served meanwhile.

#include <fcntl.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/resource.h>

#include <thread>
#include <vector>

#include "http/raw_socket.h"
#include "http/test_server.h"

namespace jembatan::http::testing {
namespace {

using ::testing::AnyOf;
using ::testing::HasSubstr;

constexpr std::chrono::milliseconds short_time{200};
const std::string chunked_head = "POST /echo HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n";

/// Sends to a fresh server; the status, 0 unless exactly one answer came and the connection closed.
unsigned status_of(const std::string& request, ServerLimits limits = {}, bool finish = false) {
  TestServer server(limits);
  RawSocket client(server.port());
  client.send(request);
  if (finish) client.finish_sending();
  const auto answer = client.answer();
  if (answer.field("Connection") != "close" || !client.rest().empty()) return 0;
  return answer.status;
}

ServerLimits limits_with(std::size_t ServerLimits::*member, std::size_t value) {
  ServerLimits limits;
  limits.*member = value;
  return limits;
}

ServerLimits limits_with(std::chrono::milliseconds ServerLimits::*member) {
  ServerLimits limits;
  limits.*member = short_time;
  return limits;
}

bool is_served(std::uint16_t port) {
  RawSocket client(port);
  client.send(post_request("/echo", "still here"));
  return client.answer().body == "still here";
}

TEST(ServerRefuses, LengthWithChunks) {
  EXPECT_EQ(
      status_of(
          "POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"),
      400U);
}

TEST(ServerRefuses, ASmuggledSecondRequest) {
  EXPECT_EQ(status_of("POST /echo HTTP/1.1\r\nHost: h\r\nContent-Length: 0\r\nContent-Length: 40\r\n\r\n" +
                      get_request("/request")),
            400U);
}

TEST(ServerRefuses, BareLineFeedsAtOnce) {
  EXPECT_EQ(status_of("GET / HTTP/1.1\nHost: h\n\n"), 400U);
}

TEST(ServerRefuses, ATlsHandshake) {
  EXPECT_EQ(status_of(std::string("\x16\x03\x01\x02\x00\x01\x00", 7)), 400U);
}

TEST(ServerRefuses, Http2WithPriorKnowledge) {
  EXPECT_EQ(status_of("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n" + std::string(9, '\0')), 505U);
}

TEST(ServerRefuses, AnotherMethodAndNamesThoseAllowed) {
  TestServer server;
  RawSocket client(server.port());
  client.send(get_request("/", "TRACE"));
  const auto answer = client.answer();
  EXPECT_EQ(answer.status, 405U);
  EXPECT_EQ(answer.field("Allow"), "GET, HEAD, POST");
}

TEST(ServerRefuses, WithOneLineOfPlainText) {
  TestServer server;
  RawSocket client(server.port());
  client.send(get_request("/", "BREW"));
  const auto answer = client.answer();
  EXPECT_EQ(answer.field("Content-Type"), "text/plain; charset=utf-8");
  EXPECT_EQ(answer.body, "501 Not Implemented: unknown method\n");
}

TEST(ServerRefuses, MalformedChunks) {
  for (const std::string chunks :
       {"x\r\n", "-1\r\n", "5\nhello\r\n0\r\n\r\n", "5\r\nhello!\r\n0\r\n\r\n", "1\r\na\n0\r\n\r\n",
        ";a=b\r\n", "FFFFFFFFFFFFFFFFF\r\n", "1;a\rb\r\na\r\n0\r\n\r\n", "1;a\n\r\na\r\n0\r\n\r\n",
        "0x1\r\na\r\n0\r\n\r\n"}) {
    EXPECT_THAT(status_of(chunked_head + chunks), AnyOf(400U, 413U)) << chunks;
  }
}

TEST(ServerRefuses, FieldsAfterTheLastChunk) {
  EXPECT_EQ(status_of(chunked_head + "1\r\na\r\n0\r\nSOAPAction: b\r\n\r\n"), 400U);
}

TEST(ServerRefuses, AnEndlessChunkExtension) {
  EXPECT_EQ(status_of(chunked_head + "1;" + std::string(40UL * 1024, 'x')), 400U);
}

TEST(ServerRefuses, AFloodOfHeaders) {
  std::string flood = "GET / HTTP/1.1\r\nHost: h\r\n";
  for (int i = 0; i < 4000; ++i) flood += "X-" + std::to_string(i) + ": y\r\n";
  EXPECT_EQ(status_of(flood), 431U);
}

TEST(ServerRefuses, AnEndlessRequestLine) {
  EXPECT_EQ(status_of("GET /" + std::string(20'000, 'a')), 414U);
}

TEST(ServerRefuses, ALongBodyByItsLengthWithoutReadingIt) {
  EXPECT_EQ(status_of("POST /echo HTTP/1.1\r\nHost: h\r\nContent-Length: 1001\r\n\r\n",
                      limits_with(&ServerLimits::body_bytes, 1000)),
            413U);
}

TEST(ServerRefuses, ALongBodyInsteadOfSayingContinue) {
  EXPECT_EQ(
      status_of("POST /echo HTTP/1.1\r\nHost: h\r\nContent-Length: 1001\r\nExpect: 100-continue\r\n\r\n",
                limits_with(&ServerLimits::body_bytes, 1000)),
      413U);
}

TEST(ServerRefuses, ALongBodyOfChunks) {
  std::string chunks;
  for (int i = 0; i < 11; ++i) chunks += "64\r\n" + std::string(100, 'x') + "\r\n";
  EXPECT_EQ(status_of(chunked_head + chunks, limits_with(&ServerLimits::body_bytes, 1000)), 413U);
}

TEST(ServerRefuses, ALongBodySoThatItsSenderCanReadTheAnswer) {
  TestServer server;
  RawSocket client(server.port());
  EXPECT_TRUE(client.send(post_request("/echo", std::string(9UL * 1024 * 1024, 'x'))));
  EXPECT_EQ(client.answer().status, 413U);
}

TEST(ServerLimits, TakeABodyOfExactlyTheLimit) {
  TestServer server(limits_with(&ServerLimits::body_bytes, 1000));
  RawSocket client(server.port());
  client.send(post_request("/echo", std::string(1000, 'x')));
  EXPECT_EQ(client.answer().status, 200U);
}

TEST(ServerLimits, RefuseMoreBodiesAtOnceThanMayBeHeld) {
  TestServer server(limits_with(&ServerLimits::held_bytes, 1000));
  RawSocket first(server.port());
  first.send(post_request("/wait", std::string(600, 'x')));
  ASSERT_TRUE(server.wait_for_waiting(1));
  RawSocket second(server.port());
  second.send(post_request("/echo", std::string(600, 'x')));
  EXPECT_EQ(second.answer().status, 503U);
}

TEST(ServerLimits, FreeWhatWasHeldWithTheAnswer) {
  TestServer server(limits_with(&ServerLimits::held_bytes, 1000));
  RawSocket first(server.port());
  RawSocket second(server.port());
  for (RawSocket* client : {&first, &second}) {  // both stay connected
    client->send(post_request("/echo", std::string(600, 'x')));
    EXPECT_EQ(client->answer().status, 200U);
  }
}

TEST(ServerLimits, AnswerASlowHeaderWith408) {
  EXPECT_EQ(status_of("POST /echo HTT", limits_with(&ServerLimits::header_time)), 408U);
}

TEST(ServerLimits, AnswerASlowBodyWith408) {
  EXPECT_EQ(status_of("POST /echo HTTP/1.1\r\nHost: h\r\nContent-Length: 5\r\n\r\nhel",
                      limits_with(&ServerLimits::request_time)),
            408U);
}

TEST(ServerLimits, AnswerASlowChunkWith408) {
  EXPECT_EQ(status_of(chunked_head + "5\r\nhel", limits_with(&ServerLimits::request_time)), 408U);
}

TEST(ServerLimits, CloseAnIdleConnectionSilently) {
  TestServer server(limits_with(&ServerLimits::idle_time));
  RawSocket client(server.port());
  EXPECT_EQ(client.rest(), "");
}

TEST(ServerLimits, CloseAKeptConnectionSilentlyWhenItIdles) {
  TestServer server(limits_with(&ServerLimits::idle_time));
  RawSocket client(server.port());
  client.send(post_request("/echo", "x"));
  EXPECT_EQ(client.answer().body, "x");
  EXPECT_EQ(client.rest(), "");
  EXPECT_TRUE(is_served(server.port()));
}

TEST(ServerLimits, GiveUpOnAReaderThatDoesNotRead) {
  ServerLimits limits = limits_with(&ServerLimits::write_time);
  limits.connections = 1;
  TestServer server(limits);
  RawSocket deaf(server.port());
  deaf.send(get_request("/huge"));
  unsigned status = 503;  // until the only place is free
  for (int i = 0; i < 1000 && status == 503; ++i) {
    RawSocket client(server.port());
    client.send(get_request("/request"));
    status = client.answer().status;
    if (status == 503) std::this_thread::sleep_for(std::chrono::milliseconds{10});
  }
  EXPECT_EQ(status, 200U);
}

TEST(ServerLimits, AnswerHalfARequestWith400) {
  EXPECT_EQ(status_of("POST /echo HTTP/1.1\r\nHost: h\r\nContent-Length: 5\r\n\r\nhel", {}, true), 400U);
  EXPECT_EQ(status_of("POST /echo HT", {}, true), 400U);
}

TEST(ServerLimits, SurviveAHalfBodyAndAReset) {
  TestServer server;
  for (int i = 0; i < 50; ++i) {
    RawSocket client(server.port());
    client.send("POST /echo HTTP/1.1\r\nHost: h\r\nContent-Length: 500\r\n\r\nhalf");
    client.reset();
  }
  EXPECT_TRUE(is_served(server.port()));
}

TEST(ServerLimits, SurviveAClientThatLeavesBeforeItsAnswer) {
  TestServer server;
  RawSocket client(server.port());
  client.send(get_request("/wait"));
  ASSERT_TRUE(server.wait_for_waiting(1));
  client.reset();
  server.let_go();
  EXPECT_TRUE(is_served(server.port()));
}

TEST(ServerLimits, AnswerMoreRequestsThanMayBeInFlightWith503AtOnce) {
  TestServer server(limits_with(&ServerLimits::in_flight, 2), 2);
  std::vector<RawSocket> held;
  for (int i = 0; i < 2; ++i) held.emplace_back(server.port()).send(get_request("/wait"));
  ASSERT_TRUE(server.wait_for_waiting(2));
  RawSocket client(server.port());
  client.send(get_request("/request"));
  const auto answer = client.answer();
  EXPECT_EQ(answer.status, 503U);
  EXPECT_NE(answer.field("Retry-After"), "");
}

TEST(ServerLimits, ServeAgainAfterAnOverload) {
  TestServer server(limits_with(&ServerLimits::in_flight, 1), 1);
  RawSocket held(server.port());
  held.send(get_request("/wait"));
  ASSERT_TRUE(server.wait_for_waiting(1));
  RawSocket refused(server.port());
  refused.send(get_request("/request"));
  EXPECT_EQ(refused.answer().status, 503U);
  server.let_go();
  EXPECT_EQ(held.answer().status, 200U);
  bool served = false;  // the worker is free a moment after its answer left
  for (int i = 0; i < 1000 && !served; ++i) served = is_served(server.port());
  EXPECT_TRUE(served);
}

TEST(ServerLimits, TurnConnectionsBeyondTheLimitAwayWith503) {
  TestServer server(limits_with(&ServerLimits::connections, 1));
  RawSocket first(server.port());
  first.send(get_request("/request"));
  ASSERT_EQ(first.answer().status, 200U);
  RawSocket second(server.port());
  const auto answer = second.answer();
  EXPECT_EQ(answer.status, 503U);
  EXPECT_EQ(answer.field("Connection"), "close");
  EXPECT_EQ(second.rest(), "");
}

TEST(ServerLimits, ServeANormalRequestWhile500ConnectionsIdle) {
  rlimit descriptors{};
  getrlimit(RLIMIT_NOFILE, &descriptors);
  descriptors.rlim_cur = descriptors.rlim_max;
  setrlimit(RLIMIT_NOFILE, &descriptors);
  TestServer server;
  std::vector<RawSocket> idle;
  idle.reserve(500);
  for (int i = 0; i < 500; ++i) idle.emplace_back(server.port());
  for (int i = 0; i < 250; ++i) idle[static_cast<std::size_t>(i)].send("POST /echo HT");
  EXPECT_TRUE(is_served(server.port()));
}

TEST(ServerLimits, PauseAcceptingWithoutDescriptorsAndSayItOnce) {
  TestServer server;
  RawSocket client;  // made while there are descriptors
  rlimit before{};
  getrlimit(RLIMIT_NOFILE, &before);
  const int next_free = ::open("/dev/null", O_RDONLY | O_CLOEXEC);
  ::close(next_free);
  rlimit none_left = before;
  none_left.rlim_cur = static_cast<rlim_t>(next_free);
  setrlimit(RLIMIT_NOFILE, &none_left);
  client.connect(server.port());
  client.send(post_request("/echo", "patient"));
  const auto errors = server.errors(1);
  std::this_thread::sleep_for(std::chrono::milliseconds{350});  // several pauses
  setrlimit(RLIMIT_NOFILE, &before);
  EXPECT_EQ(client.answer().body, "patient");
  EXPECT_EQ(server.errors(1).size(), 1U);
  ASSERT_EQ(errors.size(), 1U);
  EXPECT_THAT(errors.front(), HasSubstr("accepting pauses"));
}

TEST(ServerReports, ARefusedRequestWithStatusMethodTargetAndBody) {
  TestServer server(limits_with(&ServerLimits::request_time));
  RawSocket client(server.port());
  client.send("POST /ws/pekerja HTTP/1.1\r\nHost: h\r\nContent-Length: 9\r\n\r\nhalf");
  const auto refused = server.refused(1);
  ASSERT_EQ(refused.size(), 1U);
  EXPECT_EQ(refused[0].status, 408U);
  EXPECT_EQ(refused[0].method, "POST");
  EXPECT_EQ(refused[0].target, "/ws/pekerja");
  EXPECT_EQ(refused[0].body, "half");
  EXPECT_THAT(refused[0].peer, HasSubstr("127.0.0.1:"));
}

TEST(ServerReports, AMalformedHeaderWithWhatCouldBeRead) {
  TestServer server;
  RawSocket client(server.port());
  client.send("POST /ws/pekerja HTTP/1.1\r\nHost: h\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n");
  const auto refused = server.refused(1);
  ASSERT_EQ(refused.size(), 1U);
  EXPECT_EQ(refused[0].status, 400U);
  EXPECT_EQ(refused[0].target, "/ws/pekerja");
}

TEST(ServerReports, AnOverloadedRequestWithItsBody) {
  TestServer server(limits_with(&ServerLimits::in_flight, 1), 2);
  RawSocket held(server.port());
  held.send(get_request("/wait"));
  ASSERT_TRUE(server.wait_for_waiting(1));
  RawSocket client(server.port());
  client.send(post_request("/echo", "too many"));
  const auto refused = server.refused(1);
  ASSERT_EQ(refused.size(), 1U);
  EXPECT_EQ(refused[0].status, 503U);
  EXPECT_EQ(refused[0].body, "too many");
}

TEST(ServerReports, AtMost64KibibytesOfABody) {
  TestServer server(limits_with(&ServerLimits::request_time));
  RawSocket client(server.port());
  client.send("POST /echo HTTP/1.1\r\nHost: h\r\nContent-Length: 200000\r\n\r\n" + std::string(150'000, 'x'));
  const auto refused = server.refused(1);
  ASSERT_EQ(refused.size(), 1U);
  EXPECT_EQ(refused[0].body.size(), 64UL * 1024);
}

TEST(ServerReports, NothingForAnIdleConnectionThatCloses) {
  TestServer server;
  { RawSocket idle(server.port()); }
  RawSocket client(server.port());
  client.send(get_request("/", "BREW"));
  const auto refused = server.refused(1);
  ASSERT_EQ(refused.size(), 1U);
  EXPECT_EQ(refused[0].status, 501U);
}

}  // namespace
}  // namespace jembatan::http::testing
