// Where keys lie in memory: reads this process's own as somebody would who got at it. The keys are made,
// written and searched for in complement, so that the search finds no traces of itself.

#include <fcntl.h>
#include <gtest/gtest.h>
#include <openssl/crypto.h>
#include <sys/mman.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <fstream>
#include <memory>
#include <sstream>
#include <string>
#include <vector>

#include "crypto/aead.h"
#include "crypto/key_ring.h"
#include "crypto/keyed_hash.h"
#include "crypto/signature.h"

namespace jembatan::crypto {
namespace {

/// Bytes to look for, each the complement of what it stands for.
using Hidden = std::vector<unsigned char>;

struct Region {
  std::uintptr_t begin = 0, end = 0;
  bool locked = false;
  std::string name = {};  ///< "[heap]", "[stack]", a library's file or nothing
};

struct Places {
  std::size_t locked = 0, open = 0;
  std::string where = {};  ///< in which open regions
};

/// What this process may write, but the searcher's own `window` and a sanitizer's shadow.
std::vector<Region> regions(std::uintptr_t window) {
  constexpr std::uintptr_t shadow = 1UL << 30U;
  std::vector<Region> all;
  std::ifstream maps("/proc/self/smaps");
  bool ours = false;
  for (std::string line; std::getline(maps, line);) {
    Region one;
    std::string mode;
    if (line.starts_with("VmFlags:")) {
      if (ours) all.back().locked = line.find(" lo") != std::string::npos;
      continue;
    }
    char dash = 0;
    std::istringstream fields(line);
    if (!(fields >> std::hex >> one.begin >> dash >> one.end >> mode) || dash != '-') continue;
    std::string offset, device, node;
    fields >> offset >> device >> node >> one.name;
    ours = mode.starts_with("rw") && one.begin != window && one.end - one.begin < shadow;
    if (ours) all.push_back(one);
  }
  return all;
}

class Search {
 public:
  Search() : window_(mmap(nullptr, size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0)) {
    // With pages of its own between it and its neighbours, it stays a mapping by itself.
    mprotect(window_, edge, PROT_NONE);
    mprotect(static_cast<char*>(window_) + size - edge, edge, PROT_NONE);
  }
  ~Search() { munmap(window_, size); }
  Search(const Search&) = delete;
  Search& operator=(const Search&) = delete;

  /// How often either half of it stands in memory.
  [[nodiscard]] Places of(const Hidden& hidden) const {
    const Hidden first(hidden.begin(), hidden.begin() + static_cast<std::ptrdiff_t>(hidden.size() / 2));
    const Hidden second(hidden.begin() + static_cast<std::ptrdiff_t>(hidden.size() / 2), hidden.end());
    Places places;
    const int memory = open("/proc/self/mem", O_RDONLY | O_CLOEXEC);
    EXPECT_GE(memory, 0);
    for (const Region& region : regions(reinterpret_cast<std::uintptr_t>(window_) + edge)) {
      const std::size_t count = count_in(memory, region, first, second);
      (region.locked ? places.locked : places.open) += count;
      if (count > 0 && !region.locked) places.where += region.name + " ";
    }
    close(memory);
    return places;
  }

 private:
  static constexpr std::size_t edge = 4096, size = (1UL << 20U) + 2 * edge;

  [[nodiscard]] std::size_t count_in(int memory, const Region& region, const Hidden& a,
                                     const Hidden& b) const {
    char* const room = static_cast<char*>(window_) + edge;
    std::size_t count = 0;
    for (std::uintptr_t at = region.begin; at < region.end;) {
      const std::size_t wanted = std::min<std::size_t>(region.end - at, size - 2 * edge);
      const ssize_t got = pread(memory, room, wanted, static_cast<off_t>(at));
      if (got <= 0) break;  // guard pages, or what the kernel keeps to itself
      count +=
          count_of(room, static_cast<std::size_t>(got), a) + count_of(room, static_cast<std::size_t>(got), b);
      if (at + static_cast<std::size_t>(got) >= region.end) break;
      at += static_cast<std::size_t>(got) - a.size();  // what lies across the end is seen the next time
    }
    OPENSSL_cleanse(room, size - 2 * edge);
    return count;
  }

  static std::size_t count_of(const char* room, std::size_t length, const Hidden& hidden) {
    std::size_t count = 0;
    const char* const end = room + length;
    const int first = static_cast<unsigned char>(~hidden.front());
    for (const char* at = room; end - at >= static_cast<std::ptrdiff_t>(hidden.size()); ++at) {
      at = static_cast<const char*>(std::memchr(at, first, static_cast<std::size_t>(end - at)));
      if (at == nullptr || end - at < static_cast<std::ptrdiff_t>(hidden.size())) break;
      const auto same = [](unsigned char wanted, char found) {
        return static_cast<unsigned char>(~wanted) == static_cast<unsigned char>(found);
      };
      if (std::equal(hidden.begin(), hidden.end(), at, same)) ++count;
    }
    return count;
  }

