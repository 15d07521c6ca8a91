#pragma once
// The program's log, to stderr or a file: one line an event, written at once and
// whole, so that lines of several processes do not mix. Time in UTC, like the
// journal's. Never a personal value, a key or a message's text: an event is
// base::SafeText, which no std::string turns into by itself.
//
//   text: 2026-08-15T03:04:05.678Z warning exchange=123 party=kesatu it is in doubt: ...
//   json: {"time":"2026-08-15T03:04:05.678Z","level":"warning","exchange":123,"party":"kesatu","event":"..."}
//
// A Log is made in main and passed by reference; any thread may write, and
// reopen() meanwhile. A line that cannot be written (full disk) or made (memory
// is short) is lost: the log never stops the exchange.

#include <cstdint>
#include <string>
#include <string_view>

#include "base/safe_text.h"

namespace jembatan::base {

enum class LogFormat { text, json };

/// What an event is about, on every line that is about an exchange.
struct About {
  std::uint64_t exchange = 0;  ///< its number in the journal; 0: about none
  SafeText party = {};         ///< "kesatu" or "kedua"; empty: about none, or not known
};

class Log {
 public:
  /// To stderr where `file` is empty, otherwise appended to the file, which is made for its owner only.
  /// Throws Broken if it cannot be opened.
  explicit Log(const std::string& file = {}, LogFormat format = LogFormat::text);
  ~Log();
  Log(const Log&) = delete;
  Log& operator=(const Log&) = delete;

  void info(const SafeText& event, const About& about = {}) const;
  void warn(const SafeText& event, const About& about = {}) const;
  void error(const SafeText& event, const About& about = {}) const;

  /// After the file was renamed (logrotate): from now on to a new file of the same name. Throws Broken where
  /// that cannot be opened; the old one then stays in use.
  void reopen() const;

 private:
  void write(std::string_view level, const SafeText& event, const About& about) const;
  void write(std::string_view line) const;

  std::string file_;
  LogFormat format_;
  int descriptor_;
};

/// Control characters, line separators, marks of writing direction and bytes that are not UTF-8 become \u and
/// \x escapes, so that a log entry stays one line that steers no terminal.
[[nodiscard]] std::string one_line(std::string_view text);

}  // namespace jembatan::base
