#include "soap/stubs.h"

#include <algorithm>
#include <cassert>

namespace jembatan::soap {
namespace {

using lampiran::Bagian;

std::span<const Stub> stubs_of(Bagian bagian) {
  switch (bagian) {
    case Bagian::badan_usaha:
      return badan_usaha_stubs();
    case Bagian::pimpinan:
      return pimpinan_stubs();
    case Bagian::pekerja:
      return pekerja_stubs();
  }
  return {};
}

std::string_view without_prefix(std::string_view tag) {
  return tag.substr(tag.find(':') + 1);
}

}  // namespace

const Stub& stub_of(const Operasi& operasi) {
  const auto stubs = stubs_of(operasi.bagian);
  const auto found = std::find_if(stubs.begin(), stubs.end(), [&](const Stub& stub) {
    return without_prefix(stub.request_tag) == operasi.nama;
  });
  assert(found != stubs.end() && "every operation of the table has its stub");
  return *found;
}

}  // namespace jembatan::soap
