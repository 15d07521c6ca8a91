// The other party does not let us in, or holds the agreement not to be in force: nothing that was to be
// written is lost for it, and people are told.

#include <gmock/gmock.h>

#include "exchange/deliveries.h"

namespace jembatan::exchange {
namespace {

using namespace std::chrono_literals;
using journal::State;
using ::testing::HasSubstr;
using ::testing::Not;

const std::vector<soap::Kode> not_for_us{soap::Kode::pihak_tidak_dikenal,
                                         soap::Kode::perjanjian_tidak_berlaku};

class ShutOut : public Deliveries {
 protected:
  void always(Delivery delivery) {
    party.decide = [delivery = std::move(delivery)](const Seen&) { return delivery; };
  }
  [[nodiscard]] static Delivery fault_of(soap::Kode kode) {
    soap::Fault fault;
    fault.kode = kode;
    fault.nomor_pertukaran = 3;
    fault.pesan = fault.pesan_inggris = "RAHASIA";
    soap::Codec codec;
    return Answered{500, std::string(soap::content_type(soap::SoapVersion::v11)),
                    codec.encode(fault, soap::SoapVersion::v11)};
  }
};

TEST_F(ShutOut, AWriteIsKeptWhenAFaultSaysSo) {
  for (const soap::Kode kode : not_for_us) {
    always(fault_of(kode));
    const std::uint64_t number = give(static_cast<int>(kode), std::string(soap::name(kode))).number;
    EXPECT_EQ(entry(number).state, State::pending) << soap::name(kode);
    EXPECT_THAT(entry(number).reason, HasSubstr(soap::name(kode)));
  }
}

TEST_F(ShutOut, AWriteIsKeptWhenHttpSaysSo) {
  int company = 0;
  for (const unsigned status : {401U, 403U}) {
    always(Answered{status, "text/html", "<html>"});
    const std::uint64_t number = give(++company, "id-" + std::to_string(status)).number;
    EXPECT_EQ(entry(number).state, State::pending) << status;
    EXPECT_THAT(entry(number).reason, HasSubstr("HTTP status " + std::to_string(status)));
  }
}

TEST_F(ShutOut, TheLogNamesTheRemedyAndNothingOfTheirs) {
  always(fault_of(soap::Kode::pihak_tidak_dikenal));
  const std::uint64_t number = give(1, "id-1").number;
  EXPECT_THAT(log_text(), HasSubstr("exchange=" + std::to_string(number) + " "));
  EXPECT_THAT(log_text(), HasSubstr("compare with them our certificate"));
  EXPECT_THAT(log_text(), Not(HasSubstr("RAHASIA")));
}

TEST_F(ShutOut, ForHoursNothingIsHeldAndAfterwardsEverythingArrives) {
  always(Answered{401, "text/html", "<html>"});
  for (int i = 1; i <= 3; ++i) static_cast<void>(give(i, "id-" + std::to_string(i)));
  deliver_for(3h);
  EXPECT_EQ(count(State::pending), 3U);
  journal::Filter held;
  held.held = true;
  EXPECT_EQ(store->count(held), 0U);
  back();
  deliver_for(5min);
  EXPECT_EQ(count(State::answered), 3U);
}

TEST_F(ShutOut, ASingleWriteWaitsLikeMany) {
  always(fault_of(soap::Kode::pihak_tidak_dikenal));
  const std::uint64_t number = give(1, "id-1").number;
  deliver_for(1h);
  EXPECT_EQ(entry(number).state, State::pending);
  EXPECT_FALSE(entry(number).held);
}

TEST_F(ShutOut, AReadIsToldThatThePartyCannotBeHadNow) {
  always(Answered{403, "text/html", "<html>"});
  EXPECT_EQ(ask_for("3204056104909901", "id-1").outcome, "PIHAK_LAWAN_TIDAK_TERSEDIA");
}

TEST_F(ShutOut, AnOperationThatTheyDoNotAllowIsRefusedForItsCallerToKnow) {
  always(fault_of(soap::Kode::operasi_tidak_diizinkan));
  EXPECT_EQ(give(1, "id-1").outcome, "PIHAK_LAWAN_MENOLAK");
}

}  // namespace
}  // namespace jembatan::exchange
