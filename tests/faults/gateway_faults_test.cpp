// The whole road of a write over a disk that fails at its n-th write or sync, for every n until nothing
// fails: no n loses what was acknowledged, the gateway mends by itself when the cause is gone, and the chain
// holds.

#include <cerrno>
#include <map>

#include "exchange/world.h"
#include "journal/disk.h"
#include "journal/verify.h"
#include "journal_keys.h"

namespace jembatan::exchange {
namespace {

namespace disk = journal::test::disk;

class GatewayOnABadDisk : public World {
 protected:
  GatewayOnABadDisk() {
    kedua.answer = [this](const Outgoing& outgoing) {
      auto request = codec.decode_request(outgoing.bytes, soap::namespace_of(outgoing.operasi->bagian),
                                          outgoing.operasi->nama);
      if (request) ++arrived_[request->id_pesan];
      return accept_all(outgoing);
    };
  }
  ~GatewayOnABadDisk() override { disk::heal(); }

  /// True where the caller was told that its message is taken: it counts on it from now on.
  bool acknowledged(const std::string& id) {
    const Reply reply = ask(kirim({worker()}, id));
    if (reply.http_status != 200) return false;
    acknowledged_[id] = reply.number;
    return true;
  }

  /// As the delivery thread does all the time.
  void mend(const std::string& id) {
    gateway.finish_interrupted();
    const auto entry = store.find_bound("kesatu", id);
    if (entry && (entry->state == journal::State::in_doubt || entry->state == journal::State::pending)) {
      static_cast<void>(gateway.deliver_again(*entry));
    }
  }

  void expect_nothing_lost(journal::Store& journal) {
    for (const auto& [id, number] : acknowledged_) {
      const auto entry = journal.find(number);
      ASSERT_TRUE(entry) << id;
      EXPECT_EQ(entry->id_pesan, id);
      EXPECT_NE(journal::last(journal.messages(number), journal::Leg::answer), nullptr) << id;
      EXPECT_GE(arrived_[id], 1) << id;
    }
  }

  void expect_intact() {
    const auto verified = journal::verify((folder / "journal.db").string(), {});
    EXPECT_FALSE(verified.first_bad) << verified.first_bad->what;
  }

  /// Makes the n-th step fail for n = 0, 1, ... until nothing fails any more; `fail(n)` arms the disk.
  void for_every_n(const std::function<void(long)>& fail) {
    constexpr long most = 400;
    bool failed = true;
    long n = 0;
    for (; failed && n < most; ++n) {
      const std::string id = "uji-" + std::to_string(n);
      fail(n);
      const bool told = acknowledged(id);
      failed = disk::heal();
      ASSERT_TRUE(failed || told) << "a healthy disk, and the message was not taken: " << n;
      mend(id);
      ASSERT_TRUE(acknowledged("sesudah-" + std::to_string(n))) << "not mended after " << n;
    }
    ASSERT_FALSE(failed);
    EXPECT_GT(n, 10) << "too few steps to have failed at each";
    expect_nothing_lost(store);
    expect_intact();
    EXPECT_EQ(store.count({.state = journal::State::sending}), 0U);
    EXPECT_EQ(store.count({.state = journal::State::received}), 0U);
  }

 private:
  std::map<std::string, std::uint64_t> acknowledged_;
  std::map<std::string, int> arrived_;
};

TEST_F(GatewayOnABadDisk, LosesNothingWhicheverWriteFailsOnce) {
  for_every_n([](long n) { disk::fail_write(n, EIO, false); });
}

TEST_F(GatewayOnABadDisk, LosesNothingWhicheverWriteFindsItFull) {
  for_every_n([](long n) { disk::fail_write(n, ENOSPC, true); });
}

TEST_F(GatewayOnABadDisk, LosesNothingWhicheverWriteIsTorn) {
  for_every_n([](long n) { disk::tear_write(n); });
}

TEST_F(GatewayOnABadDisk, TellsThatItCannotRecordUntilItCanAgain) {
  ASSERT_FALSE(store.trouble());
  disk::fail_write(0, ENOSPC, true);
  EXPECT_FALSE(acknowledged("penuh"));
  EXPECT_TRUE(store.trouble());
  disk::heal();
  EXPECT_FALSE(store.trouble());
}

TEST_F(GatewayOnABadDisk, AfterAFailedSyncTakesNothingUntilItIsStartedAgain) {
  ASSERT_TRUE(acknowledged("sebelum"));
  disk::fail_sync(0, EIO);
  EXPECT_FALSE(acknowledged("gagal"));
  ASSERT_TRUE(disk::heal());
  EXPECT_FALSE(acknowledged("masih-gagal"));
  EXPECT_TRUE(store.trouble());

  journal::SqliteStore again((folder / "journal.db").string(), journal::Access::read_write, clock,
                             test::journal_keys());
  EXPECT_FALSE(again.trouble());
  expect_nothing_lost(again);
  expect_intact();
}

TEST_F(GatewayOnABadDisk, OutOfMemoryForOneMessageIsItsCallersFaultAloneAndIsMended) {
  const auto good = kedua.answer;
  kedua.answer = [](const Outgoing&) -> Delivery { throw std::bad_alloc(); };
  EXPECT_FALSE(acknowledged("besar"));
  kedua.answer = good;
  mend("besar");
  EXPECT_TRUE(acknowledged("besar"));
  expect_nothing_lost(store);
}

}  // namespace
}  // namespace jembatan::exchange
