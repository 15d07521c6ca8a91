#pragma once
// The owners of SQLite's handles, and the one place where its errors become
// base::Broken. A Connection and its Query objects belong to one thread at a
// time. Statements are prepared once and kept with their connection.

#include <sqlite3.h>

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>

#include "base/result.h"

namespace jembatan::journal {

/// A Broken that knows SQLite's extended result code. Its text: what failed, the file, the code's name and
/// the remedy; never SQL, never a value.
class SqliteBroken : public base::Broken {
 public:
  SqliteBroken(int code, std::string_view doing, const std::string& file, int system_error = 0);

  [[nodiscard]] int code() const { return code_; }

 private:
  int code_;
};

/// A failed fsync: what the system had not written is lost, and a second fsync would hide it.
[[nodiscard]] bool sync_failed(int code);

class Connection {
 public:
  /// `file` is an absolute path, `flags` are SQLITE_OPEN_...
  Connection(std::string file, int flags);

  /// Statements without rows and without values.
  void execute(const char* sql, std::string_view doing);
  /// Runs a kept statement without rows and without values.
  void command(std::string_view sql, std::string_view doing);
  /// The first column of the first row.
  [[nodiscard]] std::int64_t number(std::string_view sql, std::string_view doing);

  [[nodiscard]] std::shared_ptr<sqlite3_stmt> prepared(std::string_view sql, std::string_view doing);
  [[nodiscard]] bool in_transaction() const;
  [[nodiscard]] sqlite3* handle() const { return database_.get(); }
  [[nodiscard]] const std::string& file() const { return file_; }
  /// Throws SqliteBroken unless `code` is SQLITE_OK.
  void expect_ok(int code, std::string_view doing) const;

 private:
  struct Close {
    void operator()(sqlite3* database) const { sqlite3_close_v2(database); }
  };

  std::string file_;
  std::unique_ptr<sqlite3, Close> database_;
  std::unordered_map<std::string, std::shared_ptr<sqlite3_stmt>> statements_;
};

/// One run of a kept statement: values are added in the order of its parameters; reset when it goes.
/// Text and blobs are not copied: they must outlive the query.
class Query {
 public:
  Query(Connection& connection, std::string_view sql, std::string_view doing);
  ~Query();
  Query(const Query&) = delete;
  Query& operator=(const Query&) = delete;

  Query& add(std::int64_t value);
  Query& add_text(std::string_view value);
  Query& add_blob(std::string_view value);
  Query& add_null();
  /// What the other query's row has in a column, whatever its type.
  Query& add_value(const Query& row, int column);

  /// True where there is a row.
  bool step();
  /// Ready for another run with other values.
  Query& again();

  [[nodiscard]] std::int64_t integer(int column) const;
  [[nodiscard]] std::string text(int column) const;
  [[nodiscard]] std::string blob(int column) const;
  /// Valid until the next step.
  [[nodiscard]] std::string_view blob_view(int column) const;
  [[nodiscard]] bool is_null(int column) const;

 private:
  Connection& connection_;
  std::shared_ptr<sqlite3_stmt> statement_;
  std::string_view doing_;
  int added_ = 0;
};

}  // namespace jembatan::journal
