// What lies in the file cannot be read without the keys, and comes back as it was with them.

#include <gmock/gmock.h>

#include <fstream>
#include <iterator>

#include "crypto/key_ring.h"
#include "crypto/keyed_hash.h"
#include "journal/vault.h"
#include "support.h"

namespace jembatan::journal::test {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

std::shared_ptr<const crypto::KeyRing> ring(const std::string& text) {
  auto parsed = crypto::KeyRing::parse(text, "test");
  if (!parsed) throw std::logic_error(parsed.error().front());
  return std::make_shared<const crypto::KeyRing>(std::move(*parsed));
}

std::string line(const std::string& kind, int id, char digit) {
  return kind + " " + std::to_string(id) + " " + std::string(64, digit) + "\n";
}

const std::string kOthers = line("index", 1, '2') + line("sign", 1, '3');

class Sealed : public ::testing::Test {
 protected:
  std::shared_ptr<const Dictionary> dictionary_ = std::make_shared<Dictionary>(fresh_dictionary());
  Vault vault_{jembatan::test::journal_keys(), dictionary_};

  [[nodiscard]] std::string there_and_back(const std::string& text) {
    const auto sealed = vault_.seal({{Leg::in, text}});
    return vault_.open(Leg::in, sealed.front().key, sealed.front().body).value();
  }
};

TEST_F(Sealed, MessagesOfAnySizeComeBackAsTheyWere) {
  for (const std::size_t size : {0U, 1U, 100U, 100'000U}) {
    std::string text;
    for (std::size_t i = 0; i < size; ++i) text += static_cast<char>(i * 31 % 251);
    EXPECT_EQ(there_and_back(text), text) << size;
  }
}

TEST_F(Sealed, AMessageIsNotReadableInTheFile) {
  const Folder folder;
  StepClock clock;
  {
    SqliteStore store{folder.file(), Access::create, clock, jembatan::test::journal_keys()};
    opened(store, arrival("a"), {{Leg::in, "Siti Rekaan 3204056104909901"}});
  }
  std::ifstream file(folder.file(), std::ios::binary);
  const std::string bytes{std::istreambuf_iterator<char>(file), {}};
  EXPECT_THAT(bytes, Not(HasSubstr("Siti Rekaan")));
  EXPECT_THAT(bytes, Not(HasSubstr("3204056104909901")));
}

TEST_F(Sealed, TheSameMessageTwiceLooksDifferent) {
  const auto sealed = vault_.seal({{Leg::in, "same"}, {Leg::in, "same"}});
  EXPECT_NE(sealed[0].body, sealed[1].body);
}

TEST_F(Sealed, AMessageThatWasChangedDoesNotOpen) {
  auto sealed = vault_.seal({{Leg::in, "text"}}).front();
  sealed.body.back() = static_cast<char>(sealed.body.back() ^ 1);
  EXPECT_THAT(broken_text([&] { (void)vault_.open(Leg::in, sealed.key, sealed.body); }),
              HasSubstr("were changed"));
}

TEST_F(Sealed, AMessageDoesNotOpenAsAnotherLeg) {
  const auto sealed = vault_.seal({{Leg::in, "text"}}).front();
  EXPECT_THROW((void)vault_.open(Leg::answer, sealed.key, sealed.body), base::Broken);
}

TEST_F(Sealed, AMissingKeyIsNamed) {
  const auto sealed = vault_.seal({{Leg::in, "text"}}).front();
  EXPECT_THAT(broken_text([&] { (void)vault_.open(Leg::in, 7, sealed.body); }), HasSubstr("key 7"));
}

TEST_F(Sealed, SmallMessagesOfTheContractTakeAThirdOrLess) {
  const std::string message =
      R"(<?xml version="1.0" encoding="UTF-8"?><SOAP-ENV:Envelope xmlns:SOAP-ENV="http://schemas.xmlsoap.org/soap/envelope/" xmlns:umum="urn:jembatan:umum:1" xmlns:pekerja="urn:jembatan:pekerja:1"><SOAP-ENV:Body><pekerja:SelaraskanPekerja><pekerja:idPesan>uji-77</pekerja:idPesan><pekerja:badanUsaha><umum:npwp>0039990035999000</umum:npwp></pekerja:badanUsaha><pekerja:pekerja><pekerja:nik>3204056104909977</pekerja:nik><pekerja:nama>Lain Sama Sekali</pekerja:nama><pekerja:tanggalLahir>1990-04-21</pekerja:tanggalLahir><pekerja:jabatan>Penjahit</pekerja:jabatan></pekerja:pekerja></pekerja:SelaraskanPekerja></SOAP-ENV:Body></SOAP-ENV:Envelope>)";
  EXPECT_LT(vault_.seal({{Leg::in, message}}).front().body.size() * 3, message.size());
}

TEST_F(Sealed, WhatIsSentOnTakesNextToNothingBesideWhatCameIn) {
  const std::string in = crypto::random_bytes(5'000);
  const std::string out = "other head" + in.substr(100);
  const auto sealed = vault_.seal({{Leg::in, in}, {Leg::out, out}});
  EXPECT_LT(sealed[1].body.size(), 300U);
  EXPECT_EQ(vault_.open(Leg::out, sealed[1].key, sealed[1].body, &in), out);
}

TEST_F(Sealed, WhatWasPackedOverAClearedMessageIsGoneWithIt) {
  const std::string in = crypto::random_bytes(5'000);
  const auto sealed = vault_.seal({{Leg::in, in}, {Leg::out, in}});
  EXPECT_FALSE(vault_.open(Leg::out, sealed[1].key, sealed[1].body, nullptr));
}

TEST_F(Sealed, OnlyWhatResemblesTheOneBeforeIsPackedOverIt) {
  const auto sealed = vault_.seal({{Leg::in, "request"}, {Leg::answer, "request"}});
  EXPECT_TRUE(vault_.open(Leg::answer, sealed[1].key, sealed[1].body, nullptr));
}

TEST_F(Sealed, KeyedHashesDifferByKindAndByKey) {
  Vault other{ring(line("seal", 1, '1') + line("index", 1, '9') + line("sign", 1, '3')), dictionary_};
  EXPECT_NE(vault_.numbers("a", std::vector<std::string>{"x"}),
            vault_.numbers("b", std::vector<std::string>{"x"}));
  EXPECT_NE(vault_.numbers("a", std::vector<std::string>{"x"}),
            other.numbers("a", std::vector<std::string>{"x"}));
}

class KeysOfAJournal : public ::testing::Test {
 protected:
  std::string refusal(const std::string& keys) {
    return broken_text([&] { SqliteStore{folder_.file(), Access::read_write, clock_, ring(keys)}; });
  }
  Folder folder_;
  StepClock clock_;
  const std::string first_ = line("seal", 1, '1');
  std::unique_ptr<SqliteStore> made_ =
      std::make_unique<SqliteStore>(folder_.file(), Access::create, clock_, ring(first_ + kOthers));
};

TEST_F(KeysOfAJournal, ThatAreOthersAreRefused) {
  EXPECT_THAT(refusal(line("seal", 1, '7') + kOthers), HasSubstr("seal key 1"));
  EXPECT_THAT(refusal(first_ + line("index", 1, '7') + line("sign", 1, '3')), HasSubstr("index key 1"));
  EXPECT_THAT(refusal(first_ + line("index", 1, '2') + line("sign", 1, '7')), HasSubstr("sign key 1"));
}

TEST_F(KeysOfAJournal, ThatLackOneAreRefused) {
  EXPECT_THAT(refusal(line("seal", 2, '1') + kOthers), HasSubstr("lacks it"));
}

TEST_F(KeysOfAJournal, AreNeverInAnErrorText) {
  EXPECT_THAT(refusal(line("seal", 1, '7') + kOthers), Not(HasSubstr("77777777")));
}

TEST_F(KeysOfAJournal, AreRefusedForReadingToo) {
  EXPECT_THROW((SqliteStore{folder_.file(), Access::read_only, clock_, ring(line("seal", 1, '7') + kOthers)}),
               base::Broken);
}

TEST_F(KeysOfAJournal, AreRotatedWithoutRewriting) {
  const auto number = opened(*made_, arrival("old"), {{Leg::in, "under the old key"}});
  made_.reset();
  SqliteStore store{folder_.file(), Access::read_write, clock_,
                    ring(first_ + line("seal", 2, '8') + kOthers)};
  const auto next = opened(store, arrival("new"), {{Leg::in, "under the new key"}});
  EXPECT_EQ(store.messages(number).at(0).bytes, "under the old key");
  EXPECT_EQ(store.messages(next).at(0).bytes, "under the new key");
  EXPECT_THAT(refusal(first_ + kOthers), HasSubstr("seal key 2"));
}

}  // namespace
}  // namespace jembatan::journal::test
