// A party's system that costs next to nothing: it counts the records of a KirimPekerja and accepts them all,
// in bytes made beforehand. One thread on epoll; connections are kept. It stands behind the gateway and
// behind whatever the gateway is compared with, so that their own work is what is measured.
//
//   echo_upstream [DELAY_MS]      0 unless told: how long every answer waits
//
// GET on any path tells how many messages were answered, and the bytes of their bodies and of the answers'.
// Ends with SIGTERM.

#include <arpa/inet.h>
#include <netinet/tcp.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <chrono>
#include <cstdlib>
#include <deque>
#include <iostream>
#include <map>
#include <memory>
#include <stdexcept>
#include <string>
#include <string_view>

#include "soap/codec.h"

namespace {

using namespace jembatan;
using Clock = std::chrono::steady_clock;

constexpr std::string_view end_of_head = "\r\n\r\n";
constexpr int at_once = 256;

/// How many elements `name` end in the text, whatever their prefix.
std::size_t count_ends(std::string_view text, std::string_view name) {
  const std::string wanted = std::string(name) + ">";
  std::size_t count = 0;
  for (auto at = text.find(wanted); at != std::string_view::npos; at = text.find(wanted, at + 1)) {
    const auto start = text.find_last_of("<>", at);
    const bool whole = at > 0 && (text[at - 1] == ':' || text[at - 1] == '/');
    if (whole && start != std::string_view::npos && text.substr(start, 2) == "</") ++count;
  }
  return count;
}

std::string http_answer(std::string_view content_type, std::string_view body) {
  std::string answer = "HTTP/1.1 200 OK\r\nContent-Type: ";
  answer.append(content_type).append("\r\nContent-Length: ").append(std::to_string(body.size()));
  return answer.append(end_of_head).append(body);
}

/// The answers that accept so many records, each made once.
class Acceptances {
 public:
  const std::string& of(std::size_t records) {
    std::string& answer = answers_[records];
    if (answer.empty()) answer = make(records);
    return answer;
  }

 private:
  std::string make(std::size_t records) {
    soap::Response response;
    response.operasi = soap::find_operasi(lampiran::Bagian::pekerja, "KirimPekerja");
    response.nomor_pertukaran = 1;
    for (std::size_t i = 1; i <= records; ++i) response.hasil.push_back({i, true, {}});
    constexpr auto version = soap::SoapVersion::v11;
    return http_answer(soap::content_type(version), codec_.encode(response, version));
  }

  soap::Codec codec_;
  std::map<std::size_t, std::string> answers_;
};

/// Of a head's Content-Length; 0 where it has none.
std::size_t body_size(std::string_view head) {
  constexpr std::string_view name = "\r\ncontent-length:";
  const auto same = [](char one, char other) { return std::tolower(one) == other; };
  const auto found = std::search(head.begin(), head.end(), name.begin(), name.end(), same);
  return found == head.end() ? 0 : std::strtoul(&*found + name.size(), nullptr, 10);
}

std::string_view body_of(std::string_view message) {
  return message.substr(message.find(end_of_head) + end_of_head.size());
}

struct Connection {
  std::string in;         ///< of the message that is coming
  std::string out;        ///< not sent yet
  std::size_t whole = 0;  ///< bytes of the message that is coming; 0 while that is not known
};

class EchoUpstream {
 public:
  explicit EchoUpstream(std::chrono::milliseconds delay)
      : delay_(delay), door_(::socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK, 0)), epoll_(::epoll_create1(0)) {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof address;
    if (door_ < 0 || epoll_ < 0 || ::bind(door_, reinterpret_cast<sockaddr*>(&address), size) != 0 ||
        ::listen(door_, at_once) != 0 ||
        ::getsockname(door_, reinterpret_cast<sockaddr*>(&address), &size) != 0) {
      throw std::runtime_error("echo_upstream cannot listen");
    }
    watch(door_, EPOLL_CTL_ADD, EPOLLIN);
    std::cout << "listening upstream 127.0.0.1:" << ntohs(address.sin_port) << "\nready" << std::endl;
  }

  [[noreturn]] void serve() {
    std::array<epoll_event, at_once> events{};
    for (;;) {
      const int count = ::epoll_wait(epoll_, events.data(), at_once, until_next_due());
      for (int i = 0; i < count; ++i) {
        const epoll_event& event = events[static_cast<std::size_t>(i)];
        if (event.data.fd == door_) {
          accept();
        } else if ((event.events & EPOLLOUT) != 0) {
          flush(event.data.fd);
        } else {
          read(event.data.fd);
        }
      }
      send_due();
    }
  }

