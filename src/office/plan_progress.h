#pragma once
// How far a plan has been sent: kemajuan.jsonl in its folder, a line for every
// message that was answered. A message's idPesan is made of the plan and of what
// it carries, so that one that may have arrived before a stop is given again under
// the same idPesan and answered from the gateway's journal. One thread; owns the
// file. Throws base::Broken.

#include <cstdint>
#include <set>
#include <string>
#include <vector>

#include "office/private_file.h"
#include "office/record_reader.h"

namespace jembatan::office {

class PlanProgress {
 public:
  /// Reads what is there; a last line that a stop has cut off counts as not written.
  explicit PlanProgress(const std::string& folder);

  /// Of the `ordinal`-th message (from 1) of a file of the plan.
  [[nodiscard]] static std::string id_pesan(const std::string& plan, const std::string& file,
                                            std::uint64_t ordinal, const Batch& batch);

  [[nodiscard]] bool done(const std::string& id_pesan) const { return done_.contains(id_pesan); }
  /// On the disk when this returns.
  void add(const std::string& id_pesan, const std::string& file, const std::string& status,
           std::uint64_t number, std::uint64_t accepted, std::uint64_t rejected);

 private:
  std::set<std::string> done_;
  PrivateFile file_;
};

}  // namespace jembatan::office
