#include "http/strict_header.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace jembatan::http {
namespace {

using ::testing::TestWithParam;
using ::testing::ValuesIn;

base::Result<Head, HeadRefusal> parse(const std::string& text) {
  HeadScan scan(16UL * 1024);
  const auto length = scan.advance(text);
  if (!length) return base::fail(length.error());
  if (*length == 0) return base::fail(HeadRefusal{0, "incomplete", {}, {}});
  return read_head(std::string_view(text).substr(0, *length));
}

std::string post(const std::string& fields) {
  return "POST /ws HTTP/1.1\r\nHost: h\r\n" + fields + "\r\n";
}

TEST(StrictHeader, ReadsWhatAHandlerNeeds) {
  const auto head = parse(
      "POST /ws/pekerja?a=b HTTP/1.1\r\nhost: gateway.example:8081\r\nCONTENT-TYPE:text/xml; charset=utf-8 "
      "\r\n"
      "SOAPAction: \"urn:x\"\r\nContent-Length: 12\r\n\r\n");
  ASSERT_TRUE(head);
  EXPECT_EQ(head->method, "POST");
  EXPECT_EQ(head->target, "/ws/pekerja?a=b");
  EXPECT_EQ(head->host, "gateway.example:8081");
  EXPECT_EQ(head->content_type, "text/xml; charset=utf-8");
  EXPECT_EQ(head->soap_action, "\"urn:x\"");
  EXPECT_EQ(head->content_length, 12U);
}

TEST(StrictHeader, KeepsAliveUnlessToldToClose) {
  EXPECT_TRUE(parse("GET / HTTP/1.1\r\nHost: h\r\n\r\n")->keep_alive);
  EXPECT_FALSE(parse("GET / HTTP/1.1\r\nHost: h\r\nConnection: x, Close\r\n\r\n")->keep_alive);
}

TEST(StrictHeader, AcceptsHttp10WithoutHostButNeverKeepsItAlive) {
  const auto head = parse("GET /ws?wsdl HTTP/1.0\r\nConnection: keep-alive\r\n\r\n");
  ASSERT_TRUE(head);
  EXPECT_FALSE(head->keep_alive);
}

TEST(StrictHeader, AcceptsPlainChunkedInAnyCase) {
  EXPECT_TRUE(parse(post("Transfer-Encoding: Chunked\r\n"))->chunked);
}

TEST(StrictHeader, TakesEveryFormOfHost) {
  for (const std::string host :
       {"h", "h.example:8081", "127.0.0.1:1", "[::1]", "[fe80::1]:65535", "a_b-c.d"}) {
    EXPECT_EQ(parse("GET / HTTP/1.1\r\nHost: " + host + "\r\n\r\n").value().host, host);
  }
}

TEST(StrictHeader, IgnoresAnUpgradeToHttp2) {
  EXPECT_TRUE(
      parse("GET / HTTP/1.1\r\nHost: h\r\nConnection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\n"
            "HTTP2-Settings: AAMAAABkAARAAAAAAAIAAAAA\r\n\r\n"));
}

TEST(StrictHeader, ExpectsContinueOnlyWhereABodyFollows) {
  EXPECT_TRUE(parse(post("Content-Length: 5\r\nExpect: 100-Continue\r\n"))->expects_continue);
  EXPECT_FALSE(parse(post("Content-Length: 0\r\nExpect: 100-continue\r\n"))->expects_continue);
}

TEST(StrictHeader, ReportsMethodAndTargetOfWhatItRefuses) {
  const auto head = parse("TRACE /ws HTTP/1.1\r\nHost: h\r\n\r\n");
  ASSERT_FALSE(head);
  EXPECT_EQ(head.error().method, "TRACE");
  EXPECT_EQ(head.error().target, "/ws");
}

TEST(StrictHeader, NeverRepeatsTheRequestInItsReason) {
  const auto head = parse(post("Content-Length: 5\r\nX-Secret : 9901\r\n"));
  ASSERT_FALSE(head);
  EXPECT_EQ(head.error().reason.find("9901"), std::string_view::npos);
}

TEST(HeadScan, FindsTheEndWhereverTheBytesAreCut) {
  const std::string text = "GET / HTTP/1.1\r\nHost: h\r\n\r\nnext";
  HeadScan scan(1024);
  for (std::size_t size = 1; size < text.size() - 4; ++size) {
    ASSERT_EQ(scan.advance(std::string_view(text).substr(0, size)).value(), 0U);
  }
  EXPECT_EQ(scan.advance(text).value(), text.size() - 4);
}

TEST(HeadScan, DoesNotLookIntoTheBody) {
  const std::string head = "POST / HTTP/1.1\r\n\r\n";
  HeadScan scan(1024);
  EXPECT_EQ(scan.advance(head + std::string("\n\0\r", 3)).value(), head.size());
}

TEST(HeadScan, RefusesALongRequestLineAndALongHeaderApart) {
  EXPECT_EQ(HeadScan(64).advance("GET /" + std::string(64, 'a')).error().status, 414U);
  EXPECT_EQ(HeadScan(64).advance("GET / HTTP/1.1\r\nX: " + std::string(64, 'a')).error().status, 431U);
}

TEST(HeadScan, TakesAHeadOfExactlyTheLimit) {
  const std::string text = "GET / HTTP/1.1\r\nHost: h\r\n\r\n";
  EXPECT_EQ(HeadScan(text.size()).advance(text).value(), text.size());
  EXPECT_EQ(HeadScan(text.size() - 1).advance(text).error().status, 431U);
}

struct Case {
  std::string name;
  std::string head;
  unsigned status;
};

std::string with_line(const std::string& request_line) {
  return request_line + "\r\nHost: h\r\n\r\n";
}

std::vector<Case> refused_cases() {
  const std::string te = "Transfer-Encoding: ";
  const std::string cl = "Content-Length: ";
  const auto any = [](const std::string& fields) { return "GET / HTTP/1.1\r\n" + fields + "\r\n"; };
  return {
      {"LengthWithChunked", post(cl + "5\r\n" + te + "chunked\r\n"), 400},
      {"ChunkedWithLength", post(te + "chunked\r\n" + cl + "5\r\n"), 400},
      {"RepeatedLength", post(cl + "5\r\n" + cl + "5\r\n"), 400},
      {"TwoLengths", post(cl + "5\r\n" + cl + "6\r\n"), 400},
      {"ListOfLengths", post(cl + "5, 5\r\n"), 400},
      {"NegativeLength", post(cl + "-5\r\n"), 400},
      {"SignedLength", post(cl + "+5\r\n"), 400},
      {"HexadecimalLength", post(cl + "0x5\r\n"), 400},
      {"LengthWithLeadingZero", post(cl + "05\r\n"), 400},
      {"LengthWithText", post(cl + "5 bytes\r\n"), 400},
      {"EmptyLength", post(cl + "\r\n"), 400},
      {"OverflowingLength", post(cl + "18446744073709551621\r\n"), 400},
      {"NoLength", post(""), 411},
      {"GzipChunked", post(te + "gzip, chunked\r\n"), 501},
      {"IdentityEncoding", post(te + "identity\r\n"), 501},
      {"ChunkedTwiceInOneField", post(te + "chunked, chunked\r\n"), 501},
      {"QuotedChunked", post(te + "\"chunked\"\r\n"), 501},
      {"EmptyTransferEncoding", post(te + "\r\n"), 501},
      {"ChunkedWithParameter", post(te + "chunked;q=1\r\n"), 501},
      {"RepeatedTransferEncoding", post(te + "chunked\r\n" + te + "chunked\r\n"), 400},
      {"ChunkedInHttp10", "POST / HTTP/1.0\r\n" + te + "chunked\r\n\r\n", 400},
      {"ContentEncoding", post(cl + "5\r\nContent-Encoding: gzip\r\n"), 415},
      {"FoldedLine", post(cl + "5\r\nX: a\r\n b\r\n"), 400},
      {"FoldedFirstLine", "GET / HTTP/1.1\r\n Host: h\r\nHost: h\r\n\r\n", 400},
      {"FoldedWithTab", post(cl + "5\r\nX: a\r\n\tb\r\n"), 400},
      {"BareLineFeed", "GET / HTTP/1.1\nHost: h\r\n\r\n", 400},
      {"BareLineFeedAtTheEnd", "GET / HTTP/1.1\r\nHost: h\r\n\n", 400},
      {"BareCarriageReturn", "GET / HTTP/1.1\r\nHost: h\rX: y\r\n\r\n", 400},
      {"DoubleCarriageReturn", "GET / HTTP/1.1\r\r\nHost: h\r\n\r\n", 400},
      {"NulInAField", any("Host: h\r\nX: " + std::string(1, '\0') + "\r\n"), 400},
      {"ControlInAField", any("Host: h\r\nX: \x0b\r\n"), 400},
      {"DeleteInAField", any("Host: h\r\nX: \x7f\r\n"), 400},
      {"NoHost", any("X: y\r\n"), 400},
      {"TwoHosts", any("Host: h\r\nhost: h\r\n"), 400},
      {"EmptyHost", any("Host:\r\n"), 400},
      {"HostWithPath", any("Host: h/evil\r\n"), 400},
      {"HostWithAWordAsPort", any("Host: h:evil\r\n"), 400},
      {"HostWithNoPort", any("Host: h:\r\n"), 400},
      {"HostWithTwoPorts", any("Host: h:80:80\r\n"), 400},
      {"HostWithALongPort", any("Host: h:123456\r\n"), 400},
      {"HostOfAPortOnly", any("Host: :80\r\n"), 400},
      {"HostWithoutBrackets", any("Host: ::1\r\n"), 400},
      {"HostWithOneBracket", any("Host: [::1\r\n"), 400},
      {"HostOfBrackets", any("Host: []\r\n"), 400},
      {"HostWithAWordInBrackets", any("Host: [evil]\r\n"), 400},
      {"HostBehindBrackets", any("Host: [::1]x\r\n"), 400},
      {"HostWithMarkup", any("Host: h\"><x\r\n"), 400},
      {"TwoContentTypes", post(cl + "5\r\nContent-Type: a\r\nContent-Type: b\r\n"), 400},
      {"TwoSoapActions", post(cl + "5\r\nSOAPAction: a\r\nSOAPAction: b\r\n"), 400},
      {"SpaceBeforeColon", post("Content-Length : 5\r\n"), 400},
      {"NoColon", post(cl + "5\r\nnonsense\r\n"), 400},
      {"NoName", post(cl + "5\r\n: x\r\n"), 400},
      {"NameBeyondAscii", post(cl + "5\r\nX\xc3\xa9: x\r\n"), 400},
      {"Http20", with_line("GET / HTTP/2.0"), 505},
      {"Http12", with_line("GET / HTTP/1.2"), 505},
      {"Http09", with_line("GET / HTTP/0.9"), 505},
      {"Http2Preface", "PRI * HTTP/2.0\r\n\r\n", 505},
      {"LowerCaseVersion", with_line("GET / http/1.1"), 400},
      {"LongVersion", with_line("GET / HTTP/1.10"), 400},
      {"NoVersion", "GET /\r\n\r\n", 400},
      {"EmptyRequestLine", "\r\n\r\n", 400},
      {"TwoSpaces", with_line("GET  / HTTP/1.1"), 400},
      {"TabInsteadOfSpace", with_line("GET\t/ HTTP/1.1"), 400},
      {"SpaceInTarget", with_line("GET /a b HTTP/1.1"), 400},
      {"SpaceAfterVersion", with_line("GET / HTTP/1.1 "), 400},
      {"TargetBeyondAscii", with_line("GET /\xc3\xa9 HTTP/1.1"), 400},
      {"AbsoluteTarget", with_line("GET http://h/ HTTP/1.1"), 400},
      {"TargetWithFragment", with_line("GET /#x HTTP/1.1"), 400},
      {"MalformedMethod", with_line("GE(T / HTTP/1.1"), 400},
      {"Options", with_line("OPTIONS * HTTP/1.1"), 405},
      {"Put", with_line("PUT / HTTP/1.1"), 405},
      {"Delete", with_line("DELETE / HTTP/1.1"), 405},
      {"Patch", with_line("PATCH / HTTP/1.1"), 405},
      {"Trace", with_line("TRACE / HTTP/1.1"), 405},
      {"Connect", with_line("CONNECT h:443 HTTP/1.1"), 405},
      {"UnknownMethod", with_line("BREW / HTTP/1.1"), 501},
      {"LowerCaseMethod", with_line("get / HTTP/1.1"), 501},
      {"GetWithBody", any("Host: h\r\n" + cl + "5\r\n"), 400},
      {"GetWithChunks", any("Host: h\r\n" + te + "chunked\r\n"), 400},
      {"UnknownExpectation", post(cl + "5\r\nExpect: miracles\r\n"), 417},
  };
}

class StrictHeaderRefuses : public TestWithParam<Case> {};

TEST_P(StrictHeaderRefuses, WithItsStatus) {
  const auto head = parse(GetParam().head);
  ASSERT_FALSE(head);
  EXPECT_EQ(head.error().status, GetParam().status) << head.error().reason;
}

INSTANTIATE_TEST_SUITE_P(All, StrictHeaderRefuses, ValuesIn(refused_cases()),
                         [](const auto& each) { return each.param.name; });

}  // namespace
}  // namespace jembatan::http
