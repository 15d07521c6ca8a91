// The same idPesan again, across threads and restarts.

#include <gtest/gtest.h>

#include <algorithm>
#include <thread>

#include "sandbox/support.h"

namespace jembatan::sandbox::test {
namespace {

TEST(Idempotency, TheSameMessageGetsTheSameBytes) {
  Sandbox sandbox;
  const auto sent = workers(1, {worker(1)});
  const auto first = sandbox.tell(sent), second = sandbox.tell(sent);
  EXPECT_EQ(first.http.value().body, second.http.value().body);
}

TEST(Idempotency, AReadIsRepeatedToo) {
  Sandbox sandbox;
  const auto asked = question("PotensiPekerja", key(1));
  const auto first = sandbox.tell(asked);
  sandbox.give(workers(1, {worker(1)}));
  EXPECT_EQ(sandbox.tell(asked).http.value().body, first.http.value().body);
}

TEST(Idempotency, OtherContentUnderTheSameIdIsAFault) {
  Sandbox sandbox;
  auto sent = workers(1, {worker(1)});
  sandbox.give(sent);
  std::get<std::vector<lampiran::Pekerja>>(sent.rekaman)[0].jabatan = "Kepala Regu";
  EXPECT_EQ(sandbox.tell(sent).fault.value().kode, soap::Kode::id_pesan_dipakai_ulang);
}

TEST(Idempotency, TheFaultLeavesTheFirstMessageAsItWas) {
  Sandbox sandbox;
  const auto sent = workers(1, {worker(1)});
  const auto first = sandbox.tell(sent);
  auto other = workers(1, {worker(2)});
  other.id_pesan = sent.id_pesan;
  ASSERT_TRUE(sandbox.tell(other).fault);
  EXPECT_EQ(sandbox.tell(sent).http.value().body, first.http.value().body);
}

TEST(Idempotency, ARefusedMessageDoesNotHoldItsId) {
  Sandbox sandbox;
  auto sent = workers(1, {worker(1)});
  sent.jumlah_data = 2;
  ASSERT_TRUE(sandbox.tell(sent).fault);
  sent.jumlah_data = 1;
  EXPECT_TRUE(sandbox.tell(sent).response);
}

TEST(Idempotency, StatusPesanIsAnsweredAfresh) {
  Sandbox sandbox;
  const auto sent = workers(1, {worker(1)});
  soap::Request asked = request("StatusPesan");
  asked.id_pesan_dicari = sent.id_pesan;
  EXPECT_EQ(sandbox.tell(asked).response.value().status_pesan, soap::StatusPesan::tidak_dikenal);
  sandbox.give(sent);
  EXPECT_EQ(sandbox.tell(asked).response.value().status_pesan, soap::StatusPesan::selesai);
}

TEST(Idempotency, ARepeatInTheOtherSoapVersionGetsTheSameNumber) {
  Sandbox sandbox;
  const auto sent = workers(1, {worker(1)});
  const auto first = sandbox.tell(sent);
  const auto second = sandbox.tell(sent, soap::SoapVersion::v12);
  EXPECT_EQ(second.response.value().nomor_pertukaran, first.response.value().nomor_pertukaran);
}

TEST(Idempotency, NumbersAscend) {
  Sandbox sandbox;
  const auto one = sandbox.tell(workers(1, {worker(1)})).response.value().nomor_pertukaran;
  const auto two = sandbox.tell(workers(1, {worker(1)})).response.value().nomor_pertukaran;
  EXPECT_LT(one, two);
}

TEST(Idempotency, ManyAtOnceAreHandledOnce) {
  Sandbox sandbox;
  const auto sent = workers(1, {worker(1)});
  std::vector<std::uint64_t> numbers(8, 0);
  std::vector<std::thread> callers;
  callers.reserve(numbers.size());
  for (auto& number : numbers) {
    callers.emplace_back([&] {
      const auto heard = sandbox.tell(sent);
      if (heard.response) number = heard.response->nomor_pertukaran;
    });
  }
  for (std::thread& caller : callers) caller.join();
  EXPECT_NE(numbers.front(), 0U);
  EXPECT_EQ(std::count(numbers.begin(), numbers.end(), numbers.front()), 8);
}

TEST(Idempotency, DifferentMessagesAtOnceAllArrive) {
  Sandbox sandbox;
  std::vector<std::thread> callers;
  for (unsigned caller = 0; caller < 8; ++caller) {
    callers.emplace_back([&sandbox, caller] {
      for (unsigned n = 0; n < 5; ++n) (void)sandbox.tell(workers(1, {worker(10 + caller * 5 + n)}));
    });
  }
  for (std::thread& caller : callers) caller.join();
  EXPECT_EQ(sandbox.tell(question("PotensiPekerja", key(1))).response.value().jumlah_pekerja, "40");
}

TEST(Idempotency, ARestartKeepsRecordsAnswersAndNumbers) {
  Sandbox sandbox;
  const auto sent = workers(1, {worker(1)});
  const auto first = sandbox.tell(sent);
  sandbox.restart();
  EXPECT_EQ(sandbox.tell(sent).http.value().body, first.http.value().body);
  const auto next = sandbox.tell(question("PotensiPekerja", key(1)));
  EXPECT_EQ(next.response.value().jumlah_pekerja, "1");
  EXPECT_GT(next.response->nomor_pertukaran, first.response.value().nomor_pertukaran);
}

TEST(Idempotency, APageTokenOutlivesARestart) {
  Sandbox sandbox;
  sandbox.give(workers(1, {worker(1), worker(2)}));
  soap::Request asked = question("DaftarPekerja", key(1));
  asked.batas = 1;
  const auto token = sandbox.tell(asked).response.value().lanjutan;
  sandbox.restart();
  asked = question("DaftarPekerja", key(1));
  asked.lanjutan = token;
  EXPECT_EQ(lampiran::count(sandbox.tell(asked).response.value().rekaman), 1U);
}

}  // namespace
}  // namespace jembatan::sandbox::test
