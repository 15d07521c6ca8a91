#pragma once
// A small journal made once, and what an input makes of a copy of it: bytes of the file overwritten, values
// of its tables replaced, or a message that is sealed as it should be and holds anything. For the journal
// target. One thread.

#include <sqlite3.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <memory>
#include <string>
#include <string_view>

#include "crypto/aead.h"
#include "journal/sqlite_store.h"
#include "journal_keys.h"

namespace jembatan::fuzz {

/// Reads the input piece by piece; zeros once it has come to its end.
class Bytes {
 public:
  explicit Bytes(std::string_view rest) : rest_(rest) {}
  [[nodiscard]] bool done() const { return rest_.empty(); }
  std::size_t number(std::size_t bytes) {
    std::size_t value = 0;
    for (const char byte : some(bytes)) value = value << 8U | static_cast<unsigned char>(byte);
    return value;
  }
  std::string_view some(std::size_t bytes) {
    const std::string_view taken = rest_.substr(0, bytes);
    rest_.remove_prefix(taken.size());
    return taken;
  }
  std::string_view all() { return some(rest_.size()); }

 private:
  std::string_view rest_;
};

/// The same moment in every run.
class StoppedClock final : public base::Clock {
 public:
  [[nodiscard]] base::WallTime wall() const override {
    return base::WallTime{std::chrono::milliseconds{1'790'000'000'000}};
  }
  [[nodiscard]] base::SteadyTime steady() const override { return {}; }
};

class DamagedJournal {
 public:
  DamagedJournal() {
    std::string pattern = (std::filesystem::temp_directory_path() / "jembatan-fuzz-XXXXXX").string();
    if (::mkdtemp(pattern.data()) == nullptr) std::abort();
    folder_ = pattern;
    fill();
    std::ifstream in(file(), std::ios::binary);
    sound_.assign(std::istreambuf_iterator<char>(in), {});
    if (sound_.empty()) std::abort();
  }
  ~DamagedJournal() {
    std::error_code ignored;  // at the end of the process there is nobody to tell
    std::filesystem::remove_all(folder_, ignored);
  }
  DamagedJournal(const DamagedJournal&) = delete;
  DamagedJournal& operator=(const DamagedJournal&) = delete;

  [[nodiscard]] std::string file() const { return (folder_ / "journal.db").string(); }
  [[nodiscard]] const base::Clock& clock() const { return clock_; }

  /// 'f': offset (3 bytes), length (1), bytes, again and again. 'v': table (1), row (1), column (1), type
  /// (1), length (1), bytes, likewise. 's': position (1), leg (1), then what lies under the seal.
  void become(std::string_view input) {
    Bytes bytes(input);
    const std::string_view way = bytes.some(1);
    std::string content = sound_;
    if (way == "f") overwrite(content, bytes);
    for (const char* beside : {"-wal", "-shm", "-journal"}) ::unlink((file() + beside).c_str());
    std::ofstream(file(), std::ios::binary | std::ios::trunc) << content;
    if (way == "v") replace_values(bytes);
    if (way == "s") seal(bytes);
  }

 private:
  void fill() {
    journal::SqliteStore store(file(), journal::Access::create, clock_, test::journal_keys());
    for (const auto to : {journal::State::answered, journal::State::in_doubt, journal::State::pending}) {
      journal::Entry entry;
      entry.party = "kesatu";
      entry.section = "pekerja";
      entry.operation = "KirimPekerja";
      entry.id_pesan = "uji-" + std::string(journal::name(to));
      entry.binds_id = true;
      entry.soap_version = "1.1";
      entry.received_at = clock_.wall();
      entry.state = journal::State::sending;
      journal::Contents contents{{journal::Leg::in, "<masuk/>"}, {journal::Leg::out, "<keluar/>"}};
      contents.identifiers = {"nik:3204056104909901"};
      contents.companies = {std::string(journal::name(to))};
      const auto number = std::get<journal::Opened>(store.open(entry, contents)).number;
      journal::Change change;
      change.to = to;
      change.finished_at = clock_.wall();
      change.messages = {{journal::Leg::answer_in, "<jawaban/>"}, {journal::Leg::answer, "<jawaban/>"}};
      change.placements = {{"3204056104909901", "013123"}};
      if (!store.advance(number, journal::State::sending, change)) std::abort();
    }
    store.note(1, R"({"oleh":"uji"})");
    if (!store.sign_head()) std::abort();
  }

