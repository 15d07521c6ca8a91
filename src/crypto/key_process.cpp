#include "crypto/key_process.h"

#include <fcntl.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <csignal>
#include <thread>

extern char** environ;  // NOLINT: POSIX says that the program declares it

namespace jembatan::crypto {

namespace {

struct FileActions {
  FileActions() { posix_spawn_file_actions_init(&value); }
  ~FileActions() { posix_spawn_file_actions_destroy(&value); }
  FileActions(const FileActions&) = delete;
  FileActions& operator=(const FileActions&) = delete;

  posix_spawn_file_actions_t value{};
};

struct Attributes {
  Attributes() { posix_spawnattr_init(&value); }
  ~Attributes() { posix_spawnattr_destroy(&value); }
  Attributes(const Attributes&) = delete;
  Attributes& operator=(const Attributes&) = delete;

  posix_spawnattr_t value{};
};

/// The output first: its number may be one of those that are opened next.
int set_files(FileActions& actions, const Descriptor& output) {
  int error = posix_spawn_file_actions_adddup2(&actions.value, output.get(), STDOUT_FILENO);
  if (error == 0) {
    error = posix_spawn_file_actions_addopen(&actions.value, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
  }
  if (error == 0) {
    error = posix_spawn_file_actions_addopen(&actions.value, STDERR_FILENO, "/dev/null", O_WRONLY, 0);
  }
  if (error == 0) error = posix_spawn_file_actions_addclosefrom_np(&actions.value, STDERR_FILENO + 1);
  return error;
}

int set_signals(Attributes& attributes) {
  sigset_t none{};
  sigset_t every{};
  sigemptyset(&none);
  sigfillset(&every);
  int error = posix_spawnattr_setflags(
      &attributes.value, POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETPGROUP);
  if (error == 0) error = posix_spawnattr_setsigmask(&attributes.value, &none);
  if (error == 0) error = posix_spawnattr_setsigdefault(&attributes.value, &every);
  if (error == 0) error = posix_spawnattr_setpgroup(&attributes.value, 0);
  return error;
}

}  // namespace

Descriptor::~Descriptor() {
  if (number_ >= 0) close(number_);
}

base::Result<KeyProcess, int> KeyProcess::start(std::vector<std::string> argv) {
  std::array<int, 2> ends{};
  if (pipe2(ends.data(), O_CLOEXEC) != 0) {
    throw base::Broken("the system gives no pipe; raise the limit of open files");
  }
  Descriptor reading(ends[0]);
  const Descriptor writing(ends[1]);
  FileActions actions;
  Attributes attributes;
  std::vector<char*> arguments;
  arguments.reserve(argv.size() + 1);
  for (std::string& argument : argv) arguments.push_back(argument.data());
  arguments.push_back(nullptr);

  pid_t id = 0;
  int error = set_files(actions, writing);
  if (error == 0) error = set_signals(attributes);
  if (error == 0) {
    error = posix_spawn(&id, arguments.front(), &actions.value, &attributes.value, arguments.data(), environ);
  }
  if (error != 0) return base::fail(error);
  return KeyProcess(id, std::move(reading));
}

KeyProcess::KeyProcess(KeyProcess&& other) noexcept
    : id_(std::exchange(other.id_, 0)), output_(std::move(other.output_)) {}

KeyProcess::~KeyProcess() {
  if (id_ == 0) return;
  kill(-id_, SIGKILL);
  while (waitpid(id_, nullptr, 0) < 0 && errno == EINTR) {
  }
}

std::optional<int> KeyProcess::wait(std::chrono::steady_clock::time_point until) {
  constexpr auto kPause = std::chrono::milliseconds(2);
  while (true) {
    int status = 0;
    const pid_t ended = waitpid(id_, &status, WNOHANG);
    if (ended == id_) {
      id_ = 0;
      return status;
    }
    if (ended < 0 && errno != EINTR) throw base::Broken("the system does not tell how a process ended");
    if (std::chrono::steady_clock::now() >= until) return std::nullopt;
    std::this_thread::sleep_for(kPause);
  }
}

std::string describe_status(int status) {
  if (WIFEXITED(status)) return "ended with exit status " + std::to_string(WEXITSTATUS(status));
  return "was ended by signal " + std::to_string(WTERMSIG(status));
}

}  // namespace jembatan::crypto
