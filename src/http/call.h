#pragma once
// One HTTP call on a lent libcurl handle: what is sent, what comes back, and
// how far it got. One thread; the handle must not be used otherwise meanwhile.

#include <curl/curl.h>

#include <array>
#include <chrono>
#include <cstddef>
#include <string>
#include <string_view>

#include "base/clock.h"
#include "http/client.h"
#include "http/curl_handles.h"

namespace jembatan::http {

class Call {
 public:
  /// A GET, unless set_body() makes it a POST. Views must outlive the call.
  /// Of `options` all counts but its second_factor, see sign(), and its tls, in whose place `tls` stands; it
  /// may be null.
  Call(CURL* handle, const ClientOptions& options, const ClientTls* tls, std::string_view path,
       std::chrono::milliseconds time);

  void add_header(std::string_view name, std::string_view value);
  void set_body(std::string_view body);
  /// Once at most; then it goes out once at most too.
  void sign(const crypto::SecondFactor& factor, base::WallTime now);
  [[nodiscard]] base::Result<Answer, Failure> perform();

 private:
  static std::size_t on_read(char* into, std::size_t size, std::size_t count, void* call);
  static std::size_t on_header(char* line, std::size_t size, std::size_t count, void* call);
  static std::size_t on_write(char* bytes, std::size_t size, std::size_t count, void* call);
  static int on_seek(void* call, curl_off_t offset, int origin);
  static int before_request(void* call, char*, char*, int, int);

  void set_rules();
  void set_tls(const ClientTls& tls);
  void set_callbacks();
  void avoid_unasked_answer();
  [[nodiscard]] Failure failure(CURLcode code) const;
  [[nodiscard]] std::string reason(CURLcode code) const;
  [[nodiscard]] bool was_turned_away(CURLcode code) const;
  [[nodiscard]] std::string refusal_of_certificate() const;

  CURL* handle_;
  const ClientOptions& options_;
  const std::chrono::milliseconds connect_time_, total_time_;
  const std::string url_;
  CurlLines lines_;

  bool posts_ = false;
  bool may_resend_;
  std::string_view body_;
  std::size_t handed_ = 0;     ///< bytes of the body that curl has taken in this attempt
  bool body_started_ = false;  ///< in any attempt
  bool sent_before_ = false;   ///< curl wanted a second attempt that we do not allow

  std::size_t header_bytes_ = 0;
  bool is_http_ = false;     ///< a status line came
  bool head_whole_ = false;  ///< and the empty line after it
  bool too_large_ = false;
  std::string answer_;
  std::array<char, CURL_ERROR_SIZE> error_text_{};  ///< libcurl's own, which may name what the peer sent
};

}  // namespace jembatan::http
