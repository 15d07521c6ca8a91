#include "app/replay_report.h"

#include <cerrno>
#include <filesystem>
#include <system_error>
#include <utility>

namespace jembatan::app {

ReplayReport::ReplayReport(std::string path) : path_(std::move(path)), part_(path_ + ".part") {
  if (!path_.empty()) file_.open(part_, std::ios::binary | std::ios::trunc);
}

ReplayReport::~ReplayReport() {
  std::error_code gone;
  if (file_.is_open()) std::filesystem::remove(part_, gone);
}

std::optional<std::string> ReplayReport::trouble() const {
  std::error_code unknown;
  if (path_.empty()) return std::nullopt;
  if (std::filesystem::is_directory(path_, unknown))
    return path_ + " is a folder; name a file for the report";
  if (file_.is_open()) return std::nullopt;
  return part_ + " cannot be made, so there could be no report; check the folder";
}

std::optional<std::string> ReplayReport::write(const std::string& text) {
  if (path_.empty()) return std::nullopt;
  file_ << text << '\n';
  file_.close();
  std::error_code error;
  if (file_) std::filesystem::rename(part_, path_, error);
  if (file_ && !error) return std::nullopt;
  return "the report " + path_ + " could not be written; is the disk full?";
}

}  // namespace jembatan::app
