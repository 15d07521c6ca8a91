// The second factor with the worked value of the field rules, and who is let in
// by it: hands on the clock, files in a folder of their own.

#include "crypto/second_factor.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/stat.h>

#include <filesystem>
#include <fstream>

#include "crypto/digest.h"
#include "crypto/signature_gate.h"

namespace jembatan::crypto {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;
using namespace std::chrono_literals;

constexpr std::int64_t start = 1'759'999'000, now = 1'760'000'000;
const std::string cons_id = "00000", secret = "rahasia-contoh", user_key = "kunci-pengguna-contoh";

base::WallTime at(std::int64_t second) {
  return base::WallTime(std::chrono::seconds(second));
}

class Factor : public ::testing::Test {
 protected:
  Factor() {
    std::string pattern = (std::filesystem::temp_directory_path() / "jembatan-factor-XXXXXX").string();
    folder = mkdtemp(pattern.data());
  }
  ~Factor() override { std::filesystem::remove_all(folder); }

  std::string file(const std::string& name, const std::string& text, mode_t mode = 0600) {
    const std::string path = folder / name;
    std::ofstream(path) << text;
    ::chmod(path.c_str(), mode);
    return path;
  }
  SecondFactorFiles files() { return {cons_id, file("secret", secret + "\n"), file("user-key", user_key)}; }
  std::shared_ptr<const SecondFactor> factor() { return SecondFactor::load(files()).value(); }
  std::string error_of(const SecondFactorFiles& wrong) {
    const auto loaded = SecondFactor::load(wrong);
    return loaded || loaded.error().empty() ? "" : loaded.error().front();
  }

