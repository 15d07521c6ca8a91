#pragma once
// The file's shape: who may open it, how it is made and how an older one is
// brought up to date. FORMAT.md describes the result. One thread at a time.

#include <cstdint>
#include <string>

#include "journal/sqlite_handles.h"
#include "journal/sqlite_store.h"

namespace jembatan::journal {

inline constexpr std::int64_t kApplicationId = 0x4A4D4254;  ///< "JMBT"
inline constexpr std::int64_t kSchemaVersion = 1;

/// The absolute path of the journal; for Access::create an empty file (0600) is made where there is none.
/// Throws Broken where the folder or, for the other kinds of access, the file is missing.
[[nodiscard]] std::string journal_file(const std::string& path, Access access);

/// Refuses what is not a journal of ours or is newer than this program, makes or migrates the tables, and
/// sets what a connection needs. For the first connection of a store.
void prepare_journal(Connection& connection, Access access);

/// Sets what every connection needs: waiting for other processes, durability, checks.
void configure(Connection& connection);

}  // namespace jembatan::journal
