// Faults on demand, as a caller of a running sandbox meets them.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <thread>

#include "sandbox/support.h"
#include "xml/guard.h"

namespace jembatan::sandbox::test {
namespace {

using soap::Kode;

std::string kept_workers(Sandbox& sandbox) {
  return sandbox.tell(question("PotensiPekerja", key(1))).response.value().jumlah_pekerja.value_or("");
}

TEST(Faults, ADelayedAnswerIsWhole) {
  Sandbox sandbox({"delay=20@KirimPekerja#1"});
  sandbox.give(workers(1, {worker(1)}));
}

TEST(Faults, StoppingEndsADelay) {
  Sandbox sandbox({"delay=600000"});
  std::thread caller([&] { (void)sandbox.tell(workers(1, {worker(1)})); });
  sandbox.service().stop();
  caller.join();
}

TEST(Faults, RefuseIsTheFaultOfAPartyThatCannotBeReached) {
  Sandbox sandbox({"refuse@KirimPekerja#1"});
  const auto sent = workers(1, {worker(1)});
  const auto heard = sandbox.tell(sent);
  EXPECT_EQ(heard.fault.value().kode, Kode::pihak_lawan_tidak_tersedia);
  EXPECT_EQ(kept_workers(sandbox), "0");
  sandbox.give(sent);
}

TEST(Faults, AFaultHasTheCodeThatWasAskedFor) {
  Sandbox sandbox({"fault=PERTUKARAN_DIHENTIKAN#1"});
  const auto heard = sandbox.tell(workers(1, {worker(1)}));
  EXPECT_EQ(heard.fault.value().kode, Kode::pertukaran_dihentikan);
  EXPECT_TRUE(heard.fault->nomor_pertukaran);
}

TEST(Faults, AStatusComesWithPlainText) {
  Sandbox sandbox({"status=503#1"});
  const auto heard = sandbox.tell(workers(1, {worker(1)}));
  EXPECT_EQ(heard.http.value().status, 503U);
  EXPECT_THAT(heard.http->content_type, testing::StartsWith("text/plain"));
  EXPECT_EQ(kept_workers(sandbox), "0");
}

TEST(Faults, AnHtmlPageComesWith200) {
  Sandbox sandbox({"html"});
  const auto heard = sandbox.tell(workers(1, {worker(1)}));
  EXPECT_EQ(heard.http.value().status, 200U);
  EXPECT_THAT(heard.http->content_type, testing::StartsWith("text/html"));
}

TEST(Faults, TheWrongTypeHidesASoundAnswer) {
  Sandbox sandbox({"wrong-type#1"});
  const auto heard = sandbox.tell(workers(1, {worker(1)}));
  EXPECT_EQ(heard.http.value().content_type, "application/octet-stream");
  EXPECT_TRUE(heard.response);
}

TEST(Faults, AnEmptyAnswerHasNoBody) {
  Sandbox sandbox({"empty#1"});
  const auto heard = sandbox.tell(workers(1, {worker(1)}));
  EXPECT_EQ(heard.http.value().body, "");
  EXPECT_EQ(kept_workers(sandbox), "1");
}

TEST(Faults, AMalformedAnswerDoesNotPassTheGuard) {
  Sandbox sandbox({"malformed#1"});
  const auto heard = sandbox.tell(workers(1, {worker(1)}));
  const auto guarded = xml::guard(heard.http.value().body, xml::SchemaSet());
  ASSERT_FALSE(guarded);
  EXPECT_EQ(guarded.error().reason, xml::Reason::malformed);
}

TEST(Faults, AnotherAnswerIsSoundButNotToThisOperation) {
  Sandbox sandbox({"other-answer#1"});
  const auto heard = sandbox.tell(workers(1, {worker(1)}));
  const auto guarded = xml::guard(heard.http.value().body, xml::SchemaSet());
  ASSERT_TRUE(guarded);
  EXPECT_NE(guarded->element, "KirimPekerjaResponse");
}

TEST(Faults, AWrongCountIsOneVerdictLess) {
  Sandbox sandbox({"wrong-count#1"});
  const auto sent = workers(1, {worker(1), worker(2)});
  EXPECT_EQ(sandbox.tell(sent).response.value().hasil.size(), 1U);
  EXPECT_EQ(sandbox.tell(sent).response.value().hasil.size(), 2U);
}

TEST(Faults, AResetIsNoAnswerAndKeepsNothing) {
  Sandbox sandbox({"reset@KirimPekerja#1"});
  const auto heard = sandbox.tell(workers(1, {worker(1)}));
  EXPECT_FALSE(heard.http);
  EXPECT_TRUE(heard.body_started);
  EXPECT_EQ(kept_workers(sandbox), "0");
}

TEST(Faults, ACrashAfterwardsKeepsTheRecords) {
  Sandbox sandbox({"crash-after@KirimPekerja#1"});
  const auto sent = workers(1, {worker(1)});
  EXPECT_FALSE(sandbox.tell(sent).http);
  EXPECT_EQ(kept_workers(sandbox), "1");
  sandbox.give(sent);
  EXPECT_EQ(kept_workers(sandbox), "1");
}

TEST(Faults, HalfAnAnswerIsNoAnswer) {
  Sandbox sandbox({"half@KirimPekerja#1"});
  const auto sent = workers(1, {worker(1)});
  EXPECT_FALSE(sandbox.tell(sent).http);
  sandbox.give(sent);
}

TEST(Faults, HangLastsUntilTheCallerGivesUp) {
  Sandbox sandbox({"hang@KirimPekerja#1"});
  const auto heard =
      sandbox.tell(workers(1, {worker(1)}), soap::SoapVersion::v11, std::chrono::milliseconds(300));
  EXPECT_FALSE(heard.http);
  EXPECT_EQ(kept_workers(sandbox), "0");
}

TEST(Faults, StoppingEndsAHang) {
  Sandbox sandbox({"hang"});
  std::thread caller([&] { (void)sandbox.tell(workers(1, {worker(1)})); });
  sandbox.service().stop();
  caller.join();
}

TEST(Faults, TheFrontPassesHealthyMessagesOn) {
  Sandbox sandbox({"reset@AmbilPekerja"});
  std::vector<lampiran::Pekerja> many;
  for (unsigned n = 0; n < 99; ++n) many.push_back(worker(n));
  sandbox.give(workers(1, many));
  soap::Request asked = question("DaftarPekerja", key(1));
  EXPECT_EQ(lampiran::count(sandbox.tell(asked).response.value().rekaman), 99U);
}

TEST(Faults, CanBeChangedWhileItRuns) {
  Sandbox sandbox({"refuse"});
  ASSERT_TRUE(sandbox.tell(workers(1, {worker(1)})).fault);
  sandbox.service().use_faults({});
  sandbox.give(workers(1, {worker(1)}));
}

TEST(Faults, NeverStrikeTheDocuments) {
  Sandbox sandbox({"status=503"});
  EXPECT_EQ(sandbox.get("/ws/pekerja?wsdl").status, 200U);
}

}  // namespace
}  // namespace jembatan::sandbox::test
