#pragma once
// The story of one message: recognise, guard, decode, judge, record, deliver,
// record, answer. Two laws: nothing leaves before it is recorded, nothing is
// answered before its outcome is recorded. Any number of threads may call a
// Gateway at once. It owns its codecs; everything in Surroundings must outlive
// it. handle() never throws: a journal that does not work becomes a Fault for
// the caller and a line in the log.

#include <atomic>
#include <memory>
#include <mutex>
#include <set>
#include <string>

#include "base/log.h"
#include "exchange/agreement.h"
#include "exchange/arrival.h"
#include "exchange/codec_pool.h"
#include "exchange/interrupted.h"
#include "exchange/metrics.h"
#include "exchange/upstream.h"
#include "journal/store.h"
#include "lampiran/aturan.h"
#include "xml/guard.h"

namespace jembatan::exchange {

/// What can change while the gateway runs, always as a whole.
struct Law {
  lampiran::Aturan aturan;
  Agreement agreement;
};

/// One calling party: what it may ask for, and the other party's system that answers it.
struct Side {
  std::set<std::string, std::less<>> operations;  ///< allowed; empty: all
  Upstream* lawan = nullptr;
};

struct Desk;
struct Matter;

struct Surroundings {
  const base::Clock& clock;
  const base::Log& log;
  journal::Store& store;
  const xml::SchemaSet& schemas;
  xml::GuardLimits limits;
  Side kesatu, kedua;

  [[nodiscard]] const Side& side(lampiran::Pihak caller) const {
    return caller == lampiran::Pihak::kesatu ? kesatu : kedua;
  }
};

class Gateway {
 public:
  Gateway(Surroundings surroundings, std::shared_ptr<const Law> law);

  [[nodiscard]] Reply handle(const Arrival& arrival);

  /// Records what HTTP refused before there was a message to read.
  void record_refused(const Arrival& arrival, soap::Kode outcome, const std::string& reason);

  /// Sends a pending or doubtful write again under its idPesan; the state that it is in afterwards. An
  /// exchange that somebody else has in hand, or that is held, is left alone; one that cannot be sent again
  /// is held. Throws base::Broken.
  journal::State deliver_again(const journal::Entry& entry);
  /// Sets a pending or doubtful write aside for a person; false where it is not in the entry's state any
  /// more. Throws base::Broken.
  [[nodiscard]] bool hold(const journal::Entry& entry, const base::SafeText& why);
  /// Ends the exchanges whose outcome could not be recorded when they ended. Throws base::Broken.
  void finish_interrupted() { interrupted_.finish(around_.store, around_.clock); }

  /// How many writes of the caller the other party has taken since the start.
  [[nodiscard]] std::uint64_t taken(lampiran::Pihak caller) const { return taken_of(caller); }

  void use(std::shared_ptr<const Law> law);
  [[nodiscard]] std::shared_ptr<const Law> law() const;
  [[nodiscard]] const Surroundings& surroundings() const { return around_; }
  [[nodiscard]] const Metrics& metrics() const { return metrics_; }

 private:
  [[nodiscard]] const std::atomic<std::uint64_t>& taken_of(lampiran::Pihak caller) const {
    return caller == lampiran::Pihak::kesatu ? taken_of_kesatu_ : taken_of_kedua_;
  }
  [[nodiscard]] Reply tell_or_fail(const Desk& desk, Matter& matter);
  void count_taken(const journal::Entry& entry, journal::State state);

  Surroundings around_;
  CodecPool codecs_;
  Interrupted interrupted_;
  Metrics metrics_;
  std::atomic<std::uint64_t> taken_of_kesatu_ = 0, taken_of_kedua_ = 0;
  mutable std::mutex law_mutex_;
  std::shared_ptr<const Law> law_;
};

}  // namespace jembatan::exchange
