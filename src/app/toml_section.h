#pragma once
// One table of a TOML file, read with all its errors collected: wrong types,
// values out of bounds, missing keys, and keys that nobody asked for, each with
// file and line. Borrow only: the table and the error list must outlive it. One
// thread.

#include <toml++/toml.h>
#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "base/clock.h"

namespace jembatan::app {

class TomlSection {
 public:
  /// `table` may be null: the section is absent, and every optional key has its default.
  TomlSection(const toml::table* table, std::string name, std::string file, std::vector<std::string>& errors);

  [[nodiscard]] bool present() const { return table_ != nullptr; }

  [[nodiscard]] std::optional<std::string> text(std::string_view key);
  [[nodiscard]] std::string required_text(std::string_view key);
  [[nodiscard]] std::int64_t integer(std::string_view key, std::int64_t otherwise, std::int64_t least,
                                     std::int64_t most);
  [[nodiscard]] bool boolean(std::string_view key, bool otherwise);
  [[nodiscard]] std::optional<base::Date> required_date(std::string_view key);
  [[nodiscard]] std::vector<std::string> texts(std::string_view key);
  /// A table of text values, in the file's order of keys.
  [[nodiscard]] std::vector<std::pair<std::string, std::string>> text_table(std::string_view key);
  /// Every key of this section as text: for sections whose keys are names of their own ([rules]).
  [[nodiscard]] std::vector<std::pair<std::string, std::string>> all_texts();
  [[nodiscard]] TomlSection section(std::string_view key);
  [[nodiscard]] std::vector<TomlSection> sections(std::string_view key);

  /// Reports an error at the key, or at the section where the key is absent.
  void complain(std::string_view key, const std::string& what);
  /// Reports keys that nobody asked for. Call it last.
  void finish();

 private:
  [[nodiscard]] const toml::node* take(std::string_view key);
  [[nodiscard]] std::string place(const toml::node* node) const;
  [[nodiscard]] std::string full(std::string_view key) const;

  const toml::table* table_;
  std::string name_, file_;
  std::vector<std::string>& errors_;
  std::set<std::string, std::less<>> known_;
};

/// A path that the file names is relative to the file's folder; "" stays "".
[[nodiscard]] std::string beside(const std::string& file, const std::string& path);

}  // namespace jembatan::app
