#pragma once
// Tells the service manager how the program is (sd_notify's protocol: one
// datagram to $NOTIFY_SOCKET). Without that variable nothing is told. Reads the
// environment when made: before there are threads. Any thread may tell. What
// cannot be told is lost: a supervisor that does not listen is no reason to stop.
// https://www.freedesktop.org/software/systemd/man/sd_notify.html

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

namespace jembatan::app {

class Notify {
 public:
  Notify();
  ~Notify();
  Notify(const Notify&) = delete;
  Notify& operator=(const Notify&) = delete;

  void ready() const { tell("READY=1"); }
  void reloading() const { tell("RELOADING=1"); }  ///< ready() has to follow
  void stopping() const { tell("STOPPING=1"); }
  void alive() const { tell("WATCHDOG=1"); }

  /// Within which time alive() must be said again and again; nothing where nobody watches.
  [[nodiscard]] std::optional<std::chrono::microseconds> watchdog() const { return watchdog_; }

 private:
  void tell(std::string_view state) const;

  std::string address_;  ///< a path, or "@name" in the abstract namespace; "" where there is none
  std::optional<std::chrono::microseconds> watchdog_;
  int socket_ = -1;
};

}  // namespace jembatan::app
