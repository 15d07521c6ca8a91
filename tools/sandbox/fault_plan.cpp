#include "sandbox/fault_plan.h"

#include <utility>

namespace jembatan::sandbox {

namespace {

/// Only an answer to a write holds one verdict for each record, only some reads are answered with records.
bool can_suffer(const soap::Operasi* operasi, FaultKind kind) {
  switch (kind) {
    case FaultKind::wrong_count:
    case FaultKind::one_more:
    case FaultKind::doubled:
    case FaultKind::disordered:
      return operasi != nullptr && operasi->writes();
    case FaultKind::foreign_record:
      return operasi != nullptr && operasi->jenis == soap::Jenis::ambil;
    case FaultKind::too_many_records:
      return operasi != nullptr && operasi->jenis == soap::Jenis::daftar;
    default:
      return true;
  }
}

bool fits(const FaultSpec& spec, const soap::Operasi* operasi) {
  if (spec.times && *spec.times == 0) return false;
  if (facts_of(spec.kind).strikes == Strikes::connecting || !can_suffer(operasi, spec.kind)) return false;
  return spec.operasi.empty() || (operasi != nullptr && operasi->nama == spec.operasi);
}

}  // namespace

Suffering FaultPlan::take(const soap::Operasi* operasi) {
  const std::scoped_lock lock(mutex_);
  Suffering suffering;
  bool delayed = false;
  for (FaultSpec& spec : specs_) {
    const bool is_delay = spec.kind == FaultKind::delay;
    if (is_delay ? delayed : suffering.fault.has_value()) continue;
    if (!fits(spec, operasi)) continue;
    if (spec.times) --*spec.times;
    if (is_delay) {
      suffering.delay = spec.delay;
      delayed = true;
    } else {
      suffering.fault = spec;
    }
  }
  return suffering;
}

std::optional<FaultKind> FaultPlan::take_connection() {
  const std::scoped_lock lock(mutex_);
  for (FaultSpec& spec : specs_) {
    if (facts_of(spec.kind).strikes != Strikes::connecting || (spec.times && *spec.times == 0)) continue;
    if (spec.times) --*spec.times;
    return spec.kind;
  }
  return std::nullopt;
}

void FaultPlan::use(std::vector<FaultSpec> specs) {
  const std::scoped_lock lock(mutex_);
  specs_ = std::move(specs);
}

}  // namespace jembatan::sandbox
