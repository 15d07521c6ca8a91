#include "sandbox/socket.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstring>
#include <system_error>

#include "base/result.h"

namespace jembatan::sandbox {

namespace {

constexpr std::size_t chunk = std::size_t{64} * 1024;

struct Address {
  sockaddr_storage storage{};
  socklen_t size = 0;

  // The sockets API hands every family's address over as a sockaddr.
  sockaddr* pointer() { return reinterpret_cast<sockaddr*>(&storage); }
};

bool fill(Address& to, const std::string& text, std::uint16_t port) {
  sockaddr_in v4{};
  if (::inet_pton(AF_INET, text.c_str(), &v4.sin_addr) == 1) {
    v4.sin_family = AF_INET;
    v4.sin_port = htons(port);
    std::memcpy(&to.storage, &v4, sizeof v4);
    to.size = sizeof v4;
    return true;
  }
  sockaddr_in6 v6{};
  if (::inet_pton(AF_INET6, text.c_str(), &v6.sin6_addr) != 1) return false;
  v6.sin6_family = AF_INET6;
  v6.sin6_port = htons(port);
  std::memcpy(&to.storage, &v6, sizeof v6);
  to.size = sizeof v6;
  return true;
}

void send_at_once(int descriptor) {
  const int on = 1;
  ::setsockopt(descriptor, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
}

}  // namespace

void Socket::close() {
  if (descriptor_ >= 0) ::close(std::exchange(descriptor_, -1));
}

void Socket::reset() {
  const linger now{1, 0};
  ::setsockopt(descriptor_, SOL_SOCKET, SO_LINGER, &now, sizeof now);
  close();
}

void Socket::finish() {
  ::shutdown(descriptor_, SHUT_WR);
}

bool Socket::send(std::string_view bytes) const {
  while (!bytes.empty()) {
    const ssize_t sent = ::send(descriptor_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
    if (sent < 0 && errno == EINTR) continue;
    if (sent <= 0) return false;
    bytes.remove_prefix(static_cast<std::size_t>(sent));
  }
  return true;
}

std::string Socket::receive() const {
  std::string bytes(chunk, '\0');
  ssize_t got = 0;
  do {
    got = ::recv(descriptor_, bytes.data(), bytes.size(), 0);
  } while (got < 0 && errno == EINTR);
  bytes.resize(got > 0 ? static_cast<std::size_t>(got) : 0);
  return bytes;
}

std::uint16_t Socket::local_port() const {
  Address address;
  address.size = sizeof address.storage;
  if (::getsockname(descriptor_, address.pointer(), &address.size) != 0) return 0;
  std::array<std::uint8_t, 2> port{};  // at the same place in both families, in network order
  std::memcpy(port.data(), reinterpret_cast<const char*>(&address.storage) + offsetof(sockaddr_in, sin_port),
              port.size());
  return static_cast<std::uint16_t>(port[0] << 8 | port[1]);
}

Socket listen_on(const std::string& name, const std::string& address, std::uint16_t port) {
  Address where;
  const bool numeric = fill(where, address, port);
  Socket socket(numeric ? ::socket(where.storage.ss_family, SOCK_STREAM | SOCK_CLOEXEC, 0) : -1);
  const int on = 1;
  if (!numeric || !socket.open() ||
      ::setsockopt(socket.descriptor(), SOL_SOCKET, SO_REUSEADDR, &on, sizeof on) != 0 ||
      ::bind(socket.descriptor(), where.pointer(), where.size) != 0 ||
      ::listen(socket.descriptor(), SOMAXCONN) != 0) {
    const std::string why = numeric ? std::generic_category().message(errno) : "not a numeric address";
    throw base::Broken(base::vouched(name, base::Origin::settings) + ": cannot listen on " +
                       base::vouched(address, base::Origin::settings) + ":" + port + ": " +
                       base::vouched(why, base::Origin::system) +
                       "; end what uses it, or name another address or port with --listen");
  }
  return socket;
}

Socket connect_to_loopback(std::uint16_t port) {
  Address where;
  if (!fill(where, "127.0.0.1", port)) return Socket();
  Socket socket(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0));
  if (!socket.open() || ::connect(socket.descriptor(), where.pointer(), where.size) != 0) return Socket();
  send_at_once(socket.descriptor());
  return socket;
}

Socket accept_from(const Socket& listener) {
  Socket socket(::accept4(listener.descriptor(), nullptr, nullptr, SOCK_CLOEXEC));
  if (!socket.open()) return socket;
  send_at_once(socket.descriptor());
  const timeval longest{3, 0};
  ::setsockopt(socket.descriptor(), SOL_SOCKET, SO_SNDTIMEO, &longest, sizeof longest);
  return socket;
}

}  // namespace jembatan::sandbox
