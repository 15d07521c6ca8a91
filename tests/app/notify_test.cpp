// What the service manager is told, and when.

#include "app/notify.h"

#include <gtest/gtest.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include <array>
#include <atomic>
#include <cstddef>
#include <cstdlib>
#include <future>
#include <string>

#include "app/watchdog.h"

namespace jembatan::app {
namespace {

/// The other end of $NOTIFY_SOCKET, and the environment that names it.
class Manager : public ::testing::Test {
 protected:
  Manager() { listen("@jembatan-test-" + std::to_string(::getpid())); }
  ~Manager() override {
    ::close(socket_);
    for (const char* name : {"NOTIFY_SOCKET", "WATCHDOG_USEC", "WATCHDOG_PID"}) ::unsetenv(name);
  }

  void listen(const std::string& address) {
    if (socket_ >= 0) ::close(socket_);
    socket_ = ::socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0);
    sockaddr_un name{};
    name.sun_family = AF_UNIX;
    address.copy(name.sun_path, sizeof name.sun_path - 1);
    if (address.front() == '@') name.sun_path[0] = '\0';
    const auto length = static_cast<socklen_t>(offsetof(sockaddr_un, sun_path) + address.size());
    ASSERT_EQ(::bind(socket_, reinterpret_cast<const sockaddr*>(&name), length), 0);
    ::setenv("NOTIFY_SOCKET", address.c_str(), 1);
  }
  static void watch(const char* microseconds) { ::setenv("WATCHDOG_USEC", microseconds, 1); }

  /// Waits for the next one.
  [[nodiscard]] std::string told() const {
    std::array<char, 256> buffer{};
    const ssize_t length = ::recv(socket_, buffer.data(), buffer.size(), 0);
    return {buffer.data(), static_cast<std::size_t>(std::max<ssize_t>(length, 0))};
  }
  [[nodiscard]] bool told_nothing() const {
    char byte = 0;
    return ::recv(socket_, &byte, 1, MSG_DONTWAIT) < 0;
  }

 private:
  int socket_ = -1;
};

TEST_F(Manager, IsToldWhenTheProgramIsReadyReloadsAndStops) {
  const Notify notify;
  notify.ready();
  notify.reloading();
  notify.stopping();
  EXPECT_EQ(told(), "READY=1");
  EXPECT_EQ(told(), "RELOADING=1");
  EXPECT_EQ(told(), "STOPPING=1");
}

TEST_F(Manager, MayListenOnAPath) {
  const std::string path = ::testing::TempDir() + "notify-" + std::to_string(::getpid());
  listen(path);
  Notify().ready();
  EXPECT_EQ(told(), "READY=1");
  ::unlink(path.c_str());
}

TEST_F(Manager, ThatIsGoneIsNoTrouble) {
  ::setenv("NOTIFY_SOCKET", "/nowhere/at/all", 1);
  EXPECT_NO_THROW(Notify().ready());
}

TEST_F(Manager, ThatIsNoneIsToldNothing) {
  ::unsetenv("NOTIFY_SOCKET");
  Notify().ready();
  EXPECT_TRUE(told_nothing());
}

TEST_F(Manager, SaysForHowLongItWaits) {
  watch("20000000");
  EXPECT_EQ(Notify().watchdog(), std::chrono::seconds(20));
}

TEST_F(Manager, ThatDoesNotWatchSaysNothing) {
  EXPECT_FALSE(Notify().watchdog());
  for (const char* wrong : {"", "0", "-1", "soon", "1s"}) {
    watch(wrong);
    EXPECT_FALSE(Notify().watchdog()) << wrong;
  }
}

TEST_F(Manager, ThatWatchesAnotherProcessDoesNotWatchThisOne) {
  watch("20000000");
  ::setenv("WATCHDOG_PID", "1", 1);
  EXPECT_FALSE(Notify().watchdog());
  ::setenv("WATCHDOG_PID", std::to_string(::getpid()).c_str(), 1);
  EXPECT_TRUE(Notify().watchdog());
}

TEST_F(Manager, IsToldAgainAndAgainThatTheProgramIsAlive) {
  watch("4000");
  const Notify notify;
  const Watchdog watchdog(notify, [](auto) { return true; });
  for (int i = 0; i < 3; ++i) EXPECT_EQ(told(), "WATCHDOG=1");
}

TEST_F(Manager, IsNotToldSoWhileTheProgramDoesNotAnswer) {
  watch("4000");
  const Notify notify;
  std::atomic<int> asked = 0;
  std::promise<void> often;
  {
    const Watchdog watchdog(notify, [&](auto) {
      if (++asked == 5) often.set_value();
      return false;
    });
    often.get_future().wait();
  }
  EXPECT_TRUE(told_nothing());
}

TEST_F(Manager, ThatDoesNotWatchIsNotToldThatTheProgramIsAlive) {
  const Notify notify;
  {
    const Watchdog watchdog(notify, [](auto) { return true; });
  }
  EXPECT_TRUE(told_nothing());
}

}  // namespace
}  // namespace jembatan::app
