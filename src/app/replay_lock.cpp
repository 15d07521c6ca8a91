#include "app/replay_lock.h"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <system_error>

#include "base/result.h"

namespace jembatan::app {

ReplayLock::ReplayLock(const std::string& journal_path)
    : file_(open((journal_path + ".replay-lock").c_str(), O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW,
                 S_IRUSR | S_IWUSR)) {
  if (file_ < 0) {
    throw base::Broken(base::vouched(journal_path, base::Origin::settings) + ".replay-lock cannot be made: " +
                       base::vouched(std::generic_category().message(errno), base::Origin::system) +
                       "; check the folder of the journal");
  }
  if (flock(file_, LOCK_EX | LOCK_NB) != 0) {
    close(file_);
    throw base::Broken("another replay sends from the journal " +
                       base::vouched(journal_path, base::Origin::settings) + "; wait until it has ended");
  }
}

ReplayLock::~ReplayLock() {
  close(file_);
}

}  // namespace jembatan::app
