// The other party's system can be broken or broken into: its answers pass the same checks as requests, and
// what goes wrong while one is worked on costs its own caller a Fault and nobody else anything.

#include <stdexcept>

#include "exchange/world.h"

namespace jembatan::exchange {
namespace {

using lampiran::Bagian;

struct Damage {
  std::string name, before, after;  ///< of the answer's text
};

std::string repeated(const std::string& text, std::size_t times) {
  std::string out;
  for (std::size_t i = 0; i < times; ++i) out += text;
  return out;
}

std::vector<Damage> damages() {
  return {
      {"ADoctype", "?>", "?><!DOCTYPE x [<!ENTITY f SYSTEM 'file:///etc/hostname'>]>"},
      {"AnEntity", "Siti", "&f;"},
      {"AStylesheet", "?>", "?><?xml-stylesheet href='x'?>"},
      {"AnotherEncoding", "UTF-8", "UTF-16"},
      {"AControlCharacter", "Siti", "Si\x01ti"},
      {"AnOverlongLetter", "Siti", "\xC0\xBCsiti"},
      {"AnUnknownElement", "</pekerja:nama>", "</pekerja:nama><pekerja:gaji>1</pekerja:gaji>"},
      {"AnElementInAText", "Siti", "<pekerja:nik>1</pekerja:nik>"},
      {"TooDeep", "Siti", repeated("<a>", 40)},
      {"TooManyAttributes", "<pekerja:nama>", "<pekerja:nama" + repeated(" a='1'", 70) + ">"},
      {"AnEndTooFew", "</pekerja:nama>", ""},
  };
}

class HostileAnswer : public World, public ::testing::WithParamInterface<Damage> {
 protected:
  Delivery record() {
    soap::Response theirs;
    theirs.operasi = &operasi(Bagian::pekerja, "AmbilPekerja");
    theirs.nomor_pertukaran = 9;
    lampiran::Pekerja pekerja = worker();
    pekerja.nama = "Siti Contoh";
    theirs.rekaman = std::vector{pekerja};
    return answer_with(theirs);
  }
};

TEST_P(HostileAnswer, IsNotPassedOn) {
  kedua.answer = [this](const Outgoing&) {
    Delivery delivery = record();
    std::string& body = std::get<Answered>(delivery).body;
    const auto at = body.find(GetParam().before);
    EXPECT_NE(at, std::string::npos);
    body.replace(at, GetParam().before.size(), GetParam().after);
    return delivery;
  };
  EXPECT_EQ(fault(ask(ambil("3204056104909901"))).kode, soap::Kode::pihak_lawan_tidak_tersedia);
}

INSTANTIATE_TEST_SUITE_P(Answers, HostileAnswer, ::testing::ValuesIn(damages()),
                         [](const auto& each) { return each.param.name; });

using WorkThatFails = World;

TEST_F(WorkThatFails, IsAFaultForItsOwnCaller) {
  kedua.answer = [](const Outgoing&) -> Delivery { throw std::runtime_error("a bug"); };
  EXPECT_EQ(fault(ask(ambil("3204056104909901"))).kode, soap::Kode::kesalahan_internal);
  kedua.answer = [](const Outgoing&) -> Delivery { throw std::bad_alloc(); };
  EXPECT_EQ(fault(ask(ambil("3204056104909901", "id-2"))).kode, soap::Kode::kesalahan_internal);
}

TEST_F(WorkThatFails, DisturbsNobodyElse) {
  kedua.answer = [](const Outgoing&) -> Delivery { throw std::runtime_error("a bug"); };
  static_cast<void>(ask(ambil("3204056104909901")));
  kedua.answer = [](const Outgoing&) { return NotSent{"refused"}; };
  EXPECT_EQ(fault(ask(ambil("3204056104909901", "id-2"))).kode, soap::Kode::pihak_lawan_tidak_tersedia);
}

}  // namespace
}  // namespace jembatan::exchange
