#pragma once
// Plain sockets on the loopback for tests that have to be rude. Every wait ends
// after ten seconds. One thread each; a socket closes with its owner.

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>

namespace jembatan::http::testing {

/// One answer as it came.
struct RawAnswer {
  unsigned status = 0;  ///< 0: none came
  std::string head, body;

  /// The value of a field as written, "" where absent. `name` in the answer's own spelling.
  [[nodiscard]] std::string field(std::string_view name) const;
};

class RawSocket {
 public:
  RawSocket();                             ///< not yet connected
  explicit RawSocket(std::uint16_t port);  ///< connected to 127.0.0.1
  static RawSocket adopt(int descriptor);
  ~RawSocket();
  RawSocket(RawSocket&& other) noexcept
      : descriptor_(std::exchange(other.descriptor_, -1)), pending_(std::move(other.pending_)) {}
  RawSocket& operator=(RawSocket&& other) noexcept;

  void connect(std::uint16_t port);
  /// False where the other side has closed.
  bool send(std::string_view bytes);
  void finish_sending();
  /// Closes with a reset.
  void reset();
  void close();
  /// One answer with its Content-Length; `to_head`: none of its body comes.
  RawAnswer answer(bool to_head = false);
  /// Everything until the other side closes.
  std::string rest();
  /// Up to `bytes` bytes, fewer where the other side closes.
  std::string read(std::size_t bytes);
  std::string read_until(std::string_view end);
  [[nodiscard]] int descriptor() const { return descriptor_; }

 private:
  int descriptor_ = -1;
  std::string pending_;
  bool receive();
};

/// A listening socket on a port that the system chooses.
class RawListener {
 public:
  RawListener();
  [[nodiscard]] std::uint16_t port() const { return port_; }
  /// Waits for a connection, however long.
  RawSocket accept();

 private:
  RawSocket socket_;
  std::uint16_t port_ = 0;
};

/// A port of the loopback on which nobody listens.
std::uint16_t unused_port();

}  // namespace jembatan::http::testing
