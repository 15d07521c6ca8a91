#include "base/log.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>
#include <utf8proc.h>

#include <cerrno>
#include <filesystem>
#include <new>
#include <system_error>

#include "base/clock.h"
#include "base/result.h"

namespace jembatan::base {

namespace {

constexpr mode_t owner_only = 0600;

int open_file(const std::string& file) {
  if (file.empty()) return STDERR_FILENO;
  const int descriptor = ::open(file.c_str(), O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, owner_only);
  if (descriptor >= 0) return descriptor;
  const int error = errno;
  const auto folder = std::filesystem::path(file).parent_path();
  std::error_code unknown;
  const bool folder_is_there = folder.empty() || std::filesystem::is_directory(folder, unknown);
  const SafeText why = folder_is_there ? vouched(std::generic_category().message(error), Origin::system)
                                       : SafeText("its folder does not exist");
  throw Broken(SafeText("log file ") + vouched(file, Origin::settings) + " cannot be opened: " + why +
               "; make it possible, or mend [log] file");
}

bool steers(utf8proc_int32_t point) {
  const bool control = point < 0x20 || (point >= 0x7f && point < 0xa0);
  const bool line_end = point == 0x2028 || point == 0x2029;
  const bool direction = point == 0x061c || point == 0x200e || point == 0x200f ||
                         (point >= 0x202a && point <= 0x202e) || (point >= 0x2066 && point <= 0x2069);
  return control || line_end || direction;
}

/// `line` is one_line: of what JSON escapes only these two are left.
std::string json_text(std::string_view line) {
  std::string text = "\"";
  for (const char c : line) {
    if (c == '"' || c == '\\') text += '\\';
    text += c;
  }
  return text += '"';
}

std::string text_line(std::string_view level, const std::string& event, const About& about) {
  std::string line = iso8601(SystemClock().wall());
  line.append(" ").append(level).append(" ");
  if (about.exchange != 0) line.append("exchange=").append(std::to_string(about.exchange)).append(" ");
  if (!about.party.empty()) line.append("party=").append(one_line(about.party.view())).append(" ");
  return line.append(event).append("\n");
}

std::string json_line(std::string_view level, const std::string& event, const About& about) {
  std::string line =
      "{\"time\":" + json_text(iso8601(SystemClock().wall())) + ",\"level\":" + json_text(level);
  if (about.exchange != 0) line.append(",\"exchange\":").append(std::to_string(about.exchange));
  if (!about.party.empty()) line.append(",\"party\":").append(json_text(one_line(about.party.view())));
  return line.append(",\"event\":").append(json_text(event)).append("}\n");
}

// Instead of a line for which there was no memory.
constexpr std::string_view unmade_text = "error a line was lost: memory is short\n";
constexpr std::string_view unmade_json =
    "{\"level\":\"error\",\"event\":\"a line was lost: memory is short\"}\n";

}  // namespace

Log::Log(const std::string& file, LogFormat format)
    : file_(file), format_(format), descriptor_(open_file(file)) {}

Log::~Log() {
  if (!file_.empty()) ::close(descriptor_);
}

void Log::info(const SafeText& event, const About& about) const {
  write("info", event, about);
}
void Log::warn(const SafeText& event, const About& about) const {
  write("warning", event, about);
}
void Log::error(const SafeText& event, const About& about) const {
  write("error", event, about);
}

void Log::reopen() const {
  if (file_.empty()) return;
  const int fresh = open_file(file_);
  // In one step for the other threads: the number stays, what it stands for changes.
  while (::dup3(fresh, descriptor_, O_CLOEXEC) < 0 && (errno == EINTR || errno == EBUSY)) continue;
  ::close(fresh);
}

void Log::write(std::string_view level, const SafeText& event, const About& about) const {
  try {
    const std::string words = one_line(event.view());
    write(format_ == LogFormat::json ? json_line(level, words, about) : text_line(level, words, about));
  } catch (const std::bad_alloc&) {
    write(format_ == LogFormat::json ? unmade_json : unmade_text);
  }
}

void Log::write(std::string_view left) const {
  while (!left.empty()) {
    const ssize_t written = ::write(descriptor_, left.data(), left.size());
    if (written < 0 && errno == EINTR) continue;
    if (written <= 0) return;
    left.remove_prefix(static_cast<std::size_t>(written));
  }
}

std::string one_line(std::string_view text) {
  std::string line;
  line.reserve(text.size());
  while (!text.empty()) {
    utf8proc_int32_t point = 0;
    const utf8proc_ssize_t size = utf8proc_iterate(reinterpret_cast<const utf8proc_uint8_t*>(text.data()),
                                                   static_cast<utf8proc_ssize_t>(text.size()), &point);
    if (size <= 0) {
      line += fmt::format("\\x{:02x}", static_cast<unsigned char>(text.front()));
      text.remove_prefix(1);
      continue;
    }
    const auto taken = static_cast<std::size_t>(size);
    line += steers(point) ? fmt::format("\\u{:04x}", point) : std::string(text.substr(0, taken));
    text.remove_prefix(taken);
  }
  return line;
}

}  // namespace jembatan::base
