// A row of the register: its bytes, and which of two claims counts.

#include "journal/register_row.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>

namespace jembatan::journal::test {
namespace {

constexpr std::array kKinds{RegisterKind::badan_usaha, RegisterKind::pimpinan, RegisterKind::pekerja};

Claim claim_of(RegisterKind kind, std::uint32_t given, std::uint64_t number) {
  Claim claim;
  claim.key.kind = kind;
  claim.given = given;
  claim.number.fill(number);
  return claim;
}

std::string bytes_of(const RegisterRow& row) {
  std::string body;
  encode(row, body);
  return body;
}

/// A row of several sources with every form of field.
RegisterRow row_of(RegisterKind kind) {
  RegisterRow row;
  row.key.kind = kind;
  join(row, claim_of(kind, 0x7fffU, 7), {5, 5, 1});
  join(row, claim_of(kind, 0x1f0fU, 0xffff'ffffU), {300, 290, 70'000});
  join(row, claim_of(kind, 0x0011U, 0), {70'000'000'000, 70'000'000'000, 0});
  return row;
}

TEST(RegisterRow, ComesBackFromItsBytes) {
  for (const RegisterKind kind : kKinds) {
    const RegisterRow row = row_of(kind);
    RegisterRow back;
    back.key = row.key;
    ASSERT_TRUE(decode(bytes_of(row), back));
    EXPECT_EQ(back.given, row.given);
    for (std::size_t field = 0; field < kRegisterFields; ++field) {
      if (!row.has(field)) continue;
      EXPECT_EQ(back.number[field], row.number[field]) << "field " << field;
      EXPECT_EQ(back.source_of(field), row.source_of(field)) << "field " << field;
    }
    EXPECT_EQ(bytes_of(back), bytes_of(row));
  }
}

TEST(RegisterRow, CarriesAnIdentifiersWhole64Bits) {
  RegisterRow row, back;
  join(row, claim_of(RegisterKind::badan_usaha, 1U << company_field::nib, 0xfedc'ba98'7654'3210U), {1, 1, 1});
  ASSERT_TRUE(decode(bytes_of(row), back));
  EXPECT_EQ(back.number[company_field::nib], 0xfedc'ba98'7654'3210U);
}

TEST(RegisterRow, IsRefusedWhereItWasCutShort) {
  RegisterRow row;
  join(row, claim_of(RegisterKind::badan_usaha, 0x7fffU, 300), {300, 290, 1});
  const std::string body = bytes_of(row);
  for (std::size_t size = 0; size < body.size(); ++size) {
    EXPECT_FALSE(decode(body.substr(0, size), row)) << size << " bytes";
  }
}

TEST(RegisterRow, IsRefusedWhereOneFieldStandsTwice) {
  RegisterRow row;
  join(row, claim_of(RegisterKind::badan_usaha, 1, 7), {1, 1, 1});
  const std::string body = bytes_of(row);
  EXPECT_FALSE(decode(body + body, row));
}

TEST(RegisterRow, IsRefusedWithBytesThatMeanNothing) {
  RegisterRow row;
  const auto refused = [&row](std::initializer_list<int> bytes) {
    std::string body;
    for (const int byte : bytes) body += static_cast<char>(byte);
    return !decode(body, row);
  };
  EXPECT_TRUE(refused({3, 4, 1, 1, 0, 0, 0, 0})) << "an original after its replay";
  EXPECT_TRUE(refused({3, 0, 1, 0})) << "a source of nothing";
  EXPECT_TRUE(refused({3, 0, 1, 0x80, 0x80, 0x04})) << "a field beyond the last";
  EXPECT_TRUE(refused({3, 0, 0xff, 0xff, 0xff, 0xff, 0x7f, 1, 0, 0, 0, 0})) << "a record beyond 32 bits";
  EXPECT_TRUE(refused({255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255})) << "a number without end";
}

TEST(RegisterRow, IsSoundOrRefusedWhateverTheBytes) {
  std::mt19937 random(11);
  for (int round = 0; round < 20'000; ++round) {
    RegisterRow row;
    row.key.kind = kKinds[random() % 3];
    std::string body = bytes_of(row_of(row.key.kind));
    body[random() % body.size()] = static_cast<char>(random());
    if (random() % 2 == 0) body.resize(random() % body.size());
    if (!decode(body, row)) continue;
    ASSERT_GT(row.source_count, 0U);
    for (std::size_t field = 0; field < kRegisterFields; ++field) {
      if (row.has(field)) {
        ASSERT_LT(row.source[field], row.source_count);
      }
    }
  }
}

TEST(RegisterRow, IsTheSameInWhateverOrderItIsTold) {
  std::mt19937 random(7);
  std::vector<std::pair<Claim, RegisterSource>> told;
  for (std::uint64_t number = 1; number <= 30; ++number) {
    Claim claim = claim_of(RegisterKind::pekerja, random() & 0xfffU, 0);
    for (auto& value : claim.number) value = random() % 1000;
    told.push_back(
        {claim, {number, number - random() % 3 % number, static_cast<std::uint32_t>(random() % 4)}});
  }
  std::string first;
  for (int round = 0; round < 50; ++round) {
    std::shuffle(told.begin(), told.end(), random);
    RegisterRow row;
    row.key.kind = RegisterKind::pekerja;
    for (const auto& [claim, source] : told) join(row, claim, source);
    if (first.empty()) first = bytes_of(row);
    ASSERT_EQ(bytes_of(row), first);
  }
}

TEST(RegisterRow, HasRoomForASourceOfEveryFieldHoweverManyCome) {
  RegisterRow row;
  for (std::uint64_t number = 1; number <= 100; ++number) {
    join(row, claim_of(RegisterKind::badan_usaha, 1U << (number % kRegisterFields), number),
         {number, number, 1});
  }
  for (std::size_t field = 0; field < kRegisterFields; ++field) {
    EXPECT_EQ(row.source_of(field).number, row.number[field]);
    EXPECT_GT(row.number[field], 100 - kRegisterFields);
  }
}

TEST(RegisterRow, LetsTheLaterOriginCountThenTheEarlierExchangeThenTheEarlierRecord) {
  EXPECT_TRUE(supersedes({9, 9, 1}, {8, 8, 1}));
  EXPECT_TRUE(supersedes({8, 8, 1}, {9, 7, 1})) << "a replay has its original's place";
  EXPECT_TRUE(supersedes({7, 7, 1}, {9, 7, 1})) << "and does not take it from the original";
  EXPECT_TRUE(supersedes({7, 7, 1}, {7, 7, 2}));
  EXPECT_FALSE(supersedes({7, 7, 1}, {7, 7, 1}));
}

TEST(RegisterRow, LosesWhatCameUpToTheFloorAndKeepsTheRest) {
  RegisterRow row;
  join(row, claim_of(RegisterKind::badan_usaha, 0b0111, 1), {5, 5, 1});
  join(row, claim_of(RegisterKind::badan_usaha, 0b0010, 2), {9, 6, 1});
  EXPECT_FALSE(drop_up_to(row, 4));
  EXPECT_TRUE(drop_up_to(row, 5));
  EXPECT_EQ(row.given, 0b0010U);
  EXPECT_TRUE(drop_up_to(row, 6)) << "a replay goes with its original";
  EXPECT_EQ(row.given, 0U);
}

}  // namespace
}  // namespace jembatan::journal::test
