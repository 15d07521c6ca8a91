#include "exchange/world.h"

#include <unistd.h>

#include "journal_keys.h"

namespace jembatan::exchange {

namespace {

std::filesystem::path new_folder() {
  std::string pattern = (std::filesystem::temp_directory_path() / "jembatan-exchange-XXXXXX").string();
  if (mkdtemp(pattern.data()) == nullptr) throw std::runtime_error("no temporary folder");
  return pattern;
}

std::shared_ptr<const Law> law(base::Date from, base::Date until) {
  Law result;
  result.agreement.terms = {{from, until}};
  return std::make_shared<const Law>(std::move(result));
}

using namespace std::chrono_literals;

}  // namespace

lampiran::Pekerja worker(int serial) {
  lampiran::Pekerja pekerja;
  pekerja.nik = "320405610490" + std::to_string(9900 + serial);
  pekerja.nama = "Siti Contoh Rahmawati";
  pekerja.tanggal_lahir = "1990-04-21";
  pekerja.alamat = "Kp. Contoh RT 001/RW 002, Cileunyi";
  pekerja.jabatan = "Operator Tenun";
  pekerja.status_pegawai = "PKWTT";
  return pekerja;
}

lampiran::Pekerja rejected_worker() {
  lampiran::Pekerja pekerja = worker();
  pekerja.nik = "320405610490";
  return pekerja;
}

const soap::Operasi& operasi(lampiran::Bagian bagian, std::string_view name) {
  return *soap::find_operasi(bagian, name);
}

World::World()
    : folder(new_folder()),
      log((folder / "log").string()),
      store((folder / "journal.db").string(), journal::Access::create, clock, test::journal_keys()),
      gateway({clock, log, store, schemas, {}, {{}, &kedua}, {{}, &kesatu}},
              law(2020y / 11 / 3, 2999y / 12 / 31)) {
  kedua.answer = [this](const Outgoing& outgoing) { return accept_all(outgoing); };
  kesatu.answer = kedua.answer;
}

World::~World() {
  std::filesystem::remove_all(folder);
}

void World::agree_from(base::Date from, base::Date until) {
  gateway.use(law(from, until));
}

Arrival World::arrival(const soap::Request& request, soap::SoapVersion version) {
  Arrival result = arrival_of_bytes(codec.encode(request, version),
                                    "/ws/" + std::string(lampiran::name(request.operasi->bagian)));
  result.content_type = soap::content_type(version);
  return result;
}

Arrival World::arrival_of_bytes(std::string body, std::string path) {
  Arrival result;
  result.path = std::move(path);
  result.content_type = "text/xml; charset=utf-8";
  result.body = std::move(body);
  result.peer = "127.0.0.1:1";
  return result;
}

soap::Request World::kirim(std::vector<lampiran::Pekerja> pekerja, const std::string& id_pesan) {
  soap::Request request;
  request.operasi = &operasi(lampiran::Bagian::pekerja, "KirimPekerja");
  request.id_pesan = id_pesan;
  request.kunci = lampiran::KunciBadanUsaha{"01.999.001.9-999.000", {}, {}, {}};
  request.rekaman = std::move(pekerja);
  return request;
}

soap::Request World::ambil(const std::string& nik, const std::string& id_pesan) {
  soap::Request request;
  request.operasi = &operasi(lampiran::Bagian::pekerja, "AmbilPekerja");
  request.id_pesan = id_pesan;
  request.nik = nik;
  return request;
}

soap::Request World::status_of(const std::string& id_pesan, const std::string& own_id) {
  soap::Request request;
  request.operasi = &operasi(lampiran::Bagian::pekerja, "StatusPesan");
  request.id_pesan = own_id;
  request.id_pesan_dicari = id_pesan;
  return request;
}

soap::Response World::response(const Reply& reply, const soap::Operasi& asked) {
  auto decoded = codec.decode_response(reply.body, asked);
  if (!decoded || !std::holds_alternative<soap::Response>(*decoded)) {
    ADD_FAILURE() << "not an answer: " << reply.outcome;
    return {};
  }
  return std::get<soap::Response>(*decoded);
}

soap::Fault World::fault(const Reply& reply) {
  auto decoded = codec.decode_response(reply.body, operasi(lampiran::Bagian::pekerja, "KirimPekerja"));
  if (!decoded || !std::holds_alternative<soap::Fault>(*decoded)) {
    ADD_FAILURE() << "not a fault: " << reply.outcome;
    return {};
  }
  return std::get<soap::Fault>(*decoded);
}

journal::Entry World::entry(std::uint64_t number) {
  const auto found = store.find(number);
  if (!found) ADD_FAILURE() << "exchange " << number << " is not in the journal";
  return found.value_or(journal::Entry{});
}

bool World::has_leg(std::uint64_t number, journal::Leg leg) {
  return journal::last(store.messages(number), leg) != nullptr;
}

Delivery World::answer_with(const soap::Response& response) {
  return Answered{200, std::string(soap::content_type(soap::SoapVersion::v11)),
                  soap::Codec().encode(response, soap::SoapVersion::v11)};
}

Delivery World::answer_with(const soap::Fault& fault) {
  return Answered{500, std::string(soap::content_type(soap::SoapVersion::v11)),
                  soap::Codec().encode(fault, soap::SoapVersion::v11)};
}

Delivery World::accept_all(const Outgoing& outgoing) {
  const soap::Operasi& asked = *outgoing.operasi;
  auto request = soap::Codec().decode_request(outgoing.bytes, soap::namespace_of(asked.bagian), asked.nama);
  soap::Response response;
  response.operasi = &asked;
  response.nomor_pertukaran = 77;
  for (std::size_t i = 0; asked.writes() && i < lampiran::count(request->rekaman); ++i) {
    response.hasil.push_back({i + 1, true, {}});
  }
  if (asked.nama == "AmbilPekerja") response.rekaman = std::vector<lampiran::Pekerja>{};
  return answer_with(response);
}

}  // namespace jembatan::exchange
