#include "office/csv_reader.h"

#include <algorithm>
#include <cassert>
#include <utility>

#include "office/csv_header.h"
#include "office/draft.h"
#include "office/formula_guard.h"

namespace jembatan::office {

namespace {

class CsvReader final : public RecordReader {
 public:
  CsvReader(CsvParser parser, CsvHeader header, bool byte_order_mark)
      : parser_(std::move(parser)), header_(std::move(header)) {
    layout_.byte_order_mark = byte_order_mark;
    layout_.separator = parser_.separator();
    for (const std::string& name : header_.names) {
      if (!is_findings_column(name)) layout_.columns.push_back(name);
    }
  }

  [[nodiscard]] lampiran::Bagian bagian() const override { return header_.bagian; }
  [[nodiscard]] const Layout& layout() const override { return layout_; }
  [[nodiscard]] base::Result<std::optional<Batch>, FileError> next(std::size_t most) override;

 private:
  [[nodiscard]] base::Result<bool, FileError> read_row(CsvRow& row);
  void take(CsvRow row, Batch& batch);

  CsvParser parser_;
  CsvHeader header_;
  Layout layout_;
  std::size_t count_ = 0;
  std::size_t bytes_ = 0;  ///< of the batch so far
  std::optional<FileError> error_;
};

bool is_blank(const CsvRow& row) {
  return std::all_of(row.cells.begin(), row.cells.end(), [](const auto& cell) { return cell.empty(); });
}

base::Result<std::optional<Batch>, FileError> CsvReader::next(std::size_t most) {
  assert(most > 0);
  Batch batch{no_records(header_.bagian), {}};
  CsvRow row;
  bytes_ = 0;
  while (!error_ && batch.origins.size() < most && bytes_ < most_batch_bytes) {
    const auto more = read_row(row);
    if (!more) {
      error_ = more.error();
    } else if (!*more) {
      break;
    } else if (!is_blank(row)) {
      take(std::move(row), batch);
    }
  }
  if (!batch.origins.empty()) return batch;
  if (error_) return base::fail(*error_);
  return std::nullopt;
}

base::Result<bool, FileError> CsvReader::read_row(CsvRow& row) {
  auto more = parser_.read(row);
  const std::size_t due = header_.names.size();
  if (!more || !*more || row.cells.size() == due) return more;
  return base::fail(parser_.source().error(
      FileFault::field_count, row.line,
      "this row has " + std::to_string(row.cells.size()) + " fields, the header " + std::to_string(due),
      "put quotes around fields that hold the separator, and end no row early"));
}

void CsvReader::take(CsvRow row, Batch& batch) {
  Draft draft(header_.bagian);
  Origin origin;
  origin.number = ++count_;
  origin.line = row.line;
  for (std::size_t i = 0; i < row.cells.size(); ++i) {
    if (header_.columns[i] == nullptr) continue;
    std::string cell = unguarded(std::move(row.cells[i]));
    if (!cell.empty()) {
      [[maybe_unused]] const bool first = put(draft, *header_.columns[i], header_.names[i], cell);
      assert(first);  // the header has no column twice
    }
    origin.raw.push_back(std::move(cell));
  }
  bytes_ += append(batch, std::move(draft), std::move(origin));
}

}  // namespace

base::Result<std::unique_ptr<RecordReader>, FileError> open_csv(ByteSource source, bool byte_order_mark,
                                                                std::optional<lampiran::Bagian> given) {
  const bool blank = source.ahead().find_first_not_of(" \t\r\n") == std::string_view::npos;
  CsvParser parser(std::move(source));
  CsvRow row;
  const auto found = parser.read(row);
  if (!found) return base::fail(found.error());
  if (blank || !*found) {
    return base::fail(parser.source().error(FileFault::empty, 0, "the file is empty",
                                            "its first row names the columns, each further row is a record"));
  }
  auto header = read_header(row, parser.source(), given);
  if (!header) return base::fail(std::move(header.error()));
  return std::make_unique<CsvReader>(std::move(parser), std::move(*header), byte_order_mark);
}

}  // namespace jembatan::office
