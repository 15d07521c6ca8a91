#include "exchange/recognise.h"

#include <algorithm>
#include <cctype>
#include <optional>

#include "crypto/digest.h"
#include "exchange/faults.h"
#include "xml/canonical.h"

namespace jembatan::exchange {

namespace {

using soap::Kode;
using soap::SoapVersion;

std::string lower(std::string_view text) {
  std::string result(text);
  std::transform(result.begin(), result.end(), result.begin(),
                 [](unsigned char letter) { return static_cast<char>(std::tolower(letter)); });
  return result;
}

std::string_view trimmed(std::string_view text) {
  while (!text.empty() && (text.front() == ' ' || text.front() == '\t')) text.remove_prefix(1);
  while (!text.empty() && (text.back() == ' ' || text.back() == '\t')) text.remove_suffix(1);
  return text;
}

/// The version that a Content-Type announces; only UTF-8 is accepted.
std::optional<SoapVersion> announced_version(std::string_view content_type) {
  const std::string text = lower(content_type);
  const std::string_view media = trimmed(std::string_view(text).substr(0, text.find(';')));
  const std::size_t charset = text.find("charset=");
  if (charset != std::string::npos) {
    std::string_view value = trimmed(std::string_view(text).substr(charset + 8));
    value = trimmed(value.substr(0, value.find(';')));
    if (value.size() >= 2 && value.front() == '"' && value.back() == '"') {
      value = value.substr(1, value.size() - 2);
    }
    if (value != "utf-8" && value != "us-ascii") return std::nullopt;
  }
  if (media == "text/xml") return SoapVersion::v11;
  if (media == "application/soap+xml") return SoapVersion::v12;
  return std::nullopt;
}

/// SOAP 1.1 names the action in a header, 1.2 in a parameter of the Content-Type. Empty where neither does.
std::string announced_action(const Arrival& arrival) {
  std::string_view action = arrival.soap_action;
  if (const std::size_t at = lower(arrival.content_type).find("action="); at != std::string::npos) {
    action = std::string_view(arrival.content_type).substr(at + 7);
    action = action.substr(0, action.find(';'));
  }
  action = trimmed(action);
  if (action.size() >= 2 && action.front() == '"' && action.back() == '"') {
    action = action.substr(1, action.size() - 2);
  }
  return std::string(action);
}

Unrecognised unrecognised(soap::Fault fault, SoapVersion version, journal::Durations durations = {}) {
  return {std::move(fault), version, 0, durations};
}

Unrecognised unsupported_media() {
  return {
      make_fault(Kode::pesan_tidak_sah,
                 "Content-Type harus text/xml (SOAP 1.1) atau application/soap+xml (SOAP 1.2), UTF-8.",
                 "Content-Type must be text/xml (SOAP 1.1) or application/soap+xml (SOAP 1.2), in UTF-8."),
      SoapVersion::v11,
      415,
      {}};
}

std::int64_t microseconds_since(base::SteadyTime start, const base::Clock& clock) {
  return std::chrono::duration_cast<std::chrono::microseconds>(clock.steady() - start).count();
}

base::Result<Recognised, Unrecognised> read_body(const Arrival& arrival, const xml::Guarded& guarded,
                                                 lampiran::Bagian bagian, soap::Codec& codec) {
  if (soap::namespace_of(bagian) != guarded.namespace_uri ||
      soap::find_operasi(bagian, guarded.element) == nullptr) {
    return base::fail(
        unrecognised(make_fault(Kode::operasi_tidak_dikenal, "Lihat WSDL bagian ini.",
                                "The body's element is no operation of this address; see its WSDL."),
                     guarded.version));
  }
  auto request = codec.decode_request(arrival.body, guarded.namespace_uri, guarded.element);
  if (!request) {
    return base::fail(unrecognised(make_fault(Kode::pesan_tidak_sah, {}, request.error()), guarded.version));
  }
  const std::string action = announced_action(arrival);
  if (!action.empty() && action != soap::soap_action(*request->operasi)) {
    return base::fail(unrecognised(
        make_fault(
            Kode::pesan_tidak_sah, "SOAPAction berbeda dengan isi pesan.",
            "SOAPAction differs from the body's operation; send the one that the WSDL names, or none."),
        guarded.version));
  }
  return Recognised{std::move(*request), guarded.version, guarded.violations, {}};
}

}  // namespace

std::optional<lampiran::Bagian> bagian_of_path(std::string_view path) {
  constexpr std::string_view prefix = "/ws/";
  if (path.substr(0, prefix.size()) != prefix) return std::nullopt;
  return lampiran::bagian_named(path.substr(prefix.size()));
}

std::string content_digest(std::string_view bytes) {
  crypto::Sha256 digest;
  if (!xml::canonical_body(bytes, [&](std::string_view piece) { digest.add(piece); })) return {};
  return crypto::hex(digest.finish());
}

const soap::Operasi* operasi_of(const journal::Entry& entry) {
  const auto bagian = lampiran::bagian_named(entry.section);
  return bagian ? soap::find_operasi(*bagian, entry.operation) : nullptr;
}

base::Result<Recognised, Unrecognised> recognise(const Arrival& arrival, const Reader& reader,
                                                 soap::Codec& codec) {
  const auto announced = announced_version(arrival.content_type);
  if (!announced) return base::fail(unsupported_media());
  const auto bagian = bagian_of_path(arrival.path);
  if (!bagian) {
    return base::fail(unrecognised(
        make_fault(Kode::operasi_tidak_dikenal, "Alamat layanan: /ws/badan-usaha, /ws/pimpinan, /ws/pekerja.",
                   "The services are /ws/badan-usaha, /ws/pimpinan and /ws/pekerja."),
        *announced));
  }

  journal::Durations durations;
  const auto before_guard = reader.clock.steady();
  auto guarded = xml::guard(arrival.body, reader.schemas, reader.limits);
  durations.guard = microseconds_since(before_guard, reader.clock);
  // What is refused before its envelope was read has no version but the announced one.
  if (!guarded) return base::fail(unrecognised(fault_for(guarded.error()), *announced, durations));
  if (guarded->version != *announced) {
    return base::fail(
        unrecognised(make_fault(Kode::pesan_tidak_sah, "Versi SOAP pada Content-Type dan amplop berbeda.",
                                "Content-Type and envelope disagree on the SOAP version."),
                     guarded->version, durations));
  }

  const auto before_decode = reader.clock.steady();
  auto recognised = read_body(arrival, *guarded, *bagian, codec);
  durations.decode = microseconds_since(before_decode, reader.clock);
  if (recognised) {
    recognised->durations = durations;
  } else {
    recognised.error().durations = durations;
  }
  return recognised;
}

}  // namespace jembatan::exchange
