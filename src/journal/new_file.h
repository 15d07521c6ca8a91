#pragma once
// A file that is being made: private to its owner, never over another one, gone
// again unless it is finished. One thread. Fails: what the operator can cause is
// a text with the remedy, a failing disk throws base::Broken.

#include <string>

#include "base/result.h"

namespace jembatan::journal {

class NewFile {
 public:
  /// Refuses where the file or what SQLite keeps beside it exists already; makes it empty, mode 0600.
  [[nodiscard]] static base::Result<NewFile, std::string> make(const std::string& path);

  NewFile(NewFile&& other) noexcept;
  NewFile& operator=(NewFile&&) = delete;
  NewFile(const NewFile&) = delete;
  NewFile& operator=(const NewFile&) = delete;
  /// Removes the file, and what SQLite has put beside it, unless it was kept.
  ~NewFile();

  [[nodiscard]] const std::string& path() const { return path_; }  ///< absolute

  /// The file is complete: forces it and its folder to the disk.
  void keep();
  /// The same under its final name, which must be free: "" or why not.
  [[nodiscard]] std::string keep_as(const std::string& path);

 private:
  explicit NewFile(std::string path) : path_(std::move(path)) {}

  std::string path_;
  bool unfinished_ = true;
};

/// Why a journal cannot be put there: it or one of the files that SQLite keeps beside it exists. "" : it can.
[[nodiscard]] std::string what_is_there(const std::string& path);

}  // namespace jembatan::journal
