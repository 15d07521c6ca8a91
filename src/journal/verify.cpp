#include "journal/verify.h"

#include <algorithm>
#include <utility>

#include "journal/chain.h"
#include "journal/gaps.h"
#include "journal/heads.h"
#include "journal/last_states.h"
#include "journal/properties.h"
#include "journal/rows.h"
#include "journal/schema.h"
#include "journal/transitions.h"

namespace jembatan::journal {
namespace {

constexpr std::string_view kReading = "verify";
constexpr std::size_t kDigestBytes = 32;
constexpr std::uint64_t kTellEvery = 4096;

const std::string kExchange = "SELECT " + std::string{kExchangeColumns} + " FROM exchange WHERE number = ?";

/// Walks the chain once, from its beginning to its end.
class Walk {
 public:
  Walk(Connection& connection, const VerifyOptions& options)
      : connection_(connection), options_(options), journal_id_(property(connection, kJournalId)) {
    Head before;
    heads_ = heads_in(connection_, before.position, kHeadsAtOnce);
    sort_witnesses();
    link_ = chain_.beginning(journal_id_);
  }

  Verified run() {
    Query rows{connection_,
               "SELECT position, number, leg, state, at, key, body, link FROM message ORDER BY position",
               kReading};
    while (result_.first_bad == std::nullopt && rows.step()) {
      if (cross_gaps(rows.integer(0))) check_message(rows);
    }
    if (!result_.first_bad) cross_trailing_gap();
    if (!result_.first_bad) check_end();
    result_.last_position = position_;
    return std::move(result_);
  }

 private:
  static constexpr std::size_t kHeadsAtOnce = 1000;
  static constexpr std::size_t kKnown = 1024;

  /// An exchange and what the chain says of it in the entry's state.
  struct Known {
    Entry entry;
    std::string facts;
  };

  void sort_witnesses() {
    witnesses_ = options_.witnesses;
    std::sort(witnesses_.begin(), witnesses_.end(),
              [](const Head& a, const Head& b) { return a.position < b.position; });
  }

  bool bad(std::int64_t position, std::int64_t number, std::string what) {
    result_.first_bad = Finding{position, number, std::move(what)};
    return false;
  }

  /// Steps over what was pruned before `next`; false where messages are missing otherwise.
  bool cross_gaps(std::int64_t next) {
    while (position_ + 1 < next) {
      if (!cross_gap()) {
        return bad(position_ + 1, 0,
                   "messages " + std::to_string(position_ + 1) + " to " + std::to_string(next - 1) +
                       " are missing and no signed pruning accounts for them");
      }
    }
    return !result_.first_bad;
  }

  bool cross_gap() {
    const auto gap = gap_at(connection_, position_ + 1);
    if (!gap || !trusted(gap->public_key) || !is_genuine(*gap, journal_id_)) return false;
    pass_heads_inside(*gap);
    position_ = gap->last;
    link_ = gap->link;
    ++result_.gaps;
    return check_heads();
  }

  void cross_trailing_gap() {
    if (gap_at(connection_, position_ + 1) && !cross_gap()) {
      bad(position_ + 1, 0, "the record of what was pruned here is not genuine");
    }
  }

  /// Heads over messages that are gone were checked when those were there; their signatures still must hold.
  void pass_heads_inside(const Gap& gap) {
    while (const Head* head = next_head()) {
      if (head->position >= gap.last) return;
      take_head();
    }
    while (witness_ < witnesses_.size() && witnesses_[witness_].position < gap.last) ++witness_;
  }

  void check_message(const Query& row) {
    Link link;
    link.position = row.integer(0);
    link.number = row.integer(1);
    link.leg = static_cast<int>(row.integer(2));
    link.state = static_cast<int>(row.integer(3));
    link.at = row.integer(4);
    const std::int64_t key = row.integer(5);
    const std::string_view body = row.blob_view(6);
    link.key = key < 0 ? -key : key;
    link.digest = key < 0 ? std::string(body) : chain_.digest(body);
    if (key < 0) ++result_.cleared;

    const std::string* facts = facts_of(link);
    if (facts == nullptr) {
      bad(link.position, link.number,
          "exchange " + std::to_string(link.number) + " is gone, its message is there");
      return;
    }
    std::string expected = chain_.link(link_, link, *facts);
    if (link.digest.size() != kDigestBytes || expected != row.blob_view(7)) {
      bad(link.position, link.number, "the message, its exchange or its place was changed");
      return;
    }
    position_ = link.position;
    link_ = std::move(expected);
    if (link.number != 0) last_states_.put(link.number, static_cast<State>(link.state));
    result_.bytes += body.size();
    if (++result_.messages % kTellEvery == 0) options_.progress(result_.bytes);
    check_heads();
  }

