#include "sandbox/fault_plan.h"

#include <utility>

namespace jembatan::sandbox {

namespace {

bool fits(const FaultSpec& spec, const soap::Operasi* operasi) {
  if (spec.times && *spec.times == 0) return false;
  // Only an answer to a write holds one verdict for each record.
  if (spec.kind == FaultKind::wrong_count && (operasi == nullptr || !operasi->writes())) return false;
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

void FaultPlan::use(std::vector<FaultSpec> specs) {
  const std::scoped_lock lock(mutex_);
  specs_ = std::move(specs);
}

}  // namespace jembatan::sandbox
