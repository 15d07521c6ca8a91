// What a mask must not let through: markup that is not the contract's.

#include <gtest/gtest.h>

#include "office/journal_view.h"
#include "office/mask.h"

namespace jembatan::office {
namespace {

bool shows_the_name(const std::string& text) {
  return text.find("Siti") != std::string::npos;
}

TEST(StrictMask, HidesAnAttributeWhoseValueHoldsTheEndOfATag) {
  EXPECT_FALSE(shows_the_name(masked(R"(<p:pekerja nama="a > Siti"><p:nik>1</p:nik></p:pekerja>)")));
}

TEST(StrictMask, HidesProcessingInstructions) {
  EXPECT_FALSE(shows_the_name(masked(R"(<?xml version="1.0"?><?pi Siti ?><a>1</a>)")));
}

TEST(StrictMask, KeepsTheDeclaration) {
  EXPECT_NE(masked(R"(<?xml version="1.0"?><a>Siti</a>)").find("<?xml version"), std::string::npos);
}

journal::Message message(journal::Leg leg, const std::string& bytes) {
  return {leg, {}, bytes, false};
}

TEST(StrictMask, HidesARequestThatWasNotUnderstoodWhole) {
  journal::Entry entry;  // no operation: refused before it was recognised
  const std::string damaged = "<p:namaSiti Contoh</p:nama>";
  EXPECT_FALSE(shows_the_name(exchange_page(entry, {message(journal::Leg::in, damaged)}, false)));
  EXPECT_FALSE(shows_the_name(exchange_json(entry, {message(journal::Leg::in, damaged)}, false)));
}

TEST(StrictMask, HidesAnAnswerThatWasNotUnderstoodWhole) {
  journal::Entry entry;
  entry.operation = "AmbilPekerja";
  entry.outcome = "PIHAK_LAWAN_TIDAK_TERSEDIA";
  const std::string rubbish = "<html Siti><body>";
  EXPECT_FALSE(shows_the_name(exchange_page(entry, {message(journal::Leg::answer_in, rubbish)}, false)));
}

}  // namespace
}  // namespace jembatan::office
