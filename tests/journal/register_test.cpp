// The register's tables behind a store: what is kept, in which order it is read, and whether it fits.

#include "journal/register.h"

#include "upkeep.h"

namespace jembatan::journal::test {
namespace {

class RegisterTable : public Upkeep {
 protected:
  struct Said {
    RegisterKind kind;
    std::string company, subject;
  };

  /// Each record says one field.
  static Given given(RegisterParty party, const std::vector<Said>& all) {
    Given given;
    given.party = party;
    const auto piece = [&given](const std::string& text) {
      const auto begin = static_cast<std::uint32_t>(given.text.size());
      given.text += text;
      return Given::Piece{begin, static_cast<std::uint32_t>(text.size())};
    };
    for (const Said& said : all) {
      const auto first = static_cast<std::uint32_t>(given.fields.size());
      given.fields.push_back({0, piece("value of " + said.company + said.subject), 0});
      const auto record = static_cast<std::uint32_t>(given.records.size() + 1);
      given.records.push_back(
          {said.kind, record, piece(said.company), piece(said.subject), first, first + 1});
    }
    return given;
  }
  static Said worker(const std::string& company, int serial) {
    return {RegisterKind::pekerja, company, "nik:" + std::to_string(serial)};
  }

  /// An exchange that ends so today.
  std::uint64_t say(Given given, State state = State::answered, const std::string& outcome = "SELESAI") {
    const auto number = exchange(State::sending);
    Change change = to(state);
    change.outcome = outcome;
    change.finished_at = clock_.wall();
    change.messages = {{Leg::answer, "answer"}};
    change.given = std::move(given);
    EXPECT_TRUE(store_->advance(number, State::sending, change));
    return number;
  }
  std::vector<RegisterKey> keys() {
    std::vector<RegisterKey> keys;
    reader_.each([&keys](const RegisterRow& row) {
      keys.push_back(row.key);
      return true;
    });
    return keys;
  }
  void change(const char* sql) {
    store_->write([sql](Connection& connection) { connection.execute(sql, "change"); });
  }
  [[nodiscard]] std::string misfit() { return register_status(*store_, true).misfit.value_or(""); }

