#include <array>

#include "soap/stub_maker.h"

namespace jembatan::soap {

std::span<const Stub> badan_usaha_stubs() {
  static constexpr std::array stubs{
      stub<_usaha__KirimBadanUsaha, _usaha__KirimBadanUsahaResponse>("usaha:KirimBadanUsaha",
                                                                     "usaha:KirimBadanUsahaResponse"),
      stub<_usaha__SelaraskanBadanUsaha, _usaha__SelaraskanBadanUsahaResponse>(
          "usaha:SelaraskanBadanUsaha", "usaha:SelaraskanBadanUsahaResponse"),
      stub<_usaha__AmbilBadanUsaha, _usaha__AmbilBadanUsahaResponse>("usaha:AmbilBadanUsaha",
                                                                     "usaha:AmbilBadanUsahaResponse"),
      stub<_usaha__DaftarBadanUsaha, _usaha__DaftarBadanUsahaResponse>("usaha:DaftarBadanUsaha",
                                                                       "usaha:DaftarBadanUsahaResponse"),
      stub<_usaha__StatusPendaftaran, _usaha__StatusPendaftaranResponse>("usaha:StatusPendaftaran",
                                                                         "usaha:StatusPendaftaranResponse"),
      stub<_usaha__StatusPesan, _usaha__StatusPesanResponse>("usaha:StatusPesan",
                                                             "usaha:StatusPesanResponse"),
  };
  return stubs;
}

}  // namespace jembatan::soap
