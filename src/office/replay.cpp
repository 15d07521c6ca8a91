#include "office/replay.h"

#include <nlohmann/json.hpp>
#include <utility>

#include "office/replay_modes.h"
#include "xml/canonical.h"

namespace jembatan::office {

namespace {

using Json = nlohmann::ordered_json;
using journal::Entry;
using journal::Message;

Json as_json(const VerdictChange& change) {
  const auto status = [](bool accepted) { return accepted ? "DITERIMA" : "DITOLAK"; };
  return {{"urutan", change.urutan},
          {"statusTercatat", status(change.was_accepted)},
          {"status", status(change.accepted)},
          {"hilang", change.gone},
          {"baru", change.fresh}};
}

}  // namespace

std::string_view name(ReplayMode mode) {
  switch (mode) {
    case ReplayMode::upstream:
      return "upstream";
    case ReplayMode::gateway:
      return "gateway";
    case ReplayMode::judge:
      return "judge";
    case ReplayMode::compare:
      return "compare";
  }
  return "";
}

std::optional<ReplayMode> replay_mode_named(std::string_view text) {
  for (const ReplayMode mode :
       {ReplayMode::upstream, ReplayMode::gateway, ReplayMode::judge, ReplayMode::compare}) {
    if (name(mode) == text) return mode;
  }
  return std::nullopt;
}

Attempt not_made(const Entry& entry, Fate fate, std::string reason) {
  Attempt attempt;
  attempt.original = entry.number;
  attempt.operation = entry.operation;
  attempt.id_pesan = entry.id_pesan;
  attempt.recorded = entry.outcome;
  attempt.fate = fate;
  attempt.reason = std::move(reason);
  return attempt;
}

const std::string* bytes_of(const std::vector<Message>& messages, journal::Leg leg) {
  const Message* message = journal::last(messages, leg);
  return message == nullptr || message->bytes.empty() ? nullptr : &message->bytes;
}

const soap::Operasi* operasi_of(const Entry& entry) {
  const auto bagian = lampiran::bagian_named(entry.section);
  return bagian ? soap::find_operasi(*bagian, entry.operation) : nullptr;
}

exchange::Arrival arrival_of(const Entry& entry, const std::string& request) {
  exchange::Arrival arrival;
  arrival.pihak = *lampiran::pihak_named(entry.party);
  arrival.path = "/ws/" + entry.section;
  arrival.content_type =
      soap::content_type(entry.soap_version == "1.2" ? soap::SoapVersion::v12 : soap::SoapVersion::v11);
  arrival.body = request;
  arrival.peer = "cli";
  arrival.replay_of = entry.number;
  return arrival;
}

void compare_answers(Attempt& attempt, const std::string* recorded, std::string_view present) {
  static const std::vector<std::string_view> not_compared{"nomorPertukaran", "nomorPertukaranDicari"};
  if (recorded == nullptr) return;
  attempt.compared = true;
  attempt.differences = xml::differences(*recorded, present, not_compared);
}

Attempt replay(const ReplayDesk& desk, const Entry& entry, const std::vector<Message>& messages) {
  switch (desk.order.mode) {
    case ReplayMode::upstream:
      return replay_upstream(desk, entry, messages);
    case ReplayMode::gateway:
      return replay_gateway(desk, entry, messages);
    case ReplayMode::judge:
      return replay_judge(desk, entry, messages);
    case ReplayMode::compare:
      return replay_compare(desk, entry, messages);
  }
  return not_made(entry, Fate::impossible, "no such mode");
}

std::string attempt_json(const Attempt& attempt) {
  Json json;
  json["nomor"] = attempt.original;
  json["nomorBaru"] = attempt.number != 0 ? Json(attempt.number) : Json(nullptr);
  json["operasi"] = attempt.operation;
  json["idPesan"] = attempt.id_pesan;
  json["hasilTercatat"] = attempt.recorded;
  json["hasil"] = attempt.outcome;
  json["gagal"] = attempt.failed;
  json["dilewati"] = attempt.fate == Fate::before || attempt.fate == Fate::forbidden;
  json["sebab"] = attempt.reason;
  json["sama"] = attempt.compared ? Json(attempt.differences.empty()) : Json(nullptr);
  json["perbedaan"] = attempt.differences;
  if (!attempt.changes.empty()) {
    for (const VerdictChange& change : attempt.changes) json["perubahan"].push_back(as_json(change));
  }
  return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

}  // namespace jembatan::office
