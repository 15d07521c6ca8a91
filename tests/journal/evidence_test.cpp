// What the tables themselves refuse, so that a fault in the program cannot alter evidence. Plain SQL on the
// file, with the DELETE triggers on for REPLACE as the store has them.

#include <gtest/gtest.h>
#include <sqlite3.h>

#include "support.h"

namespace jembatan::journal::test {
namespace {

class Evidence : public ::testing::Test {
 protected:
  Evidence() {
    opened(*store_, arrival("a"), {{Leg::in, "bytes"}});
    opened_in(*store_, State::refused, arrival("b"));
  }
  int run(const std::string& sql) {
    return run_sql(folder_.file(), "PRAGMA recursive_triggers = ON; PRAGMA foreign_keys = ON; " + sql);
  }

  Folder folder_;
  StepClock clock_;
  std::unique_ptr<SqliteStore> store_ =
      std::make_unique<SqliteStore>(folder_.file(), Access::create, clock_, jembatan::test::journal_keys());
};

TEST_F(Evidence, OfAMessageCannotBeChangedDeletedOrReplaced) {
  EXPECT_EQ(run("UPDATE message SET body = x'00' WHERE number = 1"), SQLITE_CONSTRAINT);
  EXPECT_EQ(run("UPDATE message SET at = 0"), SQLITE_CONSTRAINT);
  EXPECT_EQ(run("DELETE FROM message"), SQLITE_CONSTRAINT);
  EXPECT_EQ(run("REPLACE INTO message SELECT * FROM message WHERE position = 1"), SQLITE_CONSTRAINT);
  EXPECT_EQ(store_->messages(1).at(0).bytes, "bytes");
}

TEST_F(Evidence, OfAnExchangeKeepsItsIdentity) {
  for (const char* set : {"number = 9", "rowid = 9", "party = 'kedua'", "section = ''", "operation = ''",
                          "id_pesan = 'x'", "content_digest = 'x'", "soap_version = ''", "peer = ''",
                          "rules_digest = 'x'", "received_at = 1", "replay_of = 1", "replay_mode = 'x'"}) {
    EXPECT_EQ(run(std::string{"UPDATE exchange SET "} + set + " WHERE number = 1"), SQLITE_CONSTRAINT) << set;
  }
  EXPECT_EQ(run("UPDATE exchange SET reason = 'may change' WHERE number = 1"), SQLITE_OK);
}

TEST_F(Evidence, OfAnExchangeCannotBeDeletedOrReplaced) {
  EXPECT_EQ(run("DELETE FROM exchange WHERE number = 1"), SQLITE_CONSTRAINT);
  EXPECT_EQ(run("REPLACE INTO exchange SELECT * FROM exchange WHERE number = 1"), SQLITE_CONSTRAINT);
}

TEST_F(Evidence, OfAnExchangeThatHasEndedDoesNotChange) {
  EXPECT_EQ(run("UPDATE exchange SET outcome = 'SELESAI' WHERE number = 2"), SQLITE_CONSTRAINT);
  EXPECT_EQ(run("UPDATE exchange SET state = 'pending' WHERE number = 2"), SQLITE_CONSTRAINT);
}

TEST_F(Evidence, TakesNoUnknownStateNorLegNorAMessageWithoutItsExchange) {
  EXPECT_EQ(run("UPDATE exchange SET state = 'lost' WHERE number = 1"), SQLITE_CONSTRAINT);
  const std::string link = "zeroblob(32)";
  EXPECT_EQ(run("INSERT INTO message VALUES (9, 1, 6, 0, 0, 1, x'00', " + link + ")"), SQLITE_CONSTRAINT);
  EXPECT_EQ(run("INSERT INTO message VALUES (9, 99, 1, 0, 0, 1, x'00', " + link + ")"), SQLITE_CONSTRAINT);
  EXPECT_EQ(run("INSERT INTO message VALUES (9, 1, 1, 0, 'text', 1, x'00', " + link + ")"),
            SQLITE_CONSTRAINT);
  EXPECT_EQ(run("INSERT INTO message VALUES (9, 1, 1, 0, 0, 1, x'00', x'00')"), SQLITE_CONSTRAINT);
}

TEST_F(Evidence, IsMarkedAsAJournalOfVersionOne) {
  EXPECT_EQ(run("CREATE TEMP TABLE t (ok CHECK (ok)); INSERT INTO t SELECT application_id = 0x4A4D4254 FROM"
                " pragma_application_id; INSERT INTO t SELECT user_version = 1 FROM pragma_user_version"),
            SQLITE_OK);
}

}  // namespace
}  // namespace jembatan::journal::test
