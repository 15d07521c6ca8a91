#pragma once
// `jembatan send --plan`: the files of a plan, message by message, as each party's
// portal would send them. One thread.

#include <cstddef>
#include <string>

#include "app/send_address.h"

namespace jembatan::app {

/// Sends what the plan in `folder` has not sent yet; of one party where address.from names it, otherwise of
/// both. The exit status.
[[nodiscard]] int send_plan(const std::string& folder, const SendAddressOptions& address, std::size_t batch);

}  // namespace jembatan::app
