#include "app/health.h"

#include <filesystem>
#include <system_error>

#include "app/pause.h"

namespace jembatan::app {

namespace {

http::Response text(unsigned status, std::string body) {
  http::Response response;
  response.status = status;
  response.content_type = "text/plain; charset=utf-8";
  response.body = std::move(body);
  return response;
}

std::string listed(const std::vector<std::string>& lines) {
  std::string text;
  for (const std::string& line : lines) text += "- " + line + "\n";
  return text;
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
    static_cast<void>(store_.find(1));
    if (const auto trouble = store_.trouble()) reasons.push_back(*trouble);
  } catch (const base::Broken& error) {
    reasons.emplace_back(error.what());
  }
  const auto space = free_space_beside(store_.file());
  if (space && *space < least_free_space) {
    reasons.emplace_back("less than 64 MiB free for the journal: free space on its file system");
  }
  if (!gateway_.law()->agreement.in_force(base::date_in_jakarta(around.clock.wall()))) {
    reasons.emplace_back("the agreement is not in force today: see [agreement] in the configuration");
  }
  return reasons;
}

std::vector<std::string> what_waits_for_people(journal::SqliteStore& store) {
  std::vector<std::string> lines;
  for (const journal::Suspension& one : store.suspensions()) {
    if (!one.until) lines.push_back(describe(one) + "; 'jembatan resume' ends it");
  }
  constexpr std::size_t shown = 10;
  journal::Filter held;
  held.held = true;
  const std::uint64_t count = store.count(held);
  for (const journal::Entry& entry : store.scan(held, journal::Order::oldest_first, shown)) {
    const std::string number = std::to_string(entry.number);
    lines.push_back("exchange " + number + " (" + entry.operation + " of " + entry.party +
                    ") is held, and what " + "waits behind it for the same company: " + entry.reason +
                    "; 'jembatan journal ask " + number + "', then 'retry' or 'settle'");
  }
  if (count > shown) lines.push_back("and " + std::to_string(count - shown) + " more are held");
  return lines;
}

std::vector<std::string> Health::conditions() const {
  using Kind = exchange::Standing::Kind;
  std::vector<std::string> lines;
  const exchange::Surroundings& around = gateway_.surroundings();
  for (const auto party : {lampiran::Pihak::kesatu, lampiran::Pihak::kedua}) {
    const exchange::Upstream* upstream = around.side(lampiran::lawan(party)).lawan;
    if (upstream == nullptr) continue;
    const exchange::Standing standing = upstream->standing();
    if (standing.kind == Kind::closed) continue;
    lines.push_back(
        "upstream." + std::string(lampiran::name(party)) +
        (standing.kind == Kind::suspended ? " is stopped by operators since " : " does not answer since ") +
        base::iso8601(standing.since) + ": " + base::one_line(standing.reason));
  }
  journal::Filter held, doubtful;
  held.held = true;
  doubtful.state = journal::State::in_doubt;
  const std::uint64_t waiting = around.store.count(held), unknown = around.store.count(doubtful);
  if (waiting + unknown > 0) {
    lines.push_back(std::to_string(waiting) + " held for a person, " + std::to_string(unknown) +
                    " in doubt; see 'jembatan check'");
  }
  return lines;
}

http::Response Health::handle(const http::Request& request) const {
  if (request.target == "/healthz") return text(200, "ok\n");
  if (request.target != "/readyz") return text(404, "Not found. /healthz, /readyz and /metrics are here.\n");
  const std::vector<std::string> reasons = not_ready();
  if (!reasons.empty()) return text(503, "not ready\n" + listed(reasons));
  return text(200, "ready\n" + listed(conditions()));
}

}  // namespace jembatan::app
