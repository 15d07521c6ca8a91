#include "support.h"

#include <sqlite3.h>
#include <stdlib.h>

#include <stdexcept>

#include "base/result.h"

namespace jembatan::journal::test {

Folder::Folder() {
  std::string pattern = (std::filesystem::temp_directory_path() / "jembatan-journal-XXXXXX").string();
  if (::mkdtemp(pattern.data()) == nullptr) throw std::runtime_error{"no temporary folder"};
  path_ = pattern;
}

Folder::~Folder() {
  std::error_code ignored;
  std::filesystem::remove_all(path_, ignored);
}

Entry arrival(const std::string& id_pesan) {
  Entry entry;
  entry.party = "kesatu";
  entry.section = "pekerja";
  entry.operation = "KirimPekerja";
  entry.id_pesan = id_pesan;
  entry.binds_id = true;
  entry.soap_version = "1.1";
  entry.peer = "127.0.0.1";
  entry.received_at = StepClock::at(1'790'000'000'000);
  return entry;
}

Change to(State state) {
  Change change;
  change.to = state;
  return change;
}

std::uint64_t opened(Store& store, const Entry& entry, const LegBytes& messages) {
  return std::get<Opened>(store.open(entry, messages)).number;
}

std::uint64_t opened_in(Store& store, State state, Entry entry) {
  entry.state = State::received;
  const auto number = opened(store, entry);
  State now = State::received;
  const auto step = [&](State next) {
    if (!store.advance(number, now, to(next))) throw std::logic_error{"an illegal step"};
    now = next;
  };
  if (state == State::in_doubt) step(State::sending);
  if (state == State::settled) step(State::pending);
  if (state != State::received) step(state);
  return number;
}

int run_sql(const std::string& file, const std::string& sql) {
  sqlite3* database = nullptr;
  int code = sqlite3_open_v2(file.c_str(), &database, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, nullptr);
  if (code == SQLITE_OK) code = sqlite3_exec(database, sql.c_str(), nullptr, nullptr, nullptr);
  sqlite3_close(database);
  return code;
}

std::string broken_text(const std::function<void()>& work) {
  try {
    work();
  } catch (const base::Broken& broken) {
    return broken.what();
  }
  return {};
}

}  // namespace jembatan::journal::test
