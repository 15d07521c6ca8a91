#include "office/json_reader.h"

#include <cassert>
#include <utility>

#include "office/columns.h"
#include "office/draft.h"
#include "office/json_framer.h"
#include "office/json_members.h"
#include "office/json_record.h"

namespace jembatan::office {

using lampiran::Bagian;

namespace {

FileError in_file(FileError error, const JsonFrame& frame, const ByteSource& source) {
  error.file = source.name();
  error.line += frame.line - 1;
  return error;
}

class JsonReader final : public RecordReader {
 public:
  JsonReader(JsonFramer framer, Bagian bagian, std::optional<JsonFrame> first)
      : framer_(std::move(framer)), bagian_(bagian), first_(std::move(first)) {
    layout_.json = true;
  }

  [[nodiscard]] Bagian bagian() const override { return bagian_; }
  [[nodiscard]] const Layout& layout() const override { return layout_; }
  [[nodiscard]] base::Result<std::optional<Batch>, FileError> next(std::size_t most) override;

 private:
  [[nodiscard]] base::Result<std::optional<JsonFrame>, FileError> next_frame();
  [[nodiscard]] std::optional<FileError> take(JsonFrame frame, Batch& batch);

  JsonFramer framer_;
  Bagian bagian_;
  std::optional<JsonFrame> first_;  ///< read at opening, to tell the section
  Layout layout_;
  std::size_t count_ = 0;
  std::size_t bytes_ = 0;  ///< of the batch so far
  std::optional<FileError> error_;
};

base::Result<std::optional<Batch>, FileError> JsonReader::next(std::size_t most) {
  assert(most > 0);
  Batch batch{no_records(bagian_), {}};
  bytes_ = 0;
  while (!error_ && batch.origins.size() < most && bytes_ < most_batch_bytes) {
    auto frame = next_frame();
    if (!frame) {
      error_ = std::move(frame.error());
    } else if (!*frame) {
      break;
    } else {
      error_ = take(std::move(**frame), batch);
    }
  }
  if (!batch.origins.empty()) return batch;
  if (error_) return base::fail(*error_);
  return std::nullopt;
}

base::Result<std::optional<JsonFrame>, FileError> JsonReader::next_frame() {
  if (first_) return std::exchange(first_, std::nullopt);
  return framer_.next();
}

std::optional<FileError> JsonReader::take(JsonFrame frame, Batch& batch) {
  Draft draft(bagian_);
  auto wrong = visit_members(
      frame.text, [&draft](const JsonMember& member) { return take_member(draft, member.path, member); });
  if (wrong) return in_file(std::move(*wrong), frame, framer_.source());
  Origin origin;
  origin.number = ++count_;
  origin.line = frame.line;
  origin.raw.push_back(std::move(frame.text));
  bytes_ += append(batch, std::move(draft), std::move(origin));
  return std::nullopt;
}

/// What the record's members tell; what is wrong with them is said when the record is read.
Bagian bagian_of_first(const JsonFrame& frame) {
  std::vector<std::string> names;
  const auto ignored =
      visit_members(frame.text, [&names](const JsonMember& member) -> std::optional<FileError> {
        names.emplace_back(member.path);
        return std::nullopt;
      });
  static_cast<void>(ignored);
  return bagian_from(names);
}

}  // namespace

base::Result<std::unique_ptr<RecordReader>, FileError> open_json(ByteSource source,
                                                                 std::optional<Bagian> given) {
  JsonFramer framer(std::move(source));
  auto first = framer.next();
  if (!first) return base::fail(std::move(first.error()));
  const Bagian told = *first ? bagian_of_first(**first) : Bagian::badan_usaha;
  return std::make_unique<JsonReader>(std::move(framer), given.value_or(told), std::move(*first));
}

}  // namespace jembatan::office
