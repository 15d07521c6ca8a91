// The generated client and service against the codec and against each other, in memory:
// what gSOAP's users get from our WSDLs speaks the contract.

#include <gtest/gtest.h>
#include <soapPekerjaSoap11BindingProxy.h>
#include <soapPekerjaSoap11BindingService.h>

#include <memory>
#include <string>

#include "soap/codec.h"
#include "soap/samples.h"

namespace jembatan::soap {
namespace {

/// What a context sends and receives instead of a socket's bytes.
struct Wire {
  std::string sent;
  std::string to_receive;
};

int send(::soap* context, const char* bytes, std::size_t size) {
  static_cast<Wire*>(context->user)->sent.append(bytes, size);
  return SOAP_OK;
}

std::size_t receive(::soap* context, char* buffer, std::size_t size) {
  std::string& rest = static_cast<Wire*>(context->user)->to_receive;
  const std::size_t taken = rest.copy(buffer, size);
  rest.erase(0, taken);
  return taken;
}

int connect(::soap* /*context*/, const char* /*endpoint*/, const char* /*host*/, int /*port*/) {
  return SOAP_OK;
}

int disconnect(::soap* /*context*/) {
  return SOAP_OK;
}

using Context = std::unique_ptr<::soap, void (*)(::soap*)>;

Context context_on(Wire& wire) {
  Context context(soap_new1(SOAP_ENC_PLAIN | SOAP_C_UTFSTRING | SOAP_XML_STRICT), [](::soap* each) {
    soap_destroy(each);
    soap_end(each);
    soap_free(each);
  });
  context->user = &wire;
  context->fsend = send;
  context->frecv = receive;
  context->fconnect = connect;
  context->fdisconnect = disconnect;
  return context;
}

/// A party's service as gSOAP generates it: it answers KirimPekerja with what it got.
class Service final : public PekerjaSoap11BindingService {
 public:
  explicit Service(::soap* context) : PekerjaSoap11BindingService(context) {}

  PekerjaSoap11BindingService* copy() override { return nullptr; }
  int KirimPekerja(_pekerja__KirimPekerja* request, _pekerja__KirimPekerjaResponse& response) override {
    id_pesan = request->idPesan;
    response.nomorPertukaran = std::to_string(request->pekerja.size());
    response.status = "SELESAI";
    auto* const hasil = soap_new_umum__HasilRekaman(soap);
    hasil->urutan = "1";
    hasil->status = "DITERIMA";
    response.hasil.push_back(hasil);
    return SOAP_OK;
  }
  int SelaraskanPekerja(_pekerja__SelaraskanPekerja*, _pekerja__SelaraskanPekerjaResponse&) override {
    return SOAP_NO_METHOD;
  }
  int AmbilPekerja(_pekerja__AmbilPekerja*, _pekerja__AmbilPekerjaResponse&) override {
    return SOAP_NO_METHOD;
  }
  int DaftarPekerja(_pekerja__DaftarPekerja*, _pekerja__DaftarPekerjaResponse&) override {
    return SOAP_NO_METHOD;
  }
  int PotensiPekerja(_pekerja__PotensiPekerja*, _pekerja__PotensiPekerjaResponse&) override {
    return SOAP_NO_METHOD;
  }
  int StatusPesan(_pekerja__StatusPesan*, _pekerja__StatusPesanResponse&) override { return SOAP_NO_METHOD; }

  std::string id_pesan;
};

class Stubs : public testing::Test {
 protected:
  Stubs() : client_context_(context_on(client_wire_)), service_context_(context_on(service_wire_)) {
    kunci_.npwp = "0019990019999000";
    worker_.nama = "Nyoman Sudéwi & \U0001F600";
    worker_.tanggalLahir = "1990-04-21";
    request_.idPesan = "stub-1";
    request_.badanUsaha = &kunci_;
    request_.jumlahData = "1";
    request_.pekerja = {&worker_};
  }

