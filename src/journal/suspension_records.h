#pragma once
// Suspensions as rows. Throws Broken.

#include "journal/sqlite_handles.h"
#include "journal/suspensions.h"

namespace jembatan::journal {

[[nodiscard]] bool begin_suspension(Connection& connection, const Suspension& suspension);
[[nodiscard]] bool end_suspension(Connection& connection, std::string_view party, std::string_view by,
                                  std::string_view reason, base::WallTime now);
/// Of one party, or of both ("").
[[nodiscard]] std::vector<Suspension> suspensions_in(Connection& connection, std::string_view party,
                                                     bool open_only);

}  // namespace jembatan::journal
