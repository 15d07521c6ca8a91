#pragma once
// The file of --report: made before the first message is sent, so that a wrong
// path costs nothing; in place, whole, when it is written. One thread.

#include <fstream>
#include <optional>
#include <string>

namespace jembatan::app {

class ReplayReport {
 public:
  /// Nothing is written where the path is empty.
  explicit ReplayReport(std::string path);
  ~ReplayReport();
  ReplayReport(const ReplayReport&) = delete;
  ReplayReport& operator=(const ReplayReport&) = delete;

  /// Why the file cannot be made; nothing where it can.
  [[nodiscard]] std::optional<std::string> trouble() const;
  /// Why it could not be written; nothing where it was.
  [[nodiscard]] std::optional<std::string> write(const std::string& text);

 private:
  std::string path_, part_;
  std::ofstream file_;
};

}  // namespace jembatan::app
