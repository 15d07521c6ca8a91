#include "app/read_journal.h"

#include "app/toml_section.h"
#include "base/result.h"

namespace jembatan::app {

namespace {

constexpr std::int64_t most_days = 36'500;
constexpr std::int64_t mebibyte = 1'048'576;

}  // namespace

JournalConfiguration read_journal(TomlSection section, const std::string& file) {
  JournalConfiguration journal;
  journal.path = beside(file, section.required_text("path"));
  journal.keys_file = beside(file, section.text("keys").value_or(""));
  journal.keys_command = section.texts("keys_command");
  if (journal.keys_file.empty() == journal.keys_command.empty()) {
    section.complain(
        "keys",
        "names the file with the journal's keys (make one with 'jembatan journal keys --new FILE'),"
        " or keys_command a program that prints them: one of the two");
  }
  journal.heads_file = beside(file, section.text("heads").value_or(""));
  journal.keep_payloads = std::chrono::days(section.integer("keep_payload_days", 0, 0, most_days));
  journal.keep_exchanges = std::chrono::days(section.integer("keep_days", 0, 0, most_days));
  if (journal.keep_exchanges.count() != 0 &&
      (journal.keep_payloads.count() == 0 || journal.keep_payloads > journal.keep_exchanges)) {
    section.complain("keep_days", "is shorter than keep_payload_days: messages go before their exchanges");
  }
  journal.most_bytes = static_cast<std::uint64_t>(section.integer("most_mib", 0, 0, 100'000'000)) * mebibyte;
  journal.reason_required = section.boolean("reason_required", false);
  section.finish();
  return journal;
}

std::shared_ptr<const crypto::KeyRing> journal_keys(const JournalConfiguration& journal) {
  auto keys = journal.keys_command.empty() ? crypto::KeyRing::from_file(journal.keys_file)
                                           : crypto::KeyRing::from_command(journal.keys_command);
  if (keys) return std::make_shared<const crypto::KeyRing>(std::move(*keys));
  std::string all = "journal keys: ";
  for (const std::string& error : keys.error()) all += (all.back() == ' ' ? "" : "; ") + error;
  throw base::Broken(base::vouched(all, base::Origin::settings));
}

}  // namespace jembatan::app
