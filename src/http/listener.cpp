#include "http/listener.h"

#include <array>
#include <sstream>
#include <utility>
#include <vector>

#include "base/result.h"
#include "crypto/signature_gate.h"
#include "crypto/tls_server.h"
#include "http/session.h"

namespace jembatan::http {
namespace {

constexpr std::chrono::seconds between_tellings{10};  // of reports that were lost: a flood floods no log

/// Deadlines are kept to within a quarter of the shortest limit, and of a second.
std::chrono::milliseconds sweep_interval(const ServerLimits& limits) {
  const auto shortest = std::min(
      {limits.handshake_time, limits.header_time, limits.request_time, limits.idle_time, limits.write_time});
  return std::clamp(shortest / 4, std::chrono::milliseconds{5}, std::chrono::milliseconds{250});
}

std::string text_of(const tcp::endpoint& endpoint) {
  std::ostringstream text;
  text << endpoint;
  return text.str();
}

/// Errors of the machine rather than of the one connection that was to be accepted.
bool is_shortage(const error_code& error) {
  return error == asio::error::no_descriptors || error == asio::error::no_buffer_space ||
         error == asio::error::no_memory || error == boost::system::errc::too_many_files_open_in_system;
}

}  // namespace

Listener::Listener(Surroundings around, ListenerOptions options, ListenerLanes lanes)
    : around_(around),
      options_(std::move(options)),
      lanes_(lanes),
      sweep_every_(sweep_interval(options_.limits)),
      acceptor_(around.io),
      sweep_(around.io) {}

Listener::~Listener() = default;

void Listener::bind() {
  error_code error;
  const auto address = asio::ip::make_address(options_.address, error);
  const tcp::endpoint endpoint(address, options_.port);
  if (!error) acceptor_.open(endpoint.protocol(), error);
  if (!error) acceptor_.set_option(Acceptor::reuse_address(true), error);
  if (!error) acceptor_.bind(endpoint, error);
  if (!error) acceptor_.listen(asio::socket_base::max_listen_connections, error);
  if (!error) port_ = acceptor_.local_endpoint(error).port();
  if (!error) return;
  throw base::Broken(base::vouched(options_.name, base::Origin::settings) + ": cannot listen on " +
                     base::vouched(options_.address, base::Origin::settings) + ":" + options_.port + ": " +
                     base::vouched(error.message(), base::Origin::system) +
                     "; choose an address of this machine and a port that no other program holds");
}

void Listener::serve() {
  await_sweep();
  accept();
}

void Listener::resume() {
  error_code ignored;
  acceptor_.cancel(ignored);
  accepting_ = false;
  serve();
}

void Listener::drain() {
  draining_ = true;
  error_code ignored;
  acceptor_.close(ignored);
  const auto sessions = sessions_;
  for (const auto& session : sessions) session->drain();
  if (sessions_.empty()) sweep_.cancel();
}

void Listener::abort() {
  const auto sessions = sessions_;
  for (const auto& session : sessions) session->close();
}

Load Listener::load() const {
  return {connections_, around_.pool.load(lanes_.requests), ever_unreported_};
}

bool Listener::hold(std::size_t bytes) {
  if (held_ + bytes > options_.limits.held_bytes) return false;
  held_ += bytes;
  return true;
}

bool Listener::submit(WorkerPool::Job job) {
  return around_.pool.try_post(lanes_.requests, std::move(job));
}

/// What cannot even be told, for want of memory, is left untold.
void Listener::tell(const base::SafeText& what, const std::exception& error) const noexcept {
  try {
    around_.on_error(base::vouched(options_.name, base::Origin::settings) + ": " + what + ": " +
                     base::reason_of(error));
  } catch (const std::exception&) {
    return;
  }
}

template <class Step>
void Listener::guarded(const base::SafeText& what, Step step) const noexcept {
  try {
    step();
  } catch (const std::exception& error) {
    tell(what, error);
  }
}

void Listener::lost_connection(const std::exception& error) const noexcept {
  tell("a connection was given up", error);
}

Outgoing Listener::answer(const Request& request, bool to_head) const {
  try {
    return make_outgoing(options_.handle(request), to_head);
  } catch (const std::exception& error) {
    tell("a handler failed", error);
  } catch (...) {
    around_.on_error(base::vouched(options_.name, base::Origin::settings) + ": a handler failed");
  }
  Outgoing outgoing = make_outgoing(refusal(500, "the request could not be handled"), to_head);
  outgoing.last = true;
  return outgoing;
}

void Listener::report(Refused refused) {
  if (!options_.refused) return;
  auto job = [this, refused = std::move(refused), unreported = unreported_to_tell()] {
    guarded("a refused request was not recorded", [&] {
      if (unreported > 0) {
        around_.on_error(base::vouched(options_.name, base::Origin::settings) + ": " + unreported +
                         " refused requests were not recorded, too many came at once");
      }
      options_.refused(refused);
    });
  };
  if (around_.pool.try_post(lanes_.reports, std::move(job))) return;
  ++unreported_;
  ++ever_unreported_;
}

std::size_t Listener::unreported_to_tell() {
  if (unreported_ == 0 || now() < unreported_told_ + between_tellings) return 0;
  unreported_told_ = now();
  return std::exchange(unreported_, 0);
}

std::optional<std::string> Listener::objection(const Head& head) const {
  if (!options_.signature || head.method != "POST") return std::nullopt;
  const auto why = options_.signature->objection(head.factor, around_.clock.wall());
  return why ? std::optional("signature: " + std::string(*why)) : std::nullopt;
}

void Listener::forget(const std::shared_ptr<Session>& session) {
  if (sessions_.erase(session) > 0 && options_.shares) --around_.places.taken;
  connections_ = sessions_.size();
  if (draining_ && sessions_.empty()) sweep_.cancel();
}

void Listener::accept() {
  if (accepting_ || draining_) return;
  acceptor_.async_accept([this](error_code error, Socket socket) { on_accept(error, std::move(socket)); });
  accepting_ = true;
}

void Listener::on_accept(error_code error, Socket socket) {
  if (error == asio::error::operation_aborted) return;
  accepting_ = false;
  guarded("a connection was not accepted", [&] {
    if (draining_) return;
    if (error && is_shortage(error)) return pause_accepting(error);
    accept();
    if (error) return;
    accepting_paused_ = false;
    admit(std::move(socket));
  });
}

void Listener::admit(Socket socket) {
  error_code error;
  const auto peer = socket.remote_endpoint(error);
  if (error) return;  // gone already
  socket.set_option(tcp::no_delay(true), error);
  if (is_full()) return turn_away(std::move(socket), text_of(peer));
  auto tls = begin_tls(socket);
  const auto session =
      std::make_shared<Session>(Stream(std::move(socket), std::move(tls)), text_of(peer), *this);
  sessions_.insert(session);
  if (options_.shares) ++around_.places.taken;
  connections_ = sessions_.size();
  session->start();
}

bool Listener::is_full() const {
  return sessions_.size() >= options_.limits.connections ||
         (options_.shares && around_.places.taken >= around_.places.bound);
}

std::unique_ptr<crypto::TlsConnection> Listener::begin_tls(Socket& socket) const {
  if (!options_.tls) return nullptr;
  error_code error;
  socket.native_non_blocking(true, error);
  if (error)
    throw base::Broken("a socket cannot be made non-blocking: " +
                       base::vouched(error.message(), base::Origin::system));
  return options_.tls->now()->accept(socket.native_handle());
}

/// A best effort without waiting: what has come is read first, for closing with bytes unread resets the
/// connection and takes the answer with it.
void Listener::turn_away(Socket socket, std::string peer) {
  constexpr std::string_view reason = "too many connections";
  const Outgoing outgoing = make_outgoing(refusal(503, reason), false);
  const std::string text = outgoing.head + "Connection: close\r\n\r\n" + outgoing.body;
  std::array<char, 4096> unread{};
  error_code ignored;
  socket.non_blocking(true, ignored);
  socket.read_some(asio::buffer(unread), ignored);
  if (!options_.tls) socket.write_some(asio::buffer(text), ignored);  // TLS would have to shake hands for it
  socket.shutdown(Socket::shutdown_both, ignored);
  report(Refused{503, std::string(reason), std::move(peer), {}, {}, {}, {}});
}

/// Accepting again at once would spin, for the connection stays in the queue and the shortage stays too: the
/// next sweep accepts again.
void Listener::pause_accepting(const error_code& error) {
  if (!std::exchange(accepting_paused_, true)) {
    around_.on_error(base::vouched(options_.name, base::Origin::settings) +
                     ": accepting pauses: " + base::vouched(error.message(), base::Origin::system));
  }
}

void Listener::await_sweep() {
  if (sweeping_ || (draining_ && sessions_.empty())) return;
  sweep_.expires_after(sweep_every_);
  sweep_.async_wait([this](error_code cancelled) {
    sweeping_ = false;
    if (!cancelled || !sessions_.empty()) sweep();
  });
  sweeping_ = true;
}

/// The next one is under way before anything else can fail.
void Listener::sweep() {
  await_sweep();
  guarded("the connections' time was not looked at", [this] {
    accept();
    const auto time = now();
    const auto sessions = std::vector(sessions_.begin(), sessions_.end());
    for (const auto& session : sessions) session->check_deadline(time);
  });
}

}  // namespace jembatan::http
