#include "office/journal_view.h"

#include <nlohmann/json.hpp>

#include "office/display.h"
#include "office/mask.h"
#include "office/table.h"

namespace jembatan::office {

namespace {

using Json = nlohmann::ordered_json;

Json as_json(const journal::Entry& entry) {
  Json json;
  json["nomor"] = entry.number;
  json["pihak"] = entry.party;
  json["bagian"] = entry.section;
  json["operasi"] = entry.operation;
  json["idPesan"] = entry.id_pesan;
  json["keadaan"] = journal::name(entry.state);
  json["hasil"] = entry.outcome;
  json["sebab"] = entry.reason;
  json["diterimaPada"] = base::iso8601(entry.received_at);
  json["selesaiPada"] = entry.finished_at ? Json(base::iso8601(*entry.finished_at)) : Json(nullptr);
  json["rekaman"] = entry.records;
  json["ditolak"] = entry.rejected;
  json["percobaan"] = entry.attempts;
  json["penolakan"] = entry.refusals;
  json["ditahan"] = entry.held;
  json["versiSoap"] = entry.soap_version;
  json["asal"] = entry.peer;
  json["aturan"] = entry.rules_digest;
  json["sidikIsi"] = entry.content_digest;
  json["replayDari"] = entry.replay_of != 0 ? Json(entry.replay_of) : Json(nullptr);
  json["modeReplay"] = entry.replay_mode;
  json["durasiMikrodetik"] = {{"guard", entry.durations.guard},
                              {"decode", entry.durations.decode},
                              {"judge", entry.durations.judge},
                              {"send", entry.durations.send},
                              {"total", entry.durations.total}};
  return json;
}

std::string base64(std::string_view bytes) {
  constexpr std::string_view digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  std::string text;
  for (std::size_t i = 0; i < bytes.size(); i += 3) {
    std::uint32_t group = 0;
    for (std::size_t j = 0; j < 3; ++j) {
      group = group << 8U | (i + j < bytes.size() ? static_cast<unsigned char>(bytes[i + j]) : 0U);
    }
    for (std::size_t j = 0; j < 4; ++j) text += digits[group >> (18 - 6 * j) & 63U];
  }
  const std::size_t missing = (3 - bytes.size() % 3) % 3;
  for (std::size_t i = 0; i < missing; ++i) text[text.size() - 1 - i] = '=';
  return text;
}

/// A mask needs a message of the contract. What was not understood is hidden whole, whoever it came from.
std::string for_eyes(const journal::Entry& entry, const journal::Message& message, bool full) {
  if (full) return message.bytes;
  const bool ours = message.leg == journal::Leg::answer || message.leg == journal::Leg::out;
  const bool understood =
      message.leg == journal::Leg::answer_in
          ? entry.outcome == "SELESAI" || entry.outcome == "TERTUNDA" || entry.outcome == "DITOLAK"
          : !entry.operation.empty();
  return ours || understood ? masked(message.bytes) : hidden_whole(message.bytes);
}

Json as_json(const journal::Entry& entry, const journal::Message& message, bool full) {
  Json json;
  json["pesan"] = journal::name(message.leg);
  json["pada"] = base::iso8601(message.at);
  if (message.cleared) {
    json["dihapus"] = true;
    return json;
  }
  json["byte"] = message.bytes.size();
  const std::string text = for_eyes(entry, message, full);
  try {
    static_cast<void>(Json(text).dump());
    json["isi"] = text;
  } catch (const Json::type_error&) {  // not UTF-8
    json["isiBase64"] = base64(text);
  }
  return json;
}

/// What a person or a command has noted: no message, hence never masked.
Json note_as_json(const journal::Message& note) {
  Json json;
  json["pada"] = base::iso8601(note.at);
  Json text = Json::parse(note.bytes, nullptr, false);
  json["isi"] = text.is_discarded() ? Json(note.bytes) : text;
  return json;
}

/// One line that a terminal shows as it is: what visible() escapes stands in strings only, and its \u form is
/// JSON's own.
std::string dumped(const Json& json) {
  return visible(json.dump(-1, ' ', false, Json::error_handler_t::replace));
}

std::string message_heading(const journal::Message& message, bool full) {
  std::string heading = "\n--- " + std::string(journal::name(message.leg)) + ", " + base::iso8601(message.at);
  if (message.cleared) return heading + ", cleared; its digest is kept in the chain\n";
  return heading + ", " + std::to_string(message.bytes.size()) + " bytes" +
         (full ? "" : ", masked (--full shows all)") + '\n';
}

std::string seconds(std::int64_t microseconds) {
  std::string text = std::to_string(microseconds / 1000) + '.';
  const std::string rest = std::to_string(microseconds % 1000);
  return text + std::string(3 - rest.size(), '0') + rest + " ms";
}

void line(std::string& page, std::string_view label, const std::string& value) {
  if (value.empty()) return;
  page += std::string(label) + std::string(label.size() < 14 ? 14 - label.size() : 1, ' ') +
          printable(value) + '\n';
}

}  // namespace

std::string entry_json(const journal::Entry& entry) {
  return dumped(as_json(entry));
}

std::string exchange_json(const journal::Entry& entry, const std::vector<journal::Message>& messages,
                          bool full) {
  Json json = as_json(entry);
  json["isiPesan"] = Json::array();
  json["catatan"] = Json::array();
  for (const journal::Message& message : messages) {
    if (message.leg == journal::Leg::note) {
      json["catatan"].push_back(note_as_json(message));
    } else {
      json["isiPesan"].push_back(as_json(entry, message, full));
    }
  }
  return dumped(json);
}

std::string entries_table(const std::vector<journal::Entry>& entries) {
  using Align = Table::Align;
  Table table({{"Number", Align::right},
               {"Received (UTC)"},
               {"From"},
               {"Operation", Align::left, 22},
               {"idPesan", Align::left, 36},
               {"State"},
               {"Outcome", Align::left, 26},
               {"Records", Align::right},
               {"Rejected", Align::right},
               {"Time", Align::right},
               {"Replay of", Align::right}});
  for (const journal::Entry& entry : entries) {
    table.add({std::to_string(entry.number), base::iso8601(entry.received_at), entry.party, entry.operation,
               entry.id_pesan, std::string(journal::name(entry.state)), entry.outcome,
               std::to_string(entry.records), std::to_string(entry.rejected), seconds(entry.durations.total),
               entry.replay_of != 0 ? std::to_string(entry.replay_of) : ""});
  }
  return table.text();
}

std::string exchange_page(const journal::Entry& entry, const std::vector<journal::Message>& messages,
                          bool full) {
  std::string page;
  line(page, "Exchange", std::to_string(entry.number));
  line(page, "From", entry.party + " (" + entry.peer + ")");
  line(page, "Operation",
       entry.operation.empty() ? "not recognised" : entry.section + " / " + entry.operation);
  line(page, "idPesan", entry.id_pesan);
  line(page, "State", std::string(journal::name(entry.state)));
  line(page, "Outcome", entry.outcome);
  line(page, "Reason", entry.reason);
  line(page, "Received", base::iso8601(entry.received_at));
  if (entry.finished_at) line(page, "Finished", base::iso8601(*entry.finished_at));
  line(page, "Time",
       seconds(entry.durations.total) + " (guard " + seconds(entry.durations.guard) + ", decode " +
           seconds(entry.durations.decode) + ", judge " + seconds(entry.durations.judge) + ", send " +
           seconds(entry.durations.send) + ")");
  line(page, "Records",
       std::to_string(entry.records) + ", rejected " + std::to_string(entry.rejected) + ", sent on " +
           std::to_string(entry.attempts) + " times");
  if (entry.held) line(page, "Held", "for a person: 'jembatan journal settle' or 'jembatan journal retry'");
  line(page, "Rules", entry.rules_digest);
  if (entry.replay_of != 0) {
    line(page, "Replay of", std::to_string(entry.replay_of) + " (" + entry.replay_mode + ")");
  }
  for (const journal::Message& message : messages) {
    if (message.leg == journal::Leg::note)
      line(page, "Note", base::iso8601(message.at) + " " + message.bytes);
  }
  for (const journal::Message& message : messages) {
    if (message.leg == journal::Leg::note) continue;
    page += message_heading(message, full);
    if (!message.cleared) page += printable(for_eyes(entry, message, full)) + '\n';
  }
  return page;
}

}  // namespace jembatan::office
