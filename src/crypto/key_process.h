#pragma once
// One running program whose standard output is read. Owns the process and its
// pipe: a process that has not been waited for is killed, with its group, when
// this goes. One thread. Throws base::Broken where the system gives no pipe.

#include <sys/types.h>

#include <chrono>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "base/result.h"

namespace jembatan::crypto {

/// Owns a file descriptor; -1 is none.
class Descriptor {
 public:
  explicit Descriptor(int number) : number_(number) {}
  Descriptor(Descriptor&& other) noexcept : number_(std::exchange(other.number_, -1)) {}
  Descriptor& operator=(Descriptor&&) = delete;
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  ~Descriptor();

  [[nodiscard]] int get() const { return number_; }

 private:
  int number_;
};

class KeyProcess {
 public:
  /// Runs argv[0] with what follows, without a shell: no standard input, standard error discarded, no other
  /// open file, no blocked or ignored signal, a process group of its own. Errors: errno.
  [[nodiscard]] static base::Result<KeyProcess, int> start(std::vector<std::string> argv);

  KeyProcess(KeyProcess&& other) noexcept;
  KeyProcess& operator=(KeyProcess&&) = delete;
  KeyProcess(const KeyProcess&) = delete;
  KeyProcess& operator=(const KeyProcess&) = delete;
  ~KeyProcess();

  [[nodiscard]] const Descriptor& output() const { return output_; }

  /// Its status as of waitpid(2); nothing if it is still running at `until`.
  [[nodiscard]] std::optional<int> wait(std::chrono::steady_clock::time_point until);

 private:
  KeyProcess(pid_t id, Descriptor output) : id_(id), output_(std::move(output)) {}

  pid_t id_;  ///< 0 once it has been waited for
  Descriptor output_;
};

/// "ended with exit status 1" or "was ended by signal 9".
[[nodiscard]] std::string describe_status(int status);

}  // namespace jembatan::crypto
