#include "office/json_framer.h"

#include <utility>

#include "office/record_reader.h"

namespace jembatan::office {

JsonFramer::JsonFramer(ByteSource source) : source_(std::move(source)) {}

base::Result<std::optional<JsonFrame>, FileError> JsonFramer::next() {
  const auto there = to_next_object();
  if (!there) return base::fail(there.error());
  if (!*there) return std::nullopt;
  return object();
}

/// Passes over what stands between objects; false at the proper end of the file.
base::Result<bool, FileError> JsonFramer::to_next_object() {
  int byte = skip_space();
  if (!started_) {
    started_ = true;
    array_ = byte == '[';
    if (array_) {
      source_.get();
      byte = skip_space();
      ended_ = byte == ']';
    }
  } else if (array_ && !ended_) {
    if (byte != ',' && byte != ']') return base::fail(wrong("a comma or the closing ] is missing here"));
    ended_ = byte == ']';
    if (!ended_) {
      source_.get();
      byte = skip_space();
    }
  }
  if (array_ && ended_) {
    if (byte == ']') source_.get();
    if (skip_space() != ByteSource::end) return base::fail(wrong("something follows the closing ]"));
    return false;
  }
  if (!array_ && byte == ByteSource::end) return false;
  if (byte != '{') return base::fail(wrong("a record, which begins with {, is expected here"));
  return true;
}

int JsonFramer::skip_space() {
  int byte = source_.peek();
  while (byte == ' ' || byte == '\t' || byte == '\n' || byte == '\r') {
    source_.get();
    byte = source_.peek();
  }
  return byte;
}

base::Result<std::optional<JsonFrame>, FileError> JsonFramer::object() {
  JsonFrame frame{{}, source_.line()};
  std::size_t depth = 0;
  bool quoted = false;
  bool escaped = false;
  do {
    const int byte = source_.get();
    if (byte == ByteSource::end) {
      return base::fail(source_.error(FileFault::json, frame.line, "the record that begins here is cut off",
                                      "look for a missing quote or }, or fetch the whole file again"));
    }
    if (frame.text.size() == most_record_bytes) {
      return base::fail(source_.error(FileFault::too_large, frame.line,
                                      "the record that begins here has more than 1 MiB",
                                      "look for a missing quote or }"));
    }
    frame.text += static_cast<char>(byte);
    if (escaped) {
      escaped = false;
    } else if (byte == '"') {
      quoted = !quoted;
    } else if (quoted) {
      escaped = byte == '\\';
    } else if (byte == '{' || byte == '[') {
      ++depth;
    } else if (byte == '}' || byte == ']') {
      --depth;
    }
  } while (depth > 0);
  return frame;
}

FileError JsonFramer::wrong(std::string what) const {
  return source_.error(FileFault::json, source_.line(), std::move(what),
                       "the file is an array of records, or one record a line");
}

}  // namespace jembatan::office