 private:
  struct Due {
    Clock::time_point at;
    int socket;
    std::uint64_t generation;  ///< of the socket: a number comes again for another connection
    std::string answer;
  };

  void watch(int socket, int how, std::uint32_t events) const {
    epoll_event event{};
    event.events = events;
    event.data.fd = socket;
    ::epoll_ctl(epoll_, how, socket, &event);
  }

  void accept() {
    const int socket = ::accept4(door_, nullptr, nullptr, SOCK_NONBLOCK);
    if (socket < 0) return;
    constexpr int on = 1;
    ::setsockopt(socket, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    connections_[socket] = {};
    ++generations_[socket];
    watch(socket, EPOLL_CTL_ADD, EPOLLIN);
  }

  void end(int socket) {
    ::close(socket);
    connections_.erase(socket);
  }

  void read(int socket) {
    Connection& connection = connections_[socket];
    for (;;) {
      const ssize_t got = ::recv(socket, buffer_.data(), buffer_.size(), 0);
      if (got == 0 || (got < 0 && errno != EAGAIN && errno != EINTR)) return end(socket);
      if (got < 0) break;
      connection.in.append(buffer_.data(), static_cast<std::size_t>(got));
      if (static_cast<std::size_t>(got) < buffer_.size()) break;
    }
    while (take_message(socket, connection)) {
    }
  }

  /// False where the message is not all there yet.
  bool take_message(int socket, Connection& connection) {
    const auto head = connection.whole > 0 ? 0 : connection.in.find(end_of_head);
    if (head == std::string::npos) return false;
    if (connection.whole == 0) {
      const auto body = head + end_of_head.size();
      connection.whole = body + body_size(std::string_view(connection.in).substr(0, head));
    }
    if (connection.in.size() < connection.whole) return false;
    const std::string_view message = std::string_view(connection.in).substr(0, connection.whole);
    if (message.starts_with("GET ")) {
      answer(socket, http_answer("text/plain", std::to_string(answered_) + " " + std::to_string(heard_) +
                                                   " " + std::to_string(said_)));
    } else {
      const std::string& acceptance = acceptances_.of(count_ends(message, "pekerja"));
      ++answered_;
      heard_ += body_of(message).size();
      said_ += body_of(acceptance).size();
      answer_later(socket, acceptance);
    }
    connection.in.erase(0, connection.whole);
    connection.whole = 0;
    return true;
  }

  void answer_later(int socket, const std::string& bytes) {
    if (delay_.count() == 0) return answer(socket, bytes);
    due_.push_back({Clock::now() + delay_, socket, generations_[socket], bytes});
  }

  [[nodiscard]] int until_next_due() const {
    if (due_.empty()) return -1;
    const auto left = std::chrono::ceil<std::chrono::milliseconds>(due_.front().at - Clock::now());
    return static_cast<int>(std::max<std::chrono::milliseconds::rep>(left.count(), 0));
  }

  void send_due() {
    for (; !due_.empty() && due_.front().at <= Clock::now(); due_.pop_front()) {
      const Due& due = due_.front();
      const bool there = connections_.count(due.socket) > 0 && generations_[due.socket] == due.generation;
      if (there) answer(due.socket, due.answer);
    }
  }

  void answer(int socket, std::string_view bytes) {
    connections_[socket].out.append(bytes);
    flush(socket);
  }

  void flush(int socket) {
    std::string& out = connections_[socket].out;
    const ssize_t sent = ::send(socket, out.data(), out.size(), MSG_NOSIGNAL);
    if (sent > 0) out.erase(0, static_cast<std::size_t>(sent));
    watch(socket, EPOLL_CTL_MOD, out.empty() ? EPOLLIN : EPOLLIN | EPOLLOUT);
  }

  const std::chrono::milliseconds delay_;
  const int door_, epoll_;
  std::map<int, Connection> connections_;
  std::map<int, std::uint64_t> generations_;
  std::deque<Due> due_;
  std::uint64_t answered_ = 0, heard_ = 0, said_ = 0;
  Acceptances acceptances_;
  std::array<char, 256UL * 1024> buffer_{};
};

}  // namespace

int main(int argc, char** argv) {
  try {
    const std::chrono::milliseconds delay(argc > 1 ? std::strtol(argv[1], nullptr, 10) : 0);
    const auto upstream = std::make_unique<EchoUpstream>(delay);
    upstream->serve();
  } catch (const std::exception& failure) {
    std::cerr << "echo_upstream: " << failure.what() << '\n';
    return 1;
  }
}