  /// What the chain says of the exchange in the state that the row names; null where it is gone.
  const std::string* facts_of(const Link& link) {
    if (link.number == 0) return &no_facts_;
    Known& known = known_[static_cast<std::uint64_t>(link.number) % kKnown];
    if (known.entry.number != static_cast<std::uint64_t>(link.number)) {
      exchange_.again().add(link.number);
      if (!exchange_.step()) return nullptr;
      known.entry = entry_of(exchange_);
    } else if (known.entry.state == static_cast<State>(link.state)) {
      return &known.facts;
    }
    known.entry.state = static_cast<State>(link.state);
    known.facts = chain_.facts(known.entry);
    return &known.facts;
  }

  [[nodiscard]] bool trusted(const std::string& public_key) const {
    const auto& keys = options_.trusted_keys;
    return keys.empty() || std::find(keys.begin(), keys.end(), public_key) != keys.end();
  }

  const Head* next_head() {
    if (head_ == heads_.size() && !heads_.empty()) {
      heads_ = heads_in(connection_, heads_.back().position, kHeadsAtOnce);
      head_ = 0;
    }
    return head_ < heads_.size() ? &heads_[head_] : nullptr;
  }

  void take_head() {
    const Head& head = heads_[head_++];
    if (!trusted(head.public_key)) {
      bad(head.position, 0,
          "the head at message " + std::to_string(head.position) + " is signed with key " +
              std::to_string(head.key) +
              ", which is not among those that are trusted here: a wrong or an old key file, or a forged "
              "head");
      return;
    }
    if (!is_genuine(head)) {
      bad(head.position, 0,
          "the signed head at message " + std::to_string(head.position) + " is not genuine");
      return;
    }
    ++result_.heads;
    result_.last_head = head;
    result_.signed_position = head.position;
  }

  bool check_heads() {
    const Head* head = next_head();
    if (head != nullptr && head->position == position_) {
      if (head->link != link_) {
        return bad(position_, 0,
                   "the chain at message " + std::to_string(position_) + " is not the signed one");
      }
      take_head();
    }
    for (; witness_ < witnesses_.size() && witnesses_[witness_].position == position_; ++witness_) {
      if (!vouches(witnesses_[witness_])) return false;
    }
    return !result_.first_bad;
  }

  bool vouches(const Head& witness) {
    if (!trusted(witness.public_key) || !is_genuine(witness) || witness.journal_id != journal_id_) {
      return bad(witness.position, 0, "a head that was kept outside is not genuine, or is another journal's");
    }
    if (witness.link != link_) {
      return bad(
          witness.position, 0,
          "the chain at message " + std::to_string(position_) + " is not the one of the head kept outside");
    }
    return true;
  }

  void check_end() {
    const Head* head = next_head();
    std::int64_t promised = head != nullptr ? head->position : 0;
    if (witness_ < witnesses_.size()) promised = std::max(promised, witnesses_.back().position);
    if (promised > position_) {
      bad(position_ + 1, 0,
          "the journal was cut off: it ends at message " + std::to_string(position_) +
              ", a signed head knows of " + std::to_string(promised));
      return;
    }
    check_states();
  }

  /// Every exchange is in the state that its last message left it in.
  void check_states() {
    Query rows{connection_, "SELECT number, state FROM exchange ORDER BY number", kReading};
    const bool archive = !property(connection_, kArchive).empty();
    while (rows.step()) {
      ++result_.exchanges;
      const auto state = state_named(rows.text(1));
      const auto last = last_states_.of(rows.integer(0));
      // An archive may end before an exchange did.
      if (last && (archive || state == last)) continue;
      bad(0, rows.integer(0),
          "exchange " + std::to_string(rows.integer(0)) + " is in another state than its last message says");
      return;
    }
  }

  Connection& connection_;
  const VerifyOptions& options_;
  const std::string journal_id_;
  Chain chain_;
  Verified result_;
  std::int64_t position_ = 0;
  std::string link_;
  const std::string no_facts_ = Chain::no_facts();
  Query exchange_{connection_, kExchange, kReading};
  std::vector<Known> known_ = std::vector<Known>(kKnown);
  LastStates last_states_;
  std::vector<Head> heads_, witnesses_;
  std::size_t head_ = 0, witness_ = 0;
};

}  // namespace

Verified verify(const std::string& file, const VerifyOptions& options) {
  Connection connection(journal_file(file, Access::read_only), SQLITE_OPEN_READONLY);
  prepare_journal(connection, Access::read_only);
  connection.command("BEGIN", kReading);
  Verified result = Walk(connection, options).run();
  connection.command("COMMIT", kReading);
  return result;
}

}  // namespace jembatan::journal
