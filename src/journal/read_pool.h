#pragma once
// A few read-only connections, lent to one reader at a time: readers neither
// wait for the writer nor hold it up. Any thread. A lease must not outlive the
// pool.

#include <condition_variable>
#include <cstddef>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "journal/sqlite_handles.h"

namespace jembatan::journal {

class ReadPool {
 public:
  /// `first` is an open read connection; up to `most` are opened when they are needed.
  ReadPool(std::unique_ptr<Connection> first, std::size_t most);

  class Lease {
   public:
    Lease(ReadPool& pool, std::unique_ptr<Connection> connection);
    ~Lease();
    Lease(const Lease&) = delete;
    Lease& operator=(const Lease&) = delete;
    Connection& operator*() const { return *connection_; }

   private:
    ReadPool& pool_;
    std::unique_ptr<Connection> connection_;
  };

  /// Waits where all are lent.
  [[nodiscard]] Lease borrow();

 private:
  void give_back(std::unique_ptr<Connection> connection);

  const std::string file_;
  const std::size_t most_;
  std::mutex mutex_;
  std::condition_variable returned_;
  std::vector<std::unique_ptr<Connection>> idle_;
  std::size_t opened_ = 1;
};

}  // namespace jembatan::journal
