#pragma once
// libxml2's validator (2.9.14) does not survive a small allocation that fails: it
// goes on with the null pointer. So libxml2 gets its memory through functions that
// fall back on a small reserve, which lasts until the message under way is refused
// or done; what is large may still fail, and libxml2 says so. Any thread.

namespace jembatan::xml {

/// Once, before libxml2 is used. What it had allocated before is freed as it should be.
void keep_memory_for_libxml2();

/// Before a thread's calls: nor does libxml2 survive that there is no memory for what it keeps for each
/// thread. Throws std::bad_alloc.
void require_state_of_thread();

}  // namespace jembatan::xml
