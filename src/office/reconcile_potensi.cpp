#include "office/reconcile_potensi.h"

#include <limits>
#include <optional>
#include <set>

#include "lampiran/pengenal.h"
#include "soap/codec.h"

namespace jembatan::office {

namespace {

/// The unit that the question was about.
std::optional<std::uint32_t> asked_for(const lampiran::KunciBadanUsaha& kunci,
                                       const journal::RegisterReader& reader, const Matching& matching) {
  std::set<std::uint32_t> units;
  for (const lampiran::Pengenal& one : lampiran::pengenal_of(kunci)) {
    if (one.jenis == lampiran::JenisPengenal::kode) continue;
    const std::string identifier = std::string(lampiran::name(one.jenis)) + ":" + one.nilai;
    for (const std::uint32_t unit : matching.units_named(reader.company_number(identifier)))
      units.insert(unit);
  }
  return units.size() == 1 ? std::optional(*units.begin()) : std::nullopt;
}

}  // namespace

PotensiAnswers potensi_answers(journal::SqliteStore& store, const Matching& matching) {
  PotensiAnswers answers;
  const soap::Operasi* operasi = soap::find_operasi(lampiran::Bagian::pekerja, "PotensiPekerja");
  journal::Filter filter;
  filter.operation = std::string(operasi->nama);
  filter.state = journal::State::answered;
  filter.outcome = "SELESAI";
  soap::Codec codec;
  const journal::RegisterReader reader(store);
  for (const auto& entry :
       store.scan(filter, journal::Order::oldest_first, std::numeric_limits<std::size_t>::max())) {
    const auto messages = store.messages(entry.number);
    const journal::Message* asked = journal::last(messages, journal::Leg::in);
    const journal::Message* answered = journal::last(messages, journal::Leg::answer);
    if (asked == nullptr || answered == nullptr || asked->cleared || answered->cleared) continue;
    const auto request =
        codec.decode_request(asked->bytes, soap::namespace_of(operasi->bagian), operasi->nama);
    const auto response = codec.decode_response(answered->bytes, *operasi);
    if (!request || !request->kunci || !response || !std::holds_alternative<soap::Response>(*response))
      continue;
    const auto unit = asked_for(*request->kunci, reader, matching);
    if (!unit) continue;
    const auto& said = std::get<soap::Response>(*response);
    answers[*unit] = {entry.number, entry.received_at, said.jumlah_pekerja.value_or(""),
                      said.jumlah_peserta_jkn, said.jumlah_potensi};
  }
  return answers;
}

}  // namespace jembatan::office
