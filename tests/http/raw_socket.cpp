#include "http/raw_socket.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <stdexcept>

namespace jembatan::http::testing {
namespace {

sockaddr_in loopback(std::uint16_t port) {
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(port);
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  return address;
}

void require(bool holds, const char* what) {
  if (!holds) throw std::runtime_error(std::string("test socket: ") + what);
}

void bound_waits(int descriptor) {
  const timeval limit{10, 0};
  setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &limit, sizeof limit);
  setsockopt(descriptor, SOL_SOCKET, SO_SNDTIMEO, &limit, sizeof limit);
}

}  // namespace

std::string RawAnswer::field(std::string_view name) const {
  const std::string start = "\r\n" + std::string(name) + ": ";
  const auto at = head.find(start);
  if (at == std::string::npos) return {};
  const auto from = at + start.size();
  return head.substr(from, head.find("\r\n", from) - from);
}

RawSocket::RawSocket() : descriptor_(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
  require(descriptor_ >= 0, "socket");
  bound_waits(descriptor_);
}

RawSocket::RawSocket(std::uint16_t port) : RawSocket() {
  connect(port);
}

RawSocket RawSocket::adopt(int descriptor) {
  RawSocket socket;
  ::close(std::exchange(socket.descriptor_, descriptor));
  bound_waits(descriptor);
  return socket;
}

RawSocket::~RawSocket() {
  close();
}

RawSocket& RawSocket::operator=(RawSocket&& other) noexcept {
  std::swap(descriptor_, other.descriptor_);
  std::swap(pending_, other.pending_);
  return *this;
}

void RawSocket::connect(std::uint16_t port) {
  const sockaddr_in address = loopback(port);
  require(::connect(descriptor_, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0,
          "connect");
}

bool RawSocket::send(std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t sent = ::send(descriptor_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
    if (sent <= 0) return false;
    bytes.remove_prefix(static_cast<std::size_t>(sent));
  }
  return true;
}

void RawSocket::finish_sending() {
  ::shutdown(descriptor_, SHUT_WR);
}

void RawSocket::reset() {
  const linger at_once{1, 0};
  setsockopt(descriptor_, SOL_SOCKET, SO_LINGER, &at_once, sizeof at_once);
  close();
}

void RawSocket::close() {
  if (descriptor_ >= 0) ::close(std::exchange(descriptor_, -1));
}

bool RawSocket::receive() {
  std::array<char, 65536> bytes{};
  const ssize_t count = ::recv(descriptor_, bytes.data(), bytes.size(), 0);
  if (count > 0) pending_.append(bytes.data(), static_cast<std::size_t>(count));
  require(count >= 0 || errno != EAGAIN, "nothing came within ten seconds");
  return count > 0;
}

std::string RawSocket::read_until(std::string_view end) {
  auto at = pending_.find(end);
  while (at == std::string::npos && receive()) at = pending_.find(end);
  if (at == std::string::npos) return std::exchange(pending_, {});
  return read(at + end.size());
}

std::string RawSocket::read(std::size_t bytes) {
  while (pending_.size() < bytes && receive()) continue;
  std::string result = pending_.substr(0, bytes);
  pending_.erase(0, result.size());
  return result;
}

RawAnswer RawSocket::answer(bool to_head) {
  RawAnswer answer;
  answer.head = read_until("\r\n\r\n");
  if (answer.head.size() < 12 || answer.head.substr(0, 9) != "HTTP/1.1 ") return answer;
  answer.status = static_cast<unsigned>(std::stoul(answer.head.substr(9, 3)));
  const std::string length = answer.field("Content-Length");
  if (!to_head && !length.empty()) answer.body = read(std::stoul(length));
  return answer;
}

std::string RawSocket::rest() {
  while (receive()) continue;
  return std::exchange(pending_, {});
}

RawListener::RawListener() {
  sockaddr_in address = loopback(0);
  socklen_t size = sizeof address;
  auto* const generic = reinterpret_cast<sockaddr*>(&address);
  require(::bind(socket_.descriptor(), generic, sizeof address) == 0, "bind");
  require(::listen(socket_.descriptor(), 64) == 0, "listen");
  require(::getsockname(socket_.descriptor(), generic, &size) == 0, "getsockname");
  port_ = ntohs(address.sin_port);
}

RawSocket RawListener::accept() {
  pollfd readable{socket_.descriptor(), POLLIN, 0};
  ::poll(&readable, 1, -1);  // as long as its owner lives
  const int descriptor = ::accept4(socket_.descriptor(), nullptr, nullptr, SOCK_CLOEXEC);
  require(descriptor >= 0, "accept");
  return RawSocket::adopt(descriptor);
}

std::uint16_t unused_port() {
  return RawListener().port();
}

}  // namespace jembatan::http::testing
