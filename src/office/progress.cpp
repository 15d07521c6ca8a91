#include "office/progress.h"

#include <sys/ioctl.h>
#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <exception>
#include <utility>

#include "office/display.h"

namespace jembatan::office {

namespace {

constexpr std::chrono::milliseconds between_draws{100};
constexpr std::size_t bar_width = 20;

std::string grouped(std::uint64_t number) {
  std::string digits = std::to_string(number);
  for (std::size_t at = digits.size(); at > 3;) digits.insert(at -= 3, 1, ',');
  return digits;
}

std::string two_digits(std::uint64_t number) {
  return (number < 10 ? "0" : "") + std::to_string(number);
}

/// 0:07, 12:30, 3:05:00
std::string duration(std::uint64_t seconds) {
  const std::uint64_t minutes = seconds / 60;
  const std::string ending = ":" + two_digits(seconds % 60);
  if (minutes < 60) return std::to_string(minutes) + ending;
  return std::to_string(minutes / 60) + ":" + two_digits(minutes % 60) + ending;
}

}  // namespace

Terminal Terminal::standard_error() {
  if (::isatty(STDERR_FILENO) == 0) return {};
  winsize size{};
  const bool known = ::ioctl(STDERR_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0;
  return {[](std::string_view text) { std::fwrite(text.data(), 1, text.size(), stderr); },
          known ? size.ws_col : std::size_t{80}};
}

Progress::Progress(const base::Clock& clock, Terminal terminal, std::string_view label,
                   std::optional<std::uint64_t> total)
    : clock_(clock),
      terminal_(std::move(terminal)),
      label_(visible(label)),
      total_(total),
      started_(clock.steady()),
      drawn_(started_) {}

Progress::~Progress() {
  try {
    finish();
  } catch (const std::exception&) {
    finished_ = true;  // a bar that cannot be drawn is no reason to end the program
  }
}

void Progress::advance(std::uint64_t by) {
  done_ += by;
  if (!terminal_.write || finished_) return;
  const base::SteadyTime now = clock_.steady();
  if (now - drawn_ >= between_draws) draw(now);
}

void Progress::finish() {
  if (std::exchange(finished_, true) || !terminal_.write) return;
  draw(clock_.steady());
  terminal_.write("\n");
}

void Progress::draw(base::SteadyTime now) {
  drawn_ = now;
  const auto elapsed = std::chrono::duration_cast<std::chrono::milliseconds>(now - started_);
  const std::size_t room = std::max<std::size_t>(terminal_.columns, 2) - 1;  // the last column would wrap
  terminal_.write("\r" + progress_line(label_, done_, total_, elapsed, room) + "\x1b[K");
}

std::string progress_line(std::string_view label, std::uint64_t done, std::optional<std::uint64_t> total,
                          std::chrono::milliseconds elapsed, std::size_t columns) {
  const double seconds = std::chrono::duration<double>(elapsed).count();
  const double rate = seconds > 0 ? static_cast<double>(done) / seconds : 0;
  const std::string speed = "  " + grouped(static_cast<std::uint64_t>(rate)) + "/s";
  std::string line(label);
  if (!total || *total == 0) return cut(line + "  " + grouped(done) + speed, columns);

  const double part = std::min(1.0, static_cast<double>(done) / static_cast<double>(*total));
  const auto filled = static_cast<std::size_t>(part * static_cast<double>(bar_width));
  const std::string percent = std::to_string(static_cast<unsigned>(part * 100));
  line += " [" + std::string(filled, '#') + std::string(bar_width - filled, '-') + "] ";
  line += std::string(3 - percent.size(), ' ') + percent + "%  " + grouped(done) + " of " + grouped(*total) +
          speed;
  if (rate > 0 && done < *total) {
    line += "  " + duration(static_cast<std::uint64_t>(static_cast<double>(*total - done) / rate)) + " left";
  }
  return cut(line, columns);
}

}  // namespace jembatan::office
