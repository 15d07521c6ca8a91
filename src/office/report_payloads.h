#pragma once
// What the recorded messages say of the data's quality: findings of our answers,
// and which fields accepted records had filled. One exchange at a time is in
// memory. One thread (it owns a codec).

#include <vector>

#include "office/report_numbers.h"
#include "soap/codec.h"

namespace jembatan::office {

class ReportPayloads {
 public:
  explicit ReportPayloads(Report& report) : report_(report) {}

  /// Of an exchange that has ended. Replays and repeats are left out: they tell of the same records again.
  void read(const journal::Entry& entry, const std::vector<journal::Message>& messages);

 private:
  void read_answer(const journal::Entry& entry, const soap::Operasi& operasi, const std::string& bytes,
                   const journal::Message* request);
  void count_findings(const std::vector<lampiran::Temuan>& temuan, const std::string& giver);
  void count_written(const journal::Entry& entry, const soap::Operasi& operasi, const std::string& bytes,
                     const std::vector<lampiran::HasilRekaman>& hasil);

  Report& report_;
  soap::Codec codec_;
};

/// Which items (first row of those that share an item) a record has filled: something that is no placeholder.
[[nodiscard]] std::uint32_t filled_rows(const lampiran::Rekaman& rekaman, std::size_t index);
/// Rows that a finding on an optional field has withheld: they were not passed on.
[[nodiscard]] std::uint32_t withheld_rows(lampiran::Bagian bagian,
                                          const std::vector<lampiran::Temuan>& temuan);

}  // namespace jembatan::office
