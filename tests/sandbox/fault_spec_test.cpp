#include "sandbox/fault_spec.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>

#include "sandbox/fault_plan.h"
#include "sandbox/support.h"

namespace jembatan::sandbox {
namespace {

const soap::Operasi& kirim_pekerja() {
  return *soap::find_operasi(lampiran::Bagian::pekerja, "KirimPekerja");
}
const soap::Operasi& ambil_pekerja() {
  return *soap::find_operasi(lampiran::Bagian::pekerja, "AmbilPekerja");
}

FaultPlan plan(const std::vector<std::string>& texts) {
  std::vector<FaultSpec> specs;
  for (const auto& text : texts) specs.push_back(parse_fault(text).value());
  return FaultPlan(std::move(specs));
}

class EveryKind : public testing::TestWithParam<std::pair<const char*, FaultKind>> {};

TEST_P(EveryKind, IsParsed) {
  EXPECT_EQ(parse_fault(GetParam().first).value().kind, GetParam().second);
}

INSTANTIATE_TEST_SUITE_P(
    FaultSpec, EveryKind,
    testing::Values(std::pair("delay=500", FaultKind::delay), std::pair("refuse", FaultKind::refuse),
                    std::pair("fault=BATAS_TERLAMPAUI", FaultKind::fault),
                    std::pair("status=503", FaultKind::status), std::pair("html", FaultKind::html),
                    std::pair("wrong-type", FaultKind::wrong_type), std::pair("empty", FaultKind::empty),
                    std::pair("malformed", FaultKind::malformed),
                    std::pair("other-answer", FaultKind::other_answer),
                    std::pair("wrong-count", FaultKind::wrong_count), std::pair("reset", FaultKind::reset),
                    std::pair("hang", FaultKind::hang), std::pair("half", FaultKind::half),
                    std::pair("crash-after", FaultKind::crash_after)));

TEST(FaultSpec, CarriesValueOperationAndCount) {
  const auto spec = parse_fault("status=429@KirimPekerja#3").value();
  EXPECT_EQ(spec.status, 429U);
  EXPECT_EQ(spec.operasi, "KirimPekerja");
  EXPECT_EQ(spec.times, 3U);
}

TEST(FaultSpec, RefusesWhatItCannotDo) {
  for (const char* wrong :
       {"", "slow", "delay", "delay=x", "delay=-1", "delay=600001", "status=99", "status=204", "fault=SALAH",
        "refuse=1", "html@Kirim", "html@", "html#0", "html#", "html#x"}) {
    EXPECT_FALSE(parse_fault(wrong)) << wrong;
  }
}

TEST(FaultSpec, AFileHoldsOneALine) {
  const test::Folder folder;
  std::ofstream(folder.file("faults")) << "# pagi\n\n  refuse@KirimPekerja \r\ndelay=10\n";
  const auto specs = read_faults(folder.file("faults")).value();
  ASSERT_EQ(specs.size(), 2U);
  EXPECT_EQ(specs[0].kind, FaultKind::refuse);
}

TEST(FaultSpec, AnEmptyFileIsHealthy) {
  const test::Folder folder;
  std::ofstream(folder.file("faults")) << "";
  EXPECT_TRUE(read_faults(folder.file("faults")).value().empty());
}

TEST(FaultSpec, AnErrorInAFileNamesTheLine) {
  const test::Folder folder;
  std::ofstream(folder.file("faults")) << "html\nslow\n";
  EXPECT_THAT(read_faults(folder.file("faults")).error(), testing::HasSubstr("faults:2: "));
}

TEST(FaultPlan, StrikesOnlyTheFirstCalls) {
  FaultPlan faults = plan({"refuse#2"});
  EXPECT_TRUE(faults.take(&kirim_pekerja()).fault);
  EXPECT_TRUE(faults.take(&ambil_pekerja()).fault);
  EXPECT_FALSE(faults.take(&kirim_pekerja()).fault);
}

TEST(FaultPlan, StrikesOnlyTheNamedOperation) {
  FaultPlan faults = plan({"refuse@KirimPekerja#1"});
  EXPECT_FALSE(faults.take(&ambil_pekerja()).fault);
  EXPECT_FALSE(faults.take(nullptr).fault);
  EXPECT_TRUE(faults.take(&kirim_pekerja()).fault);
}

TEST(FaultPlan, OneAfterTheOther) {
  FaultPlan faults = plan({"html#1", "refuse#1"});
  EXPECT_EQ(faults.take(&kirim_pekerja()).fault.value().kind, FaultKind::html);
  EXPECT_EQ(faults.take(&kirim_pekerja()).fault.value().kind, FaultKind::refuse);
  EXPECT_FALSE(faults.take(&kirim_pekerja()).fault);
}

TEST(FaultPlan, ADelayComesOnTop) {
  FaultPlan faults = plan({"delay=20", "refuse"});
  const Suffering suffering = faults.take(&kirim_pekerja());
  EXPECT_EQ(suffering.delay.count(), 20);
  EXPECT_TRUE(suffering.fault);
}

TEST(FaultPlan, ANewPlanReplacesTheOldOne) {
  FaultPlan faults = plan({"refuse"});
  faults.use({});
  EXPECT_FALSE(faults.take(&kirim_pekerja()).fault);
}

}  // namespace
}  // namespace jembatan::sandbox
