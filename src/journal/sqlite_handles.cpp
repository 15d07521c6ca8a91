#include "journal/sqlite_handles.h"

#include <cassert>
#include <utility>

namespace jembatan::journal {
namespace {

/// Enough for every statement of ours and the filters in use; past it all are prepared anew.
constexpr std::size_t kKeptStatements = 64;

}  // namespace

Connection::Connection(std::string file, int flags) : file_(std::move(file)) {
  sqlite3* database = nullptr;
  const int code = sqlite3_open_v2(file_.c_str(), &database, flags | SQLITE_OPEN_NOMUTEX, nullptr);
  database_.reset(database);  // SQLite gives a handle even where it failed
  if (code != SQLITE_OK && !database_) throw SqliteBroken(code, "open", file_);
  sqlite3_extended_result_codes(handle(), 1);
  expect_ok(code, "open");
}

void Connection::expect_ok(int code, std::string_view doing) const {
  if (code == SQLITE_OK) return;
  throw SqliteBroken(code, doing, file_, sqlite3_system_errno(handle()));
}

void Connection::execute(const char* sql, std::string_view doing) {
  expect_ok(sqlite3_exec(handle(), sql, nullptr, nullptr, nullptr), doing);
}

void Connection::command(std::string_view sql, std::string_view doing) {
  Query{*this, sql, doing}.step();
}

std::int64_t Connection::number(std::string_view sql, std::string_view doing) {
  Query query{*this, sql, doing};
  return query.step() ? query.integer(0) : 0;
}

bool Connection::in_transaction() const {
  return sqlite3_get_autocommit(handle()) == 0;
}

std::shared_ptr<sqlite3_stmt> Connection::prepared(std::string_view sql, std::string_view doing) {
  std::string key{sql};
  if (const auto kept = statements_.find(key); kept != statements_.end()) return kept->second;
  sqlite3_stmt* statement = nullptr;
  expect_ok(sqlite3_prepare_v3(handle(), sql.data(), static_cast<int>(sql.size()), SQLITE_PREPARE_PERSISTENT,
                               &statement, nullptr),
            doing);
  std::shared_ptr<sqlite3_stmt> owned{statement, &sqlite3_finalize};
  if (statements_.size() >= kKeptStatements) statements_.clear();
  statements_.emplace(std::move(key), owned);
  return owned;
}

Query::Query(Connection& connection, std::string_view sql, std::string_view doing)
    : connection_(connection), statement_(connection.prepared(sql, doing)), doing_(doing) {
  assert(sqlite3_stmt_busy(statement_.get()) == 0);
}

Query::~Query() {
  sqlite3_reset(statement_.get());  // repeats the error that step() has thrown
  sqlite3_clear_bindings(statement_.get());
}

Query& Query::add(std::int64_t value) {
  connection_.expect_ok(sqlite3_bind_int64(statement_.get(), ++added_, value), doing_);
  return *this;
}

Query& Query::add_text(std::string_view value) {
  // A null pointer would become NULL.
  const char* bytes = value.data() == nullptr ? "" : value.data();
  connection_.expect_ok(
      sqlite3_bind_text64(statement_.get(), ++added_, bytes, value.size(), SQLITE_STATIC, SQLITE_UTF8),
      doing_);
  return *this;
}

Query& Query::add_blob(std::string_view value) {
  const char* bytes = value.data() == nullptr ? "" : value.data();
  connection_.expect_ok(sqlite3_bind_blob64(statement_.get(), ++added_, bytes, value.size(), SQLITE_STATIC),
                        doing_);
  return *this;
}

Query& Query::add_null() {
  connection_.expect_ok(sqlite3_bind_null(statement_.get(), ++added_), doing_);
  return *this;
}

Query& Query::add_value(const Query& row, int column) {
  const int code =
      sqlite3_bind_value(statement_.get(), ++added_, sqlite3_column_value(row.statement_.get(), column));
  connection_.expect_ok(code, doing_);
  return *this;
}

bool Query::step() {
  const int code = sqlite3_step(statement_.get());
  if (code == SQLITE_ROW) return true;
  if (code != SQLITE_DONE) connection_.expect_ok(code, doing_);
  return false;
}

Query& Query::again() {
  sqlite3_reset(statement_.get());  // repeats the error that step() has thrown
  added_ = 0;
  return *this;
}

std::int64_t Query::integer(int column) const {
  return sqlite3_column_int64(statement_.get(), column);
}

std::string Query::text(int column) const {
  const unsigned char* bytes = sqlite3_column_text(statement_.get(), column);
  if (bytes == nullptr) return {};
  return {reinterpret_cast<const char*>(bytes),
          static_cast<std::size_t>(sqlite3_column_bytes(statement_.get(), column))};
}

std::string Query::blob(int column) const {
  return std::string{blob_view(column)};
}

std::string_view Query::blob_view(int column) const {
  const void* bytes = sqlite3_column_blob(statement_.get(), column);
  if (bytes == nullptr) return {};
  return {static_cast<const char*>(bytes),
          static_cast<std::size_t>(sqlite3_column_bytes(statement_.get(), column))};
}

bool Query::is_null(int column) const {
  return sqlite3_column_type(statement_.get(), column) == SQLITE_NULL;
}

}  // namespace jembatan::journal
