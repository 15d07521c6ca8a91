#include "app/health.h"

#include <filesystem>
#include <system_error>

namespace jembatan::app {

namespace {

http::Response text(unsigned status, std::string body) {
  http::Response response;
  response.status = status;
  response.content_type = "text/plain; charset=utf-8";
  response.body = std::move(body);
  return response;
}

}  // namespace

std::optional<std::uintmax_t> free_space_beside(const std::string& path) {
  std::error_code error;
  const auto folder = std::filesystem::absolute(path, error).parent_path();
  if (error) return std::nullopt;
  const auto space = std::filesystem::space(folder, error);
  return error ? std::nullopt : std::optional(space.available);
}

std::vector<std::string> Health::not_ready() const {
  std::vector<std::string> reasons;
  const exchange::Surroundings& around = gateway_.surroundings();
  try {
    static_cast<void>(around.store.find(1));
  } catch (const base::Broken& error) {
    reasons.emplace_back(error.what());
  }
  const auto space = free_space_beside(journal_path_);
  if (space && *space < least_free_space) {
    reasons.emplace_back("less than 64 MiB free for the journal: free space on its file system");
  }
  if (!gateway_.law()->agreement.in_force(base::date_in_jakarta(around.clock.wall()))) {
    reasons.emplace_back("the agreement is not in force today: see [agreement] in the configuration");
  }
  return reasons;
}

http::Response Health::handle(const http::Request& request) const {
  if (request.target == "/healthz") return text(200, "ok\n");
  if (request.target != "/readyz") return text(404, "Not found. /healthz and /readyz are here.\n");
  const std::vector<std::string> reasons = not_ready();
  if (reasons.empty()) return text(200, "ready\n");
  std::string body = "not ready\n";
  for (const std::string& reason : reasons) body += "- " + reason + "\n";
  return text(503, std::move(body));
}

}  // namespace jembatan::app
