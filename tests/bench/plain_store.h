#pragma once
// The yardstick for the journal: what a program writes that keeps the same bytes
// in SQLite and does no more. Threads: any. Throws std::runtime_error.

#include <sqlite3.h>

#include <condition_variable>
#include <cstdint>
#include <memory>
#include <mutex>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

#include "journal/store.h"

namespace jembatan::bench {

/// One table of blobs, WAL, synchronous=FULL, one thread that commits for all who wait.
class PlainStore {
 public:
  explicit PlainStore(const std::string& file) {
    sqlite3* database = nullptr;
    expect(sqlite3_open(file.c_str(), &database));
    database_.reset(database);
    expect(sqlite3_exec(database,
                        "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;"
                        "CREATE TABLE plain (bytes BLOB NOT NULL)",
                        nullptr, nullptr, nullptr));
    sqlite3_stmt* insert = nullptr;
    expect(sqlite3_prepare_v2(database, "INSERT INTO plain VALUES (?)", -1, &insert, nullptr));
    insert_.reset(insert);
    thread_ = std::thread{[this] { work(); }};
  }

  ~PlainStore() {
    {
      const std::lock_guard lock{mutex_};
      stopping_ = true;
    }
    arrived_.notify_one();
    thread_.join();
  }

  /// A row for each message; returns when all are durable.
  void write(const journal::LegBytes& messages) {
    std::unique_lock lock{mutex_};
    waiting_.push_back(&messages);
    const std::uint64_t mine = next_;
    arrived_.notify_one();
    durable_.wait(lock, [&] { return committed_ >= mine; });
  }

 private:
  struct Close {
    void operator()(sqlite3* database) const { sqlite3_close(database); }
    void operator()(sqlite3_stmt* statement) const { sqlite3_finalize(statement); }
  };

  static void expect(int code) {
    if (code != SQLITE_OK && code != SQLITE_DONE) throw std::runtime_error{sqlite3_errstr(code)};
  }
  void run(const char* sql) { expect(sqlite3_exec(database_.get(), sql, nullptr, nullptr, nullptr)); }

  void insert(const std::string& bytes) {
    expect(sqlite3_bind_blob64(insert_.get(), 1, bytes.data(), bytes.size(), SQLITE_STATIC));
    expect(sqlite3_step(insert_.get()));
    expect(sqlite3_reset(insert_.get()));
  }

  void work() {
    std::unique_lock lock{mutex_};
    while (true) {
      arrived_.wait(lock, [this] { return stopping_ || !waiting_.empty(); });
      if (waiting_.empty()) return;
      std::vector<const journal::LegBytes*> batch;
      batch.swap(waiting_);
      const std::uint64_t number = next_++;
      lock.unlock();
      run("BEGIN IMMEDIATE");
      for (const journal::LegBytes* messages : batch) {
        for (const auto& message : *messages) insert(message.second);
      }
      run("COMMIT");
      lock.lock();
      committed_ = number;
      durable_.notify_all();
    }
  }

  std::unique_ptr<sqlite3, Close> database_;
  std::unique_ptr<sqlite3_stmt, Close> insert_;
  std::mutex mutex_;
  std::condition_variable arrived_, durable_;
  std::vector<const journal::LegBytes*> waiting_;
  std::uint64_t next_ = 1, committed_ = 0;
  bool stopping_ = false;
  std::thread thread_;
};

}  // namespace jembatan::bench
