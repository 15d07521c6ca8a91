#include "journal/permit.h"

namespace jembatan::journal {

void with_permit(Connection& connection, const std::function<void()>& work) {
  connection.command("INSERT INTO permit (purpose) VALUES ('prune')", "prune");
  work();
  connection.command("DELETE FROM permit", "prune");
}

}  // namespace jembatan::journal
