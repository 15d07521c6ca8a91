#include "journal/new_file.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <filesystem>
#include <system_error>
#include <utility>

namespace jembatan::journal {
namespace {

constexpr std::array<const char*, 4> kParts{"", "-journal", "-wal", "-shm"};

std::string system_error() {
  return std::generic_category().message(errno);
}

void force_to_disk(const std::string& path, int flags) {
  const int file = ::open(path.c_str(), flags | O_RDONLY | O_CLOEXEC);
  const bool done = file >= 0 && ::fsync(file) == 0;
  const std::string error = done ? std::string() : system_error();
  if (file >= 0) ::close(file);
  if (!done)
    throw base::Broken("'" + base::vouched(path, base::Origin::settings) +
                       "' cannot be forced to the disk: " + base::vouched(error, base::Origin::system));
}

void force_folder_to_disk(const std::string& path) {
  force_to_disk(std::filesystem::path(path).parent_path().string(), O_DIRECTORY);
}

}  // namespace

std::string what_is_there(const std::string& path) {
  std::error_code ignored;
  for (const char* part : kParts) {
    if (std::filesystem::symlink_status(path + part, ignored).type() !=
        std::filesystem::file_type::not_found) {
      return "'" + path + part +
             "' exists already and is not written over: move it away or name another file";
    }
  }
  return {};
}

base::Result<NewFile, std::string> NewFile::make(const std::string& path) {
  const std::string absolute = std::filesystem::absolute(path).lexically_normal().string();
  if (std::string there = what_is_there(absolute); !there.empty()) return base::fail(std::move(there));
  const int made =
      ::open(absolute.c_str(), O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, S_IRUSR | S_IWUSR);
  if (made < 0) {
    return base::fail("'" + absolute + "' cannot be made: " + system_error() +
                      "; check that its folder exists and may be written");
  }
  NewFile file(absolute);
  const bool private_now = ::fchmod(made, S_IRUSR | S_IWUSR) == 0;  // whatever the umask has taken away
  ::close(made);
  if (!private_now) {
    return base::fail("'" + absolute + "' cannot be made private to its owner; use another file system");
  }
  return file;
}

NewFile::NewFile(NewFile&& other) noexcept
    : path_(std::move(other.path_)), unfinished_(std::exchange(other.unfinished_, false)) {}

NewFile::~NewFile() {
  if (!unfinished_) return;
  std::error_code ignored;  // the caller already has the error that matters
  for (const char* part : kParts) std::filesystem::remove(path_ + part, ignored);
}

void NewFile::keep() {
  force_to_disk(path_, 0);
  force_folder_to_disk(path_);
  unfinished_ = false;
}

std::string NewFile::keep_as(const std::string& path) {
  force_to_disk(path_, 0);
  // Not rename(): that would replace what somebody put there meanwhile.
  if (::link(path_.c_str(), path.c_str()) != 0) {
    return "'" + path + "' cannot be made: " + system_error();
  }
  ::unlink(path_.c_str());
  unfinished_ = false;
  force_folder_to_disk(path);
  return {};
}

}  // namespace jembatan::journal
