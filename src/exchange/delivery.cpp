#include "exchange/delivery.h"

#include <chrono>
#include <exception>
#include <random>

namespace jembatan::exchange {

Deliverer::Deliverer(Gateway& gateway, lampiran::Pihak caller, const DeliveryOptions& options)
    : clock_(gateway.surroundings().clock), courier_(gateway, caller, options, std::random_device{}()) {
  for (unsigned i = 0; i < options.parallel; ++i) threads_.emplace_back([this] { run(); });
}

Deliverer::~Deliverer() {
  stop();
}

void Deliverer::stop() {
  {
    const std::scoped_lock lock(mutex_);
    stopping_ = true;
  }
  wake_.notify_all();
  for (std::thread& thread : threads_) {
    if (thread.joinable()) thread.join();
  }
}

/// Where not even the trouble could be told, which is memory that is short, it is tried again later.
std::optional<base::SteadyTime> Deliverer::step() {
  try {
    return courier_.step();
  } catch (const std::exception&) {
    return clock_.steady() + std::chrono::seconds(1);
  }
}

void Deliverer::run() {
  std::unique_lock lock(mutex_);
  while (!stopping_) {
    const std::uint64_t seen = attempts_;
    lock.unlock();
    const auto later = step();
    const auto pause = later ? *later - clock_.steady() : base::SteadyTime::duration{0};
    lock.lock();
    if (later) {
      wake_.wait_for(lock, pause, [&] { return stopping_ || attempts_ != seen; });
    } else {
      ++attempts_;
      wake_.notify_all();
    }
  }
}

}  // namespace jembatan::exchange
