#include "journal/chain.h"

#include <array>

#include "journal/rows.h"
#include "journal/transitions.h"

namespace jembatan::journal {
namespace {

void put(std::string& buffer, std::int64_t value) {
  std::array<char, 8> bytes{};
  auto rest = static_cast<std::uint64_t>(value);
  for (auto byte = bytes.rbegin(); byte != bytes.rend(); ++byte, rest >>= 8U)
    *byte = static_cast<char>(rest & 0xffU);
  buffer.append(bytes.data(), bytes.size());
}

/// Length first, so that no two different rows of fields look the same.
void put(std::string& buffer, std::string_view text) {
  put(buffer, static_cast<std::int64_t>(text.size()));
  buffer.append(text);
}

void put_identity(std::string& buffer, const Entry& entry) {
  put(buffer, static_cast<std::int64_t>(entry.number));
  for (const std::string* text :
       {&entry.party, &entry.section, &entry.operation, &entry.id_pesan, &entry.content_digest,
        &entry.soap_version, &entry.peer, &entry.rules_digest, &entry.replay_mode}) {
    put(buffer, std::string_view(*text));
  }
  put(buffer, stored(entry.received_at));
  put(buffer, static_cast<std::int64_t>(entry.replay_of));
}

void put_ending(std::string& buffer, const Entry& entry) {
  put(buffer, std::string_view(entry.outcome));
  put(buffer, std::string_view(entry.reason));
  put(buffer, entry.finished_at ? stored(*entry.finished_at) : -1);
  const Durations& took = entry.durations;
  for (const std::int64_t value :
       {std::int64_t{entry.binds_id}, std::int64_t{entry.held}, took.guard, took.decode, took.judge,
        took.send, took.total, std::int64_t{entry.attempts}, std::int64_t{entry.refusals},
        std::int64_t{entry.records}, std::int64_t{entry.rejected}}) {
    put(buffer, value);
  }
}

}  // namespace

std::string Chain::beginning(std::string_view journal_id) {
  return sha256_.add("jembatan journal 1\n").add(journal_id).finish();
}

std::string Chain::facts(const Entry& entry) {
  buffer_.clear();
  put_identity(buffer_, entry);
  if (final_state(entry.state)) put_ending(buffer_, entry);
  return digest(buffer_);
}

std::string Chain::link(std::string_view before, const Link& row, std::string_view facts) {
  buffer_.assign(before);
  put(buffer_, row.position);
  put(buffer_, row.number);
  buffer_ += static_cast<char>(row.leg);
  buffer_ += static_cast<char>(row.state);
  put(buffer_, row.at);
  put(buffer_, row.key);
  buffer_.append(row.digest).append(facts);
  return digest(buffer_);
}

}  // namespace jembatan::journal
