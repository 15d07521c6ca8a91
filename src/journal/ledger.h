#pragma once
// The table message: rows are only ever added at its end, each linked to the one
// before it (chain.h). For the writer's thread. Throws Broken.

#include <string>
#include <vector>

#include "journal/chain.h"
#include "journal/sqlite_handles.h"
#include "journal/vault.h"

namespace jembatan::journal {

/// Where the chain ends: the last message's, or the last gap's where everything was pruned.
struct ChainEnd {
  std::int64_t position = 0;
  std::string link;  ///< 32 bytes
};

[[nodiscard]] ChainEnd chain_end(Connection& connection, Chain& chain);

class Ledger {
 public:
  /// The messages of one step of an exchange, which then is as `after` says. A step without messages gets a
  /// row of its own, so that the chain knows of it.
  void append(Connection& connection, const Entry& after, const std::vector<SealedMessage>& messages,
              base::WallTime now);
  /// A note on the journal as a whole.
  void append_note(Connection& connection, const SealedMessage& note, base::WallTime now);

 private:
  void add_row(Connection& connection, ChainEnd& end, Link row, const std::string& facts,
               std::string_view body);

  Chain chain_;
  std::string nothing_ = chain_.digest({});  ///< the digest of no bytes
};

/// In the order they were recorded; 0 for the notes on the journal as a whole.
[[nodiscard]] std::vector<Message> messages_of(Connection& connection, Vault& vault, std::uint64_t number);

}  // namespace jembatan::journal