  void* window_;
};

/// A key file of its own, and the keys in it.
class KeyMemory : public testing::Test {
 protected:
  KeyMemory() {
    keep_openssl_keys_locked();
    std::array<char, 32> name{"/tmp/jembatan-keys-XXXXXX"};
    const int file = mkstemp(name.data());
    path_ = name.data();
    for (const char* const kind : {"seal 1 ", "index 1 ", "sign 1 "}) {
      EXPECT_GT(write(file, kind, std::strlen(kind)), 0);
      keys_.push_back(write_key(file));
    }
    close(file);
  }
  ~KeyMemory() override { unlink(path_.c_str()); }

  /// As bytes and as digits, in locked places only; and it is found at all.
  void expect_locked(const Hidden& key) {
    const Places places = search_.of(key);
    EXPECT_GT(places.locked, 0U)
        << "the search finds nothing, or the limit of locked memory (ulimit -l) is 0";
    EXPECT_EQ(places.open, 0U) << places.where;
    expect_no_digits(key);
  }

  void expect_no_digits(const Hidden& key) {
    const Places digits = search_.of(digits_of(key));
    EXPECT_EQ(digits.locked + digits.open, 0U);
  }

  static Hidden digits_of(const Hidden& key) {
    Hidden digits;
    for (const unsigned char hidden : key) {
      const auto byte = static_cast<unsigned char>(~hidden);
      for (const int half : {byte >> 4, byte & 15})
        digits.push_back(static_cast<unsigned char>(~"0123456789abcdef"[half]));
    }
    return digits;
  }

  std::string path_;
  std::vector<Hidden> keys_;  ///< seal, index, sign
  Search search_;

 private:
  static Hidden write_key(int file) {
    Hidden key(32);
    std::ifstream random("/dev/urandom", std::ios::binary);
    random.read(reinterpret_cast<char*>(key.data()), static_cast<std::streamsize>(key.size()));
    for (const unsigned char hidden : digits_of(key)) {
      const auto digit = static_cast<unsigned char>(~hidden);
      EXPECT_EQ(write(file, &digit, 1), 1);
    }
    EXPECT_EQ(write(file, "\n", 1), 1);
    return key;
  }
};

TEST_F(KeyMemory, OfWhatWasNeverWipedIsSearchedSuccessfully) {
  std::string careless;
  for (const unsigned char hidden : keys_[0]) careless += static_cast<char>(~hidden);
  EXPECT_GT(search_.of(keys_[0]).open, 0U);
  OPENSSL_cleanse(careless.data(), careless.size());
  EXPECT_EQ(search_.of(keys_[0]).open, 0U);
}

TEST_F(KeyMemory, OfARingIsLocked) {
  const auto ring = KeyRing::from_file(path_);
  ASSERT_TRUE(ring.has_value());
  for (const Hidden& key : keys_) expect_locked(key);
}

TEST_F(KeyMemory, OfARingFromACommandIsLocked) {
  const auto ring = KeyRing::from_command({"/bin/cat", path_});
  ASSERT_TRUE(ring.has_value());
  for (const Hidden& key : keys_) expect_locked(key);
}

/// While it lives, OpenSSL has a copy: a SigningKey is made for one signature.
TEST_F(KeyMemory, OfASigningKeyIsWipedWithIt) {
  const auto ring = KeyRing::from_file(path_);
  ASSERT_TRUE(ring.has_value());
  {
    const SigningKey key(*ring->signing_seed(1));
    EXPECT_TRUE(verify(key.public_key(), "head", key.sign("head")));
  }
  expect_locked(keys_[2]);
}

TEST_F(KeyMemory, OfTheIndexIsLockedWithItsUse) {
  const auto ring = KeyRing::from_file(path_);
  ASSERT_TRUE(ring.has_value());
  KeyedHash hash(ring->index_key().bytes());
  EXPECT_NE(hash.of("a"), hash.of("b"));
  expect_locked(keys_[1]);
}

/// While it lives, the cipher's context has the key's schedule where OpenSSL puts it: see the README's
/// limits.
TEST_F(KeyMemory, OfASealIsWipedWithIt) {
  const auto ring = KeyRing::from_file(path_);
  ASSERT_TRUE(ring.has_value());
  {
    Aead aead(*ring->seal_key(1));
    EXPECT_EQ(aead.unseal("", aead.seal("", "plain")), "plain");
  }
  expect_locked(keys_[0]);
}

TEST_F(KeyMemory, OfNewTextIsWipedWithIt) {
  Hidden digits;
  {
    const auto old = KeyRing::from_file(path_);
    const WipedText text = KeyRing::fresh_text();
    const auto more = KeyRing::rotated_text(text.view(), "keys", true);
    ASSERT_TRUE(more.has_value());
    const std::string_view last = more->view().substr(more->view().size() - 65, 64);
    for (const char digit : last) digits.push_back(static_cast<unsigned char>(~digit));
    EXPECT_GT(search_.of(digits).open, 0U);
  }
  const Places left = search_.of(digits);
  EXPECT_EQ(left.open + left.locked, 0U);
}

}  // namespace
}  // namespace jembatan::crypto
