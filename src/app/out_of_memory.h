#pragma once
// What nobody catches for want of memory, before main or in a thread, ends the
// program with a message and an exit status, as main's own handler does.

namespace jembatan::app {

/// Without an allocation: there is nothing to make a text of.
[[noreturn]] void end_out_of_memory() noexcept;

}  // namespace jembatan::app
