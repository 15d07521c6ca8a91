#pragma once
// [replay] in the configuration: for each operation of the contract, what
// `jembatan replay` may do with it. One thread; errors go to the section's list.

#include "app/toml_section.h"
#include "office/replay_policy.h"

namespace jembatan::app {

[[nodiscard]] office::ReplayPolicy read_replay_policy(TomlSection section);

}  // namespace jembatan::app
