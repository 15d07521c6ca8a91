#include "office/head_json.h"

#include <nlohmann/json.hpp>

#include "crypto/digest.h"

namespace jembatan::office {

namespace {

using Json = nlohmann::ordered_json;

/// "2026-08-15T03:04:05.678Z", as base::iso8601 writes it.
std::optional<base::WallTime> time_of(const std::string& text) {
  int year = 0;
  unsigned month = 0, day = 0, hour = 0, minute = 0, second = 0, millisecond = 0;
  char end = 0;
  if (text.size() != 24 || std::sscanf(text.c_str(), "%4d-%2u-%2uT%2u:%2u:%2u.%3u%c", &year, &month, &day,
                                       &hour, &minute, &second, &millisecond, &end) != 8) {
    return std::nullopt;
  }
  const base::Date date{std::chrono::year{year}, std::chrono::month{month}, std::chrono::day{day}};
  if (!date.ok() || end != 'Z') return std::nullopt;
  const base::WallTime time = std::chrono::sys_days{date} + std::chrono::hours{hour} +
                              std::chrono::minutes{minute} + std::chrono::seconds{second} +
                              std::chrono::milliseconds{millisecond};
  return base::iso8601(time) == text ? std::optional(time) : std::nullopt;
}

bool take_bytes(const Json& json, const char* name, std::size_t size, std::string& bytes) {
  if (!json.contains(name) || !json[name].is_string()) return false;
  auto raw = crypto::from_hex(json[name].get<std::string>());
  if (!raw || raw->size() != size) return false;
  bytes = std::move(*raw);
  return true;
}

}  // namespace

std::string head_json(const journal::Head& head) {
  Json json;
  json["journal"] = crypto::hex(head.journal_id);
  json["position"] = head.position;
  json["link"] = crypto::hex(head.link);
  json["at"] = base::iso8601(head.at);
  json["key"] = head.key;
  json["publicKey"] = crypto::hex(head.public_key);
  json["signature"] = crypto::hex(head.signature);
  return json.dump();
}

base::Result<journal::Head, std::string> head_of_json(std::string_view line) {
  const Json json = Json::parse(line, nullptr, false);
  if (!json.is_object())
    return base::fail(std::string("is no JSON object; a signed head is one object a line"));
  journal::Head head;
  for (const auto& [name, size, bytes] : {std::tuple{"journal", std::size_t{16}, &head.journal_id},
                                          std::tuple{"link", std::size_t{32}, &head.link},
                                          std::tuple{"publicKey", std::size_t{32}, &head.public_key},
                                          std::tuple{"signature", std::size_t{64}, &head.signature}}) {
    if (!take_bytes(json, name, size, *bytes)) {
      return base::fail("has no member " + std::string(name) + " of " + std::to_string(2 * size) +
                        " hexadecimal digits");
    }
  }
  if (!json.contains("position") || !json["position"].is_number_integer()) {
    return base::fail(std::string("has no whole number in member position"));
  }
  head.position = json["position"].get<std::int64_t>();
  const auto at = json.contains("at") && json["at"].is_string() ? time_of(json["at"].get<std::string>())
                                                                : std::optional<base::WallTime>();
  if (!at) return base::fail(std::string("has no time such as 2026-08-15T03:04:05.678Z in member at"));
  head.at = *at;
  if (json.contains("key") && json["key"].is_number_unsigned()) head.key = json["key"].get<unsigned>();
  return head;
}

}  // namespace jembatan::office
