#pragma once
// What is written and read about exchanges, each inside the transaction of the
// given connection. The thread is the connection's.

#include <optional>
#include <string_view>
#include <variant>
#include <vector>

#include "journal/sqlite_handles.h"
#include "journal/store.h"

namespace jembatan::journal {

/// Needs a write transaction: between looking for the idPesan and recording nobody else may write.
[[nodiscard]] std::variant<Opened, Seen> record_new(Connection& connection, const Entry& entry,
                                                    const LegBytes& messages, base::WallTime now);

/// Compare-and-set from `expected`; false where the exchange is in another state or does not exist.
[[nodiscard]] bool record_change(Connection& connection, std::uint64_t number, State expected,
                                 const Change& change, base::WallTime now);

[[nodiscard]] std::optional<Entry> exchange(Connection& connection, std::uint64_t number);
[[nodiscard]] std::optional<Entry> bound_exchange(Connection& connection, std::string_view party,
                                                  std::string_view id_pesan);
[[nodiscard]] std::vector<Message> messages_of(Connection& connection, std::uint64_t number);

}  // namespace jembatan::journal
