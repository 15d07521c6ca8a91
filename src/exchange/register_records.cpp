#include "exchange/register_records.h"

#include <utility>

namespace jembatan::exchange {

namespace {

using journal::RegisterKind;
using journal::RegisterRow;
using lampiran::BadanUsaha;
using lampiran::KunciBadanUsaha;
using lampiran::Pekerja;
using lampiran::Pimpinan;

template <class Record>
std::optional<Record> unless_empty(Record record) {
  if (record == Record{}) return std::nullopt;
  return record;
}

}  // namespace

std::optional<RegisterRow> RegisterRecords::row_for(std::int64_t company) const {
  for (const RegisterKind kind : {RegisterKind::badan_usaha, RegisterKind::pimpinan}) {
    if (auto row = reader_.find({company, kind, 0, party_})) return row;
  }
  auto workers = pages_.workers(company, std::nullopt, 1);
  if (workers.empty()) return std::nullopt;
  return workers.front();
}

std::optional<KunciBadanUsaha> RegisterRecords::key_named_by(const RegisterRow& row) {
  journal::RegisterSource source = row.newest();
  if (row.key.kind == RegisterKind::pimpinan) {
    const auto value = values_.at(source);
    const auto* officers = value ? std::get_if<Pimpinan>(&*value) : nullptr;
    if (officers != nullptr && officers->badan_usaha) return officers->badan_usaha;
  }
  source.record = 0;
  const auto value = values_.at(source);
  const auto* kunci = value ? std::get_if<KunciBadanUsaha>(&*value) : nullptr;
  return kunci != nullptr ? std::optional(*kunci) : std::nullopt;
}

std::optional<BadanUsaha> RegisterRecords::badan_usaha(const RegisterRow& row) {
  if (row.key.kind == RegisterKind::badan_usaha) return unless_empty(values_.badan_usaha(row));
  BadanUsaha known;
  if (auto kunci = key_named_by(row)) {
    known.npwp = std::move(kunci->npwp);
    known.nib = std::move(kunci->nib);
    known.tdp = std::move(kunci->tdp);
  }
  return unless_empty(std::move(known));
}

std::optional<Pimpinan> RegisterRecords::pimpinan(const RegisterRow& row) {
  auto known = unless_empty(values_.pimpinan(row));
  if (known) known->badan_usaha = key_named_by(row);
  return known;
}

std::optional<Pekerja> RegisterRecords::pekerja(const RegisterRow& row) {
  Pekerja known = values_.pekerja(row);
  if (!known.nik) {
    const auto value = values_.at(row.newest());
    if (const auto* record = value ? std::get_if<Pekerja>(&*value) : nullptr) known.nik = record->nik;
  }
  return unless_empty(std::move(known));
}

}  // namespace jembatan::exchange
