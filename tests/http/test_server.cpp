#include "http/test_server.h"

#include <chrono>
#include <stdexcept>
#include <utility>

namespace jembatan::http::testing {
namespace {
constexpr std::chrono::seconds patience{10};
}

TestServer::TestServer(ServerLimits limits, unsigned workers, std::shared_ptr<const crypto::TlsGate> tls)
    : server_({ListenerOptions{"listener.test", "127.0.0.1", 0, limits,
                               [this](const Request& request) { return handle(request); },
                               [this](const Refused& refused) {
                                 const std::lock_guard lock(mutex_);
                                 refused_.push_back(refused);
                                 changed_.notify_all();
                               },
                               std::move(tls)}},
              workers, [this](const std::string& error) {
                const std::lock_guard lock(mutex_);
                errors_.push_back(error);
                changed_.notify_all();
              }) {
  server_.start();
}

TestServer::~TestServer() {
  let_go();
}

void TestServer::let_go() {
  const std::lock_guard lock(mutex_);
  let_go_ = true;
  changed_.notify_all();
}

bool TestServer::wait_for_waiting(int handlers) {
  std::unique_lock lock(mutex_);
  return changed_.wait_for(lock, patience, [&] { return waiting_ >= handlers; });
}

std::vector<Refused> TestServer::refused(std::size_t count) {
  std::unique_lock lock(mutex_);
  changed_.wait_for(lock, patience, [&] { return refused_.size() >= count; });
  return refused_;
}

std::vector<std::string> TestServer::errors(std::size_t count) {
  std::unique_lock lock(mutex_);
  changed_.wait_for(lock, patience, [&] { return errors_.size() >= count; });
  return errors_;
}

Response TestServer::wait() {
  std::unique_lock lock(mutex_);
  ++waiting_;
  changed_.notify_all();
  changed_.wait_for(lock, patience, [&] { return let_go_; });
  return {200, "text/plain", "waited", {}};
}

Response TestServer::handle(const Request& request) {
  ++handled_;
  if (request.target == "/echo") return {200, request.content_type, request.body, {{"X-Test", "yes"}}};
  if (request.target == "/request") {
    return {200,
            "text/plain",
            request.method + '|' + request.target + '|' + request.content_type + '|' + request.soap_action +
                '|' + request.host + '|' + request.peer,
            {}};
  }
  if (request.target == "/throw") throw std::runtime_error("on purpose");
  if (request.target == "/split") return {200, "text/plain", "", {{"X", "a\r\nInjected: b"}}};
  if (request.target == "/wait") return wait();
  if (request.target == "/large") return {200, "text/plain", std::string(1024UL * 1024, 'x'), {}};
  if (request.target == "/huge") return {200, "text/plain", std::string(64UL * 1024 * 1024, 'x'), {}};
  return {404, "text/plain", "not here", {}};
}

std::string post_request(std::string_view target, std::string_view body, std::string_view fields) {
  return "POST " + std::string(target) + " HTTP/1.1\r\nHost: h\r\nContent-Type: text/xml\r\n" +
         std::string(fields) + "Content-Length: " + std::to_string(body.size()) + "\r\n\r\n" +
         std::string(body);
}

std::string get_request(std::string_view target, std::string_view method) {
  return std::string(method) + ' ' + std::string(target) + " HTTP/1.1\r\nHost: h\r\n\r\n";
}

}  // namespace jembatan::http::testing
