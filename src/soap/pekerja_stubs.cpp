#include <array>

#include "soap/stub_maker.h"

namespace jembatan::soap {

std::span<const Stub> pekerja_stubs() {
  static constexpr std::array stubs{
      stub<_pekerja__KirimPekerja, _pekerja__KirimPekerjaResponse>("pekerja:KirimPekerja",
                                                                   "pekerja:KirimPekerjaResponse"),
      stub<_pekerja__SelaraskanPekerja, _pekerja__SelaraskanPekerjaResponse>(
          "pekerja:SelaraskanPekerja", "pekerja:SelaraskanPekerjaResponse"),
      stub<_pekerja__AmbilPekerja, _pekerja__AmbilPekerjaResponse>("pekerja:AmbilPekerja",
                                                                   "pekerja:AmbilPekerjaResponse"),
      stub<_pekerja__DaftarPekerja, _pekerja__DaftarPekerjaResponse>("pekerja:DaftarPekerja",
                                                                     "pekerja:DaftarPekerjaResponse"),
      stub<_pekerja__PotensiPekerja, _pekerja__PotensiPekerjaResponse>("pekerja:PotensiPekerja",
                                                                       "pekerja:PotensiPekerjaResponse"),
      stub<_pekerja__StatusPesan, _pekerja__StatusPesanResponse>("pekerja:StatusPesan",
                                                                 "pekerja:StatusPesanResponse"),
  };
  return stubs;
}

}  // namespace jembatan::soap
