#pragma once
// The memory of this program holds personal data and keys: it is written to no
// core dump, and no other process of the same user may read it. Once, at the
// start of main.

namespace jembatan::app {

void forbid_core_dumps();

}  // namespace jembatan::app
