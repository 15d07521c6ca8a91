// Where the time of one exchange goes, and the share of it that judging takes:
// Gateway::handle from the caller's bytes to the answer's, with a journal on the
// disk, the schemas, every rule and an other party that answers real bytes at
// once, so that nothing but our own work is measured.
//
//   exchange_bench CONTOH FOLDER      the folder of the example files; a folder on the disk to be measured

#include <array>
#include <filesystem>
#include <iostream>
#include <type_traits>

#include "bench/row.h"
#include "bench/workers.h"
#include "exchange/gateway.h"
#include "journal/sqlite_store.h"
#include "journal_keys.h"
#include "soap/codec.h"

namespace {

using namespace jembatan;
using Microseconds = std::chrono::duration<double, std::micro>;

constexpr int rounds = 7;
constexpr double most_percent_judging = 10;

/// The SQLite journal, with a watch on what the exchange waits for.
class TimedStore final : public journal::Store {
 public:
  TimedStore(journal::Store& store, const base::Clock& clock) : store_(store), clock_(clock) {}

  double record_us = 0, lookup_us = 0;
  journal::Durations durations;  ///< of the exchange that was closed last

  std::variant<journal::Opened, journal::Seen> open(const journal::Entry& entry,
                                                    const journal::Contents& contents) override {
    return timed(record_us, [&] { return store_.open(entry, contents); });
  }
  bool advance(std::uint64_t number, journal::State expected, const journal::Change& change) override {
    if (change.durations) durations = *change.durations;
    return timed(record_us, [&] { return store_.advance(number, expected, change); });
  }
  std::vector<bool> listed_elsewhere(std::string_view party,
                                     const std::vector<journal::Placement>& placements) override {
    return timed(lookup_us, [&] { return store_.listed_elsewhere(party, placements); });
  }
  void note(std::uint64_t number, const std::string& text) override { store_.note(number, text); }
  std::vector<journal::Message> messages(std::uint64_t number) override { return store_.messages(number); }
  std::vector<journal::Entry> scan(const journal::Filter& filter, journal::Order order,
                                   std::size_t limit) override {
    return store_.scan(filter, order, limit);
  }
  std::uint64_t count(const journal::Filter& filter) override { return store_.count(filter); }
  std::vector<journal::Waiting> waiting(std::string_view party, bool in_doubt_too, std::uint64_t after,
                                        std::size_t limit) override {
    return store_.waiting(party, in_doubt_too, after, limit);
  }

 private:
  template <class Step>
  std::invoke_result_t<Step> timed(double& total, Step step) {
    const auto before = clock_.steady();
    auto result = step();
    total += Microseconds(clock_.steady() - before).count();
    return result;
  }

  journal::Store& store_;
  const base::Clock& clock_;
};

/// The other party: it accepts all records, in bytes made beforehand.
class ReadyUpstream final : public exchange::Upstream {
 public:
  std::string answer;
  exchange::Delivery send(const exchange::Outgoing&) override {
    return exchange::Answered{200, std::string(soap::content_type(soap::SoapVersion::v11)), answer};
  }
  bool idempotent() const override { return true; }
};

/// Microseconds of one exchange's stages. `judge` is the rules alone, `lookup` what the journal is asked for
/// them (the journal's own duration of judging holds both); `rest` is canonical form, our encoding, and the
/// guard and decoding of the other party's answer.
struct Stages {
  double guard = 0, decode = 0, judge = 0, lookup = 0, record = 0, send = 0, rest = 0, whole = 0;
};

struct Stage {
  const char* name;
  double Stages::*member;
};
constexpr std::array stages{Stage{"guard", &Stages::guard},   Stage{"decode", &Stages::decode},
                            Stage{"judge", &Stages::judge},   Stage{"journal look-up", &Stages::lookup},
                            Stage{"record", &Stages::record}, Stage{"send", &Stages::send},
                            Stage{"rest", &Stages::rest},     Stage{"whole", &Stages::whole}};

class World {
 public:
  World(const std::filesystem::path& folder, lampiran::Aturan aturan)
      : sqlite_((folder / "journal.db").string(), journal::Access::create, clock_, test::journal_keys()),
        store_(sqlite_, clock_),
        gateway_({clock_, log_, store_, schemas_, {}, {{}, &upstream_}, {{}, &upstream_}},
                 law(std::move(aturan))) {}

  /// The means of `count` exchanges of so many workers.
  Stages measure(std::size_t workers, std::size_t count) {
    soap::Request request = kirim(workers);
    upstream_.answer = acceptance(*request.operasi, workers);
    Stages sum;
    for (std::size_t i = 0; i < count; ++i) {
      request.id_pesan = "bench-" + std::to_string(++sent_);
      add(sum, exchange(codec_.encode(request, soap::SoapVersion::v11)));
    }
    for (const Stage& stage : stages) sum.*stage.member /= static_cast<double>(count);
    return sum;
  }

