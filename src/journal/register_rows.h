#pragma once
// The register's tables: what an accepted exchange says goes in, what has been
// cleared goes out, both in the transaction that makes it so. Whoever holds the
// connection. Throws Broken.

#include <cstdint>
#include <string_view>
#include <vector>

#include "journal/entry.h"
#include "journal/register_row.h"
#include "journal/sqlite_handles.h"

namespace jembatan::journal {

/// The normal forms that the hashes are made of, and the layout of the rows: counted up where either changes,
/// so that a register made by another program is told.
inline constexpr std::string_view kRegisterForm = "1";
inline constexpr std::string_view kRegisterFormProperty = "register_form";

/// Where rows are written: the register itself, or another made beside it.
struct RegisterTables {
  std::string rows = "register", changes = "register_change";
};

/// The statements that make them.
[[nodiscard]] std::string making(const RegisterTables& tables);

/// Whether an exchange that ended so says something: a write that both sides accepted, a read of records that
/// was answered. A replayed read does not: its answer is of another day than its place in the order.
[[nodiscard]] bool says_something(const Entry& entry);

/// The exchange whose place in the order it has: the original of a replay, however often replayed.
[[nodiscard]] std::uint64_t origin_of(Connection& connection, std::uint64_t number, std::uint64_t replay_of);

[[nodiscard]] std::uint64_t register_floor(Connection& connection);

/// In the writer's transaction. Nothing where the exchange's place is not above the floor.
void record_claims(Connection& connection, const RegisterTables& tables, const Entry& entry,
                   const std::vector<Claim>& claims);

/// No exchange up to `floor` says anything any more. In the writer's transaction.
void raise_register_floor(Connection& connection, std::uint64_t floor);

/// Fills the key and the fields from a row of (company, kind, subject, party, body).
void read_row(const Query& query, RegisterRow& row);

}  // namespace jembatan::journal
