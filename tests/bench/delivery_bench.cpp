// A party that is away for an hour of simulated time while its writes pile up, and what happens when it is
// back: everything is delivered, in order within each company, with the memory of before.
//
//   delivery_bench FOLDER [MESSAGES [COMPANIES]]      a folder on the disk to be measured; 100,000 of 1,000

#include <array>
#include <atomic>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <map>
#include <memory>
#include <mutex>
#include <thread>

#include "bench/row.h"
#include "exchange/courier.h"
#include "exchange/guarded_upstream.h"
#include "exchange/hand_clock.h"
#include "journal/sqlite_store.h"
#include "journal_keys.h"

namespace {

using namespace jembatan;
using namespace std::chrono_literals;
using lampiran::Pihak;

constexpr unsigned callers = 16;
constexpr double most_growth_mib = 16;

const soap::Operasi& kirim() {
  return *soap::find_operasi(lampiran::Bagian::pekerja, "KirimPekerja");
}

/// Away at first; later it takes everything and watches the order. An idPesan is "COMPANY.SERIAL".
class Party final : public exchange::Upstream {
 public:
  std::atomic<bool> away = true;
  std::atomic<std::uint64_t> taken = 0, out_of_order = 0;

  Party() {
    soap::Response response;
    response.operasi = &kirim();
    response.nomor_pertukaran = 1;
    response.hasil = {{1, true, {}}};
    answer_ = soap::Codec().encode(response, soap::SoapVersion::v11);
  }
  exchange::Delivery send(const exchange::Outgoing& outgoing) override {
    if (away) return exchange::NotSent{"connection refused"};
    watch(outgoing.bytes);
    ++taken;
    return exchange::Answered{200, std::string(soap::content_type(soap::SoapVersion::v11)), answer_};
  }
  bool idempotent() const override { return true; }

 private:
  void watch(std::string_view bytes) {
    constexpr std::string_view tag = "idPesan>";
    const char* at = bytes.data() + bytes.find(tag) + tag.size();
    char* point = nullptr;
    const auto company = std::strtoul(at, &point, 10), serial = std::strtoul(point + 1, nullptr, 10);
    const std::scoped_lock lock(mutex_);
    if (next_[company]++ != serial) ++out_of_order;
  }

