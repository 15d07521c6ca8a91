#include "crypto/aead.h"

#include <gtest/gtest.h>

#include <set>

#include "base/result.h"
#include "crypto/digest.h"

namespace jembatan::crypto {
namespace {

/// "The Galois/Counter Mode of Operation" (McGrew, Viega), appendix B, test case 16.
const std::string kKey = *from_hex("feffe9928665731c6d6a8f9467308308feffe9928665731c6d6a8f9467308308");
const std::string kAssociated = *from_hex("feedfacedeadbeeffeedfacedeadbeefabaddad2");
const std::string kNonce = *from_hex("cafebabefacedbaddecaf888");
const std::string kPlain = *from_hex(
    "d9313225f88406e5a55909c5aff5269a86a7a9531534f7da2e4c303d8a318a721c3c0c95956809532fcf0e2449a6b525"
    "b16aedf5aa0de657ba637b39");
const std::string kCiphertext = *from_hex(
    "522dc1f099567d07f47f37a32a84427d643a8cdcbfe5c0c97598a2bd2555d1aa8cb08e48590dbb3da7b08b1056828838"
    "c5f61e6393ba7a0abcc9f662");
const std::string kTag = *from_hex("76fc6ece0f4e1768cddf8853bb2d551b");
const std::string kSealed = kNonce + kCiphertext + kTag;

Secret key() {
  return Secret::copy_of(kKey);
}

TEST(Seal, OpensThePublishedExample) {
  EXPECT_EQ(unseal(key(), kAssociated, kSealed), kPlain);
}

TEST(Seal, OpensWhatItSealed) {
  for (const std::size_t size : {0U, 1U, 15U, 16U, 17U, 1000U, 100'000U}) {
    const std::string plain(size, 'p');
    const std::string sealed = seal(key(), kAssociated, plain);
    EXPECT_EQ(sealed.size(), size + kSealOverhead);
    EXPECT_EQ(unseal(key(), kAssociated, sealed), plain);
  }
}

TEST(Seal, NeedsNoAssociatedBytes) {
  EXPECT_EQ(unseal(key(), {}, seal(key(), {}, "p")), "p");
}

TEST(Seal, HidesThePlainBytes) {
  EXPECT_EQ(seal(key(), "", kPlain).find(kPlain.substr(0, 8)), std::string::npos);
}

TEST(Seal, UsesANewNonceForEveryMessage) {
  Aead aead(key());
  std::set<std::string> nonces;
  for (int i = 0; i < 1000; ++i) nonces.insert(aead.seal("", "p").substr(0, kNonce.size()));
  EXPECT_EQ(nonces.size(), 1000U);
}

TEST(Seal, DoesNotOpenAfterAnyBitChanged) {
  Aead aead(key());
  for (std::size_t bit = 0; bit < 8 * kSealed.size(); ++bit) {
    std::string tampered = kSealed;
    tampered[bit / 8] = static_cast<char>(tampered[bit / 8] ^ (1 << (bit % 8)));
    EXPECT_EQ(aead.unseal(kAssociated, tampered), std::nullopt) << bit;
  }
}

TEST(Seal, DoesNotOpenWhenCutShort) {
  for (std::size_t size = 0; size < kSealed.size(); ++size) {
    EXPECT_EQ(unseal(key(), kAssociated, kSealed.substr(0, size)), std::nullopt) << size;
  }
}

TEST(Seal, DoesNotOpenWhenLengthened) {
  EXPECT_EQ(unseal(key(), kAssociated, kSealed + '\0'), std::nullopt);
}

TEST(Seal, DoesNotOpenForOtherAssociatedBytes) {
  for (const std::string& other : {std::string(), kAssociated + '\0', kAssociated.substr(1)}) {
    EXPECT_EQ(unseal(key(), other, kSealed), std::nullopt);
  }
}

TEST(Seal, DoesNotOpenUnderAnotherKey) {
  EXPECT_EQ(unseal(Secret::random(32), kAssociated, kSealed), std::nullopt);
}

TEST(Aead, OpensTheNextAfterOneThatDidNotOpen) {
  Aead aead(key());
  ASSERT_EQ(aead.unseal("other", kSealed), std::nullopt);
  EXPECT_EQ(aead.unseal(kAssociated, kSealed), kPlain);
}

TEST(Aead, SealsAndOpensInAnyOrder) {
  Aead aead(key());
  const std::string first = aead.seal("1", "first");
  EXPECT_EQ(aead.unseal(kAssociated, kSealed), kPlain);
  const std::string second = aead.seal("2", "second");
  EXPECT_EQ(aead.unseal("2", second), "second");
  EXPECT_EQ(unseal(key(), "1", first), "first");
}

TEST(Aead, RefusesAKeyOfTheWrongLength) {
  for (const std::size_t size : {0U, 16U, 31U, 33U}) {
    EXPECT_THROW(Aead{Secret::random(size)}, base::Broken) << size;
    EXPECT_THROW(static_cast<void>(seal(Secret::random(size), "", "")), base::Broken) << size;
  }
}

}  // namespace
}  // namespace jembatan::crypto
