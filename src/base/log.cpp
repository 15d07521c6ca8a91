#include "base/log.h"

#include <spdlog/sinks/basic_file_sink.h>
#include <spdlog/sinks/stdout_sinks.h>
#include <spdlog/spdlog.h>

#include <filesystem>

#include "base/result.h"

namespace jembatan::base {

Log::Log(const std::string& file) {
  // spdlog would make the folder of a mistyped path.
  const auto folder = std::filesystem::path(file).parent_path();
  std::error_code unknown;
  if (!folder.empty() && !std::filesystem::is_directory(folder, unknown)) {
    throw Broken("log file " + file +
                 " cannot be opened: its folder does not exist; make it, or mend [log] file");
  }
  try {
    if (file.empty()) {
      logger_ =
          std::make_shared<spdlog::logger>("jembatan", std::make_shared<spdlog::sinks::stderr_sink_mt>());
    } else {
      logger_ = std::make_shared<spdlog::logger>("jembatan",
                                                 std::make_shared<spdlog::sinks::basic_file_sink_mt>(file));
    }
  } catch (const spdlog::spdlog_ex& error) {
    throw Broken(std::string("log file cannot be opened: ") + error.what());
  }
  logger_->set_pattern("%Y-%m-%dT%H:%M:%S.%e%z %l %v");
  logger_->flush_on(spdlog::level::info);
}

void Log::info(std::string_view event) const {
  logger_->info("{}", one_line(event));
}
void Log::warn(std::string_view event) const {
  logger_->warn("{}", one_line(event));
}
void Log::error(std::string_view event) const {
  logger_->error("{}", one_line(event));
}

std::string one_line(std::string_view text) {
  std::string line;
  line.reserve(text.size());
  for (std::size_t i = 0; i < text.size(); ++i) {
    const auto byte = static_cast<unsigned char>(text[i]);
    const auto next = i + 1 < text.size() ? static_cast<unsigned char>(text[i + 1]) : 0U;
    const auto third = i + 2 < text.size() ? static_cast<unsigned char>(text[i + 2]) : 0U;
    if (byte < 0x20 || byte == 0x7f) {
      line += fmt::format("\\u{:04x}", byte);
    } else if (byte == 0xc2 && next >= 0x80 && next < 0xa0) {  // C1 controls
      line += fmt::format("\\u{:04x}", next);
      ++i;
    } else if (byte == 0xe2 && next == 0x80 && (third == 0xa8 || third == 0xa9)) {  // U+2028, U+2029
      line += fmt::format("\\u20{:02x}", third - 0x80U);
      i += 2;
    } else {
      line += static_cast<char>(byte);
    }
  }
  return line;
}

}  // namespace jembatan::base
