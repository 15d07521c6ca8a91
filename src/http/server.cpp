#include "http/server.h"

#include <pthread.h>
#include <signal.h>

#include <cassert>
#include <future>
#include <system_error>
#include <thread>
#include <utility>

#include "base/result.h"
#include "http/listener.h"
#include "http/session.h"
#include "http/worker_pool.h"

namespace jembatan::http {
namespace {

constexpr std::size_t waiting_reports = 256;
constexpr std::chrono::milliseconds after_a_failure{10};  // memory is short: others may give some back

/// For each listener a lane of requests and one of reports on refused requests.
std::vector<WorkerPool::Lane> lanes_for(const std::vector<ListenerOptions>& listeners, unsigned workers) {
  std::vector<WorkerPool::Lane> lanes;
  for (const ListenerOptions& options : listeners) {
    lanes.push_back({options.limits.in_flight, workers, options.shares});
    lanes.push_back({waiting_reports, 1, false});
  }
  return lanes;
}

/// As many as all lanes can use at once: none waits for another's.
unsigned threads_for(std::size_t listeners, unsigned workers) {
  return static_cast<unsigned>(listeners) * (workers + 1);
}

/// OpenSSL writes to sockets without MSG_NOSIGNAL: blocked in this thread, a peer that is gone is an error of
/// its connection and not the end of the process.
void ignore_broken_pipes() {
  sigset_t signals;
  sigemptyset(&signals);
  sigaddset(&signals, SIGPIPE);
  pthread_sigmask(SIG_BLOCK, &signals, nullptr);
}

}  // namespace

// The order of the members is the order of lifetimes: sockets need the
// io_context, jobs need the listeners, so the workers are joined first.
struct Server::State {
  State(std::vector<ListenerOptions> options, unsigned worker_count,
        std::function<void(const base::SafeText&)> report_error, SharedLimits shared)
      : on_error(std::move(report_error)),
        threads(threads_for(options.size(), worker_count)),
        pool(lanes_for(options, worker_count), shared.in_flight),
        places{shared.connections} {
    const Surroundings around{io, pool, clock, on_error, places};
    for (ListenerOptions& each : options) {
      const std::size_t lane = 2 * listeners.size();
      listeners.push_back(std::make_unique<Listener>(around, std::move(each), ListenerLanes{lane, lane + 1}));
    }
  }
  ~State() {
    pool.close();
    pool.join();
  }

  /// Returns when nothing is left to do, which drain() brings about, or when the io_context is stopped.
  void run_io() {
    ignore_broken_pipes();
    for (bool again = false;; again = true) {
      try {
        for (const auto& listener : listeners) {
          if (again) listener->resume();
        }
        io.run();
        return;
      } catch (const std::exception& error) {
        listeners.front()->lost_connection(error);
        std::this_thread::sleep_for(after_a_failure);
      }
    }
  }

  const base::SystemClock clock;
  const std::function<void(const base::SafeText&)> on_error;
  const unsigned threads;
  asio::io_context io{1};
  WorkerPool pool;
  SharedPlaces places;
  std::vector<std::unique_ptr<Listener>> listeners;
  std::thread io_thread;
  std::future<void> io_ended;
};

Server::Server(std::vector<ListenerOptions> listeners, unsigned workers,
               std::function<void(const base::SafeText&)> on_error, SharedLimits shared)
    : state_(std::make_unique<State>(std::move(listeners), workers, std::move(on_error), shared)) {
  assert(workers > 0);
}

Server::~Server() {
  stop({});
}

void Server::start() {
  assert(!state_->io_thread.joinable());
  for (const auto& listener : state_->listeners) listener->bind();
  for (const auto& listener : state_->listeners) listener->serve();
  try {
    state_->pool.start(state_->threads);
    std::packaged_task<void()> task([state = state_.get()] { state->run_io(); });
    state_->io_ended = task.get_future();
    state_->io_thread = std::thread(std::move(task));
  } catch (const std::system_error& error) {
    throw base::Broken("http: cannot start threads: " + base::reason_of(error) +
                       "; raise the limit of processes or lower the number of workers");
  }
}

std::uint16_t Server::port(std::size_t listener) const {
  return state_->listeners.at(listener)->port();
}

Load Server::load(std::size_t listener) const {
  return state_->listeners.at(listener)->load();
}

bool Server::answers(std::chrono::milliseconds within) {
  const auto answered = std::make_shared<std::promise<void>>();
  auto answer = answered->get_future();
  asio::post(state_->io, [answered] { answered->set_value(); });
  return answer.wait_for(within) == std::future_status::ready;
}

void Server::stop(std::chrono::milliseconds patience) {
  State& state = *state_;
  if (!state.io_thread.joinable()) return;
  const auto until = state.clock.steady() + patience;
  asio::post(state.io, [&state] {
    for (const auto& listener : state.listeners) listener->drain();
  });
  if (state.io_ended.wait_until(until) != std::future_status::ready) {
    asio::post(state.io, [&state] {
      for (const auto& listener : state.listeners) listener->abort();
      state.io.stop();
    });
  }
  state.io_thread.join();
  const bool idle = state.pool.wait_until_idle(until);
  state.pool.close();
  if (idle) state.pool.join();
}

}  // namespace jembatan::http
