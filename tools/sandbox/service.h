#pragma once
// The whole sandbox, put together from its options: data file, server, faults
// and, where they need it, the damaged front. start(), use_faults() and stop()
// from one thread. Throws base::Broken where a part cannot be had.

#include <cstdint>
#include <memory>
#include <optional>
#include <vector>

#include "base/log.h"
#include "sandbox/damaged_front.h"
#include "sandbox/entrance.h"
#include "sandbox/options.h"

namespace jembatan::sandbox {

class Service {
 public:
  Service(const Options& options, const lampiran::Aturan& aturan, const base::Clock& clock,
          const base::Log& log);
  ~Service();  ///< stops
  Service(const Service&) = delete;
  Service& operator=(const Service&) = delete;

  void start();
  /// The port that callers use.
  [[nodiscard]] std::uint16_t port() const;
  void use_faults(std::vector<FaultSpec> specs) { faults_.use(std::move(specs)); }
  /// Lets what is under way finish for a moment, then closes.
  void stop();

 private:
  [[nodiscard]] http::ListenerOptions listener();

  const Options options_;
  const base::Clock& clock_;
  const xml::SchemaSet schemas_;
  DataFile data_;
  FaultPlan faults_;
  DamageBoard board_;
  Entrance entrance_;
  http::Server server_;
  std::optional<DamagedFront> front_;
};

}  // namespace jembatan::sandbox
