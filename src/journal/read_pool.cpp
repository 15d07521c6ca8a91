#include "journal/read_pool.h"

#include <utility>

#include "journal/schema.h"

namespace jembatan::journal {

ReadPool::ReadPool(std::unique_ptr<Connection> first, std::size_t most) : file_(first->file()), most_(most) {
  idle_.reserve(most_);
  idle_.push_back(std::move(first));
}

ReadPool::Lease ReadPool::borrow() {
  std::unique_lock lock{mutex_};
  if (idle_.empty() && opened_ < most_) {
    auto another = std::make_unique<Connection>(file_, SQLITE_OPEN_READONLY);
    configure(*another);
    ++opened_;
    return {*this, std::move(another)};
  }
  returned_.wait(lock, [this] { return !idle_.empty(); });
  auto connection = std::move(idle_.back());
  idle_.pop_back();
  return {*this, std::move(connection)};
}

void ReadPool::give_back(std::unique_ptr<Connection> connection) {
  {
    const std::lock_guard lock{mutex_};
    idle_.push_back(std::move(connection));
  }
  returned_.notify_one();
}

ReadPool::Lease::Lease(ReadPool& pool, std::unique_ptr<Connection> connection)
    : pool_(pool), connection_(std::move(connection)) {}

ReadPool::Lease::~Lease() {
  pool_.give_back(std::move(connection_));
}

}  // namespace jembatan::journal
