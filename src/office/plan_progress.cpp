#include "office/plan_progress.h"

#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>

#include "crypto/digest.h"

namespace jembatan::office {

namespace {

using Json = nlohmann::ordered_json;

std::string path_in(const std::string& folder) {
  return (std::filesystem::path(folder) / "kemajuan.jsonl").string();
}

std::set<std::string> read(const std::string& path) {
  std::set<std::string> done;
  std::ifstream stream(path);
  for (std::string line; std::getline(stream, line);) {
    const Json json = Json::parse(line, nullptr, false);
    if (json.is_object() && json.contains("idPesan") && json["idPesan"].is_string()) {
      done.insert(json["idPesan"].get<std::string>());
    }
  }
  return done;
}

}  // namespace

PlanProgress::PlanProgress(const std::string& folder)
    : done_(read(path_in(folder))), file_(path_in(folder), PrivateFile::Mode::append) {
  file_.write("\n");  // ends a line that was cut off
}

std::string PlanProgress::id_pesan(const std::string& plan, const std::string& file, std::uint64_t ordinal,
                                   const Batch& batch) {
  std::string all = plan + '\n' + file + '\n' + std::to_string(ordinal);
  for (const Origin& origin : batch.origins) {
    for (const std::string& raw : origin.raw) all += '\n' + raw;
  }
  constexpr std::size_t digits = 32;
  return "rencana-" + crypto::sha256_hex(all).substr(0, digits);
}

void PlanProgress::add(const std::string& id_pesan, const std::string& file, const std::string& status,
                       std::uint64_t number, std::uint64_t accepted, std::uint64_t rejected) {
  const Json line{{"idPesan", id_pesan}, {"berkas", file},       {"status", status},
                  {"nomor", number},     {"diterima", accepted}, {"ditolak", rejected}};
  file_.write(line.dump() + '\n');
  file_.sync();
  done_.insert(id_pesan);
}

}  // namespace jembatan::office