  std::string answer_;
  std::mutex mutex_;
  std::map<unsigned long, unsigned long> next_;
};

double resident_mib() {
  std::ifstream file("/proc/self/statm");
  double total = 0, resident = 0;
  file >> total >> resident;
  return resident * 4096 / 1'048'576;
}

exchange::Arrival arrival(unsigned long company, unsigned long serial, soap::Codec& codec) {
  soap::Request request;
  request.operasi = &kirim();
  request.id_pesan = std::to_string(company) + "." + std::to_string(serial);
  request.kunci = lampiran::KunciBadanUsaha{{}, "9999" + std::to_string(100'000'000 + company), {}, {}};
  lampiran::Pekerja pekerja;
  pekerja.nik = "320405610490" + std::to_string(9900 + serial % 100);
  pekerja.nama = "Siti Contoh Rahmawati";
  pekerja.tanggal_lahir = "1990-04-21";
  pekerja.alamat = "Kp. Contoh RT 001/RW 002, Cileunyi";
  pekerja.jabatan = "Operator Tenun";
  pekerja.status_pegawai = "PKWTT";
  request.rekaman = std::vector{pekerja};
  exchange::Arrival result;
  result.path = "/ws/pekerja";
  result.content_type = "text/xml; charset=utf-8";
  result.body = codec.encode(request, soap::SoapVersion::v11);
  result.peer = "127.0.0.1:1";
  return result;
}

/// Every caller has companies of its own, so that each company's messages come in order.
void pile_up(exchange::Gateway& gateway, unsigned long messages, unsigned long companies) {
  std::vector<std::thread> threads;
  for (unsigned caller = 0; caller < callers; ++caller) {
    threads.emplace_back([=, &gateway] {
      soap::Codec codec;
      for (unsigned long serial = 0; serial < messages / companies; ++serial) {
        for (unsigned long company = caller; company < companies; company += callers) {
          const auto reply = gateway.handle(arrival(company, serial, codec));
          if (reply.outcome != "TERTUNDA") std::cerr << "not kept: " << reply.outcome << '\n';
        }
      }
    });
  }
  for (auto& thread : threads) thread.join();
}

void an_hour(exchange::Courier& courier, exchange::HandClock& clock) {
  for (const auto end = clock.steady() + 1h; clock.steady() < end;) {
    if (const auto later = courier.step()) clock.to(*later);
  }
}

/// The most memory it took, in MiB.
double catch_up(exchange::Courier& courier, exchange::HandClock& clock, const Party& party,
                std::uint64_t messages, unsigned parallel) {
  std::vector<std::thread> threads;
  for (unsigned i = 0; i < parallel; ++i) {
    threads.emplace_back([&] {
      while (party.taken < messages) {
        if (const auto later = courier.step()) {
          clock.pass(1ms);
          std::this_thread::sleep_for(1ms);  // another's delivery makes way, not the clock
        }
      }
    });
  }
  double most = 0;
  while (party.taken < messages) {
    most = std::max(most, resident_mib());
    std::this_thread::sleep_for(50ms);
  }
  for (auto& thread : threads) thread.join();
  return most;
}

void measure(const std::filesystem::path& folder, unsigned long messages, unsigned long companies) {
  const exchange::DeliveryOptions options;
  exchange::HandClock clock;
  const base::Log log((folder / "log").string());
  journal::SqliteStore store((folder / "journal.db").string(), journal::Access::create, clock,
                             test::journal_keys());
  const xml::SchemaSet schemas;
  Party party;
  exchange::GuardedUpstream upstream(party, "upstream.kedua", "kedua", options.breaker, store, clock, log, 1);
  exchange::Law law;
  law.agreement.terms = {{1970y / 1 / 1, 2999y / 12 / 31}};
  exchange::Gateway gateway({clock, log, store, schemas, {}, {{}, &upstream}, {{}, &upstream}},
                            std::make_shared<const exchange::Law>(std::move(law)));

  auto start = std::chrono::steady_clock::now();
  const auto seconds = [&start] {
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
  };
  pile_up(gateway, messages, companies);
  bench::print_row("kept while the party is away", static_cast<double>(messages) / seconds(), "/s");
  exchange::Courier courier(gateway, Pihak::kesatu, options, 2);
  an_hour(courier, clock);
  const double before = resident_mib();

  party.away = false;
  start = std::chrono::steady_clock::now();
  const double most = catch_up(courier, clock, party, messages, options.parallel);
  bench::print_row("delivered when it is back", static_cast<double>(messages) / seconds(), "/s");
  journal::Filter answered;
  answered.state = journal::State::answered;
  bench::print_row("not delivered", static_cast<double>(messages - store.count(answered)), "",
                   {bench::Target::below, 1});
  bench::print_row("delivered twice", static_cast<double>(party.taken - messages), "",
                   {bench::Target::below, 1});
  bench::print_row("out of order in their company", static_cast<double>(party.out_of_order), "",
                   {bench::Target::below, 1});
  bench::print_row("memory before", before, "MiB");
  bench::print_row("memory grown by while delivering", most - before, "MiB",
                   {bench::Target::below, most_growth_mib});
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 2) {
    std::cerr << "usage: delivery_bench FOLDER [MESSAGES [COMPANIES]]\n";
    return 2;
  }
  const std::filesystem::path folder = std::filesystem::path(argv[1]) / "delivery-bench";
  std::filesystem::create_directory(folder);
  const auto number = [&](int at, unsigned long otherwise) {
    return argc > at ? std::strtoul(argv[at], nullptr, 10) : otherwise;
  };
  const unsigned long companies = number(3, 1'000);
  measure(folder, number(2, 100'000) / companies * companies, companies);
  std::filesystem::remove_all(folder);
  return 0;
}
