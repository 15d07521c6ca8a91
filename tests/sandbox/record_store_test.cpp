#include "sandbox/record_store.h"

#include <gtest/gtest.h>

#include <functional>

#include "sandbox/data_file.h"
#include "sandbox/support.h"

namespace jembatan::sandbox {
namespace {

using lampiran::KunciBadanUsaha;

class RecordStoreTest : public testing::Test {
 protected:
  void use(const std::function<void(RecordStore&)>& work) {
    data_.run([&](journal::Connection& connection) {
      RecordStore records(connection, clock_.wall());
      work(records);
    });
  }
  std::optional<Id> find(const KunciBadanUsaha& kunci) {
    std::optional<Id> id;
    use([&](RecordStore& records) {
      if (const auto found = records.find(pengenal_of(kunci))) id = found->id;
    });
    return id;
  }
  void keep(const lampiran::BadanUsaha& record) {
    use([&](RecordStore& records) { records.keep(record); });
  }
  Page<lampiran::BadanUsaha> daftar(Id after, std::optional<base::WallTime> sejak, unsigned batas) {
    Page<lampiran::BadanUsaha> page;
    use([&](RecordStore& records) { page = records.daftar(after, sejak, batas); });
    return page;
  }

  test::Folder folder_;
  test::StandingClock clock_;
  DataFile data_{folder_.file("data.db"), lampiran::Pihak::kedua, clock_.wall()};
};

TEST_F(RecordStoreTest, FindsACompanyByAnyIdentifierItWasGivenWith) {
  keep(test::company(1));
  const auto id = find({test::npwp(1), {}, {}, {}});
  EXPECT_TRUE(id);
  EXPECT_EQ(find({"0" + test::npwp(1), {}, {}, {}}), id);
  EXPECT_EQ(find({{}, test::nib(1), {}, {}}), id);
}

TEST_F(RecordStoreTest, DoesNotFindACompanyNobodyGave) {
  keep(test::company(1));
  EXPECT_FALSE(find({test::npwp(2), {}, {}, {}}));
}

TEST_F(RecordStoreTest, LearnsFurtherIdentifiersOfACompany) {
  lampiran::BadanUsaha by_nib = test::company(1);
  by_nib.npwp.reset();
  keep(by_nib);
  keep(test::company(1));
  EXPECT_EQ(find({test::npwp(1), {}, {}, {}}), find({{}, test::nib(1), {}, {}}));
  EXPECT_EQ(daftar(0, {}, 10).records.size(), 1U);
}

TEST_F(RecordStoreTest, TakesAnotherNpwpWithTheSameNibForAnotherCompany) {
  keep(test::company(1));
  lampiran::BadanUsaha other = test::company(2);
  other.nib = test::nib(1);
  keep(other);
  EXPECT_NE(find({test::npwp(1), {}, {}, {}}), find({test::npwp(2), {}, {}, {}}));
  EXPECT_EQ(find({{}, test::nib(1), {}, {}}), find({test::npwp(1), {}, {}, {}}));
}

TEST_F(RecordStoreTest, KeepsABranchAsACompanyOfItsOwn) {
  keep(test::company(1));
  lampiran::BadanUsaha branch = test::company(1);
  branch.npwp = "0" + test::npwp(1) + "000003";
  keep(branch);
  EXPECT_NE(find({branch.npwp, {}, {}, {}}), find({test::npwp(1), {}, {}, {}}));
}

TEST_F(RecordStoreTest, NeverMergesOnTheNameAlone) {
  lampiran::BadanUsaha one, other;
  one.nama = other.nama = "UD Contoh Rekaan";
  one.alamat = "Jl. Rekaan No. 1, Kab. Bandung";
  other.alamat = "Jl. Rekaan No. 2, Kab. Bandung";
  keep(one);
  keep(other);
  keep(one);
  EXPECT_EQ(daftar(0, {}, 10).records.size(), 2U);
}

TEST_F(RecordStoreTest, BringsAKeptRecordUpToDate) {
  keep(test::company(1));
  lampiran::BadanUsaha present;
  present.npwp = test::npwp(1);
  present.alamat = "Jl. Contoh Baru No. 2, Kab. Bandung";
  keep(present);
  const auto page = daftar(0, {}, 10);
  ASSERT_EQ(page.records.size(), 1U);
  EXPECT_EQ(page.records[0].alamat, present.alamat);
  EXPECT_EQ(page.records[0].email, test::company(1).email);
}

TEST_F(RecordStoreTest, PagesThroughAllCompaniesOnceEach) {
  for (unsigned n = 1; n <= 7; ++n) keep(test::company(n));
  std::vector<lampiran::Teks> seen;
  std::optional<Id> after = 0;
  for (int pages = 0; after && pages < 10; ++pages) {
    auto page = daftar(*after, {}, 3);
    for (const auto& record : page.records) seen.push_back(record.nib);
    after = page.last;
  }
  EXPECT_EQ(seen, (std::vector<lampiran::Teks>{test::nib(1), test::nib(2), test::nib(3), test::nib(4),
                                               test::nib(5), test::nib(6), test::nib(7)}));
}

TEST_F(RecordStoreTest, EndsTheListWithAFullLastPage) {
  for (unsigned n = 1; n <= 3; ++n) keep(test::company(n));
  EXPECT_FALSE(daftar(0, {}, 3).last);
}

TEST_F(RecordStoreTest, ListsWhatChangedAtOrAfterAPointInTime) {
  keep(test::company(1));
  clock_.advance(std::chrono::hours(1));
  const auto later = clock_.wall();
  keep(test::company(2));
  const auto page = daftar(0, later, 10);
  ASSERT_EQ(page.records.size(), 1U);
  EXPECT_EQ(page.records[0].npwp, test::npwp(2));
}

TEST_F(RecordStoreTest, ARepeatWithoutANewValueIsNoChange) {
  keep(test::company(1));
  clock_.advance(std::chrono::hours(1));
  keep(test::company(1));
  EXPECT_TRUE(daftar(0, clock_.wall(), 10).records.empty());
}

TEST_F(RecordStoreTest, KeepsAWorkerOnceForEachCompany) {
  use([](RecordStore& records) {
    const Id one = records.perusahaan_of(pengenal_of(test::key(1)));
    const Id other = records.perusahaan_of(pengenal_of(test::key(2)));
    records.keep(one, test::worker(1));
    records.keep(one, test::worker(1));
    records.keep(other, test::worker(1));
    EXPECT_EQ(records.jumlah(one).pekerja, 1U);
    EXPECT_EQ(records.jumlah(other).pekerja, 1U);
  });
}

TEST_F(RecordStoreTest, DoesNotListACompanyThatOnlyItsWorkersTellOf) {
  use([](RecordStore& records) {
    records.keep(records.perusahaan_of(pengenal_of(test::key(1))), test::worker(1));
  });
  EXPECT_TRUE(daftar(0, {}, 10).records.empty());
}

TEST_F(RecordStoreTest, GivesAWorkerAsTheLatestCompanyGaveThePerson) {
  use([](RecordStore& records) {
    records.keep(records.perusahaan_of(pengenal_of(test::key(1))), test::worker(1));
  });
  clock_.advance(std::chrono::hours(1));
  lampiran::Pekerja moved = test::worker(1);
  moved.jabatan = "Kepala Regu";
  use([&](RecordStore& records) { records.keep(records.perusahaan_of(pengenal_of(test::key(2))), moved); });
  use([&](RecordStore& records) { EXPECT_EQ(records.pekerja(*moved.nik), moved); });
}

TEST_F(RecordStoreTest, KeepsNothingOfAMessageThatFails) {
  const auto fail = [this] {
    use([](RecordStore& records) {
      records.keep(test::company(1));
      throw base::Broken("on purpose");
    });
  };
  EXPECT_THROW(fail(), base::Broken);
  EXPECT_FALSE(find(test::key(1)));
}

TEST(DataFile, RefusesTheOtherPartysFile) {
  const test::Folder folder;
  const test::StandingClock clock;
  { const DataFile kedua(folder.file("data.db"), lampiran::Pihak::kedua, clock.wall()); }
  EXPECT_THROW(DataFile(folder.file("data.db"), lampiran::Pihak::kesatu, clock.wall()), base::Broken);
}

TEST(DataFile, SaysWhatToDoWhereItsFolderIsMissing) {
  const test::Folder folder;
  const test::StandingClock clock;
  try {
    const DataFile data(folder.file("nowhere/data.db"), lampiran::Pihak::kedua, clock.wall());
    FAIL();
  } catch (const base::Broken& broken) {
    EXPECT_NE(std::string(broken.what()).find("--data"), std::string::npos);
  }
}

TEST(DataFile, LeavesAnotherProgramsDatabaseAlone) {
  const test::Folder folder;
  const test::StandingClock clock;
  {
    journal::Connection other(folder.file("other.db"), SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE);
    other.execute("CREATE TABLE theirs (x)", "prepare");
  }
  EXPECT_THROW(DataFile(folder.file("other.db"), lampiran::Pihak::kedua, clock.wall()), base::Broken);
}

}  // namespace
}  // namespace jembatan::sandbox
