#pragma once
// [journal] heads: the file in which signed heads are kept apart from the
// journal, one JSON object a line. Only ever added to. One thread. Throws
// base::Broken where the file cannot be written or is another journal's.

#include <cstdint>
#include <string>

namespace jembatan::journal {
class SqliteStore;
struct Head;
}  // namespace jembatan::journal

namespace jembatan::app {

class HeadsFile {
 public:
  explicit HeadsFile(std::string path) : path_(std::move(path)) {}

  /// Appends every head that the journal has beyond the file's last one, whoever signed it; durable when this
  /// returns.
  void catch_up(journal::SqliteStore& store);

 private:
  void learn();
  void check_against(const journal::Head& latest) const;

  const std::string path_;
  bool learnt_ = false;
  std::int64_t last_ = 0;     ///< position of the last head in the file
  std::string last_journal_;  ///< whose it is, "" where the file has none
};

}  // namespace jembatan::app