 private:
  static std::shared_ptr<const exchange::Law> law(lampiran::Aturan aturan) {
    using namespace std::chrono_literals;
    exchange::Law law;
    law.aturan = std::move(aturan);
    law.agreement.terms = {{2020y / 11 / 3, 2999y / 12 / 31}};
    return std::make_shared<const exchange::Law>(std::move(law));
  }

  static soap::Request kirim(std::size_t workers) {
    soap::Request request;
    request.operasi = soap::find_operasi(lampiran::Bagian::pekerja, "KirimPekerja");
    request.kunci = bench::company();
    request.jumlah_data = workers;
    request.rekaman = bench::workers(workers);
    return request;
  }

  std::string acceptance(const soap::Operasi& operasi, std::size_t workers) {
    soap::Response response;
    response.operasi = &operasi;
    response.nomor_pertukaran = 1;
    for (std::size_t i = 1; i <= workers; ++i) response.hasil.push_back({i, true, {}});
    return codec_.encode(response, soap::SoapVersion::v11);
  }

  Stages exchange(std::string bytes) {
    exchange::Arrival arrival;
    arrival.path = "/ws/pekerja";
    arrival.content_type = soap::content_type(soap::SoapVersion::v11);
    arrival.peer = "127.0.0.1:1";
    arrival.body = std::move(bytes);
    store_.record_us = store_.lookup_us = 0;

    const auto before = clock_.steady();
    const exchange::Reply reply = gateway_.handle(arrival);
    Stages took;
    took.whole = Microseconds(clock_.steady() - before).count();
    if (reply.outcome != "SELESAI") throw std::runtime_error("an exchange ended with " + reply.outcome);

    const journal::Durations& durations = store_.durations;
    took.guard = static_cast<double>(durations.guard);
    took.decode = static_cast<double>(durations.decode);
    took.judge = static_cast<double>(durations.judge) - store_.lookup_us;
    took.send = static_cast<double>(durations.send);
    took.lookup = store_.lookup_us;
    took.record = store_.record_us;
    took.rest = took.whole - took.guard - took.decode - took.judge - took.lookup - took.record - took.send;
    return took;
  }

  static void add(Stages& sum, const Stages& one) {
    for (const Stage& stage : stages) sum.*stage.member += one.*stage.member;
  }

  base::SystemClock clock_;
  base::Log log_;
  journal::SqliteStore sqlite_;
  TimedStore store_;
  xml::SchemaSet schemas_;
  ReadyUpstream upstream_;
  soap::Codec codec_;
  exchange::Gateway gateway_;
  std::uint64_t sent_ = 0;
};

template <class Value>
double median_of(const std::vector<Stages>& all, Value value) {
  std::vector<double> values;
  for (const Stages& one : all) values.push_back(value(one));
  return bench::median(std::move(values));
}

void print(std::size_t workers, const std::vector<Stages>& all) {
  const std::string size = std::to_string(workers) + (workers == 1 ? " worker: " : " workers: ");
  for (const Stage& stage : stages) {
    bench::print_row(size + stage.name, median_of(all, [&](const Stages& one) { return one.*stage.member; }),
                     "us");
  }
  // A slow disk makes any share small: the share without the waits for it is shown as well.
  constexpr bench::Target target{bench::Target::below, most_percent_judging};
  bench::print_row(size + "share of the rules",
                   median_of(all, [](const Stages& one) { return 100 * one.judge / one.whole; }), "%",
                   target);
  bench::print_row(
      size + "share of the rules, without record",
      median_of(all, [](const Stages& one) { return 100 * one.judge / (one.whole - one.record); }), "%");
  bench::print_row(
      size + "share of rules and look-up",
      median_of(all, [](const Stages& one) { return 100 * (one.judge + one.lookup) / one.whole; }), "%",
      target);
}

void run(const std::string& contoh, const std::filesystem::path& folder) {
  auto aturan = bench::law(contoh);
  if (!aturan) throw std::runtime_error(aturan.error().front());
  World world(folder, std::move(*aturan));
  struct Size {
    std::size_t workers, exchanges;
    std::vector<Stages> measured;
  };
  std::array sizes{Size{1, 200, {}}, Size{100, 50, {}}, Size{1000, 10, {}}};
  for (Size& size : sizes) static_cast<void>(world.measure(size.workers, 2));  // warm
  for (int round = 0; round < rounds; ++round) {
    for (Size& size : sizes) size.measured.push_back(world.measure(size.workers, size.exchanges));
  }
  for (const Size& size : sizes) print(size.workers, size.measured);
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 3) {
    std::cerr << "usage: exchange_bench CONTOH FOLDER\n";
    return 2;
  }
  try {
    run(argv[1], argv[2]);
  } catch (const std::exception& failure) {
    std::cerr << "exchange_bench: " << failure.what() << '\n';
    return 1;
  }
  return 0;
}
