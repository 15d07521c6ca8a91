#pragma once
// A server on the loopback with what tests ask of it. Its handlers: /echo gives
// the body back, /request what the server made of the request, /throw throws,
// /wait answers once let_go() was called, /large gives a
// mebibyte, /huge more than sockets hold. Any thread.

#include <atomic>
#include <condition_variable>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "http/server.h"

namespace jembatan::http::testing {

class TestServer {
 public:
  explicit TestServer(ServerLimits limits = {}, unsigned workers = 2,
                      std::shared_ptr<const crypto::TlsGate> tls = nullptr);
  ~TestServer();

  [[nodiscard]] std::uint16_t port() const { return server_.port(0); }
  Server& server() { return server_; }

  void let_go();
  /// Waits for the handler of /wait to have been entered so often; false after ten seconds.
  bool wait_for_waiting(int handlers);
  /// The refused requests, once there are so many; fewer after ten seconds.
  std::vector<Refused> refused(std::size_t count);
  std::vector<std::string> errors(std::size_t count);
  [[nodiscard]] int handled() const { return handled_; }

 private:
  Response handle(const Request& request);
  Response wait();

  std::mutex mutex_;
  std::condition_variable changed_;
  bool let_go_ = false;
  int waiting_ = 0;
  std::atomic<int> handled_{0};
  std::vector<Refused> refused_;
  std::vector<std::string> errors_;
  Server server_;
};

/// "POST <target> HTTP/1.1" with Host and Content-Length.
std::string post_request(std::string_view target, std::string_view body, std::string_view fields = {});
std::string get_request(std::string_view target, std::string_view method = "GET");

}  // namespace jembatan::http::testing
