// What keeping the register costs an exchange, and what it takes on the disk:
// the same messages go through two gateways in turn, whose journals differ in
// that one is not told what the messages say. What making that ready takes is
// measured apart, since both do it.
//
//   register_bench CONTOH FOLDER      the folder of the example files; a folder on the disk to be measured

#include <array>
#include <ctime>
#include <filesystem>
#include <iostream>
#include <set>

#include "bench/random_workers.h"
#include "bench/row.h"
#include "bench/workers.h"
#include "exchange/gateway.h"
#include "exchange/register_entries.h"
#include "journal/space.h"
#include "journal/sqlite_store.h"
#include "journal_keys.h"
#include "soap/codec.h"

namespace {

using namespace jembatan;

constexpr double most_percent = 15;

/// Of the whole process, the journal's writer included: waits for the disk do not count.
double processor_us() {
  std::timespec now{};
  ::clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
  return static_cast<double>(now.tv_sec) * 1e6 + static_cast<double>(now.tv_nsec) / 1e3;
}

/// A journal that is not told what is said.
class Deaf final : public journal::Store {
 public:
  explicit Deaf(journal::Store& store) : store_(store) {}

  std::variant<journal::Opened, journal::Seen> open(const journal::Entry& entry,
                                                    const journal::Contents& contents) override {
    return store_.open(entry, contents);
  }
  bool advance(std::uint64_t number, journal::State expected, const journal::Change& change) override {
    journal::Change untold = change;
    untold.given.reset();
    return store_.advance(number, expected, untold);
  }
  std::vector<bool> listed_elsewhere(std::string_view party,
                                     const std::vector<journal::Placement>& placements) override {
    return store_.listed_elsewhere(party, placements);
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
  journal::Store& store_;
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

std::shared_ptr<const exchange::Law> law(lampiran::Aturan aturan) {
  using namespace std::chrono_literals;
  exchange::Law law;
  law.aturan = std::move(aturan);
  law.agreement.terms = {{2020y / 11 / 3, 2999y / 12 / 31}};
  return std::make_shared<const exchange::Law>(std::move(law));
}

struct Took {
  double wall = 0, processor = 0;
};

class Side {
 public:
  Side(const std::filesystem::path& file, bool told, const std::shared_ptr<const exchange::Law>& law)
      : sqlite_(file.string(), journal::Access::create, clock_, test::journal_keys()),
        deaf_(sqlite_),
        gateway_({clock_,
                  log_,
                  told ? static_cast<journal::Store&>(sqlite_) : deaf_,
                  schemas_,
                  {},
                  {{}, &upstream_},
                  {{}, &upstream_}},
                 law) {}

  Took exchange(const std::string& bytes, const std::string& acceptance) {
    upstream_.answer = acceptance;
    exchange::Arrival arrival;
    arrival.path = "/ws/pekerja";
    arrival.content_type = soap::content_type(soap::SoapVersion::v11);
    arrival.peer = "127.0.0.1:1";
    arrival.body = bytes;
    const double processor = processor_us();
    const auto wall = clock_.steady();
    const exchange::Reply reply = gateway_.handle(arrival);
    const Took took{std::chrono::duration<double, std::micro>(clock_.steady() - wall).count(),
                    processor_us() - processor};
    if (reply.outcome != "SELESAI") throw std::runtime_error("an exchange ended with " + reply.outcome);
    return took;
  }
  [[nodiscard]] double used() {
    double bytes = 0;
    sqlite_.read([&](journal::Connection& connection) {
      bytes = static_cast<double>(journal::space_of(connection).used());
    });
    return bytes;
  }

 private:
  base::SystemClock clock_;
  base::Log log_;
  journal::SqliteStore sqlite_;
  Deaf deaf_;
  xml::SchemaSet schemas_;
  ReadyUpstream upstream_;
  exchange::Gateway gateway_;
};

/// Fictitious messages of so many workers, each of another company.
class Messages {
 public:
  explicit Messages(std::size_t workers) : workers_(workers) {}

  soap::Request next() {
    soap::Request request;
    request.operasi = soap::find_operasi(lampiran::Bagian::pekerja, "KirimPekerja");
    request.kunci = random_.company();
    request.jumlah_data = workers_;
    std::vector<lampiran::Pekerja> records;
    std::set<std::string> seen;  // a NIK twice in one message is rejected
    while (records.size() < workers_) {
      auto worker = random_.worker();
      if (seen.insert(*worker.nik).second) records.push_back(std::move(worker));
    }
    request.rekaman = std::move(records);
    return request;
  }

 private:
  std::size_t workers_;
  bench::RandomWorkers random_{3};
};

struct Measured {
  std::vector<double> without_wall, without, made_ready, kept_wall, kept;

  void add(const Took& with, const Took& without_it, double ready) {
    without_wall.push_back(without_it.wall);
    without.push_back(without_it.processor);
    made_ready.push_back(ready);
    kept_wall.push_back(with.wall - without_it.wall);
    kept.push_back(with.processor - without_it.processor);
  }
  /// Of an exchange that knows of no register, in percent: the median of what is more over the median of all.
  [[nodiscard]] double percent(const std::vector<double>& more, const std::vector<double>& whole) const {
    const double ready = bench::median(made_ready);
    return 100 * (bench::median(more) + ready) / (bench::median(whole) - ready);
  }
};

class Bench {
 public:
  Bench(const std::string& contoh, std::filesystem::path folder) : folder_(std::move(folder)) {
    auto aturan = bench::law(contoh);
    if (!aturan) throw std::runtime_error(aturan.error().front());
    law_ = law(std::move(*aturan));
  }

  /// Messages of new workers, each message sent once more under another idPesan.
  void measure(std::size_t workers, std::size_t count) {
    const std::string name = std::to_string(workers);
    Side with(folder_ / ("with-" + name + ".db"), true, law_);
    Side without(folder_ / ("without-" + name + ".db"), false, law_);
    Messages messages(workers);
    std::vector<soap::Request> sent;
    Measured fresh, known;
    constexpr std::size_t warm = 3;
    const double before = with.used() - without.used();
    for (std::size_t i = 0; i < count + warm; ++i) {
      sent.push_back(messages.next());
      exchange(sent.back(), with, without, i < warm ? nullptr : &fresh);
    }
    const double bytes = (with.used() - without.used() - before) / static_cast<double>(count + warm);
    for (auto& request : sent) exchange(request, with, without, &known);
    print(name + (workers == 1 ? " worker: " : " workers: "), fresh, known, bytes,
          bytes / static_cast<double>(workers));
  }

 private:
  void exchange(soap::Request& request, Side& with, Side& without, Measured* into) {
    const std::size_t records = lampiran::count(request.rekaman);
    request.id_pesan = "bench-" + std::to_string(++sent_);
    const std::string bytes = codec_.encode(request, soap::SoapVersion::v11);
    soap::Response response;
    response.operasi = request.operasi;
    response.nomor_pertukaran = 1;
    for (std::size_t i = 1; i <= records; ++i) response.hasil.push_back({i, true, {}});
    const std::string acceptance = codec_.encode(response, soap::SoapVersion::v11);

    const double start = processor_us();
    auto given = exchange::given_by(request, lampiran::Pihak::kesatu);
    exchange::keep_accepted(given, response.hasil);
    const double ready = processor_us() - start;
    // In turn, so that neither always comes first.
    const bool with_first = sent_ % 2 == 0;
    Took kept = with_first ? with.exchange(bytes, acceptance) : Took{};
    const Took not_kept = without.exchange(bytes, acceptance);
    if (!with_first) kept = with.exchange(bytes, acceptance);
    if (into != nullptr) into->add(kept, not_kept, ready);
  }

  static void print(const std::string& size, const Measured& fresh, const Measured& known, double bytes,
                    double bytes_each) {
    constexpr bench::Target target{bench::Target::below, most_percent};
    bench::print_row(size + "exchange without it, processor", bench::median(fresh.without), "us");
    bench::print_row(size + "making ready", bench::median(fresh.made_ready), "us");
    bench::print_row(size + "recording, new workers", bench::median(fresh.kept), "us");
    bench::print_row(size + "recording, known ones", bench::median(known.kept), "us");
    bench::print_row(size + "more processor time, new", fresh.percent(fresh.kept, fresh.without), "%",
                     target);
    bench::print_row(size + "more processor time, known", known.percent(known.kept, known.without), "%",
                     target);
    bench::print_row(size + "more time, new", fresh.percent(fresh.kept_wall, fresh.without_wall), "%");
    bench::print_row(size + "more time, known", known.percent(known.kept_wall, known.without_wall), "%");
    bench::print_row(size + "on the disk, a message", bytes, "bytes");
    bench::print_row(size + "on the disk, a worker", bytes_each, "bytes");
  }

  std::filesystem::path folder_;
  std::shared_ptr<const exchange::Law> law_;
  soap::Codec codec_;
  std::uint64_t sent_ = 0;
};

}  // namespace

int main(int argc, char** argv) {
  if (argc != 3) {
    std::cerr << "usage: register_bench CONTOH FOLDER\n";
    return 2;
  }
  try {
    Bench bench(argv[1], argv[2]);
    bench.measure(1, 600);
    bench.measure(100, 150);
    bench.measure(1000, 30);
  } catch (const std::exception& failure) {
    std::cerr << "register_bench: " << failure.what() << '\n';
    return 1;
  }
  return 0;
}
