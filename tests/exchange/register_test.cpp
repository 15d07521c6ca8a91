#include <algorithm>
#include <random>

#include "exchange/register_rebuild.h"
#include "exchange/register_values.h"
#include "exchange/settlement.h"
#include "journal/prune.h"
#include "journal/register.h"
#include "journal/sqlite_handles.h"
#include "world.h"

namespace jembatan::exchange {
namespace {

using journal::RegisterRow;
namespace worker_fields = journal::worker_field;

class Register : public World {
 protected:
  Register() {
    kedua.answer = [this](const Outgoing& outgoing) { return accept_all(outgoing); };
  }

  /// Every row of both tables, in order.
  std::vector<std::string> dump() {
    std::vector<std::string> rows;
    store.read([&](journal::Connection& connection) {
      for (const char* sql :
           {"SELECT company || ' ' || kind || ' ' || subject || ' ' || party || ' ' || hex(body)"
            " FROM register ORDER BY company, kind, subject, party",
            "SELECT origin || ' ' || number || ' ' || company || ' ' || subject"
            " FROM register_change ORDER BY origin, number, company, subject"}) {
        journal::Query query{connection, sql, "read from"};
        while (query.step()) rows.push_back(query.text(0));
      }
    });
    return rows;
  }
  std::vector<RegisterRow> workers() {
    std::vector<RegisterRow> rows;
    journal::RegisterReader(store).each(journal::RegisterKind::pekerja, [&](const RegisterRow& row) {
      rows.push_back(row);
      return true;
    });
    return rows;
  }
  bool rebuilt() {
    journal::RegisterRebuild rebuild(store);
    tell_again(store, rebuild, [](std::uint64_t) {});
    return rebuild.replace();
  }
  /// The other party holds this worker.
  Delivery holds(const Outgoing& outgoing, const lampiran::Pekerja& pekerja) {
    soap::Response response;
    response.operasi = outgoing.operasi;
    response.nomor_pertukaran = 77;
    response.rekaman = std::vector{pekerja};
    return answer_with(response);
  }
  /// It accepts the records of which `accepted` says so.
  Delivery accept_some(const Outgoing& outgoing, const std::function<bool()>& accepted) {
    const soap::Operasi& asked = *outgoing.operasi;
    const auto request = codec.decode_request(outgoing.bytes, soap::namespace_of(asked.bagian), asked.nama);
    soap::Response response;
    response.operasi = &asked;
    response.nomor_pertukaran = 77;
    for (std::size_t i = 1; i <= lampiran::count(request->rekaman); ++i) {
      lampiran::HasilRekaman hasil{i, accepted(), {}};
      if (!hasil.diterima) {
        hasil.temuan = {{"C.1", "nik", "X_LAIN", lampiran::Tingkat::kesalahan, "Lain.", "Other."}};
      }
      response.hasil.push_back(std::move(hasil));
    }
    return answer_with(response);
  }
  Reply replayed(const soap::Request& request, std::uint64_t original) {
    Arrival again = arrival(request);
    again.replay_of = original;
    return gateway.handle(again);
  }
};

TEST_F(Register, KnowsWhatBothSidesHaveAccepted) {
  const auto number = ask(kirim({worker(1)})).number;
  const auto rows = workers();
  ASSERT_EQ(rows.size(), 1U);
  EXPECT_EQ(rows[0].newest().number, number);
}

TEST_F(Register, KeepsTheEarlierValueOfAnAbsentElement) {
  const auto first = ask(kirim({worker(1)}, "id-1")).number;
  auto less = worker(1);
  less.nomor_hp.reset();
  less.nama = "NAMA LAIN";
  const auto second = ask(kirim({less}, "id-2")).number;
  const auto rows = workers();
  ASSERT_EQ(rows.size(), 1U);
  EXPECT_EQ(rows[0].source_of(worker_fields::nama).number, second);
  if (rows[0].has(worker_fields::nomor_hp)) {
    EXPECT_EQ(rows[0].source_of(worker_fields::nomor_hp).number, first);
  }
}

TEST_F(Register, LeavesOutWhatTheOtherPartyRejects) {
  kedua.answer = [this, record = 0](const Outgoing& outgoing) mutable {
    return accept_some(outgoing, [&record] { return ++record == 2; });
  };
  ask(kirim({worker(1), worker(2)}));
  const auto rows = workers();
  ASSERT_EQ(rows.size(), 1U);
  EXPECT_EQ(rows[0].newest().record, 2U);
}

TEST_F(Register, ChangesNothingWhenAnAcceptedExchangeIsReplayed) {
  const auto request = kirim({worker(1)});
  const auto original = ask(request).number;
  const auto before = workers();
  replayed(request, original);
  ASSERT_EQ(workers().size(), 1U);
  EXPECT_EQ(workers()[0].newest(), before[0].newest());
}

TEST_F(Register, AReplayHasThePlaceOfItsOriginal) {
  const auto original = ask(kirim({worker(1)}, "id-1")).number;
  auto changed = worker(1);
  changed.nama = "NAMA LAIN";
  const auto newer = ask(kirim({changed}, "id-2")).number;
  replayed(kirim({worker(1)}, "id-1"), original);
  EXPECT_EQ(workers().at(0).source_of(worker_fields::nama).number, newer);
}

TEST_F(Register, TakesAnAnswersValuesAsTheOtherParty) {
  kedua.answer = [this](const Outgoing& outgoing) { return holds(outgoing, worker(1)); };
  ask(ambil(*worker(1).nik));
  const auto rows = workers();
  ASSERT_EQ(rows.size(), 1U);
  EXPECT_EQ(rows[0].key.party, 1);
}

TEST_F(Register, FindsTheValueBehindAField) {
  ask(kirim({worker(1), worker(2)}));
  RegisterValues values(store);
  const auto rows = journal::RegisterReader(store).worker("nik:" + *worker(2).nik);
  ASSERT_EQ(rows.size(), 1U);
  EXPECT_EQ(values.pekerja(rows[0]).nama, worker(2).nama);
}

TEST_F(Register, LosesWhatIsCleared) {
  ask(kirim({worker(1)}));
  journal::PrunePolicy policy;
  policy.payloads_before = clock.wall() + std::chrono::hours(1);
  static_cast<void>(journal::prune(store, policy, [] { return true; }));
  EXPECT_TRUE(dump().empty());
}

TEST_F(Register, FitsItsJournalUntilItsRowsAreGone) {
  ask(kirim({worker(1)}));
  EXPECT_EQ(journal::register_status(store, true).misfit, std::nullopt);
  store.write(
      [](journal::Connection& connection) { connection.execute("DELETE FROM register_change", "change"); });
  EXPECT_NE(journal::register_status(store, true).misfit, std::nullopt);
}

/// Random writes, questions, rejections, doubt, absence, replays, settlements and clearing: made again, the
/// tables are the same.
TEST_F(Register, IsTheSameByteForByteWhenItIsMadeAgain) {
  for (unsigned seed = 1; seed <= 6; ++seed) {
    std::mt19937 random(seed);
    const auto one_in = [&random](unsigned n) { return random() % n == 0; };
    int asked = 0;
    kedua.answer = [this, &one_in, &asked](const Outgoing& outgoing) -> Delivery {
      if (one_in(6)) return InDoubt{"no answer", {}};
      if (one_in(8)) return NotSent{"connection refused"};
      if (!outgoing.operasi->writes()) return holds(outgoing, worker(asked));
      return accept_some(outgoing, [&one_in] { return !one_in(5); });
    };
    std::vector<std::pair<soap::Request, std::uint64_t>> sent;
    for (int i = 0; i < 40; ++i) {
      std::vector<lampiran::Pekerja> records;
      const auto first = static_cast<unsigned>(random() % 5);
      for (unsigned k = 0; k <= random() % 4; ++k) {
        auto one = worker(static_cast<int>(first + k));
        if (one_in(2)) one.jabatan = "JABATAN " + std::to_string(random() % 3);
        if (one_in(3)) one.nomor_hp.reset();
        records.push_back(one);
      }
      const auto request = kirim(records, "id-" + std::to_string(seed) + "-" + std::to_string(i));
      sent.emplace_back(request, ask(request).number);
      if (one_in(4)) {
        asked = static_cast<int>(random() % 5);
        ask(ambil(*worker(asked).nik, "tanya-" + std::to_string(seed) + "-" + std::to_string(i)));
      }
      if (one_in(5)) {
        const auto& [again, number] = sent[random() % sent.size()];
        replayed(again, number);
      }
      for (const auto state : {journal::State::in_doubt, journal::State::pending}) {
        journal::Filter filter;
        filter.state = state;
        for (const auto& entry : store.scan(filter, journal::Order::newest_first, 10)) {
          const auto as = one_in(2) ? Decision::delivered : Decision::not_delivered;
          if (one_in(2)) static_cast<void>(settle(gateway, entry, as, "{}"));
        }
      }
      if (i == 20) {
        journal::PrunePolicy policy;
        policy.payloads_before = clock.wall();
        static_cast<void>(journal::prune(store, policy, [] { return true; }));
      }
    }
    const auto kept = dump();
    ASSERT_FALSE(kept.empty());
    ASSERT_EQ(journal::register_status(store, true).misfit, std::nullopt);
    ASSERT_TRUE(rebuilt());
    ASSERT_EQ(dump(), kept) << "seed " << seed;
  }
}

TEST_F(Register, TakesAnAnswerInSoap12AsOneIn11) {
  kedua.answer = [this](const Outgoing& outgoing) { return holds(outgoing, worker(1)); };
  static_cast<void>(gateway.handle(arrival(ambil(*worker(1).nik), soap::SoapVersion::v12)));
  const auto kept = dump();
  ASSERT_FALSE(kept.empty());
  ASSERT_TRUE(rebuilt());
  EXPECT_EQ(dump(), kept);
}

TEST_F(Register, IsNotReplacedWhereTheJournalWasWrittenToMeanwhile) {
  ask(kirim({worker(1)}, "id-1"));
  journal::RegisterRebuild rebuild(store);
  tell_again(store, rebuild, [](std::uint64_t) {});
  ask(kirim({worker(2)}, "id-2"));
  const auto kept = dump();
  EXPECT_FALSE(rebuild.replace());
  EXPECT_EQ(dump(), kept);
}

TEST_F(Register, IsFoundToDifferWhereARowWasChanged) {
  ask(kirim({worker(1)}));
  journal::RegisterRebuild rebuild(store);
  tell_again(store, rebuild, [](std::uint64_t) {});
  EXPECT_EQ(rebuild.differences(), 0U);
  store.write([](journal::Connection& connection) {
    connection.execute("UPDATE register SET body = CAST(body || x'00' AS BLOB)", "change");
  });
  EXPECT_GT(rebuild.differences(), 0U);
}

}  // namespace
}  // namespace jembatan::exchange
