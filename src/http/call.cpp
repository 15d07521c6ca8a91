#include "http/call.h"

#include <poll.h>

#include <algorithm>
#include <cassert>
#include <charconv>
#include <cstring>
#include <system_error>
#include <utility>

#include "crypto/certificate.h"

namespace jembatan::http {
namespace {

constexpr std::size_t most_header_bytes = 64UL * 1024;
constexpr std::size_t most_first_bytes = 512;
constexpr long kept_connection_seconds = 10;  // servers close idle ones, ours after 15 s

/// An option that libcurl refuses is a mistake of ours or memory that is short.
template <class Value>
void set(CURL* handle, CURLoption option, Value value) {
  if (curl_easy_setopt(handle, option, value) != CURLE_OK) {
    throw base::Broken("libcurl refuses an option: it is older than 7.85 or out of memory");
  }
}

std::string in_seconds(std::chrono::milliseconds time) {
  if (time.count() % 1000 == 0) return std::to_string(time.count() / 1000) + " s";
  return std::to_string(time.count()) + " ms";
}

/// The TLS alert that the peer sent, as OpenSSL's error says it in libcurl's text: "error:0A000412:..." is
/// its library 20 with reason 1000 + alert (RFC 8446 section 6). 0 where there is none.
int alert_in(std::string_view text) {
  constexpr std::string_view start = "error:0A000";
  constexpr int first_alert = 1000, hexadecimal = 16;
  const auto at = text.find(start);
  if (at == std::string_view::npos) return 0;
  const std::string_view digits = text.substr(at + start.size(), 3);
  int reason = 0;
  std::from_chars(digits.data(), digits.data() + digits.size(), reason, hexadecimal);
  return std::max(0, reason - first_alert);
}

/// Alerts by which a server refuses a client's certificate or that there is none.
bool is_refusing_alert(int alert) {
  constexpr int handshake_failure = 40, bad_certificate = 42, certificate_unknown = 46, unknown_ca = 48,
                access_denied = 49, certificate_required = 116;
  return (alert >= bad_certificate && alert <= certificate_unknown) || alert == handshake_failure ||
         alert == unknown_ca || alert == access_denied || alert == certificate_required;
}

[[maybe_unused]] bool is_one_line(std::string_view text) {
  return std::none_of(text.begin(), text.end(), [](char c) { return (c >= 0 && c < 0x20) || c == 0x7f; });
}

}  // namespace

Call::Call(CURL* handle, const ClientOptions& options, const ClientTls* tls, std::string_view path,
           std::chrono::milliseconds time)
    : handle_(handle),
      options_(options),
      connect_time_(std::min(options.connect_time, time)),
      total_time_(time),
      url_(options.url + std::string(path)),
      may_resend_(options.may_resend) {
  set_rules();
  if (tls != nullptr) set_tls(*tls);
  set_callbacks();
  for (const auto& [name, value] : options.headers) add_header(name, value);
}

void Call::add_header(std::string_view name, std::string_view value) {
  assert(is_one_line(name) && is_one_line(value));
  lines_.add(std::string(name) + ": " + std::string(value));
}

void Call::set_body(std::string_view body) {
  posts_ = true;
  body_ = body;
  lines_.add("Expect:");  // a colon alone leaves the header out: curl would wait for a 100
  set(handle_, CURLOPT_POST, 1L);
  set(handle_, CURLOPT_POSTFIELDSIZE_LARGE, static_cast<curl_off_t>(body.size()));
  set(handle_, CURLOPT_READFUNCTION, &Call::on_read);
  set(handle_, CURLOPT_READDATA, static_cast<void*>(this));
  if (!may_resend_) return;
  set(handle_, CURLOPT_SEEKFUNCTION, &Call::on_seek);
  set(handle_, CURLOPT_SEEKDATA, static_cast<void*>(this));
}

void Call::set_rules() {
  set(handle_, CURLOPT_URL, url_.c_str());
  set(handle_, CURLOPT_PROTOCOLS_STR, "http,https");
  set(handle_, CURLOPT_HTTP_VERSION, static_cast<long>(CURL_HTTP_VERSION_1_1));
  set(handle_, CURLOPT_FOLLOWLOCATION, 0L);
  set(handle_, CURLOPT_PROXY, "");  // the empty name forbids the environment's proxies
  set(handle_, CURLOPT_PATH_AS_IS, 1L);
  set(handle_, CURLOPT_NOSIGNAL, 1L);
  set(handle_, CURLOPT_HTTP_CONTENT_DECODING, 0L);
  set(handle_, CURLOPT_HTTP09_ALLOWED, 1L);  // only to see what came instead of HTTP; it is no answer
  set(handle_, CURLOPT_TCP_KEEPALIVE, 1L);
  set(handle_, CURLOPT_MAXAGE_CONN, kept_connection_seconds);
  set(handle_, CURLOPT_SSLVERSION, static_cast<long>(CURL_SSLVERSION_TLSv1_2));  // and later
  set(handle_, CURLOPT_SSL_CIPHER_LIST, "ECDHE+AESGCM:ECDHE+CHACHA20");
  set(handle_, CURLOPT_SSL_VERIFYPEER, 1L);
  set(handle_, CURLOPT_SSL_VERIFYHOST, 2L);
  set(handle_, CURLOPT_SSL_SESSIONID_CACHE, 0L);  // every connection verifies the certificate
  set(handle_, CURLOPT_CONNECTTIMEOUT_MS, static_cast<long>(connect_time_.count()));
  set(handle_, CURLOPT_TIMEOUT_MS, static_cast<long>(total_time_.count()));
}

/// From memory: what lies in the files may be half of a renewal. Only the list of revoked certificates is
/// read by libcurl, with every new connection.
void Call::set_tls(const ClientTls& tls) {
  const auto blob = [](std::string_view bytes) {
    return curl_blob{const_cast<char*>(bytes.data()), bytes.size(), CURL_BLOB_NOCOPY};  // it only reads them
  };
  curl_blob ca = blob(tls.ca), certificate = blob(tls.certificate), key = blob(tls.key.bytes());
  set(handle_, CURLOPT_CAINFO_BLOB, &ca);
  set(handle_, CURLOPT_CAPATH, nullptr);
  if (!tls.certificate.empty()) {
    set(handle_, CURLOPT_SSLCERT_BLOB, &certificate);
    set(handle_, CURLOPT_SSLKEY_BLOB, &key);
  }
  if (!tls.crl_file.empty()) set(handle_, CURLOPT_CRLFILE, tls.crl_file.c_str());
  if (!tls.pin.empty()) set(handle_, CURLOPT_PINNEDPUBLICKEY, tls.pin.c_str());
}

void Call::set_callbacks() {
  set(handle_, CURLOPT_HEADERFUNCTION, &Call::on_header);
  set(handle_, CURLOPT_HEADERDATA, static_cast<void*>(this));
  set(handle_, CURLOPT_WRITEFUNCTION, &Call::on_write);
  set(handle_, CURLOPT_WRITEDATA, static_cast<void*>(this));
  set(handle_, CURLOPT_ERRORBUFFER, error_text_.data());
  set(handle_, CURLOPT_PREREQFUNCTION, &Call::before_request);
  set(handle_, CURLOPT_PREREQDATA, static_cast<void*>(this));
}

void Call::sign(const crypto::SecondFactor& factor, base::WallTime now) {
  const auto second = std::chrono::floor<std::chrono::seconds>(now).time_since_epoch().count();
  for (const auto& [name, value] : factor.sign(second)) add_header(name, value);
  may_resend_ = false;
}

/// What waits on the kept connection before anything was asked is an answer to nothing, and must not become
/// the answer to this call: then it goes over a fresh connection, and the old one, over the limit of one, is
/// closed.
void Call::avoid_unasked_answer() {
  set(handle_, CURLOPT_MAXCONNECTS, 1L);
  curl_socket_t kept = CURL_SOCKET_BAD;
  if (curl_easy_getinfo(handle_, CURLINFO_ACTIVESOCKET, &kept) != CURLE_OK || kept == CURL_SOCKET_BAD) return;
  pollfd socket{kept, POLLIN, 0};
  if (::poll(&socket, 1, 0) != 0) set(handle_, CURLOPT_FRESH_CONNECT, 1L);
}

base::Result<Answer, Failure> Call::perform() {
  avoid_unasked_answer();
  set(handle_, CURLOPT_HTTPHEADER, lines_.get());
  const CURLcode code = curl_easy_perform(handle_);
  long status = 0;
  const char* content_type = nullptr;
  curl_easy_getinfo(handle_, CURLINFO_RESPONSE_CODE, &status);
  curl_easy_getinfo(handle_, CURLINFO_CONTENT_TYPE, &content_type);
  // To libcurl a head that is cut off, or an interim answer and no more, is a success.
  if (code != CURLE_OK || !head_whole_ || status < 200) return base::fail(failure(code));
  return Answer{static_cast<unsigned>(status), content_type != nullptr ? content_type : "",
                std::move(answer_)};
}

std::size_t Call::on_read(char* into, std::size_t size, std::size_t count, void* call) {
  Call& self = *static_cast<Call*>(call);
  const std::string_view next = self.body_.substr(self.handed_, size * count);
  std::memcpy(into, next.data(), next.size());
  self.handed_ += next.size();
  self.body_started_ = self.body_started_ || !next.empty();
  return next.size();
}

int Call::on_seek(void* call, curl_off_t offset, int origin) {
  Call& self = *static_cast<Call*>(call);
  if (origin != SEEK_SET || offset != 0) return CURL_SEEKFUNC_FAIL;
  self.handed_ = 0;
  return CURL_SEEKFUNC_OK;
}

/// Runs with every attempt, the silent second one on a fresh connection too. Without a seek function
/// libcurl cannot rewind the body; this makes certain of it.
int Call::before_request(void* call, char*, char*, int, int) {
  Call& self = *static_cast<Call*>(call);
  if (self.body_started_ && !self.may_resend_) {
    self.sent_before_ = true;
    return CURL_PREREQFUNC_ABORT;
  }
  self.handed_ = 0;
  if (self.posts_ && self.body_.empty()) self.body_started_ = true;  // it will be whole with its header
  return CURL_PREREQFUNC_OK;
}

std::size_t Call::on_header(char* line, std::size_t size, std::size_t count, void* call) {
  Call& self = *static_cast<Call*>(call);
  const std::size_t bytes = size * count;
  const std::string_view text(line, bytes);
  if (text.substr(0, 5) == "HTTP/") self.is_http_ = true;
  self.head_whole_ = self.is_http_ && (text == "\r\n" || (self.head_whole_ && text.substr(0, 5) != "HTTP/"));
  self.header_bytes_ += bytes;
  if (self.header_bytes_ <= most_header_bytes) return bytes;
  self.too_large_ = true;
  return 0;
}

std::size_t Call::on_write(char* bytes, std::size_t size, std::size_t count, void* call) {
  Call& self = *static_cast<Call*>(call);
  const std::size_t allowed = self.is_http_ ? self.options_.answer_bytes : most_first_bytes;
  self.too_large_ = size * count > allowed - self.answer_.size();
  self.answer_.append(bytes, std::min(size * count, allowed - self.answer_.size()));
  return self.too_large_ ? 0 : size * count;
}

Failure Call::failure(CURLcode code) const {
  return {body_started_ && !was_turned_away(code), reason(code), answer_.substr(0, most_first_bytes)};
}

/// In TLS 1.3 a client ends its handshake, and begins to send, before the server has judged its certificate:
/// a server that does not let us in says so by an alert, the first that comes on a new connection. Then no
/// byte of ours was taken for HTTP.
bool Call::was_turned_away(CURLcode code) const {
  if (code != CURLE_RECV_ERROR && code != CURLE_SEND_ERROR) return false;
  long connections = 0;
  curl_easy_getinfo(handle_, CURLINFO_NUM_CONNECTS, &connections);
  return connections > 0 && header_bytes_ == 0 && answer_.empty() &&
         is_refusing_alert(alert_in(error_text_.data()));
}

/// Of libcurl's text nothing is passed on: it may name what the certificate says.
std::string Call::refusal_of_certificate() const {
  long result = 0;
  curl_easy_getinfo(handle_, CURLINFO_SSL_VERIFYRESULT, &result);
  constexpr long not_yet_said = 1;  // libcurl begins with it and looks at the name first
  return result <= not_yet_said ? "it is not for this host's name" : crypto::verification_text(result);
}

/// The one place that turns libcurl's errors into ours.
std::string Call::reason(CURLcode code) const {
  if (!is_http_ && !answer_.empty()) return "the answer is not HTTP";
  if (sent_before_) return "the kept connection ended without an answer; not sent again";
  if (was_turned_away(code)) return "TLS: our certificate is refused";
  if (too_large_) return "an answer over " + std::to_string(options_.answer_bytes) + " bytes";
  switch (code) {
    case CURLE_OK:
      return "the connection ended within the head of the answer";
    case CURLE_GOT_NOTHING:
      return "the connection ended without an answer";
    case CURLE_COULDNT_RESOLVE_HOST:
      return "the host's name is not known";
    case CURLE_COULDNT_CONNECT: {
      long system_error = 0;
      curl_easy_getinfo(handle_, CURLINFO_OS_ERRNO, &system_error);
      if (system_error == 0) return "no connection";
      if (system_error == ECONNREFUSED) return "connection refused";
      return "no connection: " + std::generic_category().message(static_cast<int>(system_error));
    }
    case CURLE_OPERATION_TIMEDOUT: {
      curl_off_t connected = 0;
      curl_easy_getinfo(handle_, CURLINFO_CONNECT_TIME_T, &connected);
      if (connected == 0) return "no connection within " + in_seconds(connect_time_);
      return "no answer within " + in_seconds(total_time_);
    }
    case CURLE_SSL_PINNEDPUBKEYNOTMATCH:
      return "TLS: its public key is not the pinned one";
    case CURLE_PEER_FAILED_VERIFICATION:
      return "TLS: its certificate is refused: " + refusal_of_certificate();
    case CURLE_SSL_CRL_BADFILE:
      return "TLS: the list of revoked certificates cannot be read";
    case CURLE_SSL_CONNECT_ERROR:
      return "TLS: the handshake failed";
    case CURLE_SEND_FAIL_REWIND:
      return "the kept connection ended without an answer; not sent again";
    case CURLE_PARTIAL_FILE:
      return "the connection ended within the answer";
    case CURLE_RECV_ERROR:
      return "the connection broke before the whole answer came";
    case CURLE_SEND_ERROR:
      return "the connection broke while sending";
    default:
      return curl_easy_strerror(code);
  }
}

}  // namespace jembatan::http
