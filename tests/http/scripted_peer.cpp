#include "http/scripted_peer.h"

#include <utility>

namespace jembatan::http::testing {

ScriptedPeer::ScriptedPeer(std::function<void(ScriptedPeer&, RawSocket&, int)> script)
    : script_(std::move(script)), thread_([this] {
        for (;;) {
          RawSocket socket = listener_.accept();
          if (ending_) return;
          script_(*this, socket, connections_++);
        }
      }) {}

ScriptedPeer::~ScriptedPeer() {
  ending_ = true;
  const RawSocket last(listener_.port());  // wakes the thread
  thread_.join();
}

std::string ScriptedPeer::url() const {
  return "http://127.0.0.1:" + std::to_string(listener_.port());
}

std::vector<std::string> ScriptedPeer::requests() {
  const std::lock_guard lock(mutex_);
  return requests_;
}

bool ScriptedPeer::read_request(RawSocket& socket) {
  std::string request = socket.read_until("\r\n\r\n");
  if (request.size() < 4 || request.substr(request.size() - 4) != "\r\n\r\n") return false;
  const std::string length_field = RawAnswer{0, request, {}}.field("Content-Length");
  const std::size_t length = length_field.empty() ? 0 : std::stoul(length_field);
  const std::string body = socket.read(length);
  if (body.size() < length) return false;
  const std::lock_guard lock(mutex_);
  requests_.push_back(request + body);
  return true;
}

std::string raw_answer(std::string_view status, std::string_view body, std::string_view fields) {
  return "HTTP/1.1 " + std::string(status) + "\r\nContent-Type: text/xml\r\n" + std::string(fields) +
         "Content-Length: " + std::to_string(body.size()) + "\r\n\r\n" + std::string(body);
}

}  // namespace jembatan::http::testing
