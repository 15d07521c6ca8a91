#pragma once
// The Store over one SQLite file: WAL, synchronous=FULL, one writer thread that
// commits what many callers ask for in one transaction (group commit), readers
// beside it. Several processes may have the file open. Threads: any. Owns its
// connections and its thread. Fails with base::Broken, whose text names the file
// and the remedy.

#include <memory>
#include <string>

#include "base/clock.h"
#include "journal/store.h"

namespace jembatan::journal {

enum class Access {
  create,      ///< made if missing (files 0600), readable and writable
  read_write,  ///< must exist
  read_only,   ///< must exist; open() and advance() throw
};

class SqliteStore final : public Store {
 public:
  SqliteStore(const std::string& path, Access access, const base::Clock& clock);
  ~SqliteStore() override;

  std::variant<Opened, Seen> open(const Entry& entry, const LegBytes& messages) override;
  bool advance(std::uint64_t number, State expected, const Change& change) override;
  std::optional<Entry> find(std::uint64_t number) override;
  std::optional<Entry> find_bound(std::string_view party, std::string_view id_pesan) override;
  std::vector<Message> messages(std::uint64_t number) override;
  std::vector<Entry> scan(const Filter& filter, Order order, std::size_t limit) override;
  std::uint64_t count(const Filter& filter) override;
  std::vector<bool> listed_elsewhere(std::string_view party,
                                     const std::vector<Placement>& placements) override;

 private:
  struct Inside;
  std::unique_ptr<Inside> inside_;
};

}  // namespace jembatan::journal
