#include "sandbox/isi.h"

#include <gtest/gtest.h>

#include "base/result.h"
#include "sandbox/support.h"

namespace jembatan::sandbox {
namespace {

TEST(Isi, GivesACompanyBackAsItWas) {
  lampiran::BadanUsaha record = test::company(1);
  record.koordinat = lampiran::Koordinat{"-6.9412", {}};
  record.field_lain = {{"skala", "mikro \"\n"}};
  EXPECT_EQ(record_of<lampiran::BadanUsaha>(isi_of(record)), record);
}

TEST(Isi, GivesALeaderBackWithItsKey) {
  lampiran::Pimpinan record = test::leader(1);
  record.badan_usaha->kode_badan_usaha = "BU-7";
  EXPECT_EQ(record_of<lampiran::Pimpinan>(isi_of(record)), record);
}

TEST(Isi, GivesAWorkerBackAsItWas) {
  EXPECT_EQ(record_of<lampiran::Pekerja>(isi_of(test::worker(1))), test::worker(1));
}

TEST(Isi, DoesNotTakeAnythingElse) {
  EXPECT_THROW((void)record_of<lampiran::Pekerja>("{\"nik\":"), base::Broken);
}

TEST(Join, AbsentElementsDeleteNothing) {
  lampiran::BadanUsaha kept = test::company(1);
  lampiran::BadanUsaha given;
  given.alamat = "Jl. Contoh Baru No. 2";
  join(kept, given);
  EXPECT_EQ(kept.alamat, given.alamat);
  EXPECT_EQ(kept.nama, test::company(1).nama);
  EXPECT_EQ(kept.kbli, test::company(1).kbli);
}

TEST(Join, KbliCodesComeAsOneList) {
  lampiran::BadanUsaha kept = test::company(1);
  lampiran::BadanUsaha given;
  given.kbli = {{"01262", {}}};
  join(kept, given);
  EXPECT_EQ(kept.kbli, given.kbli);
}

TEST(Join, FurtherFieldsAreToldApartByName) {
  lampiran::Pekerja kept, given;
  kept.field_lain = {{"a", "1"}, {"b", "2"}};
  given.field_lain = {{"b", "3"}, {"c", "4"}};
  join(kept, given);
  EXPECT_EQ(kept.field_lain, (std::vector<lampiran::FieldLain>{{"a", "1"}, {"b", "3"}, {"c", "4"}}));
}

}  // namespace
}  // namespace jembatan::sandbox
