// The client under TLS: whom it believes, what it shows, and that nothing of a
// message leaves where either side is refused.

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <openssl/ssl.h>

#include <atomic>
#include <memory>

#include "certificates.h"
#include "crypto/certificate.h"
#include "http/client.h"
#include "http/scripted_peer.h"
#include "http/test_server.h"

namespace jembatan::http::testing {
namespace {

using jembatan::testing::certificate_file;
using jembatan::testing::kesatu_files;
using ::testing::ElementsAre;
using ::testing::HasSubstr;

ClientTlsFiles files_with(const std::string& certificate = "kesatu-client") {
  return {certificate_file("kemnaker-ca.pem"), certificate_file(certificate + ".pem"),
          certificate_file(certificate + ".key"), "", ""};
}

std::shared_ptr<crypto::TlsGate> gate_of(const crypto::TlsServerFiles& files) {
  return std::make_shared<crypto::TlsGate>(files, crypto::TlsServer::load(files).value());
}

ClientOptions options_for(const TestServer& server, const ClientTlsFiles& files) {
  ClientOptions options;
  options.url = "https://127.0.0.1:" + std::to_string(server.port());
  options.tls = load_client_tls(files).value();
  return options;
}

base::Result<Answer, Failure> post_to(const TestServer& server, const ClientTlsFiles& files) {
  return Client(options_for(server, files)).post("/echo", "text/xml", "", "<a/>");
}

base::Result<Answer, Failure> post_to_server_with(const std::string& certificate,
                                                  const ClientTlsFiles& files = files_with()) {
  auto server_files = kesatu_files();
  server_files.certificate = certificate_file(certificate + ".pem");
  server_files.key = certificate_file(certificate + ".key");
  const TestServer server({}, 2, gate_of(server_files));
  return post_to(server, files);
}

std::string pin_of(const std::string& certificate) {
  return crypto::read_certificates(certificate_file(certificate + ".pem")).value().front().key_digest;
}

TEST(ClientTls, IsAnsweredWithTheRightCertificates) {
  auto files = files_with();
  files.crl = certificate_file("kemnaker.crl");
  const auto answer = post_to_server_with("kesatu-server", files);
  ASSERT_TRUE(answer) << answer.error().reason;
  EXPECT_EQ(answer->body, "<a/>");
}

TEST(ClientTls, SendsNothingToAServerWhoseCertificateItDoesNotBelieve) {
  const std::pair<const char*, const char*> servers[] = {{"refused/expired-server", "expired"},
                                                         {"refused/wrong-name-server", "host's name"},
                                                         {"kedua-server", "issuer"},
                                                         {"kesatu-client", "purpose"}};
  for (const auto& [server, reason] : servers) {
    const auto answer = post_to_server_with(server);
    ASSERT_FALSE(answer) << server;
    EXPECT_THAT(answer.error().reason, HasSubstr(reason));
    EXPECT_FALSE(answer.error().body_started) << server;
  }
}

TEST(ClientTls, SendsNothingToAServerWithoutAFreshListOfRevocations) {
  auto files = files_with();
  files.crl = certificate_file("refused/expired.crl");
  const auto answer = post_to_server_with("kesatu-server", files);
  ASSERT_FALSE(answer);
  EXPECT_FALSE(answer.error().body_started);
}

TEST(ClientTls, BelievesOnlyThePinnedKey) {
  auto files = files_with();
  files.pin = pin_of("kesatu-server");
  EXPECT_TRUE(post_to_server_with("kesatu-server", files));
  files.pin = pin_of("kedua-server");
  const auto answer = post_to_server_with("kesatu-server", files);
  ASSERT_FALSE(answer);
  EXPECT_THAT(answer.error().reason, HasSubstr("pinned"));
  EXPECT_FALSE(answer.error().body_started);
}

TEST(ClientTls, IsNotInDoubtWhereTheServerDoesNotLetItIn) {
  const TestServer server({}, 2, gate_of(kesatu_files()));
  auto nothing_to_show = files_with();
  nothing_to_show.certificate = nothing_to_show.key = "";
  for (const ClientTlsFiles& files : {files_with("refused/unlisted"), files_with("refused/revoked"),
                                      files_with("refused/other-ca"), nothing_to_show}) {
    const auto answer = post_to(server, files);
    ASSERT_FALSE(answer) << files.certificate;
    EXPECT_EQ(answer.error().reason, "TLS: our certificate is refused") << files.certificate;
    EXPECT_FALSE(answer.error().body_started) << files.certificate;
  }
}

TEST(ClientTls, SendsNothingToAServerThatSpeaksPlainHttp) {
  const TestServer server;
  const auto answer = post_to(server, files_with());
  ASSERT_FALSE(answer);
  EXPECT_FALSE(answer.error().body_started);
}

TEST(ClientTls, SendsNothingToAServerThatSpeaksAnOldVersion) {
  const std::unique_ptr<SSL_CTX, decltype(&SSL_CTX_free)> context(SSL_CTX_new(TLS_server_method()),
                                                                  SSL_CTX_free);
  SSL_CTX_set_security_level(context.get(), 0);
  ASSERT_EQ(SSL_CTX_set_max_proto_version(context.get(), TLS1_1_VERSION), 1);
  SSL_CTX_use_certificate_file(context.get(), certificate_file("kesatu-server.pem").c_str(),
                               SSL_FILETYPE_PEM);
  SSL_CTX_use_PrivateKey_file(context.get(), certificate_file("kesatu-server.key").c_str(), SSL_FILETYPE_PEM);
  std::atomic<int> accepted{-1};
  const ScriptedPeer peer([&](ScriptedPeer&, RawSocket& socket, int) {
    const std::unique_ptr<SSL, decltype(&SSL_free)> connection(SSL_new(context.get()), SSL_free);
    SSL_set_fd(connection.get(), socket.descriptor());
    accepted = SSL_accept(connection.get());
  });
  ClientOptions options;
  options.url = "https" + peer.url().substr(4);
  options.tls = load_client_tls(files_with()).value();
  const auto answer = Client(options).post("/echo", "text/xml", "", "<a/>");
  ASSERT_FALSE(answer);
  EXPECT_FALSE(answer.error().body_started);
  EXPECT_NE(accepted, 1);
}

TEST(ClientTls, KeepsItsConnection) {
  TestServer server({}, 2, gate_of(kesatu_files()));
  Client client(options_for(server, files_with()));
  const std::string first = client.get("/request").value().body;
  EXPECT_EQ(client.get("/request").value().body, first);  // which holds the port that it came from
}

TEST(ClientTls, ShowsARenewedCertificateFromTheNextCallOn) {
  const auto gate = gate_of(kesatu_files());
  TestServer server({}, 2, gate);
  Client client(options_for(server, files_with("kesatu-client")));
  const std::string first = client.get("/request").value().body;
  auto files = kesatu_files();
  files.allowed = {"san:kesatu-client-next.jembatan.example"};
  ASSERT_TRUE(gate->reload(files));
  client.use(load_client_tls(files_with("kesatu-client-next")).value());
  const auto second = client.get("/request");
  ASSERT_TRUE(second) << second.error().reason;
  EXPECT_NE(second->body, first);
}

TEST(ClientTls, TellsEverythingThatDoesNotLoad) {
  ClientTlsFiles files = files_with();
  files.ca = "/nowhere.pem";
  files.key = certificate_file("kedua-client.key");
  const auto loaded = load_client_tls(files);
  ASSERT_FALSE(loaded);
  EXPECT_THAT(loaded.error(), ElementsAre(HasSubstr("/nowhere.pem"), HasSubstr("is not the key")));
}

}  // namespace
}  // namespace jembatan::http::testing
