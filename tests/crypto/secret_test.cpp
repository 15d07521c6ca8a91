#include "crypto/secret.h"

#include <gtest/gtest.h>
#include <sys/mman.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstdint>
#include <memory>
#include <ostream>
#include <type_traits>

namespace jembatan::crypto {
namespace {

template <class Value>
concept Printable = requires(std::ostream& out, const Value& value) {
  out << value;
};

static_assert(!std::is_copy_constructible_v<Secret> && !std::is_copy_assignable_v<Secret>);
static_assert(!std::is_convertible_v<Secret, std::string> &&
              !std::is_convertible_v<Secret, std::string_view>);
static_assert(!Printable<Secret> && !Printable<WipedText> && Printable<std::string>);

TEST(Secret, HoldsACopyOfItsBytes) {
  std::string original("k\0ey", 4);
  const Secret secret = Secret::copy_of(original);
  original[0] = 'x';
  EXPECT_EQ(secret.bytes(), std::string_view("k\0ey", 4));
}

TEST(Secret, IsRandomIfAsked) {
  const Secret first = Secret::random(32);
  EXPECT_EQ(first.bytes().size(), 32U);
  EXPECT_NE(first.bytes(), Secret::random(32).bytes());
}

TEST(Secret, MayBeLongerThanAPage) {
  const std::string lengthy(10'000, 'k');
  EXPECT_EQ(Secret::copy_of(lengthy).bytes(), lengthy);
}

TEST(Secret, MayBeEmpty) {
  EXPECT_TRUE(Secret::copy_of("").bytes().empty());
  EXPECT_TRUE(Secret::random(0).bytes().empty());
}

TEST(Secret, MovesWithoutLeavingItsBytesBehind) {
  Secret from = Secret::copy_of("key");
  const Secret to(std::move(from));
  EXPECT_EQ(to.bytes(), "key");
  EXPECT_TRUE(from.bytes().empty());  // NOLINT: what a moved secret says is part of its promise
}

TEST(Secret, TakesTheBytesOfTheAssigned) {
  Secret secret = Secret::copy_of("old");
  secret = Secret::copy_of("new");
  EXPECT_EQ(secret.bytes(), "new");
}

TEST(Secret, LeavesNoPageBehind) {
  auto secret = std::make_unique<Secret>(Secret::copy_of("key"));
  void* const page = const_cast<char*>(secret->bytes().data());
  const auto size = static_cast<std::size_t>(sysconf(_SC_PAGESIZE));
  ASSERT_EQ(msync(page, size, MS_ASYNC), 0);
  secret.reset();
  EXPECT_EQ(msync(page, size, MS_ASYNC), -1);
  EXPECT_EQ(errno, ENOMEM);
}

TEST(WipedText, IsWipedWhenItGoes) {
  alignas(WipedText) std::array<char, sizeof(WipedText)> place{};
  auto* const text = new (place.data()) WipedText("short key");
  const std::string_view memory(place.data(), place.size());
  ASSERT_NE(memory.find("short key"), std::string_view::npos);
  text->~WipedText();
  EXPECT_EQ(memory.find("key"), std::string_view::npos);
}

TEST(WipedText, IsWipedBehindItsEndToo) {
  alignas(WipedText) std::array<char, sizeof(WipedText)> place{};
  auto* const text = new (place.data()) WipedText("short key");
  text->text().resize(1);
  text->~WipedText();
  EXPECT_EQ(std::string_view(place.data(), place.size()).find("key"), std::string_view::npos);
}

}  // namespace
}  // namespace jembatan::crypto
