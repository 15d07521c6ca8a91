#pragma once
// The Store over one SQLite file: WAL, synchronous=FULL, one writer thread that
// commits what many callers ask for in one transaction (group commit), readers
// beside it. Messages are sealed, every step is linked into the chain. Several
// processes may have the file open. Threads: any. Owns its connections and its
// thread, shares the keys. Fails with base::Broken, whose text names the file and
// the remedy.

#include <functional>
#include <memory>
#include <optional>
#include <string>

#include "base/clock.h"
#include "crypto/key_ring.h"
#include "journal/head.h"
#include "journal/store.h"
#include "journal/suspensions.h"
#include "journal/writer_figures.h"

namespace jembatan::journal {

class Connection;
class RegisterHash;

enum class Access {
  create,      ///< made if missing (files 0600), readable and writable
  read_write,  ///< must exist
  read_only,   ///< must exist; whatever writes throws
};

class SqliteStore final : public Store, public Suspensions {
 public:
  using Keys = std::shared_ptr<const crypto::KeyRing>;

  /// Throws Broken where the keys are not those that the journal was written with.
  SqliteStore(const std::string& path, Access access, const base::Clock& clock, Keys keys);
  ~SqliteStore() override;

  std::variant<Opened, Seen> open(const Entry& entry, const Contents& contents) override;
  bool advance(std::uint64_t number, State expected, const Change& change) override;
  void note(std::uint64_t number, const std::string& text) override;
  std::vector<Message> messages(std::uint64_t number) override;
  std::vector<Entry> scan(const Filter& filter, Order order, std::size_t limit) override;
  std::uint64_t count(const Filter& filter) override;
  std::vector<bool> listed_elsewhere(std::string_view party,
                                     const std::vector<Placement>& placements) override;
  std::vector<Waiting> waiting(std::string_view party, bool in_doubt_too, std::uint64_t after,
                               std::size_t limit) override;

  bool suspend(const Suspension& suspension) override;
  bool resume(std::string_view party, std::string_view by, std::string_view reason) override;
  std::optional<Suspension> suspended(std::string_view party) override;
  std::vector<Suspension> suspensions() override;

  /// Signs where the chain ends; nothing where that has been signed already.
  std::optional<Head> sign_head();
  [[nodiscard]] std::optional<Head> latest_head();
  /// Those over positions above `after`, in their order.
  [[nodiscard]] std::vector<Head> heads(std::int64_t after, std::size_t limit);

  /// Why nothing can be recorded now; nothing where it can. After a failure this tries to write, so that it
  /// tells when the cause is gone.
  [[nodiscard]] std::optional<std::string> trouble();

  /// For the room's own maintenance (prune, backup, archive): a job in the writer's transaction, durable when
  /// it returns, and a job on a reading connection.
  void write(const std::function<void(Connection&)>& job);
  void read(const std::function<void(Connection&)>& job);
  [[nodiscard]] const base::Clock& clock() const;
  [[nodiscard]] const crypto::KeyRing& keys() const;
  [[nodiscard]] const std::string& file() const;
  [[nodiscard]] const RegisterHash& register_hash() const;
  [[nodiscard]] const WriterFigures& figures() const;

 private:
  struct Inside;
  std::unique_ptr<Inside> inside_;
};

}  // namespace jembatan::journal
