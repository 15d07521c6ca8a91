// One Codec for many messages, and many Codecs at the same time.

#include <gtest/gtest.h>

#include <string>
#include <thread>
#include <utility>
#include <vector>

#include "soap/codec.h"
#include "soap/samples.h"

namespace jembatan::soap {
namespace {

/// How many of the operations' messages do not survive this codec.
int lost_messages(Codec& codec, int rounds) {
  int lost = 0;
  for (int round = 0; round < rounds; ++round) {
    const SoapVersion version = round % 2 == 0 ? SoapVersion::v11 : SoapVersion::v12;
    for (const Operasi& operasi : semua_operasi()) {
      const Request request = samples::full_request(operasi);
      const auto read_request = samples::decode(codec, codec.encode(request, version), operasi);
      if (!read_request || !samples::same(request, *read_request)) ++lost;
      const Response response = samples::full_response(operasi);
      const auto read_response = codec.decode_response(codec.encode(response, version), operasi);
      if (!read_response || !samples::same(response, std::get<Response>(*read_response))) ++lost;
    }
  }
  return lost;
}

TEST(Reuse, LeavesNothingOfOneMessageInTheNext) {
  Codec codec;
  const Operasi& operasi = samples::operasi(lampiran::Bagian::badan_usaha, "KirimBadanUsaha");
  const Request full = samples::full_request(operasi);
  const Request bare = samples::bare_request(operasi);
  const std::string full_bytes = codec.encode(full, SoapVersion::v11);
  const std::string bare_bytes = codec.encode(bare, SoapVersion::v11);
  for (int i = 0; i < 500; ++i) {
    ASSERT_TRUE(samples::same(full, *samples::decode(codec, full_bytes, operasi)));
    ASSERT_TRUE(samples::same(bare, *samples::decode(codec, bare_bytes, operasi)));
  }
}

TEST(Reuse, SurvivesAThousandMessagesAndErrorsBetweenThem) {
  Codec codec;
  for (int i = 0; i < 32; ++i) {
    ASSERT_FALSE(codec.decode_response("<a>", semua_operasi().front()));
    ASSERT_EQ(lost_messages(codec, 1), 0);
  }
}

TEST(Reuse, DecodedMessagesOutliveTheCodec) {
  const Request request =
      samples::full_request(samples::operasi(lampiran::Bagian::pimpinan, "KirimPimpinan"));
  std::optional<Request> kept;
  {
    Codec codec;
    auto decoded = samples::decode(codec, codec.encode(request, SoapVersion::v11), *request.operasi);
    ASSERT_TRUE(decoded);
    kept = *std::move(decoded);
  }
  EXPECT_TRUE(samples::same(request, *kept));
}

TEST(Reuse, SurvivesBeingMoved) {
  Codec first;
  ASSERT_EQ(lost_messages(first, 1), 0);
  Codec second = std::move(first);
  EXPECT_EQ(lost_messages(second, 1), 0);
}

TEST(Reuse, FourThreadsWithACodecEachDoNotDisturbEachOther) {
  std::vector<Codec> codecs(4);
  std::vector<int> lost(codecs.size(), -1);
  std::vector<std::thread> threads;
  for (std::size_t i = 0; i < codecs.size(); ++i) {
    threads.emplace_back([&codecs, &lost, i] { lost[i] = lost_messages(codecs[i], 20); });
  }
  for (std::thread& thread : threads) thread.join();
  EXPECT_EQ(lost, std::vector<int>(codecs.size(), 0));
}

}  // namespace
}  // namespace jembatan::soap
