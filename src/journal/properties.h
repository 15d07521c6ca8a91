#pragma once
// What a journal says of itself: its identity, its dictionary, and which keys it
// was written with. For whoever holds the connection. Throws Broken.

#include <memory>
#include <string>
#include <string_view>

#include "base/clock.h"
#include "crypto/key_ring.h"
#include "journal/sqlite_handles.h"

namespace jembatan::journal {

inline constexpr std::string_view kJournalId = "journal_id";  ///< 16 random bytes
inline constexpr std::string_view kDictionary = "dictionary";
inline constexpr std::string_view kArchive = "archive";  ///< set in what was exported

/// "" where there is none.
[[nodiscard]] std::string property(Connection& connection, std::string_view name);
void set_property(Connection& connection, std::string_view name, const std::string& bytes);

/// Gives a new journal its identity and its dictionary; does nothing where it has them.
void make_properties(Connection& connection);

/// Throws Broken where the ring lacks a key that the journal was written with, or has another under its id.
void check_keys(Connection& connection, const crypto::KeyRing& keys);
/// Writes down keys that are new to the journal. To be called after check_keys.
void note_keys(Connection& connection, const crypto::KeyRing& keys, base::WallTime now);

}  // namespace jembatan::journal
