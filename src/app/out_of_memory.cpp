#include "app/out_of_memory.h"

#include <cxxabi.h>
#include <signal.h>
#include <unistd.h>

#include <cstdlib>
#include <exception>
#include <new>
#include <string_view>

namespace jembatan::app {
namespace {

constexpr int missing = 3;  // status::missing; its header is not for before main
constexpr std::string_view message =
    "jembatan: the machine is out of memory: give it more or take load away\n";

void end() {
  try {
    if (std::current_exception()) throw;
  } catch (const std::bad_alloc&) {
    end_out_of_memory();
  } catch (...) {
    __gnu_cxx::__verbose_terminate_handler();
  }
  std::abort();
}

/// OpenSSL 3.0, for one, uses a lock of its start that it had no memory to make. Ends as it would have ended.
void tell_of_a_crash(int signal) {
  constexpr std::string_view words =
      "jembatan: a library crashed, as some do where memory is short (SIGSEGV)\n";
  static_cast<void>(!::write(STDERR_FILENO, words.data(), words.size()));
  static_cast<void>(::signal(signal, SIG_DFL));
  static_cast<void>(::raise(signal));
}

/// Before every constructor of the program's own tables.
[[gnu::constructor(101)]] void take_over() {
  std::set_terminate(end);
  struct sigaction now {};
  const bool free =
      ::sigaction(SIGSEGV, nullptr, &now) == 0 && now.sa_handler == SIG_DFL;  // not a sanitizer's
  if (free) static_cast<void>(::signal(SIGSEGV, tell_of_a_crash));
}

}  // namespace

void end_out_of_memory() noexcept {
  static_cast<void>(!::write(STDERR_FILENO, message.data(), message.size()));
  ::_exit(missing);
}

}  // namespace jembatan::app