  RegisterReader reader_{*store_};
};

TEST_F(RegisterTable, StreamsACompanysRowsTogetherAndBothPartiesOfAWorkerSideBySide) {
  for (const RegisterParty party : {RegisterParty{1}, RegisterParty{0}}) {
    say(given(party, {worker("nib:1", 1),
                      worker("nib:2", 1),
                      worker("nib:1", 2),
                      {RegisterKind::pimpinan, "nib:1", ""},
                      {RegisterKind::badan_usaha, "nib:1", ""}}));
  }
  const auto found = keys();
  ASSERT_EQ(found.size(), 10U);
  EXPECT_TRUE(std::is_sorted(found.begin(), found.end()));
  for (std::size_t i = 0; i < found.size(); i += 2) {
    EXPECT_EQ(found[i].subject, found[i + 1].subject);
    EXPECT_EQ(found[i].party, 0);
    EXPECT_EQ(found[i + 1].party, 1);
  }
}

TEST_F(RegisterTable, StreamsOnOverItsPages) {
  std::vector<Said> all;
  for (int i = 0; i < 45'000; ++i) all.push_back(worker("nib:" + std::to_string(i % 7), i));
  say(given(0, all));
  const auto found = keys();
  ASSERT_EQ(found.size(), all.size());
  EXPECT_EQ(std::adjacent_find(found.begin(), found.end(), [](auto a, auto b) { return !(a < b); }),
            found.end());
}

TEST_F(RegisterTable, StopsWhereItIsTold) {
  say(given(0, {worker("nib:1", 1), worker("nib:1", 2), worker("nib:1", 3)}));
  int seen = 0;
  reader_.each([&seen](const RegisterRow&) { return ++seen < 2; });
  EXPECT_EQ(seen, 2);
}

TEST_F(RegisterTable, ReadsOneCompanyOneRowAndOneKind) {
  say(given(0, {worker("nib:1", 1), worker("nib:2", 2), {RegisterKind::badan_usaha, "nib:2", ""}}));
  int of_company = 0, workers = 0;
  reader_.company(reader_.company_number("nib:2"), [&](const RegisterRow&) { return ++of_company != 0; });
  reader_.each(RegisterKind::pekerja, [&](const RegisterRow&) { return ++workers != 0; });
  EXPECT_EQ(of_company, 2);
  EXPECT_EQ(workers, 2);
  EXPECT_TRUE(reader_.find(
      {reader_.company_number("nib:1"), RegisterKind::pekerja, reader_.worker_number("nik:1"), 0}));
  EXPECT_FALSE(reader_.find(
      {reader_.company_number("nib:1"), RegisterKind::pekerja, reader_.worker_number("nik:1"), 1}));
}

TEST_F(RegisterTable, TellsWhichCompaniesWereSaidSince) {
  today_is(1);
  say(given(0, {worker("nib:1", 1)}));
  today_is(3);
  const auto later = say(given(0, {worker("nib:2", 1)}));
  EXPECT_EQ(reader_.companies_since(day(2)), std::vector{reader_.company_number("nib:2")});
  EXPECT_EQ(reader_.exchanges_since(day(2)), std::vector{later});
  EXPECT_EQ(reader_.companies_since(day(0)).size(), 2U);
}

TEST_F(RegisterTable, KeepsNothingOfWhatWasNotAccepted) {
  say(given(0, {worker("nib:1", 1)}), State::refused, "PIHAK_LAWAN_MENOLAK");
  say(given(0, {worker("nib:1", 2)}), State::answered, "DITOLAK");
  EXPECT_TRUE(keys().empty());
}

TEST_F(RegisterTable, LosesWhatPrunedExchangesSaidAndKeepsTheRest) {
  today_is(0);
  say(given(0, {worker("nib:1", 1), worker("nib:1", 2)}));
  today_is(5);
  const auto kept = say(given(0, {worker("nib:1", 2)}));
  pruned(exchanges(3));
  const auto found = keys();
  ASSERT_EQ(found.size(), 1U);
  EXPECT_EQ(found[0].subject, reader_.worker_number("nik:2"));
  const auto status = register_status(*store_, true);
  EXPECT_EQ(status.misfit, std::nullopt);
  EXPECT_LT(status.floor, kept);
}

TEST_F(RegisterTable, LosesTheRowsOfACompanyAndItsOfficersWithTheirMessages) {
  today_is(0);
  say(given(0, {{RegisterKind::badan_usaha, "nib:1", ""}, {RegisterKind::pimpinan, "nib:1", ""}}));
  say(given(1, {{RegisterKind::pekerja, "", "nik:1"}}));
  pruned(payloads(3));
  EXPECT_TRUE(keys().empty());
  EXPECT_EQ(number("SELECT count(*) FROM register_change"), 0);
}

TEST_F(RegisterTable, TellsARowThatCannotBeRead) {
  say(given(0, {worker("nib:1", 1)}));
  change("UPDATE register SET body = x'01'");
  EXPECT_NE(broken_text([this] { keys(); }).find("jembatan register rebuild"), std::string::npos);
}

TEST_F(RegisterTable, FitsAnEmptyJournal) {
  const auto status = register_status(*store_, true);
  EXPECT_EQ(status.misfit, std::nullopt);
  EXPECT_EQ(status.exchanges, 0U);
}

TEST_F(RegisterTable, CountsItsRowsAndExchanges) {
  say(given(0, {worker("nib:1", 1), worker("nib:1", 2)}));
  const auto last = say(given(1, {worker("nib:1", 1), {RegisterKind::badan_usaha, "nib:1", ""}}));
  const auto status = register_status(*store_, true);
  EXPECT_EQ(status.misfit, std::nullopt);
  EXPECT_EQ(status.exchanges, 2U);
  EXPECT_EQ(status.last, last);
  EXPECT_EQ(status.rows, (std::array<std::array<std::uint64_t, 2>, 3>{{{0, 1}, {0, 0}, {2, 1}}}));
}

TEST_F(RegisterTable, FitsWhereAnExchangeHadNothingToSay) {
  say(Given{});
  EXPECT_EQ(misfit(), "");
}

TEST_F(RegisterTable, DoesNotFitWhereItLacksAnExchange) {
  say(given(0, {worker("nib:1", 1)}));
  say(given(0, {worker("nib:1", 2)}));
  change("DELETE FROM register_change WHERE number = 2");
  EXPECT_EQ(misfit(), "it does not know of exchange 2: make it again with 'jembatan register rebuild'");
}

TEST_F(RegisterTable, DoesNotFitWhereItKnowsOfAnExchangeThatIsNotThere) {
  say(given(0, {worker("nib:1", 1)}));
  change("INSERT INTO register_change VALUES (9, 9, 1, 0)");
  EXPECT_NE(misfit().find("exchange 9"), std::string::npos);
}

TEST_F(RegisterTable, DoesNotFitWhereAnotherVersionMadeIt) {
  change("UPDATE property SET bytes = x'39' WHERE name = 'register_form'");
  EXPECT_NE(misfit().find("another version"), std::string::npos);
  change("DELETE FROM property WHERE name = 'register_form'");
  EXPECT_NE(misfit().find("never made"), std::string::npos);
}

}  // namespace
}  // namespace jembatan::journal::test
