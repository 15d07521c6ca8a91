// Bytes that no guard has seen: an error, never a crash. Run under the sanitizers.

#include <gtest/gtest.h>

#include <random>
#include <string>
#include <vector>

#include "soap/codec.h"
#include "soap/samples.h"

namespace jembatan::soap {
namespace {

class Rubbish : public testing::Test {
 protected:
  void SetUp() override {
    for (const Operasi& operasi : semua_operasi()) {
      requests_.push_back(codec_.encode(samples::full_request(operasi), SoapVersion::v11));
      responses_.push_back(codec_.encode(samples::full_response(operasi), SoapVersion::v12));
    }
  }
  bool request_decodes(std::string_view bytes, std::size_t i) {
    return samples::decode(codec_, bytes, semua_operasi()[i]).has_value();
  }
  bool response_decodes(std::string_view bytes, std::size_t i) {
    return codec_.decode_response(bytes, semua_operasi()[i]).has_value();
  }
  Codec codec_;
  std::vector<std::string> requests_, responses_;
};

TEST_F(Rubbish, RequestsCutAnywhereAreErrors) {
  for (std::size_t i = 0; i < requests_.size(); ++i) {
    for (std::size_t size = 0; size < requests_[i].size(); ++size) {
      ASSERT_FALSE(request_decodes(std::string_view(requests_[i]).substr(0, size), i)) << i << " at " << size;
    }
  }
}

TEST_F(Rubbish, AnswersCutAnywhereAreErrors) {
  for (std::size_t i = 0; i < responses_.size(); ++i) {
    for (std::size_t size = 0; size < responses_[i].size(); ++size) {
      ASSERT_FALSE(response_decodes(std::string_view(responses_[i]).substr(0, size), i))
          << i << " at " << size;
    }
  }
}

TEST_F(Rubbish, FaultsCutAnywhereAreErrors) {
  Fault fault;
  fault.pesan = "Pesan";
  fault.pesan_inggris = "Message";
  fault.temuan = samples::temuan();
  for (const auto version : {SoapVersion::v11, SoapVersion::v12}) {
    const std::string bytes = codec_.encode(fault, version);
    for (std::size_t size = 0; size < bytes.size(); ++size) {
      ASSERT_FALSE(response_decodes(std::string_view(bytes).substr(0, size), 0)) << size;
    }
  }
}

TEST_F(Rubbish, RandomBytesAreErrors) {
  std::mt19937 random(1);
  for (int round = 0; round < 2000; ++round) {
    std::string bytes(random() % 300, '\0');
    for (char& each : bytes) each = static_cast<char>(random());
    if (round % 2 == 0) bytes.insert(0, "<");
    ASSERT_FALSE(request_decodes(bytes, static_cast<std::size_t>(round) % requests_.size()));
    ASSERT_FALSE(response_decodes(bytes, static_cast<std::size_t>(round) % requests_.size()));
  }
}

TEST_F(Rubbish, WhatGsoapTakesForGzipMimeOrHttpIsAnError) {
  for (const std::string_view start :
       {"\x1F\x8B\x08\x00", "--mime\r\n\r\n", "POST / HTTP/1.1\r\n\r\n", "\x0C\x20\x00"}) {
    EXPECT_FALSE(request_decodes(std::string(start) + requests_.front(), 0));
  }
}

TEST_F(Rubbish, DamagedMessagesNeverCrashAndNeverSpoilTheNext) {
  std::mt19937 random(2);
  constexpr std::string_view spice = "<>&;'\"/=:[]!-?#x\0\x80\xFF \n";
  for (int round = 0; round < 4000; ++round) {
    const std::size_t i = random() % requests_.size();
    std::string bytes = round % 2 == 0 ? requests_[i] : responses_[i];
    for (std::size_t damage = random() % 4; damage < 5; ++damage) {
      const std::size_t at = random() % bytes.size();
      if (random() % 3 == 0) {
        bytes.erase(at, random() % 20);
      } else {
        bytes[at] = spice[random() % spice.size()];
      }
      if (bytes.empty()) bytes = "<";
    }
    static_cast<void>(round % 2 == 0 ? request_decodes(bytes, i) : response_decodes(bytes, i));
    ASSERT_TRUE(request_decodes(requests_[i], i)) << round;
  }
}

TEST_F(Rubbish, DeepNestingIsAnError) {
  std::string bytes = requests_.front();
  const std::size_t at = bytes.find("<usaha:npwp>");
  for (int i = 0; i < 10'000; ++i) bytes.insert(at, "<usaha:koordinat>");
  EXPECT_FALSE(request_decodes(bytes, 0));
}

}  // namespace
}  // namespace jembatan::soap
