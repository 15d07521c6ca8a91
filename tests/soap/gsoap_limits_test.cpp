// What of gSOAP is switched on and how far it may go: set in one place, and proven here.

#include <gtest/gtest.h>

#include "soap/gsoap_handles.h"

namespace jembatan::soap {
namespace {

TEST(GsoapContext, ReadsTreesOnlyAndTextsAsUtf8) {
  const Gsoap gsoap;
  for (const soap_mode each : {SOAP_XML_TREE, SOAP_C_UTFSTRING}) {
    EXPECT_NE(gsoap.get()->imode & static_cast<unsigned>(each), 0U);
    EXPECT_NE(gsoap.get()->omode & static_cast<unsigned>(each), 0U);
  }
}

TEST(GsoapContext, HasItsOwnLimits) {
  const Gsoap gsoap;
  EXPECT_EQ(gsoap.get()->maxlevel, 64U);
  EXPECT_EQ(gsoap.get()->maxlength, 64L * 1024 * 1024);
  EXPECT_EQ(gsoap.get()->maxoccurs, 100'000U);
}

TEST(GsoapContext, KeepsThemAfterAMessage) {
  const Gsoap gsoap;
  {
    EnvelopeIn message(gsoap, "<a/>", lampiran::Bagian::pekerja);
    EXPECT_FALSE(message.open());
  }
  EXPECT_EQ(gsoap.get()->maxlevel, 64U);
  EXPECT_NE(gsoap.get()->imode & static_cast<unsigned>(SOAP_XML_TREE), 0U);
}

}  // namespace
}  // namespace jembatan::soap
