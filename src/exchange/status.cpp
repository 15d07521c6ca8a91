#include <utility>

#include "exchange/closing.h"
#include "exchange/steps.h"

namespace jembatan::exchange {

namespace {

using journal::Entry;
using journal::State;

/// The exchange that holds the idPesan; otherwise the latest one that was refused under it, by the other
/// party or by a person who settled it.
std::optional<Entry> wanted(const Desk& desk, const std::string& party, const std::string& id_pesan) {
  if (auto bound = desk.around.store.find_bound(party, id_pesan)) return bound;
  journal::Filter filter;
  filter.party = party;
  filter.id_pesan = id_pesan;
  filter.replays = false;
  std::optional<Entry> latest;
  for (const State state : {State::refused, State::settled}) {
    filter.state = state;
    if (state == State::settled) filter.outcome = "DITOLAK";
    auto found = desk.around.store.scan(filter, journal::Order::newest_first, 1);
    if (!found.empty() && (!latest || latest->number < found.front().number)) {
      latest = std::move(found.front());
    }
  }
  return latest;
}

soap::StatusPesan status_of(const Entry& entry) {
  switch (entry.state) {
    case State::received:
    case State::pending:
    case State::sending:
      return soap::StatusPesan::tertunda;
    case State::in_doubt:
      return soap::StatusPesan::ragu;
    case State::refused:
      return soap::StatusPesan::ditolak;
    case State::answered:
    case State::settled:
      break;
  }
  if (entry.outcome == "TERTUNDA") return soap::StatusPesan::tertunda;
  return entry.outcome == "DITOLAK" ? soap::StatusPesan::ditolak : soap::StatusPesan::selesai;
}

std::vector<lampiran::HasilRekaman> recorded_verdicts(const Desk& desk, const Entry& entry) {
  const soap::Operasi* operasi = operasi_of(entry);
  if (operasi == nullptr || !operasi->writes()) return {};
  const auto messages = desk.around.store.messages(entry.number);
  const journal::Message* answer = journal::last(messages, journal::Leg::answer);
  if (answer == nullptr || answer->cleared) return {};
  auto decoded = desk.codec.decode_response(answer->bytes, *operasi);
  if (!decoded) {
    throw base::Broken(base::SafeText("the recorded answer of exchange ") + entry.number +
                       " cannot be read: " + base::vouched(decoded.error(), base::Origin::program));
  }
  if (auto* response = std::get_if<soap::Response>(&*decoded)) return std::move(response->hasil);
  return {};
}

}  // namespace

Reply handle_status(const Desk& desk, Matter& matter, const soap::Request& request) {
  soap::Response response;
  response.operasi = request.operasi;
  if (const auto entry = wanted(desk, matter.entry.party, *request.id_pesan_dicari)) {
    response.status_pesan = status_of(*entry);
    response.nomor_pertukaran_dicari = entry->number;
    response.hasil = recorded_verdicts(desk, *entry);
  }

  open_unbound(desk, matter, State::received);  // the same question later deserves a fresh answer
  journal::Change change;
  change.to = State::answered;
  change.outcome = std::string(soap::name(soap::StatusKiriman::selesai));
  return close(desk, matter, State::received, std::move(change), std::move(response));
}

}  // namespace jembatan::exchange
