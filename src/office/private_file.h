#pragma once
// A file that only its owner may read, written piece by piece. One thread; owns
// the file. A disk that fails throws base::Broken.

#include <string>
#include <string_view>

namespace jembatan::office {

class PrivateFile {
 public:
  enum class Mode { make_new, append };

  /// Mode 0600; never through a symbolic link. make_new throws where it is there already.
  PrivateFile(std::string path, Mode mode);
  PrivateFile(PrivateFile&& other) noexcept;
  PrivateFile& operator=(PrivateFile&&) = delete;
  ~PrivateFile();

  void write(std::string_view text);
  /// Everything is safe on the disk when this returns.
  void sync();

 private:
  std::string path_;
  int file_ = -1;
};

}  // namespace jembatan::office
