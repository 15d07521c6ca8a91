#include "bench/exchanges.h"

#include <atomic>
#include <stdexcept>
#include <thread>

#include "base/uuid.h"
#include "crypto/digest.h"
#include "exchange/identifiers.h"
#include "exchange/placements.h"

namespace jembatan::bench {

namespace {

constexpr unsigned writers = 64;

soap::Response answer_to(const soap::Request& request, std::uint64_t number) {
  soap::Response response;
  response.operasi = request.operasi;
  response.nomor_pertukaran = number;
  for (std::size_t i = 1; i <= lampiran::count(request.rekaman); ++i) response.hasil.push_back({i, true, {}});
  return response;
}

journal::Entry entry_of(const soap::Request& request, const std::string& bytes) {
  static const std::string rules = crypto::sha256_hex("rules");
  journal::Entry entry;
  entry.party = "kesatu";
  entry.section = "pekerja";
  entry.operation = "KirimPekerja";
  entry.binds_id = true;
  entry.content_digest = crypto::sha256_hex(bytes);
  entry.rules_digest = rules;
  entry.soap_version = "1.1";
  entry.peer = "10.20.30.40";
  entry.state = journal::State::sending;
  entry.durations = {61, 43, 25, 0, 0};
  entry.attempts = 1;
  entry.records = static_cast<unsigned>(lampiran::count(request.rekaman));
  return entry;
}

}  // namespace

std::size_t Exchange::bytes() const {
  std::size_t sum = 0;
  for (const auto* messages : {&contents.messages, &end.messages}) {
    for (const auto& [leg, bytes] : *messages) sum += bytes.size();
  }
  return sum;
}

Exchange Exchanges::next(std::size_t workers) {
  constexpr auto soap11 = soap::SoapVersion::v11;
  soap::Request request;
  request.operasi = soap::find_operasi(lampiran::Bagian::pekerja, "KirimPekerja");
  request.id_pesan = base::uuid_v7(base::SystemClock().wall());
  request.kunci = workers_.company();
  request.jumlah_data = workers;
  std::vector<lampiran::Pekerja> records;
  for (std::size_t i = 0; i < workers; ++i) records.push_back(workers_.worker());
  request.rekaman = std::move(records);

  Exchange exchange;
  const std::string bytes = codec_.encode(request, soap11);
  exchange.entry = entry_of(request, bytes);
  exchange.contents.messages = {{journal::Leg::in, bytes}, {journal::Leg::out, bytes}};
  exchange.contents.identifiers = exchange::identifiers_of(request);
  exchange.contents.companies = exchange::companies_of(request);
  exchange.end.to = journal::State::answered;
  exchange.end.outcome = "SELESAI";
  exchange.end.finished_at = base::SystemClock().wall();
  exchange.end.durations = {61, 43, 25, 1830 + workers_.below(900), 2500 + workers_.below(900)};
  exchange.end.rejected = 0;
  for (const journal::Leg leg : {journal::Leg::answer_in, journal::Leg::answer}) {
    const auto answer = answer_to(request, 1 + workers_.below(10'000'000));
    exchange.end.messages.emplace_back(leg, codec_.encode(answer, soap11));
  }
  exchange.end.placements = exchange::placements_of(request);
  return exchange;
}

std::vector<Exchange> Exchanges::many(std::size_t count, std::size_t workers) {
  std::vector<Exchange> all;
  all.reserve(count);
  while (all.size() < count) all.push_back(next(workers));
  return all;
}

std::uint64_t record(journal::Store& store, const Exchange& exchange) {
  journal::Entry entry = exchange.entry;
  entry.received_at = base::SystemClock().wall();
  entry.id_pesan = base::uuid_v7(entry.received_at);
  const auto opened = store.open(entry, exchange.contents);
  const auto number = std::get<journal::Opened>(opened).number;
  if (!store.advance(number, entry.state, exchange.end)) throw std::logic_error("an exchange did not end");
  return number;
}

void record_many(journal::Store& store, const std::vector<Exchange>& some, std::size_t count) {
  std::atomic<std::size_t> next = 0;
  std::vector<std::thread> threads;
  for (unsigned i = 0; i < writers; ++i) {
    threads.emplace_back([&] {
      for (std::size_t mine = next++; mine < count; mine = next++) record(store, some[mine % some.size()]);
    });
  }
  for (auto& thread : threads) thread.join();
}

}  // namespace jembatan::bench
