#include "http/client.h"

#include <algorithm>
#include <mutex>

#include "base/clock.h"
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
  const base::SystemClock clock;
  ClientOptions options;  ///< all but tls and second_factor stay as they are
  CurlPool pool;
  std::mutex mutex;  ///< guards these two

  [[nodiscard]] std::shared_ptr<const ClientTls> tls() {
    const std::lock_guard lock(mutex);
    return options.tls;
  }
  void sign(Call& call) {
    std::unique_lock lock(mutex);
    const auto factor = options.second_factor;
    lock.unlock();
    if (factor) call.sign(*factor, clock.wall());
  }
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
  const auto tls = state_->tls();  // outlives what the handle is told of it
  const auto lease = state_->pool.lend();
  Call call(lease.get(), state_->options, tls.get(), path, total);
  state_->sign(call);
  call.add_header("Content-Type", content_type);
  if (!soap_action.empty()) call.add_header("SOAPAction", '"' + std::string(soap_action) + '"');
  call.set_body(body);
  return call.perform();
}

base::Result<Answer, Failure> Client::get(std::string_view path, std::chrono::milliseconds time) {
  const auto total = bounded(time, state_->options.total_time);
  if (total.count() <= 0) return no_time_left();
  const auto tls = state_->tls();  // outlives what the handle is told of it
  const auto lease = state_->pool.lend();
  Call call(lease.get(), state_->options, tls.get(), path, total);
  state_->sign(call);
  return call.perform();
}

void Client::use(std::shared_ptr<const ClientTls> tls) {
  const std::lock_guard lock(state_->mutex);
  state_->options.tls = std::move(tls);
}

void Client::use(std::shared_ptr<const crypto::SecondFactor> second_factor) {
  const std::lock_guard lock(state_->mutex);
  state_->options.second_factor = std::move(second_factor);
}

}  // namespace jembatan::http
