// Who gets in over mutual TLS and who does not, what it costs those who do when
// others misbehave, and what changes while connections are open.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>
#include <string>
#include <vector>

#include "certificates.h"
#include "http/raw_socket.h"
#include "http/test_server.h"
#include "http/tls_client.h"

namespace jembatan::http::testing {
namespace {

using jembatan::testing::certificate_file;
using jembatan::testing::kesatu_files;
using ::testing::EndsWith;
using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::StartsWith;

std::shared_ptr<crypto::TlsGate> gate_of(const crypto::TlsServerFiles& files) {
  return std::make_shared<crypto::TlsGate>(files, crypto::TlsServer::load(files).value());
}

struct TlsServerWorld {
  explicit TlsServerWorld(const crypto::TlsServerFiles& files = kesatu_files(), ServerLimits limits = {})
      : gate(gate_of(files)), server(limits, 2, gate) {}

  [[nodiscard]] TlsClient client(const std::string& certificate = "kesatu-client") const {
    TlsClientOptions options;
    options.certificate = certificate;
    return TlsClient(server.port(), options);
  }
  [[nodiscard]] bool serves(const std::string& certificate = "kesatu-client") const {
    return client(certificate).get("/request").starts_with("HTTP/1.1 200");
  }

  std::shared_ptr<crypto::TlsGate> gate;
  TestServer server;
};

/// A caller is not let in: no answer, no request handled, one refusal recorded. The refusal.
Refused refusal_of(const TlsClientOptions& options) {
  TlsServerWorld world;
  EXPECT_EQ(TlsClient(world.server.port(), options).get("/request"), "");
  const auto refused = world.server.refused(1);
  EXPECT_EQ(world.server.handled(), 0);
  EXPECT_EQ(refused.size(), 1U);
  return refused.empty() ? Refused{} : refused.front();
}

Refused refusal_of_certificate(const std::string& name, int newest = TLS1_3_VERSION) {
  TlsClientOptions options;
  options.certificate = name;
  options.newest = newest;
  return refusal_of(options);
}

struct Stranger {
  std::string certificate, reason;
};

class TlsRefuses : public ::testing::TestWithParam<Stranger> {};

TEST_P(TlsRefuses, TheCertificateBeforeAnyByteOfHttp) {
  for (const int newest : {TLS1_2_VERSION, TLS1_3_VERSION}) {
    const Refused refused = refusal_of_certificate("refused/" + GetParam().certificate, newest);
    EXPECT_EQ(refused.status, 0U);
    EXPECT_THAT(refused.reason, HasSubstr(GetParam().reason));
    EXPECT_THAT(refused.subject, HasSubstr("CN=" + GetParam().certificate + ".jembatan.example"));
    EXPECT_THAT(refused.peer, StartsWith("127.0.0.1:"));
  }
}

INSTANTIATE_TEST_SUITE_P(Strangers, TlsRefuses,
                         ::testing::Values(Stranger{"self-signed", "self-signed certificate"},
                                           Stranger{"other-ca", "unable to get local issuer certificate"},
                                           Stranger{"expired", "certificate has expired"},
                                           Stranger{"not-yet-valid", "certificate is not yet valid"},
                                           Stranger{"wrong-use", "purpose"},
                                           Stranger{"revoked", "certificate revoked"},
                                           Stranger{"unlisted", "not on the list"}),
                         [](const auto& stranger) {
                           std::string name = stranger.param.certificate;
                           std::erase(name, '-');
                           return name;
                         });

TEST(TlsRefusal, OfACallerWithoutACertificate) {
  const Refused refused = refusal_of_certificate("");
  EXPECT_EQ(refused.reason, "TLS: no client certificate was shown");
  EXPECT_EQ(refused.subject, "");
}

TEST(TlsRefusal, OfTheOtherPartysClient) {
  EXPECT_THAT(refusal_of_certificate("kedua-client").reason, HasSubstr("issuer"));
}

TEST(TlsRefusal, OfVersionsBefore12) {
  for (const int version : {TLS1_VERSION, TLS1_1_VERSION}) {
    TlsClientOptions options;
    options.oldest = options.newest = version;
    EXPECT_EQ(refusal_of(options).reason, "TLS: a version of TLS before 1.2");
  }
}

TEST(TlsRefusal, OfSuitesWithoutForwardSecrecyOrAuthenticatedEncryption) {
  for (const char* suites : {"ECDHE-ECDSA-AES128-SHA", "ECDHE-ECDSA-AES256-SHA384", "AES128-GCM-SHA256",
                             "DHE-RSA-AES256-GCM-SHA384", "ECDHE-ECDSA-NULL-SHA", "AECDH-AES128-SHA"}) {
    TlsClientOptions options;
    options.newest = TLS1_2_VERSION;
    options.suites = suites;
    EXPECT_EQ(refusal_of(options).reason, "TLS: no cipher suite that is allowed here") << suites;
  }
}

TEST(TlsRefusal, OfPlainHttp) {
  TlsServerWorld world;
  RawSocket client(world.server.port());
  client.send(get_request("/request"));
  EXPECT_THAT(client.rest(), Not(HasSubstr("HTTP/")));
  EXPECT_EQ(world.server.refused(1).at(0).reason, "TLS: plain HTTP where TLS is spoken");
  EXPECT_EQ(world.server.handled(), 0);
}

TEST(TlsRefusal, OfBytesThatAreNoTls) {
  TlsServerWorld world;
  RawSocket client(world.server.port());
  client.send(std::string(2000, '\xff'));
  EXPECT_THAT(client.rest(), Not(HasSubstr("HTTP/")));
  EXPECT_EQ(world.server.refused(1).at(0).status, 0U);
}

TEST(TlsRefusal, OfRenegotiation) {
  TlsServerWorld world;
  TlsClientOptions options;
  options.newest = TLS1_2_VERSION;
  TlsClient client(world.server.port(), options);
  ASSERT_THAT(client.get("/request"), StartsWith("HTTP/1.1 200"));
  ASSERT_EQ(SSL_renegotiate(client.connection()), 1);
  EXPECT_NE(SSL_do_handshake(client.connection()), 1);
  EXPECT_TRUE(world.serves());
}

TEST(TlsRefusal, OfAStalledHandshakeInTime) {
  ServerLimits limits;
  limits.header_time = std::chrono::milliseconds(200);
  TlsServerWorld world(kesatu_files(), limits);
  RawSocket half(world.server.port());
  half.send(std::string("\x16\x03\x01\x02\x00\x01\x00", 7));
  RawSocket silent(world.server.port());
  EXPECT_EQ(half.rest(), "");
  EXPECT_EQ(silent.rest(), "");
  EXPECT_EQ(world.server.refused(2).at(1).reason, "TLS: no whole handshake in time");
}

TEST(TlsRefusal, OfAHandshakeThatBreaksOff) {
  TlsServerWorld world;
  RawSocket client(world.server.port());
  client.send(std::string("\x16\x03\x01\x02\x00\x01\x00", 7));
  client.finish_sending();
  EXPECT_THAT(client.rest(), Not(HasSubstr("HTTP/")));
  EXPECT_EQ(world.server.refused(1).at(0).reason, "TLS: the connection ended within the handshake");
}

TEST(TlsRefusal, OfEverybodyOnceTheListOfRevocationsIsOutdated) {
  auto files = kesatu_files();
  files.crl = certificate_file("refused/expired.crl");
  TlsServerWorld world(files);
  EXPECT_FALSE(world.serves());
  EXPECT_THAT(world.server.refused(1).at(0).reason, HasSubstr("CRL has expired"));
}

TEST(TlsServer, RecordsNobodyWhoOnlyLooksWhetherThePortIsOpen) {
  TlsServerWorld world;
  RawSocket(world.server.port()).finish_sending();
  EXPECT_FALSE(world.serves("refused/unlisted"));
  EXPECT_THAT(world.server.refused(1).at(0).reason, HasSubstr("not on the list"));
}

TEST(TlsServer, ServesTls12AndTls13) {
  TlsServerWorld world;
  for (const int version : {TLS1_2_VERSION, TLS1_3_VERSION}) {
    TlsClientOptions options;
    options.oldest = options.newest = version;
    TlsClient client(world.server.port(), options);
    EXPECT_THAT(client.get("/request"), StartsWith("HTTP/1.1 200"));
    EXPECT_EQ(SSL_version(client.connection()), version);
  }
}

TEST(TlsServer, LetsTwoCertificatesInDuringRenewal) {
  TlsServerWorld world;
  EXPECT_TRUE(world.serves("kesatu-client"));
  EXPECT_TRUE(world.serves("kesatu-client-next"));
}

TEST(TlsServer, CompressesNothingAndResumesNothing) {
  TlsServerWorld world;
  TlsClient client = world.client();
  ASSERT_THAT(client.get("/request"), StartsWith("HTTP/1.1 200"));
  EXPECT_EQ(SSL_get_current_compression(client.connection()), nullptr);
  EXPECT_EQ(SSL_SESSION_is_resumable(SSL_get0_session(client.connection())), 0);
}

TEST(TlsServer, AnswersManyRequestsOfOneConnection) {
  TlsServerWorld world;
  TlsClient client = world.client();
  ASSERT_TRUE(client.handshake());
  for (const std::string& body : {std::string("a"), std::string(3'000'000, 'b'), std::string("c")}) {
    ASSERT_TRUE(client.send(post_request("/echo", body)));
    EXPECT_THAT(client.answer(), EndsWith("\r\n\r\n" + body));
  }
}

TEST(TlsServer, TakesARequestInRecordsOfOneByte) {
  TlsServerWorld world;
  TlsClient client = world.client();
  ASSERT_TRUE(client.handshake());
  for (const char byte : post_request("/echo", "slowly")) ASSERT_TRUE(client.send(std::string(1, byte)));
  EXPECT_THAT(client.answer(), EndsWith("slowly"));
}

TEST(TlsServer, GivesAnAnswerLargerThanSocketsHold) {
  TlsServerWorld world;
  EXPECT_EQ(world.client().get("/huge").size() / (64UL * 1024 * 1024), 1U);
}

TEST(TlsServer, OutlivesAClientThatGoesWhileItIsAnswered) {
  TlsServerWorld world;
  {
    TlsClient client = world.client();
    ASSERT_TRUE(client.handshake());
    ASSERT_TRUE(client.send(get_request("/huge")));
    client.socket().reset();
  }
  EXPECT_TRUE(world.serves());
}

TEST(TlsServer, RefusesBadHttpAsWithoutTls) {
  TlsServerWorld world;
  TlsClient client = world.client();
  ASSERT_TRUE(client.handshake());
  ASSERT_TRUE(client.send("GET / HTTP/1.1\nHost: h\n\n"));
  EXPECT_THAT(client.answer(), StartsWith("HTTP/1.1 400"));
  EXPECT_EQ(world.server.refused(1).at(0).status, 400U);
}

TEST(TlsServer, ServesWhileManyHandshakesStall) {
  TlsServerWorld world;
  std::vector<RawSocket> stalled;
  for (int i = 0; i < 300; ++i) {
    stalled.emplace_back(world.server.port());
    stalled.back().send(std::string("\x16\x03\x01\x02\x00\x01\x00", 7));
  }
  EXPECT_TRUE(world.serves());
}

TEST(TlsServer, CountsHandshakesAsConnections) {
  ServerLimits limits;
  limits.connections = 2;
  TlsServerWorld world(kesatu_files(), limits);
  const RawSocket one(world.server.port()), two(world.server.port());
  RawSocket three(world.server.port());
  EXPECT_EQ(three.rest(), "");
  EXPECT_EQ(world.server.refused(1).at(0).reason, "too many connections");
}

TEST(TlsServer, StopsWhileHandshakesAreUnderWay) {
  TlsServerWorld world;
  RawSocket half(world.server.port());
  half.send(std::string("\x16\x03\x01", 3));
  TlsClient idle = world.client();
  ASSERT_THAT(idle.get("/request"), StartsWith("HTTP/1.1 200"));
  world.server.server().stop(std::chrono::seconds(10));
  EXPECT_EQ(half.rest(), "");
}

TEST(TlsReload, ChangesWhoIsLetInForNewConnectionsOnly) {
  TlsServerWorld world;
  TlsClient waiting = world.client();
  ASSERT_TRUE(waiting.handshake());
  ASSERT_TRUE(waiting.send(get_request("/wait")));
  ASSERT_TRUE(world.server.wait_for_waiting(1));

  auto files = kesatu_files();
  files.allowed = {"san:kesatu-client-next.jembatan.example"};
  ASSERT_TRUE(world.gate->reload(files));
  EXPECT_FALSE(world.serves("kesatu-client"));
  EXPECT_TRUE(world.serves("kesatu-client-next"));

  world.server.let_go();
  EXPECT_THAT(waiting.answer(), EndsWith("waited"));
  ASSERT_TRUE(waiting.send(get_request("/request")));
  EXPECT_THAT(waiting.answer(), StartsWith("HTTP/1.1 200"));
}

TEST(TlsReload, LeavesWhatWasBeforeWhereItDoesNotLoad) {
  TlsServerWorld world;
  auto files = kesatu_files();
  files.certificate = certificate_file("kedua-server.pem");
  const auto loaded = world.gate->reload(files);
  ASSERT_FALSE(loaded);
  EXPECT_THAT(loaded.error().at(0), HasSubstr("is not the key of the first certificate"));
  EXPECT_TRUE(world.serves());
}

TEST(TlsReload, TakesUpARevocationOnceTheFileHasChanged) {
  const std::string list = ::testing::TempDir() + "jembatan-reload.crl";
  const auto copy_from = [&list](const std::string& name) {
    const std::string fresh = list + ".new";
    std::filesystem::copy_file(certificate_file(name), fresh,
                               std::filesystem::copy_options::overwrite_existing);
    std::filesystem::rename(fresh, list);
  };
  copy_from("refused/before-revocation.crl");
  auto files = kesatu_files();
  files.crl = list;
  files.allowed.push_back("san:revoked.jembatan.example");
  TlsServerWorld world(files);
  EXPECT_TRUE(world.serves("refused/revoked"));
  EXPECT_FALSE(world.gate->reload_if_crl_changed());

  copy_from("kemnaker.crl");
  const auto reloaded = world.gate->reload_if_crl_changed();
  ASSERT_TRUE(reloaded && *reloaded);
  EXPECT_FALSE(world.serves("refused/revoked"));

  std::ofstream(list) << "half a list";
  const auto broken = world.gate->reload_if_crl_changed();
  ASSERT_TRUE(broken && !*broken);
  EXPECT_TRUE(world.serves("kesatu-client"));
  EXPECT_FALSE(world.gate->reload_if_crl_changed());  // told once
  std::filesystem::remove(list);
}

}  // namespace
}  // namespace jembatan::http::testing
