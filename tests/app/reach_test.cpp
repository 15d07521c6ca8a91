#include "app/reach.h"

#include <arpa/inet.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cerrno>

namespace jembatan::app {
namespace {

using Kind = Reach::Kind;
using ::testing::HasSubstr;

const std::vector<LocalAddress> here{
    {"lo", "127.0.0.1"}, {"eth0", "192.0.2.7"}, {"wg0", "10.9.0.1"}, {"tun3", "2001:db8::7"}};

Reach reach(const std::string& address, const std::string& expected = "") {
  return reach_of(address, expected, here);
}

TEST(Reach, OfTheLoopbackIsAsMeant) {
  for (const char* address : {"127.0.0.1", "127.9.9.9", "::1", "::0001"}) {
    EXPECT_EQ(reach(address).kind, Kind::as_meant) << address;
  }
}

TEST(Reach, OfATunnelIsAsMeant) {
  EXPECT_EQ(reach("10.9.0.1").kind, Kind::as_meant);
  EXPECT_EQ(reach("2001:db8:0::7").kind, Kind::as_meant);
}

TEST(Reach, OfEveryAddressIsTooFar) {
  for (const char* address : {"0.0.0.0", "::", "0::0"}) EXPECT_EQ(reach(address, "wg0").kind, Kind::too_far);
}

TEST(Reach, OfAnotherInterfaceIsTooFarUnlessItIsNamed) {
  EXPECT_EQ(reach("192.0.2.7").kind, Kind::too_far);
  EXPECT_THAT(reach("192.0.2.7").text, HasSubstr("interface = \"eth0\""));
  EXPECT_EQ(reach("192.0.2.7", "eth0").kind, Kind::as_meant);
}

TEST(Reach, OfATunnelThatIsNotTheNamedOneIsTooFar) {
  EXPECT_EQ(reach("10.9.0.1", "wg1").kind, Kind::too_far);
}

TEST(Reach, OfAnAddressThatNobodyHasIsNowhere) {
  EXPECT_EQ(reach("198.51.100.1").kind, Kind::nowhere);
}

TEST(LocalAddresses, HoldTheLoopback) {
  bool found = false;
  for (const LocalAddress& one : local_addresses()) found = found || one.address == "127.0.0.1";
  EXPECT_TRUE(found);
}

TEST(Port, IsFreeUntilSomebodyListens) {
  const int socket = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  socklen_t size = sizeof address;
  ASSERT_EQ(bind(socket, reinterpret_cast<sockaddr*>(&address), size), 0);
  ASSERT_EQ(listen(socket, 1), 0);
  ASSERT_EQ(getsockname(socket, reinterpret_cast<sockaddr*>(&address), &size), 0);
  const std::uint16_t port = ntohs(address.sin_port);
  EXPECT_EQ(objection_to_port("127.0.0.1", port), EADDRINUSE);
  close(socket);
  EXPECT_EQ(objection_to_port("127.0.0.1", port), 0);
}

}  // namespace
}  // namespace jembatan::app
