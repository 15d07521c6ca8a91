#include "http/client.h"

#include <algorithm>

#include "http/call.h"
#include "http/curl_handles.h"

namespace jembatan::http {
namespace {

std::chrono::milliseconds bounded(std::chrono::milliseconds time, std::chrono::milliseconds total) {
  return time.count() == 0 ? total : std::min(time, total);
}

base::Result<Answer, Failure> no_time_left() {
  return base::fail(Failure{false, "no time left to send it", {}});
}

}  // namespace

struct Client::State {
  ClientOptions options;
  CurlPool pool;
};

Client::Client(ClientOptions options) : state_(std::make_unique<State>()) {
  start_curl_once();
  state_->options = std::move(options);
}

Client::~Client() = default;

base::Result<Answer, Failure> Client::post(std::string_view path, std::string_view content_type,
                                           std::string_view soap_action, std::string_view body,
                                           std::chrono::milliseconds time) {
  const auto total = bounded(time, state_->options.total_time);
  if (total.count() <= 0) return no_time_left();
  const auto lease = state_->pool.lend();
  Call call(lease.get(), state_->options, path, total);
  call.add_header("Content-Type", content_type);
  if (!soap_action.empty()) call.add_header("SOAPAction", '"' + std::string(soap_action) + '"');
  call.set_body(body);
  return call.perform();
}

base::Result<Answer, Failure> Client::get(std::string_view path, std::chrono::milliseconds time) {
  const auto total = bounded(time, state_->options.total_time);
  if (total.count() <= 0) return no_time_left();
  const auto lease = state_->pool.lend();
  Call call(lease.get(), state_->options, path, total);
  return call.perform();
}

}  // namespace jembatan::http
