#include "app/heads_file.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <system_error>

#include "base/result.h"
#include "journal/head.h"
#include "journal/sqlite_store.h"
#include "office/head_json.h"

namespace jembatan::app {

namespace {

constexpr std::size_t heads_at_once = 500;
constexpr off_t longest_line = 4096;

/// The open file; every error names it and the remedy.
class File {
 public:
  explicit File(const std::string& path)
      : path_(path), file_(::open(path.c_str(), O_RDWR | O_CREAT | O_APPEND | O_CLOEXEC, S_IRUSR | S_IWUSR)) {
    if (file_ < 0) fail("opened");
  }
  ~File() { ::close(file_); }
  File(const File&) = delete;
  File& operator=(const File&) = delete;

  /// Its last whole line; what a crash left half written after it is cut off.
  std::string last_line() {
    const off_t size = end();
    const off_t from = size > longest_line ? size - longest_line : 0;
    std::string tail(static_cast<std::size_t>(size - from), '\0');
    const ssize_t got = ::pread(file_, tail.data(), tail.size(), from);
    if (got < 0) fail("read");
    tail.resize(static_cast<std::size_t>(got));
    const std::size_t stop = tail.rfind('\n');
    const std::size_t whole = stop == std::string::npos ? 0 : stop + 1;
    if (whole < tail.size()) cut(from + static_cast<off_t>(whole));
    if (whole == 0) return {};
    const std::size_t before = stop == 0 ? std::string::npos : tail.rfind('\n', stop - 1);
    return before == std::string::npos ? tail.substr(0, stop) : tail.substr(before + 1, stop - before - 1);
  }

  void append(const std::string& lines) {
    const off_t size = end();
    std::size_t done = 0;
    while (done < lines.size()) {
      const ssize_t written = ::write(file_, lines.data() + done, lines.size() - done);
      if (written < 0) {
        const int error = errno;
        cut(size);
        errno = error;
        fail("written");
      }
      done += static_cast<std::size_t>(written);
    }
    if (::fsync(file_) != 0) fail("forced to the disk");
  }

 private:
  [[noreturn]] void fail(const base::SafeText& what) const {
    throw base::Broken("[journal] heads: '" + base::vouched(path_, base::Origin::settings) + "' cannot be " +
                       what + ": " +
                       base::vouched(std::generic_category().message(errno), base::Origin::system) +
                       "; check its folder and the disk");
  }
  off_t end() const {
    struct stat facts {};
    if (::fstat(file_, &facts) != 0) fail("looked at");
    return facts.st_size;
  }
  void cut(off_t size) const {
    if (::ftruncate(file_, size) != 0) fail("cut to whole lines");
  }

  const std::string& path_;
  const int file_;
};

}  // namespace

void HeadsFile::learn() {
  const std::string line = File(path_).last_line();
  if (!line.empty()) {
    auto head = office::head_of_json(line);
    if (!head) {
      throw base::Broken("[journal] heads: the last line of '" +
                         base::vouched(path_, base::Origin::settings) + "' is no signed head (" +
                         base::vouched(head.error(), base::Origin::program) +
                         "): move the file away or name another");
    }
    last_ = head->position;
    last_journal_ = head->journal_id;
  }
  learnt_ = true;
}

void HeadsFile::check_against(const journal::Head& latest) const {
  if (last_journal_.empty()) return;
  if (last_journal_ == latest.journal_id && last_ <= latest.position) return;
  throw base::Broken(
      "[journal] heads: '" + base::vouched(path_, base::Origin::settings) +
      "' ends with a head over message " + last_ +
      ", which this journal does not have: it is another journal's, or the journal was cut off or "
      "restored from a backup. Keep the file as evidence and name a new one");
}

void HeadsFile::catch_up(journal::SqliteStore& store) {
  if (!learnt_) learn();
  const auto latest = store.latest_head();
  if (!latest) return;
  check_against(*latest);
  while (last_ < latest->position) {
    std::string lines;
    std::int64_t position = last_;
    for (const journal::Head& head : store.heads(last_, heads_at_once)) {
      lines += office::head_json(head) + '\n';
      position = head.position;
    }
    if (position == last_) return;
    File(path_).append(lines);
    last_ = position;
    last_journal_ = latest->journal_id;
  }
}

}  // namespace jembatan::app
