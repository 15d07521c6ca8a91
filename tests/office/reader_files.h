#pragma once
// Files for the tests of readers, gone when the test ends, and short ways to read them.

#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "office/record_reader.h"

namespace jembatan::office {

class Folder {
 public:
  Folder() {
    std::string pattern = (std::filesystem::temp_directory_path() / "jembatan-reader-XXXXXX").string();
    if (mkdtemp(pattern.data()) == nullptr) throw std::runtime_error("no temporary folder");
    path_ = pattern;
  }
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;
  ~Folder() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
  }

  [[nodiscard]] std::string path(std::string_view name) const { return (path_ / name).string(); }
  [[nodiscard]] std::string file(std::string_view content, std::string_view name = "records") const {
    std::ofstream(path(name), std::ios::binary) << content;
    return path(name);
  }

 private:
  std::filesystem::path path_;
};

inline std::string content_of(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

struct Reading {
  std::optional<lampiran::Bagian> bagian;
  Layout layout;
  Batch all;
  std::optional<FileError> error;
};

/// The whole file, in batches of `most`, until its end or its error.
inline Reading read_file(const std::string& path, std::optional<lampiran::Bagian> given = std::nullopt,
                         std::size_t most = 3) {
  Reading reading;
  auto reader = open_records(path, given);
  if (!reader) {
    reading.error = reader.error();
    return reading;
  }
  reading.bagian = (*reader)->bagian();
  reading.layout = (*reader)->layout();
  while (true) {
    auto next = (*reader)->next(most);
    if (!next) reading.error = next.error();
    if (!next || !*next) return reading;
    Batch& batch = **next;
    EXPECT_EQ(lampiran::count(batch.records), batch.origins.size());
    EXPECT_LE(batch.origins.size(), most);
    if (reading.all.origins.empty()) {
      reading.all = std::move(batch);
      continue;
    }
    std::visit(
        [&](auto& records) {
          auto& more = std::get<std::decay_t<decltype(records)>>(batch.records);
          records.insert(records.end(), more.begin(), more.end());
        },
        reading.all.records);
    reading.all.origins.insert(reading.all.origins.end(), batch.origins.begin(), batch.origins.end());
  }
}

inline Reading read_text(std::string_view content, std::optional<lampiran::Bagian> given = std::nullopt,
                         std::size_t most = 3) {
  const Folder folder;
  return read_file(folder.file(content), given, most);
}

template <class Record>
const std::vector<Record>& records(const Reading& reading) {
  return std::get<std::vector<Record>>(reading.all.records);
}

inline lampiran::Pekerja worker(
    std::initializer_list<std::pair<lampiran::Teks lampiran::Pekerja::*, const char*>> values) {
  lampiran::Pekerja pekerja;
  for (const auto& [member, value] : values) pekerja.*member = value;
  return pekerja;
}

inline FileError error_of(std::string_view content, std::optional<lampiran::Bagian> given = std::nullopt) {
  const Reading reading = read_text(content, given);
  EXPECT_TRUE(reading.error.has_value());
  return reading.error.value_or(FileError{});
}

inline std::vector<std::string> codes(const std::vector<lampiran::Temuan>& temuan) {
  std::vector<std::string> all;
  for (const auto& each : temuan) all.push_back(each.kode);
  return all;
}

}  // namespace jembatan::office
