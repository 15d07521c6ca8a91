#pragma once
// The program's log: one line an event, to stderr or a file. Never a personal
// value, a key or a message's text: numbers, codes, parties and operations
// only. A Log is made in main and passed by reference; any thread may write.

#include <memory>
#include <string>
#include <string_view>

namespace spdlog {
class logger;
}

namespace jembatan::base {

class Log {
 public:
  /// To stderr where `file` is empty, otherwise appended to the file. Throws Broken if it cannot be opened.
  explicit Log(const std::string& file = {});

  void info(std::string_view event) const;
  void warn(std::string_view event) const;
  void error(std::string_view event) const;

 private:
  std::shared_ptr<spdlog::logger> logger_;
};

/// Control characters and line separators become \u escapes, so that a log entry stays one line.
[[nodiscard]] std::string one_line(std::string_view text);

}  // namespace jembatan::base
