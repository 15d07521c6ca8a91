#include "exchange/delivery_world.h"

#include <unistd.h>

#include <fstream>
#include <iterator>

#include "exchange/world.h"
#include "journal/recovery.h"
#include "journal_keys.h"

namespace jembatan::exchange {

namespace {

std::filesystem::path new_folder() {
  std::string pattern = (std::filesystem::temp_directory_path() / "jembatan-delivery-XXXXXX").string();
  if (mkdtemp(pattern.data()) == nullptr) throw std::runtime_error("no temporary folder");
  return pattern;
}

std::shared_ptr<const Law> always() {
  using namespace std::chrono_literals;
  Law law;
  law.agreement.terms = {{1970y / 1 / 1, 2999y / 12 / 31}};
  return std::make_shared<const Law>(std::move(law));
}

Arrival arrival_of(const soap::Request& request, soap::Codec& codec) {
  Arrival arrival;
  arrival.path = "/ws/pekerja";
  arrival.content_type = "text/xml; charset=utf-8";
  arrival.body = codec.encode(request, soap::SoapVersion::v11);
  arrival.peer = "127.0.0.1:1";
  return arrival;
}

}  // namespace

Delivery OtherParty::send(const Outgoing& outgoing) {
  soap::Codec codec;
  const auto request = codec.decode_request(outgoing.bytes, soap::namespace_of(outgoing.operasi->bagian),
                                            outgoing.operasi->nama);
  const Seen seen{request->kunci ? request->kunci->nib.value_or("") : "", request->id_pesan};
  {
    const std::scoped_lock lock(mutex_);
    seen_.push_back(seen);
  }
  return decide(seen);
}

Delivery OtherParty::accept() {
  soap::Response response;
  response.operasi = &operasi(lampiran::Bagian::pekerja, "KirimPekerja");
  response.nomor_pertukaran = 77;
  response.hasil = {{1, true, {}}};
  return Answered{200, std::string(soap::content_type(soap::SoapVersion::v11)),
                  soap::Codec().encode(response, soap::SoapVersion::v11)};
}

std::vector<Seen> OtherParty::seen() const {
  const std::scoped_lock lock(mutex_);
  return seen_;
}

void OtherParty::forget() {
  const std::scoped_lock lock(mutex_);
  seen_.clear();
}

DeliveryWorld::DeliveryWorld(DeliveryOptions given) : folder(new_folder()), options(given) {
  back();
  restart();
}

DeliveryWorld::~DeliveryWorld() {
  std::filesystem::remove_all(folder);
}

void DeliveryWorld::restart() {
  courier.reset();
  gateway.reset();
  guarded.reset();
  store.reset();
  log = std::make_unique<base::Log>((folder / "log").string());
  store = std::make_unique<journal::SqliteStore>((folder / "journal.db").string(), journal::Access::create,
                                                 clock, test::journal_keys());
  static_cast<void>(journal::recover(*store, clock));
  guarded = std::make_unique<GuardedUpstream>(party, "upstream.kedua", "kedua", options.breaker, *store,
                                              clock, *log, 5);
  gateway = std::make_unique<Gateway>(
      Surroundings{clock, *log, *store, schemas, {}, {{}, guarded.get()}, {{}, guarded.get()}}, always());
  courier = std::make_unique<Courier>(*gateway, lampiran::Pihak::kesatu, options, 6);
}

std::string DeliveryWorld::nib(int company) {
  return "9999" + std::to_string(100'000'000 + company);
}

Arrival DeliveryWorld::write(int company, const std::string& id_pesan) {
  soap::Request request;
  request.operasi = &operasi(lampiran::Bagian::pekerja, "KirimPekerja");
  request.id_pesan = id_pesan;
  request.kunci = lampiran::KunciBadanUsaha{{}, nib(company), {}, {}};
  request.rekaman = std::vector{worker()};
  return arrival_of(request, codec);
}

Reply DeliveryWorld::ask_for(const std::string& nik, const std::string& id_pesan) {
  soap::Request request;
  request.operasi = &operasi(lampiran::Bagian::pekerja, "AmbilPekerja");
  request.id_pesan = id_pesan;
  request.nik = nik;
  return gateway->handle(arrival_of(request, codec));
}

void DeliveryWorld::deliver_for(std::chrono::seconds most, const std::function<bool()>& until) {
  const base::SteadyTime end = clock.steady() + most;
  while (!until()) {
    const auto later = courier->step();
    if (!later) continue;
    if (*later >= end) {
      clock.to(end);
      return;
    }
    clock.to(*later);
  }
}

std::uint64_t DeliveryWorld::count(journal::State state) {
  journal::Filter filter;
  filter.state = state;
  return store->count(filter);
}

journal::Entry DeliveryWorld::entry(std::uint64_t number) {
  const auto found = store->find(number);
  if (!found) ADD_FAILURE() << "exchange " << number << " is not in the journal";
  return found.value_or(journal::Entry{});
}

std::string DeliveryWorld::log_text() const {
  std::ifstream file(folder / "log");
  return {std::istreambuf_iterator<char>(file), {}};
}

}  // namespace jembatan::exchange
