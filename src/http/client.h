#pragma once
// An HTTP client on libcurl for one peer. Any number of threads may post at
// once; connections are kept and reused. Redirects are not followed, proxies of
// the environment are ignored, answers are bounded in size and time.

#include <chrono>
#include <cstddef>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/result.h"
#include "crypto/second_factor.h"
#include "http/client_tls.h"

namespace jembatan::http {

struct ClientOptions {
  std::string url;  ///< up to the authority, "http://127.0.0.1:8092"; a path is appended for each call
  std::chrono::milliseconds connect_time{3'000};
  std::chrono::milliseconds total_time{30'000};
  std::size_t answer_bytes = 16UL * 1024 * 1024;
  bool may_resend =
      false;  ///< a request may go out twice when a kept connection turns out dead (idempotent peers)
  std::vector<std::pair<std::string, std::string>> headers;
  std::shared_ptr<const ClientTls>
      tls;  ///< for "https://"; null: the system's authorities, no certificate of ours
  /// Signs every call for the second in which it is made. What it has signed never goes out twice, whatever
  /// may_resend says: it may count once only. Null: calls are not signed.
  std::shared_ptr<const crypto::SecondFactor> second_factor = {};
};

struct Answer {
  unsigned status = 0;
  std::string content_type;
  std::string body;
};

struct Failure {
  bool body_started = false;  ///< the first byte of the body had been handed to the connection: in doubt
  std::string reason;         ///< for operators: "connection refused", "no answer within 30 s"
  std::string first_bytes;    ///< of what came back, where anything did
};

class Client {
 public:
  explicit Client(ClientOptions options);
  ~Client();
  Client(const Client&) = delete;
  Client& operator=(const Client&) = delete;

  /// `time` bounds this call within total_time; zero means total_time.
  [[nodiscard]] base::Result<Answer, Failure> post(std::string_view path, std::string_view content_type,
                                                   std::string_view soap_action, std::string_view body,
                                                   std::chrono::milliseconds time = {});
  [[nodiscard]] base::Result<Answer, Failure> get(std::string_view path, std::chrono::milliseconds time = {});

  /// For calls from now on, which then do not use connections made before; calls under way go on.
  void use(std::shared_ptr<const ClientTls> tls);
  /// For calls from now on.
  void use(std::shared_ptr<const crypto::SecondFactor> second_factor);

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace jembatan::http
