// The program itself: what it prints, how it ends, what signals do.

#include <fcntl.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <chrono>
#include <csignal>
#include <cstdio>
#include <fstream>
#include <thread>

#include "sandbox/support.h"

namespace jembatan::sandbox::test {
namespace {

/// A started sandbox, ended with its owner.
class Program {
 public:
  explicit Program(std::vector<std::string> arguments) {
    std::array<int, 2> out{};
    if (::pipe2(out.data(), O_CLOEXEC) != 0) return;
    arguments.insert(arguments.begin(), JEMBATAN_SANDBOX);
    std::vector<char*> argv;
    argv.reserve(arguments.size() + 1);
    for (std::string& argument : arguments) argv.push_back(argument.data());
    argv.push_back(nullptr);
    pid_ = ::fork();
    if (pid_ == 0) {
      ::dup2(out[1], STDOUT_FILENO);
      ::dup2(::open("/dev/null", O_WRONLY | O_CLOEXEC), STDERR_FILENO);
      ::execv(argv[0], argv.data());
      ::_exit(127);
    }
    ::close(out[1]);
    out_ = ::fdopen(out[0], "r");
  }
  ~Program() {
    if (pid_ > 0) ::kill(pid_, SIGKILL);
    (void)exit_status();
    if (out_ != nullptr) ::fclose(out_);
  }
  Program(const Program&) = delete;
  Program& operator=(const Program&) = delete;

  std::string line() {
    std::array<char, 256> text{};
    return ::fgets(text.data(), static_cast<int>(text.size()), out_) != nullptr ? text.data() : "";
  }
  void signal(int number) const { ::kill(pid_, number); }
  int exit_status() {
    int status = -1;
    if (pid_ > 0 && ::waitpid(pid_, &status, 0) == pid_) pid_ = -1;
    return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
  }

 private:
  pid_t pid_ = -1;
  FILE* out_ = nullptr;
};

std::string port_of(const std::string& line) {
  std::string port = line.substr(line.rfind(':') + 1);
  return port.substr(0, port.find('\n'));
}

TEST(Program, SaysWhereItListensAndThatItIsReady) {
  const Folder folder;
  Program program({"--party", "kedua", "--listen", "127.0.0.1:0", "--data", folder.file("data.db")});
  EXPECT_THAT(program.line(), testing::MatchesRegex("listening sandbox\\.kedua 127\\.0\\.0\\.1:[0-9]+\n"));
  EXPECT_EQ(program.line(), "ready\n");
}

TEST(Program, EndsWell) {
  for (const int number : {SIGTERM, SIGINT}) {
    const Folder folder;
    Program program({"--party", "kesatu", "--listen", "127.0.0.1:0", "--data", folder.file("data.db")});
    program.line();
    program.line();
    program.signal(number);
    EXPECT_EQ(program.exit_status(), 0);
  }
}

TEST(Program, WrongUsageIs2) {
  EXPECT_EQ(Program({"--party", "ketiga"}).exit_status(), 2);
}

TEST(Program, AnAddendumThatCannotBeReadIs2) {
  const Folder folder;
  EXPECT_EQ(Program({"--party", "kedua", "--listen", "127.0.0.1:0", "--data", folder.file("data.db"),
                     "--addendum", folder.file("none.toml")})
                .exit_status(),
            2);
}

TEST(Program, ABusyPortIs3) {
  const Folder folder;
  Program first({"--party", "kedua", "--listen", "127.0.0.1:0", "--data", folder.file("one.db")});
  const std::string address = "127.0.0.1:" + port_of(first.line());
  EXPECT_EQ(Program({"--party", "kedua", "--listen", address, "--data", folder.file("two.db")}).exit_status(),
            3);
  EXPECT_EQ(
      Program({"--party", "kedua", "--listen", address, "--data", folder.file("two.db"), "--fault", "reset"})
          .exit_status(),
      3);
}

TEST(Program, ADataFileThatCannotBeOpenedIs3) {
  const Folder folder;
  EXPECT_EQ(Program({"--party", "kedua", "--listen", "127.0.0.1:0", "--data", folder.file("none/data.db")})
                .exit_status(),
            3);
}

TEST(Program, RereadsItsFaultsAtSighup) {
  const Folder folder;
  std::ofstream(folder.file("faults")) << "status=503\n";
  Program program({"--party", "kedua", "--listen", "127.0.0.1:0", "--data", folder.file("data.db"),
                   "--faults-from", folder.file("faults")});
  http::ClientOptions options;
  options.url = "http://127.0.0.1:" + port_of(program.line());
  program.line();
  http::Client client(options);
  const auto status = [&client] {
    soap::Codec codec;
    const std::string body = codec.encode(workers(1, {worker(1)}), soap::SoapVersion::v11);
    const auto answer = client.post("/ws/pekerja", "text/xml; charset=utf-8", "", body);
    return answer ? answer->status : 0U;
  };
  EXPECT_EQ(status(), 503U);
  std::ofstream(folder.file("faults")) << "";
  program.signal(SIGHUP);
  unsigned now = 503;
  for (int look = 0; look < 200 && now == 503; ++look) {
    std::this_thread::sleep_for(std::chrono::milliseconds(20));
    now = status();
  }
  EXPECT_EQ(now, 200U);
}

TEST(Program, KeepsWhatItAnsweredWhenItIsKilled) {
  const Folder folder;
  const std::vector<std::string> arguments{"--party",     "kedua",  "--listen",
                                           "127.0.0.1:0", "--data", folder.file("data.db")};
  soap::Codec codec;
  const std::string body = codec.encode(workers(1, {worker(1)}), soap::SoapVersion::v11);
  const auto tell = [&](Program& program) {
    http::ClientOptions options;
    options.url = "http://127.0.0.1:" + port_of(program.line());
    return http::Client(options).post("/ws/pekerja", "text/xml; charset=utf-8", "", body).value().body;
  };
  Program first(arguments);
  const std::string answer = tell(first);
  first.signal(SIGKILL);
  EXPECT_EQ(first.exit_status(), -1);
  Program second(arguments);
  EXPECT_EQ(tell(second), answer);
}

}  // namespace
}  // namespace jembatan::sandbox::test
