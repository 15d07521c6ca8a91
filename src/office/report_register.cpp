#include "office/report_register.h"

#include <algorithm>
#include <array>
#include <tuple>
#include <unordered_map>
#include <utility>

#include "journal/survey.h"

namespace jembatan::office {

namespace {

using journal::RegisterKind;
using journal::RegisterRow;

constexpr std::uint8_t kKesatu = 1, kKedua = 2;

/// The last exchange of each quarter: what stems from it or an earlier one was known by the quarter's end.
struct QuarterEnds {
  std::vector<Coverage::Quarter> quarters;
  std::vector<std::uint64_t> last;
};

QuarterEnds quarter_ends(journal::SqliteStore& store, const std::vector<Month>& months) {
  QuarterEnds ends;
  for (const Month month : months) {
    if (month.month % 3 != 0) continue;
    const Period quarter{month.year, month.month / 3};
    const std::uint64_t last = journal::last_number_before(store, quarter.span().until);
    if (last == 0) continue;
    // A quarter that has not begun yet says the same again.
    if (journal::last_number_before(store, quarter.span().since) == last && !ends.last.empty() &&
        ends.last.back() == last) {
      continue;
    }
    ends.quarters.push_back({quarter.year, *quarter.quarter, {}, {}});
    ends.last.push_back(last);
  }
  return ends;
}

/// The earliest exchange of which a value still holds.
std::uint64_t known_since(const RegisterRow& row) {
  std::uint64_t least = row.newest().origin;
  for (std::size_t i = 0; i < row.source_count; ++i) least = std::min(least, row.sources[i].origin);
  return least;
}

/// Companies that share an identifier are one: a forest over rows, joined as rows come.
class Companies {
 public:
  struct Known {
    std::uint8_t parties = 0;
    std::uint8_t division = 0;  ///< the lowest KBLI division, 0: none
    std::array<std::uint64_t, 2> since{};
  };

  void add(const RegisterRow& row) {
    if (row.key.company == 0) return;
    const std::size_t company = of(row.key.company);
    join_names(company, row);
    Known& known = known_[root(company)];
    learn(known, row.key.party, known_since(row));
    if (row.key.kind == RegisterKind::badan_usaha && row.has(journal::company_field::divisi)) {
      const auto lowest = static_cast<std::uint8_t>(row.number[journal::company_field::divisi] & 0xffU);
      if (known.division == 0 || lowest < known.division) known.division = lowest;
    }
  }

  [[nodiscard]] std::uint8_t division_of(std::int64_t company) {
    const auto found = index_.find(company);
    return found == index_.end() ? 0 : known_[root(found->second)].division;
  }

  template <class Use>
  void each(Use use) {
    for (std::size_t i = 0; i < parent_.size(); ++i) {
      if (root(i) == i && known_[i].parties != 0) use(known_[i]);
    }
  }

  static void learn(Known& known, std::uint8_t party, std::uint64_t since) {
    const auto bit = static_cast<std::uint8_t>(party == 0 ? kKesatu : kKedua);
    if ((known.parties & bit) == 0 || since < known.since[party]) known.since[party] = since;
    known.parties = static_cast<std::uint8_t>(known.parties | bit);
  }

 private:
  std::size_t of(std::int64_t name) {
    const auto [at, is_new] = index_.emplace(name, parent_.size());
    if (is_new) {
      parent_.push_back(parent_.size());
      known_.emplace_back();
    }
    return at->second;
  }
  std::size_t root(std::size_t at) {
    while (parent_[at] != at) at = parent_[at] = parent_[parent_[at]];
    return at;
  }
  /// NPWP, NIB and TDP name a company to both parties; a code of the party's own does not, a branch's head
  /// office is another company.
  void join_names(std::size_t company, const RegisterRow& row) {
    if (row.key.kind != RegisterKind::badan_usaha) return;
    for (const auto field :
         {journal::company_field::npwp, journal::company_field::nib, journal::company_field::tdp}) {
      if (row.has(field)) join(company, of(static_cast<std::int64_t>(row.number[field])));
    }
  }
  void join(std::size_t a, std::size_t b) {
    a = root(a);
    b = root(b);
    if (a == b) return;
    parent_[b] = a;
    for (const std::uint8_t party : {std::uint8_t{0}, std::uint8_t{1}}) {
      if ((known_[b].parties & (party == 0 ? kKesatu : kKedua)) != 0)
        learn(known_[a], party, known_[b].since[party]);
    }
    if (known_[a].division == 0 || (known_[b].division != 0 && known_[b].division < known_[a].division)) {
      known_[a].division = known_[b].division;
    }
  }

