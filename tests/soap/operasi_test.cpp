#include "soap/operasi.h"

#include <gtest/gtest.h>

#include <set>
#include <utility>

#include "soap/codec.h"

namespace jembatan::soap {
namespace {

using lampiran::Bagian;

TEST(Operasi, AreSixteenAndDifferent) {
  std::set<std::pair<Bagian, std::string_view>> seen;
  for (const Operasi& operasi : semua_operasi()) seen.emplace(operasi.bagian, operasi.nama);
  EXPECT_EQ(semua_operasi().size(), 16U);
  EXPECT_EQ(seen.size(), 16U);
}

TEST(Operasi, AreFoundBySectionAndName) {
  for (const Operasi& operasi : semua_operasi()) {
    EXPECT_EQ(find_operasi(operasi.bagian, operasi.nama), &operasi);
  }
}

TEST(Operasi, StatusPesanIsInEachSection) {
  for (const Bagian bagian : {Bagian::badan_usaha, Bagian::pimpinan, Bagian::pekerja}) {
    const Operasi* const operasi = find_operasi(bagian, "StatusPesan");
    ASSERT_NE(operasi, nullptr);
    EXPECT_EQ(operasi->bagian, bagian);
    EXPECT_EQ(operasi->jenis, Jenis::pesan);
  }
}

TEST(Operasi, OfAnotherSectionAreNotFound) {
  EXPECT_EQ(find_operasi(Bagian::pimpinan, "KirimPekerja"), nullptr);
  EXPECT_EQ(find_operasi(Bagian::pimpinan, "DaftarPimpinan"), nullptr);
  EXPECT_EQ(find_operasi(Bagian::pekerja, "KirimPekerjaResponse"), nullptr);
}

TEST(Operasi, OnlyKirimAndSelaraskanWrite) {
  for (const Operasi& operasi : semua_operasi()) {
    EXPECT_EQ(operasi.writes(), operasi.nama.starts_with("Kirim") || operasi.nama.starts_with("Selaraskan"));
  }
}

TEST(Operasi, NamespacesNameTheirSection) {
  for (const Bagian bagian : {Bagian::badan_usaha, Bagian::pimpinan, Bagian::pekerja}) {
    EXPECT_EQ(bagian_of_namespace(namespace_of(bagian)), bagian);
  }
  EXPECT_EQ(bagian_of_namespace("urn:jembatan:umum:1"), std::nullopt);
  EXPECT_EQ(bagian_of_namespace("urn:jembatan:pekerja:2"), std::nullopt);
}

TEST(Operasi, SoapActionIsNamespaceSlashName) {
  EXPECT_EQ(soap_action(*find_operasi(Bagian::pekerja, "KirimPekerja")),
            "urn:jembatan:pekerja:1/KirimPekerja");
}

TEST(Kode, NamesRoundTrip) {
  for (int i = 0; i <= static_cast<int>(Kode::kesalahan_internal); ++i) {
    const auto kode = static_cast<Kode>(i);
    EXPECT_FALSE(name(kode).empty());
    EXPECT_EQ(kode_named(name(kode)), kode);
  }
  EXPECT_EQ(kode_named("pesan_tidak_sah"), std::nullopt);
  EXPECT_EQ(kode_named(""), std::nullopt);
}

TEST(Kode, BlamesTheSenderOnlyForWhatItCanMend) {
  EXPECT_TRUE(blames_sender(Kode::pesan_tidak_sah));
  EXPECT_TRUE(blames_sender(Kode::id_pesan_dipakai_ulang));
  EXPECT_FALSE(blames_sender(Kode::pihak_lawan_tidak_tersedia));
  EXPECT_FALSE(blames_sender(Kode::perjanjian_tidak_berlaku));
}

TEST(Status, NamesAreTheContractsWords) {
  EXPECT_EQ(name(StatusKiriman::tertunda), "TERTUNDA");
  EXPECT_EQ(name(StatusPesan::tidak_dikenal), "TIDAK_DIKENAL");
  EXPECT_EQ(name(StatusPesan::ragu), "RAGU");
}

TEST(ContentType, FollowsTheVersion) {
  EXPECT_EQ(content_type(SoapVersion::v11), "text/xml; charset=utf-8");
  EXPECT_EQ(content_type(SoapVersion::v12), "application/soap+xml; charset=utf-8");
}

}  // namespace
}  // namespace jembatan::soap
