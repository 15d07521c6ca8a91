#include "crypto/signature.h"

#include <gtest/gtest.h>

#include <thread>
#include <vector>

#include "base/result.h"
#include "crypto/digest.h"

namespace jembatan::crypto {
namespace {

struct Example {
  std::string seed;
  std::string public_key;
  std::string message;
  std::string signature;
};

/// RFC 8032, section 7.1, tests 1 to 3.
const std::vector<Example> kRfc8032 = {
    {"9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60",
     "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a", "",
     "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46b"
     "d25bf5f0595bbe24655141438e7a100b"},
    {"4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb",
     "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c", "72",
     "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c"
     "387b2eaeb4302aeeb00d291612bb0c00"},
    {"c5aa8df43f9f837bedb7442f31dcb7b166d38535076f094b85ce3a2e0b4458f7",
     "fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025", "af82",
     "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac18ff9b538d16f290ae67f760984dc659"
     "4a7c15e9716ed28dc027beceea1ec40a"},
};

SigningKey key_of(const Example& example) {
  return SigningKey(Secret::copy_of(*from_hex(example.seed)));
}

std::string with_bit_changed(std::string bytes, std::size_t bit) {
  bytes[bit / 8] = static_cast<char>(bytes[bit / 8] ^ (1 << (bit % 8)));
  return bytes;
}

TEST(Signature, AgreesWithTheRfcsExamples) {
  for (const Example& example : kRfc8032) {
    EXPECT_EQ(hex(key_of(example).public_key()), example.public_key);
    EXPECT_EQ(hex(key_of(example).sign(*from_hex(example.message))), example.signature);
  }
}

TEST(Signature, VerifiesTheRfcsExamples) {
  for (const Example& example : kRfc8032) {
    EXPECT_TRUE(
        verify(*from_hex(example.public_key), *from_hex(example.message), *from_hex(example.signature)));
  }
}

TEST(Signature, DoesNotVerifyAfterAnyOfItsBitsChanged) {
  const SigningKey key(Secret::random(32));
  const std::string signature = key.sign("message");
  for (std::size_t bit = 0; bit < 8 * signature.size(); ++bit) {
    EXPECT_FALSE(verify(key.public_key(), "message", with_bit_changed(signature, bit))) << bit;
  }
}

TEST(Signature, DoesNotVerifyForAnotherMessage) {
  const SigningKey key(Secret::random(32));
  for (const char* other : {"", "Message", "message ", "messag"}) {
    EXPECT_FALSE(verify(key.public_key(), other, key.sign("message"))) << other;
  }
}

TEST(Signature, DoesNotVerifyUnderAnyOtherKey) {
  const SigningKey key(Secret::random(32));
  const std::string public_key = key.public_key();
  for (std::size_t bit = 0; bit < 8 * public_key.size(); ++bit) {
    EXPECT_FALSE(verify(with_bit_changed(public_key, bit), "message", key.sign("message"))) << bit;
  }
}

TEST(Signature, IsFalseForWrongLengths) {
  const SigningKey key(Secret::random(32));
  const std::string good = key.sign("message");
  EXPECT_FALSE(verify(key.public_key(), "message", ""));
  EXPECT_FALSE(verify(key.public_key(), "message", good.substr(0, 63)));
  EXPECT_FALSE(verify(key.public_key(), "message", good + '\0'));
  EXPECT_FALSE(verify("", "message", good));
  EXPECT_FALSE(verify(key.public_key().substr(0, 31), "message", good));
  EXPECT_FALSE(verify(key.public_key() + '\0', "message", good));
}

TEST(Signature, IsMadeByManyThreadsWithOneKey) {
  const SigningKey key(Secret::random(32));
  std::vector<std::string> signatures(4);
  std::vector<std::thread> threads;
  for (std::string& signature : signatures) {
    threads.emplace_back([&key, &signature] {
      for (int i = 0; i < 100; ++i) signature = key.sign("message");
    });
  }
  for (std::thread& thread : threads) thread.join();
  EXPECT_EQ(signatures, std::vector<std::string>(4, key.sign("message")));
}

TEST(SigningKey, RefusesASeedOfTheWrongLength) {
  for (const std::size_t size : {0U, 31U, 33U, 64U}) {
    EXPECT_THROW(SigningKey{Secret::random(size)}, base::Broken) << size;
  }
}

}  // namespace
}  // namespace jembatan::crypto
