#include "crypto/certificate.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/stat.h>

#include <filesystem>
#include <fstream>

#include "certificates.h"
#include "crypto/allowed_certificates.h"

namespace jembatan::crypto {
namespace {

using jembatan::testing::certificate_file;
using jembatan::testing::kesatu_files;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::SizeIs;

using std::chrono::days;

Certificate certificate(const std::string& name) {
  return read_certificates(certificate_file(name + ".pem")).value().front();
}

std::string written(const std::string& name, const std::string& text, mode_t mode = 0600) {
  const std::string path = ::testing::TempDir() + name;
  std::ofstream(path) << text;
  chmod(path.c_str(), mode);
  return path;
}

bool admits(const std::string& entry, const Certificate& shown) {
  return AllowedCertificates::parse({entry}).value().admits(shown);
}

TEST(CertificateFacts, SayWhoseItIs) {
  const Certificate facts = certificate("kesatu-client");
  EXPECT_EQ(facts.subject, "CN=kesatu-client.jembatan.example,O=Contoh Kemnaker");
  EXPECT_THAT(facts.dns_names, ElementsAre("kesatu-client.jembatan.example"));
}

TEST(CertificateFacts, SayFromWhenToWhen) {
  const Certificate facts = certificate("refused/expired");
  EXPECT_EQ(base::iso8601(facts.not_before), "2020-01-01T00:00:00.000Z");
  EXPECT_EQ(base::iso8601(facts.not_after), "2021-01-01T00:00:00.000Z");
}

TEST(CertificateFacts, TellCertificatesApart) {
  EXPECT_THAT(certificate("kesatu-client").fingerprint, SizeIs(64));
  EXPECT_NE(certificate("kesatu-client").fingerprint, certificate("kesatu-client-next").fingerprint);
  EXPECT_NE(certificate("kesatu-client").key_digest, certificate("kesatu-client").fingerprint);
}

TEST(CertificateFacts, DaysLeftAreWholeAndGoBelowZero) {
  const base::WallTime now{days(20'000)};
  EXPECT_EQ(days_left(now + days(30), now), days(30));
  EXPECT_EQ(days_left(now + std::chrono::hours(23), now), days(0));
  EXPECT_EQ(days_left(now - std::chrono::hours(1), now), days(-1));
}

TEST(CertificateFile, GivesEveryCertificateInItsOrder) {
  std::string both;
  for (const char* name : {"kesatu-server.pem", "kemnaker-ca.pem"}) {
    both += read_certificate_text(certificate_file(name)).value();
  }
  const auto all = read_certificates(written("chain.pem", both)).value();
  ASSERT_THAT(all, SizeIs(2));
  EXPECT_THAT(all[1].subject, HasSubstr("development CA"));
}

TEST(CertificateFile, IsRefusedWithARemedyWhereItHoldsNone) {
  for (const std::string& path :
       {written("empty.pem", ""), std::string("/nowhere.pem"), std::string("/tmp"),
        written("half.pem", "-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n"),
        certificate_file("kesatu-client.key")}) {
    const auto read = read_certificates(path);
    ASSERT_FALSE(read) << path;
    EXPECT_THAT(read.error(), HasSubstr(path + ": "));
    EXPECT_THAT(read.error(), HasSubstr("name a PEM file"));
  }
}

TEST(RevocationFile, SaysUntilWhenItsListIsGood) {
  const auto lists = read_revocations(certificate_file("kemnaker.crl")).value();
  ASSERT_THAT(lists, SizeIs(1));
  EXPECT_EQ(lists[0].issuer, "CN=Contoh Kemnaker development CA,O=Contoh Kemnaker");
  EXPECT_EQ(
      lists[0].next_update > read_revocations(certificate_file("refused/expired.crl")).value()[0].next_update,
      true);
}

TEST(KeyPair, FitsOrIsRefused) {
  EXPECT_FALSE(
      objection_to_pair(certificate_file("kesatu-client.pem"), certificate_file("kesatu-client.key")));
  EXPECT_THAT(objection_to_pair(certificate_file("kesatu-client.pem"), certificate_file("kedua-client.key"))
                  .value_or(""),
              HasSubstr("is not the key of the first certificate"));
}

TEST(KeyPair, IsRefusedWhereOthersMayReadTheKey) {
  std::ifstream file(certificate_file("kesatu-client.key"));
  const std::string text{std::istreambuf_iterator<char>(file), {}};
  const auto objection =
      objection_to_pair(certificate_file("kesatu-client.pem"), written("open.key", text, 0644));
  EXPECT_THAT(objection.value_or(""), HasSubstr("chmod 600"));
}

TEST(AllowedCertificates, AreNamedByFingerprintNameOrSubject) {
  const Certificate shown = certificate("kesatu-client");
  EXPECT_TRUE(admits("sha256:" + shown.fingerprint, shown));
  EXPECT_TRUE(admits("san:KESATU-client.jembatan.example", shown));
  EXPECT_TRUE(admits("subject:CN=kesatu-client.jembatan.example,O=Contoh Kemnaker", shown));
}

TEST(AllowedCertificates, AdmitNothingElse) {
  const Certificate shown = certificate("kesatu-client");
  EXPECT_FALSE(admits("sha256:" + certificate("kesatu-client-next").fingerprint, shown));
  EXPECT_FALSE(admits("sha256:" + shown.key_digest, shown));
  EXPECT_FALSE(admits("san:jembatan.example", shown));
  EXPECT_FALSE(admits("subject:CN=kesatu-client.jembatan.example", shown));
  EXPECT_FALSE(AllowedCertificates{}.admits(shown));
}

TEST(AllowedCertificates, TakeFingerprintsAsOpensslPrintsThem) {
  const Certificate shown = certificate("kesatu-client");
  std::string printed;
  for (std::size_t i = 0; i < shown.fingerprint.size(); ++i) {
    if (i > 0 && i % 2 == 0) printed += ':';
    printed += static_cast<char>(std::toupper(static_cast<unsigned char>(shown.fingerprint[i])));
  }
  EXPECT_TRUE(admits("sha256:" + printed, shown));
}

TEST(AllowedCertificates, TellEveryEntryThatIsNone) {
  const auto parsed =
      AllowedCertificates::parse({"sha256:abc", "san:*.example", "kesatu", "san:", "san:a.example"});
  ASSERT_FALSE(parsed);
  EXPECT_THAT(parsed.error(), SizeIs(4));
}

TEST(TlsServerFiles, TellEverythingThatDoesNotLoad) {
  TlsServerFiles files = kesatu_files();
  files.key = "/nowhere.key";
  files.client_ca = "/nowhere.pem";
  files.crl = "/nowhere.crl";
  const auto loaded = TlsServer::load(files);
  ASSERT_FALSE(loaded);
  EXPECT_THAT(loaded.error(),
              ElementsAre(HasSubstr("nowhere.key"), HasSubstr("nowhere.pem"), HasSubstr("nowhere.crl")));
}

}  // namespace
}  // namespace jembatan::crypto
