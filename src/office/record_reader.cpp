#include "office/record_reader.h"

#include <string_view>
#include <utility>

#include "office/byte_source.h"
#include "office/company_file.h"
#include "office/csv_reader.h"
#include "office/json_reader.h"

namespace jembatan::office {

namespace {

constexpr std::string_view byte_order_mark = "\xef\xbb\xbf";

/// Files that are no text at all, by their first bytes.
std::optional<FileError> not_text(const ByteSource& source, std::string_view start) {
  const bool utf16 = start.starts_with("\xff\xfe") || start.starts_with("\xfe\xff") ||
                     start.substr(0, 4).find('\0') != std::string_view::npos;
  if (utf16) {
    return source.error(FileFault::utf16, 0, "the file is UTF-16",
                        "save it as \"CSV UTF-8 (Comma delimited)\", not as \"Unicode Text\"");
  }
  for (const std::string_view magic :
       {std::string_view("PK\x03\x04"), std::string_view("\xd0\xcf\x11\xe0")}) {
    if (!start.starts_with(magic)) continue;
    return source.error(FileFault::workbook, 0, "this is a spreadsheet's own file (xlsx, xls or ods)",
                        "open it and save each sheet as \"CSV UTF-8 (Comma delimited)\"");
  }
  return std::nullopt;
}

}  // namespace

base::Result<std::unique_ptr<RecordReader>, FileError> open_records(const std::string& path,
                                                                    std::optional<lampiran::Bagian> given) {
  auto source = ByteSource::open(path);
  if (!source) return base::fail(std::move(source.error()));
  if (auto wrong = not_text(*source, source->ahead())) return base::fail(std::move(*wrong));
  const bool marked = source->ahead().starts_with(byte_order_mark);
  if (marked) source->skip(byte_order_mark.size());

  const std::string_view start = source->ahead();
  const std::size_t first = start.find_first_not_of(" \t\r\n");
  const char kind = first == std::string_view::npos ? '\0' : start[first];
  if (kind == '<') {
    return base::fail(source->error(FileFault::xml, 0, "this is XML, not a file of records",
                                    "give records as CSV, JSON or JSON Lines"));
  }
  if (kind == '{' && is_company_text(start)) {
    return base::fail(source->error(FileFault::member, 0, "this is a file of whole companies (perusahaan)",
                                    "split it into one file for each section"));
  }
  if (kind == '[' || kind == '{') return open_json(std::move(*source), given);
  return open_csv(std::move(*source), marked, given);
}

}  // namespace jembatan::office
