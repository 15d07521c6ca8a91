#include "journal/gaps.h"

#include <tuple>
#include <utility>

#include "crypto/digest.h"
#include "crypto/signature.h"
#include "journal/properties.h"
#include "journal/rows.h"

namespace jembatan::journal {
namespace {

constexpr std::string_view kReading = "read from";
constexpr std::string_view kWriting = "record in";

std::string signed_text(const Gap& gap, std::string_view journal_id) {
  return "jembatan journal gap 1\njournal " + crypto::hex(journal_id) + "\nfirst " +
         std::to_string(gap.first) + "\nlast " + std::to_string(gap.last) + "\nlink " +
         crypto::hex(gap.link) + "\nat " + base::iso8601(gap.at) + "\n";
}

/// The end of the gap that begins at `first`, which goes; nothing where there is none.
std::optional<std::pair<std::int64_t, std::string>> take_in_gap_beginning_at(Connection& connection,
                                                                             std::int64_t first) {
  std::optional<std::pair<std::int64_t, std::string>> end;
  Query taken{connection, "DELETE FROM gap WHERE first = ? RETURNING last, link", kWriting};
  taken.add(first);
  while (taken.step()) end.emplace(taken.integer(0), taken.blob(1));
  return end;
}

/// The first position of the gap that ends at `last`, which goes; `otherwise` where there is none.
std::int64_t take_in_gap_ending_at(Connection& connection, std::int64_t last, std::int64_t otherwise) {
  Query taken{connection, "DELETE FROM gap WHERE last = ? RETURNING first", kWriting};
  taken.add(last);
  while (taken.step()) otherwise = taken.integer(0);
  return otherwise;
}

}  // namespace

bool is_genuine(const Gap& gap, std::string_view journal_id) {
  return crypto::verify(gap.public_key, signed_text(gap, journal_id), gap.signature);
}

Gap keep_gap(Connection& connection, const crypto::KeyRing& keys, std::int64_t first, std::int64_t last,
             const std::string& link, base::WallTime now) {
  Gap gap;
  gap.first = take_in_gap_ending_at(connection, first - 1, first);
  gap.last = last;
  gap.link = link;
  if (auto end = take_in_gap_beginning_at(connection, last + 1)) std::tie(gap.last, gap.link) = *end;
  gap.at = now;
  gap.key = keys.newest_signing();
  const crypto::SigningKey signing(*keys.signing_seed(gap.key));
  gap.public_key = signing.public_key();
  gap.signature = signing.sign(signed_text(gap, property(connection, kJournalId)));
  Query insert{connection,
               "INSERT INTO gap (first, last, link, at, key, signature) VALUES (?, ?, ?, ?, ?, ?)", kWriting};
  insert.add(gap.first).add(gap.last).add_blob(gap.link).add(stored(gap.at)).add(gap.key);
  insert.add_blob(gap.signature).step();
  return gap;
}

std::optional<Gap> gap_at(Connection& connection, std::int64_t first) {
  Query query{connection,
              "SELECT first, last, link, at, gap.key, signature, key.public FROM gap LEFT JOIN key"
              " ON key.kind = 'sign' AND key.id = gap.key WHERE first = ?",
              kReading};
  query.add(first);
  if (!query.step()) return std::nullopt;
  Gap gap;
  gap.first = query.integer(0);
  gap.last = query.integer(1);
  gap.link = query.blob(2);
  gap.at = wall_time(query.integer(3));
  gap.key = static_cast<unsigned>(query.integer(4));
  gap.signature = query.blob(5);
  gap.public_key = query.blob(6);
  return gap;
}

}  // namespace jembatan::journal
