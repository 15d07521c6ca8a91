#include "crypto/sip_hash.h"

#include <gtest/gtest.h>

#include "crypto/digest.h"

namespace jembatan::crypto {
namespace {

/// The bytes 0, 1, 2, ...
std::string counted(std::size_t size) {
  std::string bytes;
  while (bytes.size() < size) bytes += static_cast<char>(bytes.size());
  return bytes;
}

/// The bytes of a hash, least significant first, as the authors list them.
std::string listed(std::uint64_t hash) {
  std::string bytes;
  for (; bytes.size() < 8; hash >>= 8U) bytes += static_cast<char>(hash & 0xffU);
  return hex(bytes);
}

/// The authors' test vectors (vectors.h of the reference code) for messages of 0 to 15 bytes.
constexpr std::array kPublished{
    "310e0edd47db6f72", "fd67dc93c539f874", "5a4fa9d909806c0d", "2d7efbd796666785",
    "b7877127e09427cf", "8da699cd64557618", "cee3fe586e46c9cb", "37d1018bf50002ab",
    "6224939a79f5f593", "b0e4a90bdf82009e", "f3b9dd94c5bb5d7a", "a7ad6b22462fb3f4",
    "fbe50e86bc8f1e75", "903d84c02756ea14", "eef27a8e90ca23f7", "e545be4961ca29a1"};

TEST(SipHash, AgreesWithTheAuthorsVectors) {
  const SipHash hash(counted(16));
  for (std::size_t size = 0; size < kPublished.size(); ++size) {
    EXPECT_EQ(listed(hash.of(counted(size))), kPublished[size]) << size << " bytes";
  }
  EXPECT_EQ(listed(hash.of(counted(63))), "724506eb4c328a95");
}

TEST(SipHash, TakesTheFirst16BytesOfTheKey) {
  EXPECT_EQ(SipHash(counted(32)).of("x"), SipHash(counted(16)).of("x"));
  EXPECT_NE(SipHash(counted(17).substr(1)).of("x"), SipHash(counted(16)).of("x"));
}

}  // namespace
}  // namespace jembatan::crypto
