#include "office/journal_view.h"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

namespace jembatan::office {
namespace {

// CSI of eight bits, a line separator, an override of the writing direction: valid in XML and in JSON.
const std::string hostile = "<a>\u009b2J \u2028 \u202e \"\\ \u00d1\u674e</a>";

std::string shown() {
  journal::Message message;
  message.leg = journal::Leg::in;
  message.bytes = hostile;
  return exchange_json(journal::Entry{}, {message}, true);
}

TEST(ExchangeJson, HasNothingThatATerminalObeys) {
  for (const char* mark : {"\u009b", "\u2028", "\u202e", "\n"})
    EXPECT_EQ(shown().find(mark), std::string::npos);
}

TEST(ExchangeJson, IsReadBackAsItWas) {
  EXPECT_EQ(nlohmann::json::parse(shown())["isiPesan"][0]["isi"], hostile);
}

TEST(ExchangeJson, LeavesLettersAsTheyAre) {
  EXPECT_NE(shown().find("\u00d1\u674e"), std::string::npos);
}

}  // namespace
}  // namespace jembatan::office
