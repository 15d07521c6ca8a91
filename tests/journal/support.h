#pragma once
// What the journal's tests share. One thread each, but for StepClock.

#include <atomic>
#include <chrono>
#include <filesystem>
#include <functional>
#include <memory>
#include <string>

#include "base/clock.h"
#include "journal/sqlite_store.h"
#include "journal/store.h"
#include "journal_keys.h"

namespace jembatan::journal::test {

/// A folder of its own, gone with the test.
class Folder {
 public:
  Folder();
  ~Folder();
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;
  [[nodiscard]] std::string file(const std::string& name = "journal.db") const {
    return (path_ / name).string();
  }

 private:
  std::filesystem::path path_;
};

/// Wall time that moves only when it is told to.
class StepClock final : public base::Clock {
 public:
  [[nodiscard]] base::WallTime wall() const override { return at(now_.load()); }
  [[nodiscard]] base::SteadyTime steady() const override { return {}; }
  void set(std::int64_t milliseconds) { now_ = milliseconds; }

  [[nodiscard]] static base::WallTime at(std::int64_t milliseconds) {
    return base::WallTime{std::chrono::milliseconds{milliseconds}};
  }

 private:
  std::atomic<std::int64_t> now_{1'790'000'000'000};
};

/// A KirimPekerja from kesatu, just received, holding its idPesan.
[[nodiscard]] Entry arrival(const std::string& id_pesan);
[[nodiscard]] Change to(State state);

/// Opens and returns the number; throws where the idPesan has been seen.
std::uint64_t opened(Store& store, const Entry& entry, const LegBytes& messages = {});
/// Brings a new exchange to `state` by legal steps.
std::uint64_t opened_in(Store& store, State state, Entry entry);

/// Runs SQL on the file beside the store; returns SQLite's result code.
int run_sql(const std::string& file, const std::string& sql);

/// The text of the Broken that `work` throws; "" where it throws none.
[[nodiscard]] std::string broken_text(const std::function<void()>& work);

}  // namespace jembatan::journal::test
