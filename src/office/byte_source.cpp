#include "office/byte_source.h"

#include <cerrno>
#include <cstring>
#include <filesystem>
#include <fstream>

namespace jembatan::office {

namespace {
constexpr std::size_t buffer_bytes = std::size_t{64} * 1024;
}

ByteSource::ByteSource(std::unique_ptr<std::istream> in, std::string name)
    : in_(std::move(in)), name_(std::move(name)), buffer_(buffer_bytes, '\0') {}

base::Result<ByteSource, FileError> ByteSource::open(const std::string& path) {
  std::error_code ignored;
  if (std::filesystem::is_directory(path, ignored)) {
    return base::fail(FileError{FileFault::unreadable, path, 0, "this is a folder", "name a file in it"});
  }
  errno = 0;
  auto in = std::make_unique<std::ifstream>(path, std::ios::binary);
  if (!*in) {
    return base::fail(FileError{FileFault::unreadable, path, 0,
                                std::string("the file cannot be opened (") + std::strerror(errno) + ")",
                                "check its name and that you may read it"});
  }
  return ByteSource(std::move(in), path);
}

bool ByteSource::fill() {
  if (at_ < size_) return true;
  in_->read(buffer_.data(), static_cast<std::streamsize>(buffer_.size()));
  if (in_->bad())
    throw base::Broken("reading " + base::vouched(name_, base::Origin::settings) +
                       " failed: check the disk it is on");
  at_ = 0;
  size_ = static_cast<std::size_t>(in_->gcount());
  return size_ > 0;
}

std::string_view ByteSource::ahead() {
  if (!fill()) return {};
  return std::string_view(buffer_).substr(at_, size_ - at_);
}

int ByteSource::peek() {
  return fill() ? static_cast<unsigned char>(buffer_[at_]) : end;
}

int ByteSource::get() {
  const int byte = peek();
  if (byte == end) return end;
  ++at_;
  if (byte == '\n' || (byte == '\r' && peek() != '\n')) ++line_;
  return byte;
}

void ByteSource::skip(std::size_t bytes) {
  while (bytes-- > 0 && get() != end) {
  }
}

}  // namespace jembatan::office
