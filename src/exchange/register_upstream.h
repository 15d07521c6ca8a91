#pragma once
// A party without a system of its own, or what has been kept of one that has: the
// register answers for it. A write is accepted as it stands, since our own rules
// have judged it and the journal keeps it; the party fetches it later. Any thread;
// borrows the store. Throws base::Broken where the journal does not work.

#include <optional>

#include "exchange/codec_pool.h"
#include "exchange/upstream.h"
#include "journal/sqlite_store.h"
#include "lampiran/pihak.h"

namespace jembatan::exchange {

class RegisterUpstream final : public Upstream {
 public:
  /// `pihak` is who is answered for.
  RegisterUpstream(journal::SqliteStore& store, lampiran::Pihak pihak) : store_(store), pihak_(pihak) {}

  Delivery send(const Outgoing& outgoing) override;
  bool idempotent() const override { return true; }

  /// The answer to a read; nothing where the party has said nothing of what is asked.
  [[nodiscard]] std::optional<Answered> known(const Outgoing& outgoing);

 private:
  journal::SqliteStore& store_;
  const lampiran::Pihak pihak_;
  CodecPool codecs_;
};

}  // namespace jembatan::exchange
