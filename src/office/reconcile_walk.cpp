#include "office/reconcile_walk.h"

#include <algorithm>
#include <array>
#include <bit>
#include <optional>
#include <tuple>
#include <utility>

#include "journal/register_row.h"

namespace jembatan::office {

namespace {

using journal::RegisterKind;
using journal::RegisterReader;
using journal::RegisterRow;

constexpr std::uint32_t bit(std::size_t field) {
  return std::uint32_t{1} << field;
}

/// What is compared of a company: a party's own code, the head office and the divisions are not.
constexpr std::uint32_t company_fields =
    bit(journal::company_field::kode_badan_usaha) - 1U + bit(journal::company_field::jumlah_pekerja);
constexpr std::uint32_t worker_fields =
    (bit(journal::worker_field::wilayah) - 1U) | bit(journal::worker_field::field_lain);

/// Takes what supersedes, as the register itself does.
void join_rows(RegisterRow& row, const RegisterRow& other) {
  for (std::uint8_t source = 0; source < other.source_count; ++source) {
    journal::Claim claim{other.key, 0, 0, other.number};
    for (std::uint32_t rest = other.given; rest != 0; rest &= rest - 1) {
      const auto field = static_cast<std::size_t>(std::countr_zero(rest));
      if (other.source[field] == source) claim.given |= bit(field);
    }
    static_cast<void>(journal::join(row, claim, other.sources[source]));
  }
}

/// Pairs rows that come in the register's order: a party's row and the other's for one subject follow each
/// other.
class Pairing {
 public:
  Pairing(const Matching& matching, const TakePair& take) : matching_(matching), take_(take) {}

  /// Whether the row's company is of one key, and the row taken.
  void take(const RegisterRow& row) {
    if (!begun_ || row.key.company != company_) begin_company(row.key.company);
    const auto unit = unit_.at(row.key.party);
    if (!unit || !matching_.units()[*unit].one_key) return;
    if (waiting_ && row.key.kind == first_.key.kind && row.key.subject == first_.key.subject &&
        unit_[0] == unit_[1]) {
      waiting_ = false;
      take_(*unit, row.key.kind, {&first_, &row});
      return;
    }
    flush();
    first_ = row;
    waiting_ = true;
  }
  void flush() {
    if (!std::exchange(waiting_, false)) return;
    const bool kesatu = first_.key.party == 0;
    take_(*unit_.at(first_.key.party), first_.key.kind,
          {kesatu ? &first_ : nullptr, kesatu ? nullptr : &first_});
  }

 private:
  /// The keys stand in the order in which the rows come.
  void begin_company(std::int64_t company) {
    flush();
    begun_ = true;
    company_ = company;
    unit_ = {};
    const auto& keys = matching_.keys();
    while (next_ < keys.size() && keys[next_].key < company) ++next_;
    for (std::size_t i = next_; i < keys.size() && keys[i].key == company; ++i) {
      unit_.at(keys[i].party) = keys[i].unit;
    }
  }

  const Matching& matching_;
  const TakePair& take_;
  std::size_t next_ = 0;
  bool begun_ = false, waiting_ = false;
  std::int64_t company_ = 0;
  std::array<std::optional<std::uint32_t>, 2> unit_;
  RegisterRow first_;
};

bool before(const RegisterRow& a, const RegisterRow& b) {
  return std::tuple(a.key.kind, a.key.subject, a.key.party) <
         std::tuple(b.key.kind, b.key.subject, b.key.party);
}

bool same_subject(const RegisterRow& a, const RegisterRow& b) {
  return a.key.kind == b.key.kind && a.key.subject == b.key.subject;
}

}  // namespace

void walk(const RegisterReader& reader, const Matching& matching, const TakePair& take) {
  Pairing pairing(matching, take);
  reader.each([&](const RegisterRow& row) {
    pairing.take(row);
    return true;
  });
  pairing.flush();
  for (std::uint32_t unit = 0; unit < matching.units().size(); ++unit) {
    if (!matching.units()[unit].one_key) walk_unit(reader, matching, unit, take);
  }
}

void walk_unit(const RegisterReader& reader, const Matching& matching, std::uint32_t unit,
               const TakePair& take) {
  std::vector<RegisterRow> rows;
  for (const CompanyKey& key : matching.keys_of(unit)) {
    reader.company(key.key, [&](const RegisterRow& row) {
      if (row.key.party == key.party) rows.push_back(row);
      return true;
    });
  }
  std::stable_sort(rows.begin(), rows.end(), before);
  for (std::size_t i = 0; i < rows.size();) {
    std::array<RegisterRow*, 2> said{};
    const std::size_t first = i;
    for (; i < rows.size() && same_subject(rows[first], rows[i]); ++i) {
      RegisterRow*& mine = said.at(rows[i].key.party);
      if (mine == nullptr) {
        mine = &rows[i];
      } else {
        join_rows(*mine, rows[i]);
      }
    }
    take(unit, rows[first].key.kind, {said[0], said[1]});
  }
}

std::uint32_t differing(RegisterKind kind, const Pair& pair) {
  if (pair.kesatu == nullptr || pair.kedua == nullptr || kind == RegisterKind::pimpinan) return 0;
  const std::uint32_t compared = kind == RegisterKind::badan_usaha ? company_fields : worker_fields;
  std::uint32_t different = 0;
  for (std::uint32_t rest = pair.kesatu->given & pair.kedua->given & compared; rest != 0; rest &= rest - 1) {
    const auto field = static_cast<std::size_t>(std::countr_zero(rest));
    if (pair.kesatu->number[field] != pair.kedua->number[field]) different |= bit(field);
  }
  return different;
}

}  // namespace jembatan::office