  std::unordered_map<std::int64_t, std::size_t> index_;
  std::vector<std::size_t> parent_;
  std::vector<Known> known_;
};

struct Worker {
  std::int64_t subject = 0;
  std::uint64_t since = 0;
  std::uint8_t party = 0, province = 0, division = 0;
};

void count(Overlap& overlap, std::uint8_t parties) {
  overlap.add((parties & kKesatu) != 0, (parties & kKedua) != 0);
}

void count_quarters(QuarterEnds& ends, const Companies::Known& known, Overlap Coverage::Quarter::*which) {
  for (std::size_t i = 0; i < ends.quarters.size(); ++i) {
    const auto by_then = [&](std::size_t party, std::uint8_t bit) {
      return (known.parties & bit) != 0 && known.since[party] <= ends.last[i];
    };
    (ends.quarters[i].*which).add(by_then(0, kKesatu), by_then(1, kKedua));
  }
}

std::string two_digits(std::uint8_t value) {
  return value == 0 ? "" : (value < 10 ? "0" : "") + std::to_string(value);
}

/// The rows of one worker, side by side after sorting.
void count_worker(Coverage& coverage, QuarterEnds& ends, const Worker* first, const Worker* last) {
  Companies::Known known;
  std::uint8_t province = 0, division = 0;
  for (const Worker* one = first; one != last; ++one) {
    Companies::learn(known, one->party, one->since);
    province = std::max(province, one->province);
    if (one->division != 0 && (division == 0 || one->division < division)) division = one->division;
  }
  count(coverage.workers, known.parties);
  count(coverage.workers_by_province[two_digits(province)], known.parties);
  count(coverage.workers_by_section[section_of_division(division)], known.parties);
  count_quarters(ends, known, &Coverage::Quarter::workers);
}

void count_workers(Coverage& coverage, QuarterEnds& ends, std::vector<Worker>& workers) {
  const auto key = [](const Worker& one) {
    return std::tuple{one.subject, one.party, one.since, one.division};
  };
  std::sort(workers.begin(), workers.end(),
            [&](const Worker& a, const Worker& b) { return key(a) < key(b); });
  for (std::size_t at = 0; at < workers.size();) {
    std::size_t end = at + 1;
    while (end < workers.size() && workers[end].subject == workers[at].subject) ++end;
    count_worker(coverage, ends, &workers[at], workers.data() + end);
    at = end;
  }
}

}  // namespace

std::optional<Coverage> RegisterCoverage::coverage(const std::vector<Month>& months) {
  const journal::RegisterReader reader(store_);
  Companies companies;
  std::uint64_t workers = 0;
  reader.each([&](const RegisterRow& row) {
    companies.add(row);
    if (row.key.kind == RegisterKind::pekerja) ++workers;
    return true;
  });
  Coverage coverage;
  QuarterEnds ends = quarter_ends(store_, months);
  companies.each([&](const Companies::Known& known) {
    count(coverage.companies, known.parties);
    count(coverage.companies_by_section[section_of_division(known.division)], known.parties);
    count_quarters(ends, known, &Coverage::Quarter::companies);
  });
  const std::uint64_t passes = workers / workers_at_once_ + 1;
  for (std::uint64_t pass = 0; pass < passes; ++pass) {
    std::vector<Worker> held;
    reader.each(RegisterKind::pekerja, [&](const RegisterRow& row) {
      if (static_cast<std::uint64_t>(row.key.subject) % passes != pass) return true;
      Worker worker{row.key.subject, known_since(row), row.key.party, 0,
                    companies.division_of(row.key.company)};
      if (row.has(journal::worker_field::wilayah)) {
        worker.province = static_cast<std::uint8_t>(row.number[journal::worker_field::wilayah] / 100 % 100);
      }
      held.push_back(worker);
      return true;
    });
    count_workers(coverage, ends, held);
  }
  coverage.by_quarter = std::move(ends.quarters);
  if (coverage.companies.all() + coverage.workers.all() == 0) return std::nullopt;
  return coverage;
}

}  // namespace jembatan::office
