#include "journal/permit.h"

namespace jembatan::journal {

void with_permit(Connection& connection, const std::function<void()>& work) {
  // What goes is overwritten in the file: the default depends on how SQLite was built.
  connection.command("PRAGMA secure_delete = ON", "prune");
  connection.command("INSERT INTO permit (purpose) VALUES ('prune')", "prune");
  work();
  connection.command("DELETE FROM permit", "prune");
}

}  // namespace jembatan::journal
