#pragma once
// The file of refused rows: each as it was read, with temuan_kode and
// temuan_pesan beside it, in the form of its input, so that it can be corrected
// and given again. Only its owner may read it (mode 0600). One thread; owns the
// file. A disk that fails throws base::Broken.

#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "lampiran/temuan.h"
#include "office/file_error.h"
#include "office/record_reader.h"

namespace jembatan::office {

class RefusedWriter {
 public:
  /// A new file, never over one that is there: it may be somebody's corrections.
  [[nodiscard]] static base::Result<RefusedWriter, FileError> create(const std::string& path,
                                                                     const Layout& layout);
  RefusedWriter(RefusedWriter&& other) noexcept;
  RefusedWriter& operator=(RefusedWriter&&) = delete;
  ~RefusedWriter();

  /// The row, what a spreadsheet did to it (origin.catatan), and the findings on it: in the file when this
  /// returns, so that a process that dies loses none.
  void write(const Origin& origin, const std::vector<lampiran::Temuan>& temuan);
  /// Every row is safe on the disk when this returns. Nothing may be written after it.
  void close();

 private:
  RefusedWriter(int file, std::string path, const Layout& layout);
  void write_header(const Layout& layout);
  void add(std::string_view text);

  int file_ = -1;
  std::string path_;
  bool json_ = false;
  char separator_ = ',';
};

}  // namespace jembatan::office
