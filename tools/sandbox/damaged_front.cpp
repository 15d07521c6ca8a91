#include "sandbox/damaged_front.h"

#include <fcntl.h>
#include <poll.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <charconv>
#include <utility>

#include "base/result.h"
#include "base/text.h"

namespace jembatan::sandbox {

namespace {

constexpr std::chrono::seconds longest_silence{120};
constexpr std::size_t most_connections = 256;
constexpr short readable = POLLIN | POLLHUP | POLLERR;

/// Waits until one of the sockets has something; false where `stop` has, or nothing came in time.
template <std::size_t Size>
bool wait_for(std::array<pollfd, Size>& sockets, const Socket& stop, std::chrono::milliseconds time) {
  std::array<pollfd, Size + 1> all{};
  std::copy(sockets.begin(), sockets.end(), all.begin());
  all.back() = {stop.descriptor(), POLLIN, 0};
  int ready = 0;
  do {
    ready = ::poll(all.data(), all.size(), static_cast<int>(time.count()));
  } while (ready < 0 && errno == EINTR);
  std::copy(all.begin(), all.end() - 1, sockets.begin());
  return ready > 0 && all.back().revents == 0;
}

/// The length of the body that a head of the server announces.
std::size_t announced_length(std::string_view head) {
  constexpr std::string_view field = "\r\ncontent-length: ";
  const auto found = std::search(head.begin(), head.end(), field.begin(), field.end(),
                                 [](char a, char b) { return base::upper_ascii(a) == base::upper_ascii(b); });
  std::size_t length = 0;
  if (found != head.end()) {
    const auto at = static_cast<std::size_t>(found - head.begin()) + field.size();
    std::from_chars(head.data() + at, head.data() + head.size(), length);
  }
  return length;
}

/// What has begun to come, read to its end as its head announces it.
WholeAnswer whole(std::string answer, const Socket& server) {
  for (;;) {
    const std::size_t end = answer.find("\r\n\r\n");
    if (end != std::string::npos) {
      const std::size_t head = end + 4;
      const std::size_t body = announced_length(std::string_view(answer).substr(0, head));
      if (answer.size() >= head + body) return {answer.substr(0, head), answer.substr(head, body)};
    }
    const std::string more = server.receive();
    if (more.empty()) return {std::move(answer), {}};
    answer += more;
  }
}

}  // namespace

DamagedFront::DamagedFront(Options options, FaultPlan& plan, DamageBoard& board, const base::Clock& clock)
    : options_(std::move(options)), plan_(plan), board_(board), clock_(clock) {}

DamagedFront::~DamagedFront() {
  stop();
}

void DamagedFront::start() {
  std::array<int, 2> ends{};
  if (::pipe2(ends.data(), O_CLOEXEC) != 0) throw base::Broken("no file descriptors left; raise their limit");
  stop_seen_ = Socket(ends[0]);
  stop_said_ = Socket(ends[1]);
  listener_ = listen_on(options_.name, options_.address, options_.port);
  acceptor_ = std::thread([this] { accept_all(); });
}

void DamagedFront::stop() {
  if (!acceptor_.joinable()) return;
  stop_said_.close();
  acceptor_.join();
  for (Connection& connection : connections_) connection.thread.join();
  connections_.clear();
  listener_.close();
}

void DamagedFront::accept_all() {
  std::array<pollfd, 1> waiting{};
  for (;;) {
    waiting[0] = {listener_.descriptor(), POLLIN, 0};
    if (!wait_for(waiting, stop_seen_, std::chrono::milliseconds(-1))) return;
    Socket client = accept_from(listener_);
    forget_the_ended();
    if (!client.open()) {  // out of file descriptors, most likely: the caller waits, and so does this
      std::array<pollfd, 0> nothing{};
      (void)wait_for(nothing, stop_seen_, std::chrono::milliseconds(100));
    }
    if (!client.open() || connections_.size() >= most_connections) continue;
    Connection& connection = connections_.emplace_back();
    connection.thread = std::thread([this, &connection, client = std::move(client)]() mutable {
      pass_on(std::move(client));
      connection.over = true;
    });
  }
}

void DamagedFront::forget_the_ended() {
  for (auto connection = connections_.begin(); connection != connections_.end();) {
    if (connection->over) {
      connection->thread.join();
      connection = connections_.erase(connection);
    } else {
      ++connection;
    }
  }
}

void DamagedFront::pass_on(Socket client) {
  if (const auto kind = plan_.take_connection()) {
    const Script script = connection_script(*kind);
    if (script.needs_request) static_cast<void>(client.receive());
    static_cast<void>(play(script, client));
    return;
  }
  Socket server = connect_to_loopback(options_.server_port);
  if (!server.open()) return;
  const std::string peer = "127.0.0.1:" + std::to_string(server.local_port());
  std::array<pollfd, 2> both{{{client.descriptor(), POLLIN, 0}, {server.descriptor(), POLLIN, 0}}};
  while (wait_for(both, stop_seen_, std::chrono::milliseconds(-1))) {
    if ((both[0].revents & readable) != 0) {
      const std::string bytes = client.receive();
      if (bytes.empty()) {
        server.finish();
        both[0].fd = -1;  // poll passes over it
      } else if (!server.send(bytes)) {
        return;
      }
    }
    if ((both[1].revents & readable) != 0) {
      std::string bytes = server.receive();
      if (bytes.empty()) return;
      if (const auto damage = board_.take(peer)) {
        const WholeAnswer sound = whole(std::move(bytes), server);
        if (!play(answer_script(damage->kind, damage->status, sound), client)) return;
        continue;
      }
      if (!client.send(bytes)) return;
    }
  }
}

bool DamagedFront::play(const Script& script, Socket& client) {
  for (const Piece& piece : script.pieces) {
    for (std::size_t i = 0; i < piece.times; ++i) {
      if (!pause(piece.pause) || !client.send(piece.bytes)) return false;
    }
  }
  switch (script.end) {
    case Script::End::keep:
      return true;
    case Script::End::close:
      client.finish();
      break;
    case Script::End::reset:
      client.reset();
      break;
    case Script::End::silence:
      keep_silent(client);
      break;
  }
  return false;
}

/// False where everything is to stop.
bool DamagedFront::pause(std::chrono::milliseconds time) {
  std::array<pollfd, 0> nothing{};
  pollfd stop{stop_seen_.descriptor(), POLLIN, 0};
  return ::poll(&stop, 1, 0) == 0 && (time.count() == 0 || !wait_for(nothing, stop_seen_, time));
}

/// Until the client gives up, or for the longest silence.
void DamagedFront::keep_silent(const Socket& client) {
  const auto until = clock_.steady() + longest_silence;
  std::array<pollfd, 1> waiting{};
  for (;;) {
    const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(until - clock_.steady());
    waiting[0] = {client.descriptor(), POLLIN, 0};
    if (left.count() <= 0 || !wait_for(waiting, stop_seen_, left) || client.receive().empty()) return;
  }
}

}  // namespace jembatan::sandbox
