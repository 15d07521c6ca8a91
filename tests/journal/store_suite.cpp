#include "store_suite.h"

namespace jembatan::journal::test {

std::vector<Backend> backends() {
  return {{"Sqlite", [](const Folder& folder, const base::Clock& clock) {
             return std::make_unique<SqliteStore>(folder.file(), Access::create, clock,
                                                  jembatan::test::journal_keys());
           }}};
}

}  // namespace jembatan::journal::test
