#pragma once
// The other party as a test wants it: a thread that takes one connection after
// the other and plays a script on each. Owns its thread, which ends with it.

#include <atomic>
#include <functional>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

#include "http/raw_socket.h"

namespace jembatan::http::testing {

class ScriptedPeer {
 public:
  /// `script` runs with each connection and its number, from 0; the connection closes after it.
  explicit ScriptedPeer(std::function<void(ScriptedPeer&, RawSocket&, int)> script);
  ~ScriptedPeer();
  ScriptedPeer(const ScriptedPeer&) = delete;
  ScriptedPeer& operator=(const ScriptedPeer&) = delete;

  [[nodiscard]] std::string url() const;
  [[nodiscard]] int connections() const { return connections_; }
  /// Head and body of the requests that arrived whole.
  [[nodiscard]] std::vector<std::string> requests();

  /// For scripts: reads one request; false where none came whole.
  bool read_request(RawSocket& socket);

 private:
  RawListener listener_;
  std::function<void(ScriptedPeer&, RawSocket&, int)> script_;
  std::atomic<bool> ending_{false};
  std::atomic<int> connections_{0};
  std::mutex mutex_;
  std::vector<std::string> requests_;
  std::thread thread_;
};

/// A whole answer with Content-Length.
std::string raw_answer(std::string_view status, std::string_view body, std::string_view fields = {});

}  // namespace jembatan::http::testing
