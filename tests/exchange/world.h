#pragma once
// A gateway with a real journal in a folder of its own and an other party that
// says what a test tells it to. One thread unless a test starts more.

#include <gtest/gtest.h>

#include <atomic>
#include <filesystem>
#include <functional>
#include <string>

#include "exchange/gateway.h"
#include "journal/sqlite_store.h"
#include "soap/codec.h"

namespace jembatan::exchange {

/// The other party: every message that reaches it is counted and answered by `answer`.
class ScriptedUpstream final : public Upstream {
 public:
  std::function<Delivery(const Outgoing&)> answer;
  bool honours_id = true;
  std::atomic<int> calls = 0;
  std::string last;

  Delivery send(const Outgoing& outgoing) override {
    ++calls;
    last = std::string(outgoing.bytes);
    return answer(outgoing);
  }
  bool idempotent() const override { return honours_id; }
};

class World : public ::testing::Test {
 protected:
  World();
  ~World() override;

  /// A request of KESATU to the address of its section.
  [[nodiscard]] Arrival arrival(const soap::Request& request,
                                soap::SoapVersion version = soap::SoapVersion::v11);
  [[nodiscard]] Arrival arrival_of_bytes(std::string body, std::string path = "/ws/pekerja");
  Reply ask(const soap::Request& request) { return gateway.handle(arrival(request)); }

  [[nodiscard]] soap::Request kirim(std::vector<lampiran::Pekerja> pekerja,
                                    const std::string& id_pesan = "id-1");
  [[nodiscard]] soap::Request ambil(const std::string& nik, const std::string& id_pesan = "id-1");
  [[nodiscard]] soap::Request status_of(const std::string& id_pesan, const std::string& own_id = "tanya-1");

  [[nodiscard]] soap::Response response(const Reply& reply, const soap::Operasi& operasi);
  [[nodiscard]] soap::Fault fault(const Reply& reply);
  [[nodiscard]] journal::Entry entry(std::uint64_t number);
  [[nodiscard]] bool has_leg(std::uint64_t number, journal::Leg leg);

  /// The other party accepts every record it is sent.
  [[nodiscard]] Delivery accept_all(const Outgoing& outgoing);
  [[nodiscard]] Delivery answer_with(const soap::Response& response);
  [[nodiscard]] Delivery answer_with(const soap::Fault& fault);

  void agree_from(base::Date from, base::Date until);

  std::filesystem::path folder;
  base::SystemClock clock;
  base::Log log;
  journal::SqliteStore store;
  xml::SchemaSet schemas;
  ScriptedUpstream kedua, kesatu;
  soap::Codec codec;
  Gateway gateway;
};

/// A worker without any finding; the serial makes the NIK differ.
[[nodiscard]] lampiran::Pekerja worker(int serial = 1);
/// A worker that the judge rejects (C1_FORMAT).
[[nodiscard]] lampiran::Pekerja rejected_worker();

[[nodiscard]] const soap::Operasi& operasi(lampiran::Bagian bagian, std::string_view name);

}  // namespace jembatan::exchange
