#include "crypto/key_source.h"

#include <fcntl.h>
#include <poll.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdint>
#include <limits>
#include <system_error>

#include "crypto/key_process.h"

namespace jembatan::crypto {

namespace {

using Clock = std::chrono::steady_clock;

constexpr std::int64_t kLongestPoll = std::numeric_limits<int>::max();
constexpr std::size_t kMost = 64UL * 1024;
constexpr std::string_view kTooMuch = "more than 64 KiB, no list of keys; name another";

std::string reason(int error) {
  return std::generic_category().message(error);
}

/// Takes what a descriptor gives, at most one byte more than is allowed.
class Intake {
 public:
  Intake() { text_.text().resize(kMost + 1); }

  /// What read(2) says: bytes taken, 0 at the end, less than 0 for errno.
  ssize_t take(const Descriptor& from) {
    ssize_t taken = 0;
    do {
      taken = read(from.get(), text_.text().data() + size_, kMost + 1 - size_);
    } while (taken < 0 && errno == EINTR);
    if (taken > 0) size_ += static_cast<std::size_t>(taken);
    return taken;
  }

  [[nodiscard]] bool too_much() const { return size_ > kMost; }

  [[nodiscard]] WipedText finish() && {
    text_.text().resize(size_);
    return std::move(text_);
  }

 private:
  WipedText text_;
  std::size_t size_ = 0;
};

bool has_something(const Descriptor& from, Clock::time_point until) {
  pollfd wanted{from.get(), POLLIN, 0};
  while (true) {
    const auto left = std::chrono::ceil<std::chrono::milliseconds>(until - Clock::now()).count();
    const int ready = poll(&wanted, 1, static_cast<int>(std::clamp<std::int64_t>(left, 0, kLongestPoll)));
    if (ready > 0) return true;
    if (ready == 0 || errno != EINTR) return false;
  }
}

}  // namespace

std::optional<std::string> objection_to_key_file(unsigned mode, unsigned owner, unsigned user) {
  if (!S_ISREG(mode)) return "not a regular file; name the key file itself";
  if ((mode & (S_IRWXG | S_IRWXO)) != 0) return "group or others may use it; run chmod 600 on it";
  if (owner != user && owner != 0) {
    return "belongs to neither this user nor root; give it to the user that runs this program (chown), "
           "chmod 600";
  }
  return std::nullopt;
}

base::Result<WipedText, std::string> read_key_file(const std::string& path) {
  // Not blocking: a named pipe would wait for a writer before it could be refused.
  const Descriptor file(open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY));
  struct stat facts {};
  if (file.get() < 0 || fstat(file.get(), &facts) != 0) {
    return base::fail(path + ": cannot be opened (" + reason(errno) +
                      "); name a key file that this user can read");
  }
  if (const auto objection = objection_to_key_file(facts.st_mode, facts.st_uid, geteuid())) {
    return base::fail(path + ": " + *objection);
  }
  Intake intake;
  ssize_t taken = 1;
  while (taken > 0 && !intake.too_much()) taken = intake.take(file);
  if (taken < 0) return base::fail(path + ": cannot be read (" + reason(errno) + "); check the disk");
  if (intake.too_much()) return base::fail(path + ": " + std::string(kTooMuch));
  return std::move(intake).finish();
}

base::Result<WipedText, std::string> read_key_command(const std::vector<std::string>& argv,
                                                      std::chrono::milliseconds limit) {
  if (argv.empty()) return base::fail(std::string("the command for the keys is empty; name a program"));
  const std::string& program = argv.front();
  if (!program.starts_with('/')) return base::fail(program + ": not a full path; write where the program is");

  const Clock::time_point until = Clock::now() + limit;
  auto process = KeyProcess::start(argv);
  if (!process) {
    return base::fail(program + ": cannot be run (" + reason(process.error()) + "); check path and mode");
  }
  Intake intake;
  ssize_t taken = 1;
  while (taken > 0 && !intake.too_much() && has_something(process->output(), until)) {
    taken = intake.take(process->output());
  }
  if (taken < 0)
    throw base::Broken("a pipe cannot be read: " + base::vouched(reason(errno), base::Origin::system));
  if (intake.too_much()) return base::fail(program + ": " + std::string(kTooMuch));
  const std::string by_hand = "; run it by hand as this user to see why";
  const std::optional<int> status = taken == 0 ? process->wait(until) : std::nullopt;
  if (!status) {
    return base::fail(program + ": did not finish within " + std::to_string(limit.count()) + " ms" + by_hand);
  }
  if (*status != 0) return base::fail(program + ": " + describe_status(*status) + by_hand);
  return std::move(intake).finish();
}

}  // namespace jembatan::crypto
