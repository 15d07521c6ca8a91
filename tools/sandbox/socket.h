#pragma once
// The few calls on TCP sockets that the damaged front makes, and the owner of
// their descriptors. A Socket belongs to one thread at a time.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

namespace jembatan::sandbox {

class Socket {
 public:
  explicit Socket(int descriptor = -1) : descriptor_(descriptor) {}
  ~Socket() { close(); }
  Socket(Socket&& other) noexcept : descriptor_(std::exchange(other.descriptor_, -1)) {}
  Socket& operator=(Socket&& other) noexcept {
    close();
    descriptor_ = std::exchange(other.descriptor_, -1);
    return *this;
  }

  [[nodiscard]] int descriptor() const { return descriptor_; }
  [[nodiscard]] bool open() const { return descriptor_ >= 0; }
  void close();
  /// Closes with a reset, whatever is still unsent.
  void reset();
  /// Tells the other end that nothing more comes.
  void finish();
  /// False where the other end takes nothing more.
  [[nodiscard]] bool send(std::string_view bytes) const;
  /// Waits for bytes; empty at the end of the stream or where the connection broke.
  [[nodiscard]] std::string receive() const;
  [[nodiscard]] std::uint16_t local_port() const;

 private:
  int descriptor_;
};

/// Numeric address, port 0: chosen by the system. Throws base::Broken naming `name`, address and remedy.
[[nodiscard]] Socket listen_on(const std::string& name, const std::string& address, std::uint16_t port);
/// Not open where nothing listens there.
[[nodiscard]] Socket connect_to_loopback(std::uint16_t port);
/// The next connection that waits, its sending bounded in time; not open where there is none.
[[nodiscard]] Socket accept_from(const Socket& listener);

}  // namespace jembatan::sandbox
