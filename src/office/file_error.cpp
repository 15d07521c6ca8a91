#include "office/file_error.h"

#include "base/log.h"

namespace jembatan::office {

std::string_view name(FileFault fault) {
  switch (fault) {
    case FileFault::unreadable:
      return "BERKAS_TIDAK_TERBACA";
    case FileFault::empty:
      return "BERKAS_KOSONG";
    case FileFault::utf16:
      return "BERKAS_UTF16";
    case FileFault::not_utf8:
      return "BERKAS_BUKAN_UTF8";
    case FileFault::workbook:
      return "BERKAS_LEMBAR_KERJA";
    case FileFault::xml:
      return "BERKAS_XML";
    case FileFault::header:
      return "BERKAS_KEPALA";
    case FileFault::quote:
      return "BERKAS_KUTIP";
    case FileFault::field_count:
      return "BERKAS_JUMLAH_KOLOM";
    case FileFault::too_large:
      return "BERKAS_TERLALU_BESAR";
    case FileFault::json:
      return "BERKAS_JSON";
    case FileFault::member:
      return "BERKAS_ANGGOTA";
    case FileFault::number:
      return "BERKAS_ANGKA";
    case FileFault::exists:
      return "BERKAS_SUDAH_ADA";
  }
  return "";
}

std::string text(const FileError& error) {
  const std::string line = error.line == 0 ? "" : ":" + std::to_string(error.line);
  return base::one_line(error.file) + line + ": " + error.what + "; " + error.remedy;
}

}  // namespace jembatan::office
