#include <array>

#include "soap/stub_maker.h"

namespace jembatan::soap {

std::span<const Stub> pimpinan_stubs() {
  static constexpr std::array stubs{
      stub<_pimpinan__KirimPimpinan, _pimpinan__KirimPimpinanResponse>("pimpinan:KirimPimpinan",
                                                                       "pimpinan:KirimPimpinanResponse"),
      stub<_pimpinan__SelaraskanPimpinan, _pimpinan__SelaraskanPimpinanResponse>(
          "pimpinan:SelaraskanPimpinan", "pimpinan:SelaraskanPimpinanResponse"),
      stub<_pimpinan__AmbilPimpinan, _pimpinan__AmbilPimpinanResponse>("pimpinan:AmbilPimpinan",
                                                                       "pimpinan:AmbilPimpinanResponse"),
      stub<_pimpinan__StatusPesan, _pimpinan__StatusPesanResponse>("pimpinan:StatusPesan",
                                                                   "pimpinan:StatusPesanResponse"),
  };
  return stubs;
}

}  // namespace jembatan::soap
