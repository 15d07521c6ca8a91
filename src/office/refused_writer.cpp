#include "office/refused_writer.h"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <utility>

#include "office/csv_row.h"
#include "office/json_line.h"

namespace jembatan::office {

namespace {

struct Findings {
  std::string kode;   ///< "S_NOL_HILANG C1_FORMAT"
  std::string pesan;  ///< "nik: NIK harus 16 digit. ..."
};

Findings in_words(const Origin& origin, const std::vector<lampiran::Temuan>& temuan) {
  Findings words;
  for (const auto* list : {&origin.catatan, &temuan}) {
    for (const lampiran::Temuan& each : *list) {
      const char* const space = words.kode.empty() ? "" : " ";
      words.kode += space + each.kode;
      words.pesan += space + each.elemen + ": " + each.pesan;
    }
  }
  return words;
}

}  // namespace

base::Result<RefusedWriter, FileError> RefusedWriter::create(const std::string& path, const Layout& layout) {
  const int file = ::open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600);
  if (file >= 0) {
    RefusedWriter writer(file, path, layout);
    if (!layout.json) writer.write_header(layout);
    return writer;
  }
  if (errno == EEXIST) {
    return base::fail(FileError{FileFault::exists, path, 0, "the file of refused rows is there already",
                                "move it away, or name another"});
  }
  return base::fail(
      FileError{FileFault::unreadable, path, 0,
                std::string("the file of refused rows cannot be made (") + std::strerror(errno) + ")",
                "check that its folder is there and that you may write in it"});
}

RefusedWriter::RefusedWriter(int file, std::string path, const Layout& layout)
    : file_(file), path_(std::move(path)), json_(layout.json), separator_(layout.separator) {}

RefusedWriter::RefusedWriter(RefusedWriter&& other) noexcept
    : file_(std::exchange(other.file_, -1)),
      path_(std::move(other.path_)),
      json_(other.json_),
      separator_(other.separator_) {}

RefusedWriter::~RefusedWriter() {
  if (file_ >= 0) ::close(file_);
}

void RefusedWriter::write_header(const Layout& layout) {
  if (layout.byte_order_mark) add("\xef\xbb\xbf");
  std::vector<std::string> header = layout.columns;
  header.insert(header.end(), {"temuan_kode", "temuan_pesan"});
  add(csv_row(header, separator_));
}

void RefusedWriter::write(const Origin& origin, const std::vector<lampiran::Temuan>& temuan) {
  Findings words = in_words(origin, temuan);
  if (json_) {
    add(json_line(origin.raw.front(), words.kode, words.pesan));
    return;
  }
  std::vector<std::string> cells = origin.raw;
  cells.push_back(std::move(words.kode));
  cells.push_back(std::move(words.pesan));
  add(csv_row(cells, separator_));
}

void RefusedWriter::close() {
  const bool safe = ::fsync(file_) == 0;
  const bool closed = ::close(std::exchange(file_, -1)) == 0;
  if (!safe || !closed)
    throw base::Broken("writing " + base::vouched(path_, base::Origin::settings) +
                       " failed: check the disk it is on");
}

void RefusedWriter::add(std::string_view rest) {
  while (!rest.empty()) {
    const ssize_t written = ::write(file_, rest.data(), rest.size());
    if (written < 0 && errno == EINTR) continue;
    if (written <= 0) {
      throw base::Broken("writing " + base::vouched(path_, base::Origin::settings) + " failed (" +
                         base::vouched(std::strerror(errno), base::Origin::system) +
                         "): check the disk it is on");
    }
    rest.remove_prefix(static_cast<std::size_t>(written));
  }
}

}  // namespace jembatan::office