  std::filesystem::path folder;
};

ShownFactor shown(std::int64_t second, const std::string& with = secret) {
  const std::string timestamp = std::to_string(second);
  return {cons_id, timestamp, request_signature(with, cons_id, timestamp), user_key, false};
}

TEST(RequestSignature, IsTheWorkedValueOfTheFieldRules) {
  EXPECT_EQ(request_signature("rahasia-contoh", "00000", "1760000000"),
            "coJlZbHtkckw0DNP4SeIayDELm6aA+fnjgwi2fq5K8E=");
}

TEST(Base64, IsThatOfRfc4648Section10) {
  EXPECT_EQ(base64(""), "");
  EXPECT_EQ(base64("f"), "Zg==");
  EXPECT_EQ(base64("fo"), "Zm8=");
  EXPECT_EQ(base64("foo"), "Zm9v");
  EXPECT_EQ(base64("foobar"), "Zm9vYmFy");
}

TEST_F(Factor, SignsACallWithTheFourHeaders) {
  const SecondFactor::Headers expected{{"X-cons-id", "00000"},
                                       {"X-timestamp", "1760000000"},
                                       {"X-signature", "coJlZbHtkckw0DNP4SeIayDELm6aA+fnjgwi2fq5K8E="},
                                       {"user_key", user_key}};
  EXPECT_EQ(factor()->sign(now), expected);
}

TEST_F(Factor, SendsNoUserKeyWhereThereIsNone) {
  EXPECT_EQ(SecondFactor::load({cons_id, file("s", secret), ""}).value()->sign(now).size(), 3U);
}

TEST_F(Factor, TakesItsOwnHeaders) {
  EXPECT_EQ(factor()->second_signed(shown(now)).value(), now);
}

TEST_F(Factor, TakesALineHoweverItEnds) {
  for (const char* end : {"", "\n", "\r\n"}) {
    EXPECT_EQ(SecondFactor::load({cons_id, file("s", secret + end), ""}).value()->sign(now).at(2).second,
              "coJlZbHtkckw0DNP4SeIayDELm6aA+fnjgwi2fq5K8E=");
  }
}

TEST_F(Factor, RefusesAFileThatOthersMayRead) {
  EXPECT_THAT(error_of({cons_id, file("s", secret, 0640), ""}), HasSubstr("chmod 600"));
}

TEST_F(Factor, RefusesAFileThatIsNotThereEmptyOrNotOneLine) {
  EXPECT_THAT(error_of({cons_id, folder / "nowhere", ""}), HasSubstr("cannot be opened"));
  EXPECT_THAT(error_of({cons_id, file("s", "\n"), ""}), HasSubstr("is empty"));
  for (const std::string text : {"a\nb\n", "a b", "a\x01", "\xc3\xa9", "a\n\n"}) {
    EXPECT_THAT(error_of({cons_id, file("s", text), ""}), HasSubstr("one line"));
  }
}

TEST_F(Factor, ToldOfBothFilesAtOnceAndNothingOfWhatTheyHold) {
  const auto loaded = SecondFactor::load({cons_id, file("s", "sangat rahasia"), file("u", "juga rahasia")});
  ASSERT_FALSE(loaded);
  ASSERT_EQ(loaded.error().size(), 2U);
  for (const std::string& error : loaded.error()) EXPECT_THAT(error, Not(HasSubstr("rahasia")));
}

struct Wrong {
  std::string name;
  std::function<void(ShownFactor&)> spoil;
  std::string why;
};

class Wrongly : public Factor, public ::testing::WithParamInterface<Wrong> {};

TEST_P(Wrongly, SignedHeadersAreRefusedWithTheReason) {
  ShownFactor headers = shown(now);
  GetParam().spoil(headers);
  SignatureGate gate({files()}, factor(), at(start));
  const auto why = gate.objection(headers, at(now));
  ASSERT_TRUE(why);
  EXPECT_EQ(*why, GetParam().why);
}

INSTANTIATE_TEST_SUITE_P(
    All, Wrongly,
    ::testing::Values(
        Wrong{"Repeated", [](auto& it) { it.repeated = true; }, "a header of it came twice"},
        Wrong{"NoConsId", [](auto& it) { it.cons_id.reset(); }, "X-cons-id is missing"},
        Wrong{"NoTimestamp", [](auto& it) { it.timestamp.reset(); }, "X-timestamp is missing"},
        Wrong{"NoSignature", [](auto& it) { it.signature.reset(); }, "X-signature is missing"},
        Wrong{"NoUserKey", [](auto& it) { it.user_key.reset(); }, "user_key is missing"},
        Wrong{"OtherConsId", [](auto& it) { it.cons_id = "00001"; }, "X-cons-id is not the agreed one"},
        Wrong{"OtherUserKey", [](auto& it) { it.user_key = "lain"; }, "user_key is not the agreed one"},
        Wrong{"OtherSecret", [](auto& it) { it = shown(now, "bukan-rahasia"); }, "X-signature does not fit"},
        Wrong{"EmptySignature", [](auto& it) { it.signature = ""; }, "X-signature does not fit"},
        Wrong{"CutSignature", [](auto& it) { it.signature->pop_back(); }, "X-signature does not fit"},
        Wrong{"OtherSecond", [](auto& it) { it.timestamp = "1760000001"; }, "X-signature does not fit"},
        Wrong{"LeadingZero", [](auto& it) { it.timestamp = "01760000000"; },
              "X-timestamp is not a number of seconds"},
        Wrong{"Plus", [](auto& it) { it.timestamp = "+1760000000"; },
              "X-timestamp is not a number of seconds"},
        Wrong{"Fraction", [](auto& it) { it.timestamp = "1760000000.0"; },
              "X-timestamp is not a number of seconds"},
        Wrong{"Endless", [](auto& it) { it.timestamp = std::string(20, '9'); },
              "X-timestamp is not a number of seconds"},
        Wrong{"Old", [](auto& it) { it = shown(now - 301); }, "X-timestamp is too old"},
        Wrong{"Early", [](auto& it) { it = shown(now + 301); }, "X-timestamp lies in the future"}),
    [](const auto& wrong) { return wrong.param.name; });

class Gate : public Factor {
 protected:
  SignatureGate gate{{files()}, factor(), at(start)};
};

TEST_F(Gate, LetsInWithinTheWindowOnEitherSide) {
  for (const std::int64_t second : {now - 300, now, now + 300}) {
    EXPECT_FALSE(gate.objection(shown(second), at(now)));
  }
}

TEST_F(Gate, TakesEachSignatureOnce) {
  EXPECT_FALSE(gate.objection(shown(now), at(now)));
  EXPECT_EQ(gate.objection(shown(now), at(now + 299)), "its signature has been used");
  EXPECT_FALSE(gate.objection(shown(now + 1), at(now + 1)));
}

TEST_F(Gate, UsesNoSignatureUpThatItRefuses) {
  ShownFactor without = shown(now);
  without.user_key.reset();
  EXPECT_TRUE(gate.objection(without, at(now)));
  EXPECT_FALSE(gate.objection(shown(now), at(now)));
}

TEST_F(Gate, TakesASignatureOftenWhereThatIsConfigured) {
  SignatureRules rules{files()};
  rules.once = false;
  SignatureGate open(rules, factor(), at(start));
  for (int i = 0; i < 3; ++i) EXPECT_FALSE(open.objection(shown(now), at(now)));
}

TEST_F(Gate, RefusesWhatWasSignedBeforeItsStart) {
  SignatureGate fresh({files()}, factor(), at(now));
  EXPECT_EQ(fresh.objection(shown(now), at(now)), "it was signed before the gateway's start");
  EXPECT_FALSE(fresh.objection(shown(now + 1), at(now)));
}

TEST_F(Gate, ForgetsNothingInTheWindowHoweverMuchIsUsed) {
  SignatureRules rules{files()};
  rules.window = longest_signature_window;
  SignatureGate wide(rules, factor(), at(now - 100'000));
  for (std::int64_t second = now - 90'000; second < now - 60'000; ++second) {
    ASSERT_FALSE(wide.objection(shown(second), at(second)));
  }
  for (std::int64_t second = now - 3600; second <= now + 3600; ++second) {
    ASSERT_FALSE(wide.objection(shown(second), at(now)));
  }
  for (std::int64_t second = now - 3600; second <= now + 3600; ++second) {
    ASSERT_TRUE(wide.objection(shown(second), at(now)));
  }
}

TEST_F(Gate, AClockThatJumpsAheadAndBackUsesNothingAnew) {
  EXPECT_FALSE(gate.objection(shown(now), at(now)));
  EXPECT_FALSE(gate.objection(shown(now + 500'000), at(now + 500'000)));
  EXPECT_TRUE(gate.objection(shown(now), at(now)));
}

TEST_F(Gate, TakesANewSecretAndKeepsWhatWasUsed) {
  EXPECT_FALSE(gate.objection(shown(now), at(now)));
  SignatureRules rules{files()};
  rules.files.secret = file("next", "rahasia-baru");
  ASSERT_TRUE(gate.reload(rules));
  EXPECT_EQ(gate.objection(shown(now + 1), at(now)), "X-signature does not fit");
  EXPECT_FALSE(gate.objection(shown(now + 1, "rahasia-baru"), at(now)));
  EXPECT_EQ(gate.objection(shown(now, "rahasia-baru"), at(now)), "its signature has been used");
}

TEST_F(Gate, KeepsTheOldSecretWhereTheNewOneDoesNotLoad) {
  SignatureRules rules{files()};
  rules.files.secret = file("next", "rahasia-baru", 0644);
  EXPECT_FALSE(gate.reload(rules));
  EXPECT_FALSE(gate.objection(shown(now), at(now)));
}

}  // namespace
}  // namespace jembatan::crypto
