#include "office/private_file.h"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <utility>

#include "base/result.h"

namespace jembatan::office {

namespace {

[[noreturn]] void broken(const std::string& what, const std::string& path) {
  const std::string why = std::strerror(errno);
  throw base::Broken(base::vouched(what + " " + path + " failed (" + why + ")", base::Origin::settings) +
                     ": check the disk it is on and that you may write there");
}

}  // namespace

PrivateFile::PrivateFile(std::string path, Mode mode) : path_(std::move(path)) {
  const int how = mode == Mode::make_new ? O_EXCL : O_APPEND;
  file_ = ::open(path_.c_str(), O_WRONLY | O_CREAT | O_NOFOLLOW | O_CLOEXEC | how, 0600);
  if (file_ < 0) broken("making", path_);
}

PrivateFile::PrivateFile(PrivateFile&& other) noexcept
    : path_(std::move(other.path_)), file_(std::exchange(other.file_, -1)) {}

PrivateFile::~PrivateFile() {
  if (file_ >= 0) ::close(file_);
}

void PrivateFile::write(std::string_view rest) {
  while (!rest.empty()) {
    const ssize_t written = ::write(file_, rest.data(), rest.size());
    if (written < 0 && errno == EINTR) continue;
    if (written <= 0) broken("writing", path_);
    rest.remove_prefix(static_cast<std::size_t>(written));
  }
}

void PrivateFile::sync() {
  if (::fsync(file_) != 0) broken("writing", path_);
}

}  // namespace jembatan::office
