#include "http/server.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <thread>

#include "base/result.h"
#include "http/raw_socket.h"
#include "http/test_server.h"

namespace jembatan::http::testing {
namespace {

using ::testing::EndsWith;
using ::testing::HasSubstr;
using ::testing::StartsWith;

TEST(Server, GivesTheBodyToTheHandlerAndItsAnswerBack) {
  TestServer server;
  RawSocket client(server.port());
  client.send(post_request("/echo", "<a/>"));
  const auto answer = client.answer();
  EXPECT_EQ(answer.status, 200U);
  EXPECT_EQ(answer.body, "<a/>");
}

TEST(Server, TellsTheHandlerMethodTargetTypeActionHostAndPeer) {
  TestServer server;
  RawSocket client(server.port());
  client.send(post_request("/request", "x", "SOAPAction: \"urn:a\"\r\n"));
  EXPECT_THAT(client.answer().body, StartsWith("POST|/request|text/xml|\"urn:a\"|h|127.0.0.1:"));
}

TEST(Server, AnswersWithTypeLengthConnectionAndTheHandlersHeaders) {
  TestServer server;
  RawSocket client(server.port());
  client.send(post_request("/echo", "four"));
  const auto answer = client.answer();
  EXPECT_EQ(answer.field("Content-Type"), "text/xml");
  EXPECT_EQ(answer.field("Content-Length"), "4");
  EXPECT_EQ(answer.field("Connection"), "keep-alive");
  EXPECT_EQ(answer.field("X-Test"), "yes");
}

TEST(Server, NamesItselfWithoutAVersion) {
  TestServer server;
  RawSocket client(server.port());
  client.send(get_request("/request"));
  EXPECT_EQ(client.answer().field("Server"), "jembatan");
}

TEST(Server, LeavesUnknownPathsToTheHandler) {
  TestServer server;
  RawSocket client(server.port());
  client.send(get_request("/../../etc/passwd"));
  const auto answer = client.answer();
  EXPECT_EQ(answer.status, 404U);
  EXPECT_EQ(answer.body, "not here");
}

TEST(Server, KeepsTheConnectionForTheNextRequest) {
  TestServer server;
  RawSocket client(server.port());
  for (int i = 0; i < 50; ++i) {
    client.send(post_request("/echo", std::to_string(i)));
    ASSERT_EQ(client.answer().body, std::to_string(i));
  }
}

TEST(Server, ClosesWhenTheClientAsksForIt) {
  TestServer server;
  RawSocket client(server.port());
  client.send(post_request("/echo", "x", "Connection: close\r\n"));
  EXPECT_EQ(client.answer().field("Connection"), "close");
  EXPECT_EQ(client.rest(), "");
}

TEST(Server, AnswersHttp10AndCloses) {
  TestServer server;
  RawSocket client(server.port());
  client.send("GET /request HTTP/1.0\r\n\r\n");
  EXPECT_EQ(client.answer().field("Connection"), "close");
  EXPECT_EQ(client.rest(), "");
}

TEST(Server, AnswersPipelinedRequestsOneByOneInTheirOrder) {
  TestServer server({}, 4);
  RawSocket client(server.port());
  std::string requests;
  for (int i = 0; i < 20; ++i) requests += post_request("/echo", std::to_string(i));
  client.send(requests);
  for (int i = 0; i < 20; ++i) ASSERT_EQ(client.answer().body, std::to_string(i));
}

TEST(Server, GivesNoAnswerBeyondTheRequests) {
  TestServer server;
  RawSocket client(server.port());
  client.send(post_request("/echo", "a") + post_request("/echo", "b"));
  client.finish_sending();
  EXPECT_EQ(client.answer().body, "a");
  EXPECT_EQ(client.answer().body, "b");
  EXPECT_EQ(client.rest(), "");
}

TEST(Server, AnswersNothingAfterARefusalInAPipeline) {
  TestServer server;
  RawSocket client(server.port());
  client.send(get_request("/request") + "BREW / HTTP/1.1\r\nHost: h\r\n\r\n" + get_request("/request"));
  EXPECT_EQ(client.answer().status, 200U);
  EXPECT_EQ(client.answer().status, 501U);
  EXPECT_EQ(client.rest(), "");
  EXPECT_EQ(server.handled(), 1);
}

TEST(Server, IgnoresOneEmptyLineBetweenRequests) {
  TestServer server;
  RawSocket client(server.port());
  client.send(post_request("/echo", "a") + "\r\n" + post_request("/echo", "b"));
  EXPECT_EQ(client.answer().body, "a");
  EXPECT_EQ(client.answer().body, "b");
}

TEST(Server, ReadsARequestThatComesByteByByte) {
  TestServer server;
  RawSocket client(server.port());
  for (const char c : post_request("/echo", "drip")) client.send(std::string(1, c));
  EXPECT_EQ(client.answer().body, "drip");
}

TEST(Server, ReadsALargeBodyWhole) {
  TestServer server;
  RawSocket client(server.port());
  const std::string body(3UL * 1024 * 1024, 'b');
  client.send(post_request("/echo", body));
  EXPECT_EQ(client.answer().body, body);
}

TEST(Server, PutsChunksTogether) {
  TestServer server;
  RawSocket client(server.port());
  client.send("POST /echo HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n");
  client.send("3\r\nabc\r\n");
  client.send("A\r\n0123456789\r\n0\r\n\r\n");
  EXPECT_EQ(client.answer().body, "abc0123456789");
}

TEST(Server, PutsChunksOfOneByteTogether) {
  TestServer server;
  RawSocket client(server.port());
  client.send("POST /echo HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n");
  for (int i = 0; i < 10'000; ++i) client.send("1\r\nx\r\n");
  client.send("0\r\n\r\n");
  EXPECT_EQ(client.answer().body, std::string(10'000, 'x'));
}

TEST(Server, RefusesChunksThatAreNearlyAllExtensions) {
  TestServer server;
  RawSocket client(server.port());
  client.send("POST /echo HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n");
  for (int i = 0; i < 10; ++i) client.send("1;" + std::string(10'000, 'a') + "\r\nx\r\n");
  EXPECT_EQ(client.answer().status, 400U);
}

TEST(Server, KeepsTheConnectionAfterChunks) {
  TestServer server;
  RawSocket client(server.port());
  client.send("POST /echo HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n1\r\na\r\n0\r\n\r\n" +
              post_request("/echo", "next"));
  EXPECT_EQ(client.answer().body, "a");
  EXPECT_EQ(client.answer().body, "next");
}

TEST(Server, SaysContinueToAClientThatWaitsForIt) {
  TestServer server;
  RawSocket client(server.port());
  client.send("POST /echo HTTP/1.1\r\nHost: h\r\nContent-Length: 4\r\nExpect: 100-continue\r\n\r\n");
  EXPECT_EQ(client.read_until("\r\n\r\n"), "HTTP/1.1 100 Continue\r\n\r\n");
  client.send("body");
  EXPECT_EQ(client.answer().body, "body");
}

TEST(Server, SparesTheContinueWhereTheBodyCameAlong) {
  TestServer server;
  RawSocket client(server.port());
  client.send(post_request("/echo", "body", "Expect: 100-continue\r\n"));
  EXPECT_EQ(client.answer().status, 200U);
}

TEST(Server, AnswersHeadLikeGetWithoutTheBody) {
  TestServer server;
  RawSocket client(server.port());
  client.send(get_request("/large", "HEAD") + get_request("/request"));
  EXPECT_EQ(client.answer(true).field("Content-Length"), std::to_string(1024UL * 1024));
  EXPECT_THAT(client.answer().body, StartsWith("GET|"));
}

TEST(Server, RefusesAHeadRequestWithoutABodyToo) {
  TestServer server;
  RawSocket client(server.port());
  client.send("HEAD / HTTP/1.1\r\n\r\n");
  EXPECT_EQ(client.answer(true).status, 400U);
  EXPECT_EQ(client.rest(), "");
}

TEST(Server, AnswersAfterTheClientHasFinishedSending) {
  TestServer server;
  RawSocket client(server.port());
  client.send(post_request("/echo", "last"));
  client.finish_sending();
  EXPECT_EQ(client.answer().body, "last");
}

TEST(Server, SurvivesAHandlerThatThrows) {
  TestServer server;
  RawSocket client(server.port());
  client.send(get_request("/throw"));
  const auto answer = client.answer();
  EXPECT_EQ(answer.status, 500U);
  EXPECT_EQ(answer.body.find("on purpose"), std::string::npos);
  RawSocket next(server.port());
  next.send(get_request("/request"));
  EXPECT_EQ(next.answer().status, 200U);
}

TEST(Server, ReportsWhatAHandlerThrew) {
  TestServer server;
  RawSocket client(server.port());
  client.send(get_request("/throw"));
  const auto errors = server.errors(1);
  ASSERT_EQ(errors.size(), 1U);
  EXPECT_THAT(errors.front(), StartsWith("listener.test: "));
  EXPECT_THAT(errors.front(), EndsWith("a handler failed: unexpected std::runtime_error"));
}

TEST(Server, NeverWritesAHeaderWithALineBreakInIt) {
  TestServer server;
  RawSocket client(server.port());
  client.send(get_request("/split"));
  EXPECT_EQ(client.answer().status, 500U);
}

TEST(Server, ServesEveryListenerWithItsOwnHandler) {
  const auto says = [](const std::string& text) {
    return [text](const Request&) { return Response{200, "text/plain", text, {}}; };
  };
  Server server({{"one", "127.0.0.1", 0, {}, says("one"), {}}, {"two", "127.0.0.1", 0, {}, says("two"), {}}},
                1, [](const std::string&) {});
  server.start();
  RawSocket first(server.port(0));
  RawSocket second(server.port(1));
  first.send(get_request("/"));
  second.send(get_request("/"));
  EXPECT_EQ(first.answer().body, "one");
  EXPECT_EQ(second.answer().body, "two");
}

std::string broken_text(const std::string& address, std::uint16_t port) {
  Server server({{"listener.kesatu", address, port, {}, [](const Request&) { return Response{}; }, {}}}, 1,
                [](const std::string&) {});
  try {
    server.start();
  } catch (const base::Broken& broken) {
    return broken.what();
  }
  return {};
}

TEST(Server, NamesListenerAndAddressWhenItsPortIsTaken) {
  TestServer other;
  const std::string text = broken_text("127.0.0.1", other.port());
  EXPECT_THAT(text, StartsWith("listener.kesatu: "));
  EXPECT_THAT(text, HasSubstr("127.0.0.1:" + std::to_string(other.port())));
}

TEST(Server, NamesAnAddressThatIsNone) {
  EXPECT_THAT(broken_text("nowhere", 80), HasSubstr("nowhere:80"));
}

TEST(Server, LetsARequestInFlightFinishWhenItStops) {
  TestServer server;
  RawSocket client(server.port());
  client.send(get_request("/wait"));
  ASSERT_TRUE(server.wait_for_waiting(1));
  std::thread stopping([&] { server.server().stop(std::chrono::seconds{10}); });
  server.let_go();
  const auto answer = client.answer();
  client.close();
  stopping.join();
  EXPECT_EQ(answer.body, "waited");
}

TEST(Server, ClosesAfterTheAnswerWhileItStops) {
  TestServer server;
  RawSocket idle(server.port());
  RawSocket client(server.port());
  client.send(get_request("/wait"));
  ASSERT_TRUE(server.wait_for_waiting(1));
  std::thread stopping([&] { server.server().stop(std::chrono::seconds{10}); });
  EXPECT_EQ(idle.rest(), "");  // closed: the server is stopping
  server.let_go();
  EXPECT_EQ(client.answer().field("Connection"), "close");
  client.close();
  stopping.join();
}

TEST(Server, AcceptsNothingOnceStopped) {
  TestServer server;
  const auto port = server.port();
  server.server().stop(std::chrono::seconds{10});
  EXPECT_THROW(RawSocket{port}, std::runtime_error);
}

TEST(Server, StopsTwiceAndWithoutAStart) {
  Server never({}, 1, [](const std::string&) {});
  never.stop(std::chrono::seconds{1});
  TestServer server;
  server.server().stop(std::chrono::seconds{1});
  server.server().stop(std::chrono::seconds{1});
}

TEST(Server, ReturnsFromStopWhenPatienceIsOverThoughAHandlerHangs) {
  TestServer server;
  RawSocket client(server.port());
  client.send(get_request("/wait"));
  ASSERT_TRUE(server.wait_for_waiting(1));
  server.server().stop(std::chrono::milliseconds{50});  // the handler waits for let_go(), later
  EXPECT_EQ(client.rest(), "");
}

}  // namespace
}  // namespace jembatan::http::testing
