#include "app/core_dumps.h"

#include <sys/prctl.h>
#include <sys/resource.h>

namespace jembatan::app {

/// A limit of 0 keeps the kernel from writing a file; not being dumpable keeps it from handing the memory to
/// a program such as systemd-coredump, and others from attaching. Either may be refused by a sandbox, whose
/// own LimitCORE=0 then stands.
void forbid_core_dumps() {
  constexpr rlimit none{0, 0};
  static_cast<void>(::setrlimit(RLIMIT_CORE, &none));
  static_cast<void>(::prctl(PR_SET_DUMPABLE, 0, 0, 0, 0));
}

}  // namespace jembatan::app
