#include "office/plan_list.h"

#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>

#include "office/private_file.h"

namespace jembatan::office {

namespace {

namespace fs = std::filesystem;
using Json = nlohmann::ordered_json;

constexpr const char* list_name = "rencana.json";

std::optional<PlanFile> file_of(const Json& json) {
  if (!json.is_object()) return std::nullopt;
  const auto text = [&json](const char* name) {
    return json.contains(name) && json[name].is_string() ? json[name].get<std::string>() : std::string();
  };
  const auto from = lampiran::pihak_named(text("dari"));
  const auto bagian = lampiran::bagian_named(text("bagian"));
  const std::string file = text("berkas"), kind = text("operasi");
  const bool plain_name = !file.empty() && file.find('/') == std::string::npos && file.front() != '.';
  if (!from || !bagian || !plain_name || (kind != "kirim" && kind != "selaraskan") ||
      !json.contains("rekaman") || !json["rekaman"].is_number_unsigned()) {
    return std::nullopt;
  }
  return PlanFile{file, *from, kind == "selaraskan", *bagian, json["rekaman"].get<std::uint64_t>()};
}

}  // namespace

void write_plan_list(const Plan& plan, const std::string& folder) {
  Json list{{"rencana", plan.id}, {"dibuatPada", plan.made_at}, {"berkas", Json::array()}};
  for (const PlanFile& one : plan.files) {
    list["berkas"].push_back({{"berkas", one.file},
                              {"dari", lampiran::name(one.from)},
                              {"operasi", one.align ? "selaraskan" : "kirim"},
                              {"bagian", lampiran::name(one.bagian)},
                              {"rekaman", one.records}});
  }
  PrivateFile file((fs::path(folder) / list_name).string(), PrivateFile::Mode::make_new);
  file.write(list.dump(2) + '\n');
  file.sync();
}

base::Result<Plan, std::string> read_plan(const std::string& folder) {
  const std::string path = (fs::path(folder) / list_name).string();
  std::ifstream stream(path);
  if (!stream) {
    return base::fail(folder + " is no plan: there is no " + list_name +
                      " in it; make one with 'jembatan reconcile --plan'");
  }
  const Json list = Json::parse(stream, nullptr, false);
  const std::string wrong = path + " is not as 'jembatan reconcile --plan' writes it; make the plan again";
  if (!list.is_object() || !list.contains("rencana") || !list["rencana"].is_string() ||
      !list.contains("berkas") || !list["berkas"].is_array()) {
    return base::fail(wrong);
  }
  Plan plan;
  plan.id = list["rencana"].get<std::string>();
  for (const Json& one : list["berkas"]) {
    auto file = file_of(one);
    if (!file) return base::fail(wrong);
    plan.files.push_back(std::move(*file));
  }
  return plan;
}

}  // namespace jembatan::office
