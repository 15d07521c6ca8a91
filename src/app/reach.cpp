#include "app/reach.h"

#include <arpa/inet.h>
#include <ifaddrs.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <memory>
#include <string_view>

#include "base/result.h"

namespace jembatan::app {

namespace {

struct Endpoint {
  sockaddr_storage address{};
  socklen_t size = 0;
};

/// Size 0 where the host is no numeric address.
Endpoint endpoint_of(const std::string& host, std::uint16_t port) {
  Endpoint result;
  sockaddr_in v4{};
  sockaddr_in6 v6{};
  if (inet_pton(AF_INET, host.c_str(), &v4.sin_addr) == 1) {
    v4.sin_family = AF_INET;
    v4.sin_port = htons(port);
    result.size = sizeof v4;
    *reinterpret_cast<sockaddr_in*>(&result.address) = v4;
  } else if (inet_pton(AF_INET6, host.c_str(), &v6.sin6_addr) == 1) {
    v6.sin6_family = AF_INET6;
    v6.sin6_port = htons(port);
    result.size = sizeof v6;
    *reinterpret_cast<sockaddr_in6*>(&result.address) = v6;
  }
  return result;
}

std::string text_of(const sockaddr* address) {
  std::array<char, INET6_ADDRSTRLEN> text{};
  const void* bytes = nullptr;
  if (address->sa_family == AF_INET) bytes = &reinterpret_cast<const sockaddr_in*>(address)->sin_addr;
  if (address->sa_family == AF_INET6) bytes = &reinterpret_cast<const sockaddr_in6*>(address)->sin6_addr;
  if (bytes == nullptr) return {};
  const char* made = inet_ntop(address->sa_family, bytes, text.data(), text.size());
  return made == nullptr ? "" : made;
}

/// The one way to write it: "::0001" and "::1" are the same.
std::string normal(const std::string& host) {
  const Endpoint endpoint = endpoint_of(host, 0);
  return endpoint.size == 0 ? host : text_of(reinterpret_cast<const sockaddr*>(&endpoint.address));
}

bool is_tunnel(std::string_view interface) {
  constexpr std::array<std::string_view, 6> tunnels{"wg", "tun", "ipsec", "xfrm", "ppp", "vti"};
  return std::any_of(tunnels.begin(), tunnels.end(),
                     [&](std::string_view start) { return interface.starts_with(start); });
}

}  // namespace

std::vector<LocalAddress> local_addresses() {
  ifaddrs* first = nullptr;
  if (getifaddrs(&first) != 0) throw base::Broken("this machine's network interfaces cannot be listed");
  const std::unique_ptr<ifaddrs, decltype(&freeifaddrs)> list(first, &freeifaddrs);
  std::vector<LocalAddress> all;
  for (const ifaddrs* one = list.get(); one != nullptr; one = one->ifa_next) {
    if (one->ifa_addr == nullptr) continue;
    std::string address = text_of(one->ifa_addr);
    if (!address.empty()) all.push_back({one->ifa_name, std::move(address)});
  }
  return all;
}

Reach reach_of(const std::string& address, const std::string& expected,
               const std::vector<LocalAddress>& here) {
  using Kind = Reach::Kind;
  const std::string wanted = normal(address);
  if (wanted == "::1" || wanted.starts_with("127.")) return {Kind::as_meant, "on the loopback only"};
  if (wanted == "0.0.0.0" || wanted == "::") {
    return {Kind::too_far,
            "every address of this machine, so that any network it is in reaches it; bind it to "
            "the tunnel's own address"};
  }
  const auto found =
      std::find_if(here.begin(), here.end(), [&](const LocalAddress& one) { return one.address == wanted; });
  if (found == here.end()) {
    return {Kind::nowhere,
            "no interface of this machine has this address; bring the tunnel up, or correct it"};
  }
  const std::string on = "on " + found->interface;
  if (!expected.empty() && found->interface != expected) {
    return {Kind::too_far, on + " and not on " + expected +
                               ", which its interface key names; bind it to that one's address"};
  }
  if (!expected.empty() || is_tunnel(found->interface)) return {Kind::as_meant, on};
  return {Kind::too_far,
          on +
              ", which is no tunnel by its name, so that more than the other party may reach it; "
              "bind it to the tunnel's address, or say interface = \"" +
              found->interface + "\" where that is meant"};
}

int objection_to_port(const std::string& address, std::uint16_t port) {
  const Endpoint endpoint = endpoint_of(address, port);
  const int socket = ::socket(endpoint.address.ss_family, SOCK_STREAM | SOCK_CLOEXEC, 0);
  if (socket < 0) return errno;
  const int yes = 1;  // as the gateway itself: connections that have just ended do not count
  static_cast<void>(setsockopt(socket, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes));
  const bool bound = bind(socket, reinterpret_cast<const sockaddr*>(&endpoint.address), endpoint.size) == 0;
  const int error = bound ? 0 : errno;
  close(socket);
  return error;
}

}  // namespace jembatan::app
