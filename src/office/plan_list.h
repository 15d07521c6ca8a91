#pragma once
// The list of a plan's files, rencana.json, which makes a folder a plan: written
// last. One thread.

#include <string>

#include "office/reconcile_plan.h"

namespace jembatan::office {

/// Throws base::Broken.
void write_plan_list(const Plan& plan, const std::string& folder);

}  // namespace jembatan::office
