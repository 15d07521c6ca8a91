#include "crypto/key_source.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <csignal>
#include <filesystem>
#include <fstream>

#include "crypto/key_ring.h"

namespace jembatan::crypto {
namespace {

using std::chrono::milliseconds;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::Not;
using testing::StartsWith;

constexpr milliseconds kLong{60'000};
constexpr milliseconds kShort{100};

class KeyFile : public testing::Test {
 protected:
  KeyFile() {
    std::string name = (std::filesystem::temp_directory_path() / "keys-XXXXXX").string();
    folder_ = mkdtemp(name.data());
  }
  ~KeyFile() override { std::filesystem::remove_all(folder_); }

  [[nodiscard]] std::string path(const std::string& name) const { return (folder_ / name).string(); }

  [[nodiscard]] std::string written(const std::string& text, mode_t mode = 0600) const {
    const std::string file = path("keys");
    std::ofstream(file) << text;
    chmod(file.c_str(), mode);
    return file;
  }

  /// A program of one line for the shell.
  [[nodiscard]] std::string program(const std::string& script) const {
    std::ofstream(path("program")) << "#!/bin/sh\n" << script << "\n";
    chmod(path("program").c_str(), 0700);
    return path("program");
  }

  std::filesystem::path folder_;
};

std::string error_of_file(const std::string& path) {
  const auto read = read_key_file(path);
  return read ? "" : read.error();
}

std::string error_of(const std::vector<std::string>& argv, milliseconds limit = kLong) {
  const auto read = read_key_command(argv, limit);
  return read ? "" : read.error();
}

TEST_F(KeyFile, IsReadAsARing) {
  const std::string text(KeyRing::fresh_text().view());
  const auto ring = KeyRing::from_file(written(text));
  ASSERT_TRUE(ring.has_value());
  EXPECT_EQ(ring->all(), KeyRing::parse(text, "keys")->all());
}

TEST_F(KeyFile, ErrorsNameFileAndLine) {
  const std::string file = written("# mine\nnonsense\n" + std::string(KeyRing::fresh_text().view()));
  const auto ring = KeyRing::from_file(file);
  ASSERT_FALSE(ring.has_value());
  EXPECT_THAT(ring.error(), ElementsAre(StartsWith(file + ":2: ")));
}

TEST_F(KeyFile, MayBeReadOnly) {
  EXPECT_EQ(error_of_file(written("text", 0400)), "");
}

TEST_F(KeyFile, IsRefusedWithAnyAccessForGroupOrOthers) {
  for (const mode_t bit : {0001U, 0002U, 0004U, 0010U, 0020U, 0040U}) {
    EXPECT_THAT(error_of_file(written("text", 0600 | bit)), HasSubstr("chmod 600")) << bit;
  }
}

TEST_F(KeyFile, IsFollowedThroughALink) {
  std::filesystem::create_symlink(written("text"), path("link"));
  EXPECT_EQ(error_of_file(path("link")), "");
  chmod(path("keys").c_str(), 0640);
  EXPECT_THAT(error_of_file(path("link")), HasSubstr("chmod 600"));
}

TEST_F(KeyFile, IsRefusedIfItIsNoRegularFile) {
  mkfifo(path("pipe").c_str(), 0600);
  for (const std::string& other : {folder_.string(), path("pipe"), std::string("/dev/null")}) {
    EXPECT_EQ(error_of_file(other), other + ": not a regular file; name the key file itself");
  }
}

TEST_F(KeyFile, IsRefusedIfItIsMissing) {
  EXPECT_THAT(error_of_file(path("none")), StartsWith(path("none") + ": cannot be opened (No such file"));
}

TEST_F(KeyFile, HasAtMost64KiB) {
  EXPECT_EQ(read_key_file(written(std::string(65536, 'x')))->view(), std::string(65536, 'x'));
  EXPECT_THAT(error_of_file(written(std::string(65537, 'x'))), HasSubstr("more than 64 KiB"));
}

TEST(KeyFileOwner, IsThisUserOrRoot) {
  EXPECT_EQ(objection_to_key_file(S_IFREG | 0600, 1000, 1000), std::nullopt);
  EXPECT_EQ(objection_to_key_file(S_IFREG | 0600, 0, 1000), std::nullopt);
  EXPECT_THAT(objection_to_key_file(S_IFREG | 0600, 1001, 1000).value_or(""), HasSubstr("chown"));
  EXPECT_THAT(objection_to_key_file(S_IFREG | 0600, 1000, 0).value_or(""), HasSubstr("chown"));
}

using KeyCommand = KeyFile;

TEST_F(KeyCommand, IsReadAsARing) {
  const std::string text(KeyRing::fresh_text().view());
  const auto ring = KeyRing::from_command({"/bin/cat", written(text)});
  ASSERT_TRUE(ring.has_value());
  EXPECT_EQ(ring->all(), KeyRing::parse(text, "keys")->all());
}

TEST_F(KeyCommand, ErrorsNameTheProgramAndTheLine) {
  const auto ring =
      KeyRing::from_command({"/bin/cat", written("nonsense\n" + std::string(KeyRing::fresh_text().view()))});
  ASSERT_FALSE(ring.has_value());
  EXPECT_THAT(ring.error(), ElementsAre(StartsWith("/bin/cat:1: ")));
}

TEST_F(KeyCommand, PassesArgumentsWithoutAShell) {
  EXPECT_EQ(read_key_command({"/bin/echo", "$HOME; *"}, kLong)->view(), "$HOME; *\n");
}

TEST_F(KeyCommand, FailsWithTheProgramsExitStatus) {
  EXPECT_EQ(error_of({"/bin/false"}),
            "/bin/false: ended with exit status 1; run it by hand as this user to see why");
}

TEST_F(KeyCommand, ShowsNothingThatAFailedProgramWasGivenOrPrinted) {
  const std::string script = program("echo printed; echo complained >&2; exit 3");
  EXPECT_EQ(error_of({script, "token"}),
            script + ": ended with exit status 3; run it by hand as this user to see why");
}

TEST_F(KeyCommand, FailsIfASignalEndsTheProgram) {
  EXPECT_THAT(error_of({program("kill -9 $$")}), HasSubstr("was ended by signal 9; "));
}

TEST_F(KeyCommand, FailsIfItCannotBeRun) {
  EXPECT_THAT(error_of({path("none")}), StartsWith(path("none") + ": cannot be run (No such file"));
  EXPECT_THAT(error_of({written("text")}),
              HasSubstr("cannot be run (Permission denied); check path and mode"));
}

TEST_F(KeyCommand, FailsWithoutAFullPath) {
  EXPECT_EQ(error_of({}), "the command for the keys is empty; name a program");
  EXPECT_THAT(error_of({"cat"}), StartsWith("cat: not a full path; "));
}

TEST_F(KeyCommand, FailsIfItDoesNotFinishInTime) {
  EXPECT_THAT(error_of({"/bin/sleep", "600"}, kShort),
              StartsWith("/bin/sleep: did not finish within 100 ms; "));
}

TEST_F(KeyCommand, FailsIfItClosesItsOutputAndStays) {
  EXPECT_THAT(error_of({program("exec >&-; exec sleep 600")}, kShort), HasSubstr("did not finish within"));
}

TEST_F(KeyCommand, FailsIfItPrintsWithoutEnd) {
  EXPECT_THAT(error_of({"/usr/bin/yes"}), StartsWith("/usr/bin/yes: more than 64 KiB"));
}

TEST_F(KeyCommand, TakesExactly64KiB) {
  EXPECT_EQ(read_key_command({"/usr/bin/head", "-c", "65536", "/dev/zero"}, kLong)->view().size(), 65536U);
}

TEST_F(KeyCommand, LeavesNoProcessOfItsGroupBehindWhenItFails) {
  const std::string script = program("sleep 600 & echo $! > " + path("id") + "; sleep 600");
  // As long as it takes the script to note its child: nothing else tells when it has.
  pid_t child = 0;
  for (milliseconds limit = kShort; child == 0 && limit < kLong; limit *= 2) {
    ASSERT_THAT(error_of({script}, limit), HasSubstr("did not finish within"));
    std::ifstream(path("id")) >> child;
  }
  ASSERT_GT(child, 0);
  const auto is_running = [child] {
    std::string word;
    std::ifstream status("/proc/" + std::to_string(child) + "/stat");
    return status >> word >> word >> word && word != "Z" && word != "X";
  };
  for (int i = 0; i < 5000 && is_running(); ++i) usleep(1000);
  EXPECT_FALSE(is_running());
}

TEST_F(KeyCommand, IsGivenNoInputAndNoOpenFileOfOurs) {
  const std::string script = program("readlink /proc/$$/fd/0; readlink /proc/$$/fd/2; ls -l /proc/$$/fd");
  FILE* const open_file = fopen(path("secret").c_str(), "w");
  const auto read = read_key_command({script}, kLong);
  fclose(open_file);
  ASSERT_TRUE(read.has_value());
  EXPECT_THAT(std::string(read->view()), StartsWith("/dev/null\n/dev/null\n"));
  EXPECT_THAT(std::string(read->view()), Not(HasSubstr(path("secret"))));
}

TEST_F(KeyCommand, IsStartedWithSignalsAsNew) {
  struct sigaction before {};
  struct sigaction ignore {};
  ignore.sa_handler = SIG_IGN;
  sigaction(SIGTERM, &ignore, &before);
  const std::string error = error_of({program("kill -TERM $$; exit 0")});
  sigaction(SIGTERM, &before, nullptr);
  EXPECT_THAT(error, HasSubstr("was ended by signal 15; "));
}

}  // namespace
}  // namespace jembatan::crypto
