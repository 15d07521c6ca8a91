#include "lampiran/pengenal.h"

#include <algorithm>
#include <optional>

#include "base/text.h"
#include "crypto/digest.h"
#include "lampiran/bentuk.h"
#include "lampiran/field_lain.h"
#include "lampiran/isian.h"

namespace jembatan::lampiran {

namespace {

/// Normalised and in upper case; nothing where it only says that there is nothing.
std::optional<std::string> comparable(const Teks& value) {
  if (!value) return std::nullopt;
  auto text = base::normalised(*value);
  if (!text || means_absent(*text, false)) return std::nullopt;
  std::transform(text->begin(), text->end(), text->begin(), base::upper_ascii);
  return text;
}

std::string without(std::string_view separators, std::string text) {
  std::erase_if(text, [separators](char c) { return separators.find(c) != std::string_view::npos; });
  return text;
}

std::optional<std::string> npwp_of(const Teks& value) {
  const auto text = comparable(value);
  if (!text) return std::nullopt;
  std::string digits = without(" .-", *text);
  if (!all_digits(digits)) return std::nullopt;
  if (digits.size() == 15) digits.insert(0, 1, '0');
  return digits.size() == 16 || digits.size() == 22 ? std::optional(std::move(digits)) : std::nullopt;
}

std::optional<std::string> nib_of(const Teks& value) {
  auto text = comparable(value);
  return text && text->size() == 13 && all_digits(*text) ? text : std::nullopt;
}

std::optional<std::string> tdp_of(const Teks& value) {
  auto text = comparable(value);
  if (!text) return std::nullopt;
  std::string signs = without(" .-/", std::move(*text));
  return signs.empty() ? std::nullopt : std::optional(std::move(signs));
}

/// A name for what has no identifier, which shows nothing of what it was made from.
std::string digest_of(const Teks& first, const Teks& second) {
  return crypto::sha256_hex(comparable(first).value_or("") + "\n" + comparable(second).value_or(""));
}

}  // namespace

std::string_view name(JenisPengenal jenis) {
  switch (jenis) {
    case JenisPengenal::npwp:
      return "npwp";
    case JenisPengenal::nib:
      return "nib";
    case JenisPengenal::tdp:
      return "tdp";
    case JenisPengenal::kode:
      return "kode";
    case JenisPengenal::nama:
      return "nama";
  }
  return "";
}

std::vector<Pengenal> pengenal_of(const KunciBadanUsaha& kunci) {
  std::vector<Pengenal> found;
  if (auto npwp = npwp_of(kunci.npwp)) found.push_back({JenisPengenal::npwp, std::move(*npwp)});
  if (auto nib = nib_of(kunci.nib)) found.push_back({JenisPengenal::nib, std::move(*nib)});
  if (auto tdp = tdp_of(kunci.tdp)) found.push_back({JenisPengenal::tdp, std::move(*tdp)});
  if (auto kode = comparable(kunci.kode_badan_usaha)) {
    found.push_back({JenisPengenal::kode, std::move(*kode)});
  }
  return found;
}

std::vector<Pengenal> pengenal_of(const BadanUsaha& badan_usaha) {
  auto found = pengenal_of(KunciBadanUsaha{badan_usaha.npwp, badan_usaha.nib, badan_usaha.tdp, {}});
  if (found.empty()) {
    found.push_back({JenisPengenal::nama, digest_of(badan_usaha.nama, badan_usaha.alamat)});
  }
  return found;
}

std::string kunci_of_nik(std::string_view nik) {
  return "nik:" + base::normalised(nik).value_or(std::string(nik));
}

std::string kunci_of(const Pekerja& pekerja) {
  if (pekerja.nik) return kunci_of_nik(*pekerja.nik);
  const auto& fields = pekerja.field_lain;
  const auto passport = std::find_if(fields.begin(), fields.end(),
                                     [](const FieldLain& field) { return field.nama == kNomorPaspor; });
  if (passport != fields.end()) return "paspor:" + comparable(passport->nilai).value_or(passport->nilai);
  return "tanpa:" + digest_of(pekerja.nama, pekerja.tanggal_lahir);
}

}  // namespace jembatan::lampiran