  std::string sent_by_client() {
    PekerjaSoap11BindingProxy client(client_context_.get());
    EXPECT_EQ(client.send_KirimPekerja(nullptr, nullptr, &request_), SOAP_OK);
    return client_wire_.sent;
  }
  std::string answered_by_service(const std::string& bytes, std::string& id_pesan) {
    Service service(service_context_.get());
    service_wire_.to_receive = bytes;
    EXPECT_EQ(service.serve(), SOAP_OK);
    id_pesan = service.id_pesan;
    return service_wire_.sent;
  }
  int received_by_client(const std::string& bytes, _pekerja__KirimPekerjaResponse& response) {
    PekerjaSoap11BindingProxy client(client_context_.get());
    client_wire_.to_receive = bytes;
    return client.recv_KirimPekerja(response);
  }

  const Operasi& operasi_ = samples::operasi(lampiran::Bagian::pekerja, "KirimPekerja");
  Wire client_wire_, service_wire_;
  Context client_context_, service_context_;
  umum__KunciBadanUsaha kunci_;
  pekerja__Pekerja worker_;
  _pekerja__KirimPekerja request_;
  Codec codec_;
};

TEST_F(Stubs, TheGeneratedClientsRequestIsDecoded) {
  const auto request = samples::decode(codec_, sent_by_client(), operasi_);
  ASSERT_TRUE(request) << request.error();
  EXPECT_EQ(request->id_pesan, "stub-1");
  EXPECT_EQ(request->jumlah_data, 1U);
  EXPECT_EQ(request->kunci->npwp, "0019990019999000");
  EXPECT_EQ(samples::name_in(*request), "Nyoman Sudéwi & \U0001F600");
}

TEST_F(Stubs, OurAnswerIsReadByTheGeneratedClient) {
  _pekerja__KirimPekerjaResponse response;
  ASSERT_EQ(received_by_client(codec_.encode(samples::full_response(operasi_), SoapVersion::v11), response),
            SOAP_OK);
  EXPECT_EQ(response.nomorPertukaran, "18446744073709551614");
  ASSERT_EQ(response.hasil.size(), 2U);
  EXPECT_EQ(response.hasil[1]->temuan.at(0)->kode, "A1_FORMAT");
}

TEST_F(Stubs, OurFaultIsReadByTheGeneratedClientWithItsKesalahan) {
  Fault fault;
  fault.kode = Kode::jumlah_tidak_cocok;
  fault.nomor_pertukaran = 9;
  fault.pesan = "Jumlah tidak cocok.";
  fault.pesan_inggris = "The count differs.";
  _pekerja__KirimPekerjaResponse response;
  ASSERT_NE(received_by_client(codec_.encode(fault, SoapVersion::v11), response), SOAP_OK);
  ASSERT_NE(client_context_->fault, nullptr);
  ASSERT_NE(client_context_->fault->detail, nullptr);
  ASSERT_NE(client_context_->fault->detail->umum__Kesalahan_, nullptr);
  EXPECT_EQ(client_context_->fault->detail->umum__Kesalahan_->kode, "JUMLAH_TIDAK_COCOK");
  EXPECT_EQ(std::string(client_context_->fault->faultstring), "Jumlah tidak cocok. / The count differs.");
}

TEST_F(Stubs, OurRequestIsServedByTheGeneratedServiceAndItsAnswerDecoded) {
  std::string id_pesan;
  const Request request = samples::full_request(operasi_);
  const std::string bytes = answered_by_service(codec_.encode(request, SoapVersion::v11), id_pesan);
  EXPECT_EQ(id_pesan, request.id_pesan);
  const auto answer = codec_.decode_response(bytes, operasi_);
  ASSERT_TRUE(answer) << answer.error();
  const auto& response = std::get<Response>(*answer);
  EXPECT_EQ(response.nomor_pertukaran, 2U);
  EXPECT_EQ(response.hasil, (std::vector<lampiran::HasilRekaman>{{1, true, {}}}));
}

TEST_F(Stubs, TheGeneratedClientAndServiceUnderstandEachOther) {
  std::string id_pesan;
  const std::string answer = answered_by_service(sent_by_client(), id_pesan);
  EXPECT_EQ(id_pesan, "stub-1");
  _pekerja__KirimPekerjaResponse response;
  ASSERT_EQ(received_by_client(answer, response), SOAP_OK);
  EXPECT_EQ(response.nomorPertukaran, "1");
  EXPECT_EQ(response.status, "SELESAI");
}

}  // namespace
}  // namespace jembatan::soap