  static void overwrite(std::string& content, Bytes& bytes) {
    while (!bytes.done()) {
      const std::size_t at = bytes.number(3);
      const std::size_t length = bytes.number(1);
      if (length == 0) content.resize(std::min(content.size(), at));  // cut off there
      const std::string_view patch = bytes.some(length);
      if (at >= content.size()) continue;
      content.replace(at, std::min(patch.size(), content.size() - at), patch);
    }
  }

  void sql(const std::string& text, std::string_view value = {}, bool as_text = false) {
    sqlite3* opened = nullptr;
    sqlite3_open(file().c_str(), &opened);
    const std::unique_ptr<sqlite3, decltype(&sqlite3_close_v2)> database(opened, &sqlite3_close_v2);
    sqlite3_exec(opened,
                 "PRAGMA ignore_check_constraints = ON; PRAGMA synchronous = OFF;" /* triggers go */
                 "DROP TRIGGER IF EXISTS exchange_keeps_its_identity;"
                 "DROP TRIGGER IF EXISTS exchange_ends_once; DROP TRIGGER IF EXISTS exchange_stays;"
                 "DROP TRIGGER IF EXISTS message_keeps_its_bytes; DROP TRIGGER IF EXISTS message_stays;",
                 nullptr, nullptr, nullptr);
    sqlite3_stmt* prepared = nullptr;
    if (sqlite3_prepare_v2(opened, text.c_str(), -1, &prepared, nullptr) != SQLITE_OK) return;
    const auto size = static_cast<int>(value.size());
    if (as_text) {
      sqlite3_bind_text(prepared, 1, value.data(), size, SQLITE_STATIC);
    } else {
      sqlite3_bind_blob(prepared, 1, value.data(), size, SQLITE_STATIC);
    }
    sqlite3_step(prepared);  // what the tables refuse is not damaged then
    sqlite3_finalize(prepared);
  }

  void replace_values(Bytes& bytes) {
    struct Column {
      const char *table, *name;
    };
    static constexpr std::array columns{Column{"exchange", "number"},
                                        Column{"exchange", "party"},
                                        Column{"exchange", "section"},
                                        Column{"exchange", "operation"},
                                        Column{"exchange", "id_pesan"},
                                        Column{"exchange", "soap_version"},
                                        Column{"exchange", "state"},
                                        Column{"exchange", "outcome"},
                                        Column{"exchange", "received_at"},
                                        Column{"exchange", "finished_at"},
                                        Column{"exchange", "attempts"},
                                        Column{"exchange", "replay_of"},
                                        Column{"message", "position"},
                                        Column{"message", "number"},
                                        Column{"message", "leg"},
                                        Column{"message", "state"},
                                        Column{"message", "at"},
                                        Column{"message", "key"},
                                        Column{"message", "body"},
                                        Column{"message", "link"},
                                        Column{"head", "position"},
                                        Column{"head", "link"},
                                        Column{"head", "signature"},
                                        Column{"head", "key"},
                                        Column{"key", "kind"},
                                        Column{"key", "id"},
                                        Column{"key", "public"},
                                        Column{"key", "fingerprint"},
                                        Column{"property", "name"},
                                        Column{"property", "bytes"},
                                        Column{"lane", "company"},
                                        Column{"mark", "hash"}};
    while (!bytes.done()) {
      const Column& column = columns.at(bytes.number(1) % columns.size());
      const std::size_t row = bytes.number(1) % 16;
      const char* const cast =
          std::array{"?1", "CAST(?1 AS TEXT)", "CAST(?1 AS INTEGER)"}.at(bytes.number(1) % 3);
      const std::string_view value = bytes.some(bytes.number(1));
      const std::string table = column.table;
      // Tables without rowids are ordered by their keys; any order will do.
      sql("UPDATE " + table + " SET " + column.name + " = " + cast + " WHERE " + column.name + " = (SELECT " +
              column.name + " FROM " + table + " LIMIT 1 OFFSET " + std::to_string(row) + ")",
          value);
    }
  }

  void seal(Bytes& bytes) {
    const auto position = std::to_string(1 + bytes.number(1) % 16);
    const auto leg = static_cast<journal::Leg>(1 + bytes.number(1) % 5);
    const std::string sealed =
        crypto::seal(*test::journal_keys()->seal_key(1),
                     "jembatan message " + std::string(journal::name(leg)), bytes.all());
    sql("UPDATE message SET body = ?1, key = 1, leg = " + std::to_string(static_cast<int>(leg)) +
            " WHERE position = " + position,
        sealed);
  }

  std::filesystem::path folder_;
  StoppedClock clock_;
  std::string sound_;
};

}  // namespace jembatan::fuzz
