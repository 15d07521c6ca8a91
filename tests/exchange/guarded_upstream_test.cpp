#include "exchange/guarded_upstream.h"

#include <algorithm>

#include "exchange/delivery_world.h"

namespace jembatan::exchange {
namespace {

using namespace std::chrono_literals;
using Kind = Standing::Kind;

class Guarded : public DeliveryWorld {
 protected:
  Delivery call(Delivery delivery) {
    inner.answer = std::move(delivery);
    return upstream->send({});
  }
  void fail(int times) {
    for (int i = 0; i < times; ++i) static_cast<void>(call(NotSent{"connection refused"}));
  }
  std::ptrdiff_t lines() {
    const std::string text = log_text();
    return std::count(text.begin(), text.end(), '\n');
  }

  struct Answers final : Upstream {
    Delivery answer;
    int calls = 0;
    Delivery send(const Outgoing&) override {
      ++calls;
      return answer;
    }
    bool idempotent() const override { return true; }
  } inner;
  std::unique_ptr<GuardedUpstream> upstream = std::make_unique<GuardedUpstream>(
      inner, "upstream.kedua", "kedua", BreakerOptions{}, *store, clock, *log, 1);
};

TEST_F(Guarded, APartyThatAnswersIsNotTalkedAbout) {
  static_cast<void>(call(Answered{200, "text/xml", ""}));
  EXPECT_EQ(lines(), 0);
}

TEST_F(Guarded, APartyThatStopsAnsweringIsToldOnceHoweverManyCallsThereAre) {
  fail(20);
  EXPECT_EQ(lines(), 1);
}

TEST_F(Guarded, ItsReturnIsToldToo) {
  fail(5);
  clock.to(upstream->standing().next_probe);
  static_cast<void>(call(Answered{200, "text/xml", ""}));
  EXPECT_EQ(lines(), 2);
  EXPECT_EQ(upstream->standing().kind, Kind::closed);
}

TEST_F(Guarded, AVainProbeIsNotTold) {
  fail(5);
  clock.to(upstream->standing().next_probe);
  fail(1);
  EXPECT_EQ(lines(), 1);
}

TEST_F(Guarded, APartyThatDoesNotAnswerIsNotCalled) {
  fail(5);
  const auto delivery = call(Answered{});
  EXPECT_TRUE(std::holds_alternative<NotSent>(delivery));
  EXPECT_EQ(inner.calls, 5);
  EXPECT_EQ(upstream->standing().kind, Kind::open);
}

TEST_F(Guarded, WhatIsNotTriedSaysUntilWhenAndWhy) {
  fail(5);
  const auto delivery = call(Answered{});
  EXPECT_NE(std::get<NotSent>(delivery).reason.text().find("no attempt until 20"), std::string::npos);
  EXPECT_NE(std::get<NotSent>(delivery).reason.text().find("connection refused"), std::string::npos);
}

TEST_F(Guarded, DoubtAndAnOverloadedPartyAreFailuresToo) {
  static_cast<void>(call(InDoubt{"no answer", ""}));
  for (const unsigned status : {502U, 503U, 504U, 429U}) {
    static_cast<void>(call(Answered{status, "text/html", ""}));
  }
  EXPECT_EQ(upstream->standing().kind, Kind::open);
}

TEST_F(Guarded, AFaultThatSaysThePartyIsNotAvailableIsAFailure) {
  for (int i = 0; i < 5; ++i) {
    static_cast<void>(call(Answered{500, "text/xml", "<umum:kode>PIHAK_LAWAN_TIDAK_TERSEDIA</umum:kode>"}));
  }
  EXPECT_EQ(upstream->standing().kind, Kind::open);
}

TEST_F(Guarded, APartyThatDoesNotLetUsInIsAFailureAndIsToldSo) {
  for (int i = 0; i < 5; ++i) static_cast<void>(call(Answered{401, "text/html", ""}));
  EXPECT_EQ(upstream->standing().kind, Kind::open);
  EXPECT_NE(log_text().find("HTTP status 401, which does not let us in"), std::string::npos);
}

TEST_F(Guarded, AFaultThatDoesNotKnowUsIsAFailureInEitherSoapVersion) {
  for (const unsigned status : {500U, 400U, 500U, 400U, 500U}) {
    static_cast<void>(call(Answered{status, "text/xml", "<umum:kode>PIHAK_TIDAK_DIKENAL</umum:kode>"}));
  }
  EXPECT_EQ(upstream->standing().kind, Kind::open);
  EXPECT_NE(log_text().find("PIHAK_TIDAK_DIKENAL"), std::string::npos);
}

TEST_F(Guarded, OtherAnswersAreNoFailures) {
  for (int i = 0; i < 10; ++i) {
    static_cast<void>(call(Answered{500, "text/html", ""}));
    static_cast<void>(call(Answered{404, "text/html", ""}));
    static_cast<void>(call(Answered{500, "text/xml", "<umum:kode>PESAN_TIDAK_SAH</umum:kode>"}));
  }
  EXPECT_EQ(upstream->standing().kind, Kind::closed);
}

TEST_F(Guarded, AReadWhileThePartyDoesNotAnswerIsToldWhenToAskAgain) {
  away();
  for (int i = 0; i < 5; ++i) static_cast<void>(ask_for("3204056104909901", "id-" + std::to_string(i)));
  const Reply reply = ask_for("3204056104909901", "id-9");
  const auto left = guarded->standing().next_probe - clock.steady();
  EXPECT_EQ(reply.outcome, "PIHAK_LAWAN_TIDAK_TERSEDIA");
  EXPECT_EQ(std::chrono::seconds(reply.retry_after_seconds), std::chrono::ceil<std::chrono::seconds>(left));
  EXPECT_EQ(party.seen().size(), 5U);
}

TEST_F(Guarded, ACallersWriteFindsThePartyBack) {
  away();
  for (int i = 0; i < 5; ++i) static_cast<void>(give(i, "id-" + std::to_string(i)));
  back();
  clock.to(guarded->standing().next_probe);
  EXPECT_EQ(give(9, "id-9").outcome, "SELESAI");
  EXPECT_EQ(guarded->standing().kind, Kind::closed);
}

}  // namespace
}  // namespace jembatan::exchange
