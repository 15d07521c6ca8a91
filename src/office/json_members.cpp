#include "office/json_members.h"

#include <algorithm>
#include <cstdint>
#include <iterator>
#include <nlohmann/json.hpp>
#include <utility>
#include <vector>

#include "office/utf8.h"

namespace jembatan::office {

namespace {

std::size_t line_at(std::string_view text, std::size_t offset) {
  const auto before = text.substr(0, offset);
  return 1 + static_cast<std::size_t>(std::count(before.begin(), before.end(), '\n'));
}

/// The line of the last byte that the parser took: it reads one byte past a number, but not past the line.
struct LineCount {
  std::size_t of_last = 1;
  std::size_t of_next = 1;
};

class CountingIterator {
 public:
  using iterator_category = std::forward_iterator_tag;
  using value_type = char;
  using difference_type = std::ptrdiff_t;
  using pointer = const char*;
  using reference = const char&;

  CountingIterator(const char* at, LineCount* lines) : at_(at), lines_(lines) {}
  reference operator*() const { return *at_; }
  CountingIterator& operator++() {
    lines_->of_last = lines_->of_next;
    if (*at_++ == '\n') ++lines_->of_next;
    return *this;
  }
  CountingIterator operator++(int) {
    const CountingIterator before = *this;
    ++*this;
    return before;
  }
  bool operator==(const CountingIterator& other) const { return at_ == other.at_; }

 private:
  const char* at_;
  LineCount* lines_;
};

/// What nlohmann's SAX parser calls; each returns whether to go on.
class Walk {
 public:
  using Json = nlohmann::json;

  Walk(std::string_view text, const LineCount& lines, const JsonVisitor& visitor)
      : text_(text), lines_(&lines), visitor_(&visitor) {}

  std::optional<FileError> take_error() { return std::exchange(error_, std::nullopt); }

  bool null() { return value(JsonMember::Kind::null, {}); }
  bool boolean(bool) { return value(JsonMember::Kind::boolean, {}); }
  bool number_integer(Json::number_integer_t number) {
    return value(JsonMember::Kind::number, std::to_string(number));
  }
  bool number_unsigned(Json::number_unsigned_t number) {
    return value(JsonMember::Kind::number, std::to_string(number));
  }
  bool number_float(Json::number_float_t, const std::string& digits) {
    return value(JsonMember::Kind::number, digits);
  }
  bool string(const std::string& text) { return value(JsonMember::Kind::text, text); }
  bool binary(const Json::binary_t&) { return false; }  // JSON text has none

  bool start_object(std::size_t) { return open(JsonMember::Kind::object); }
  bool start_array(std::size_t) { return open(JsonMember::Kind::array); }
  bool end_object() { return close(); }
  bool end_array() { return close(); }
  bool key(const std::string& name) {
    if (name.empty() || name.find('[') != std::string::npos) {  // could pass for another path
      return fail(FileFault::member, lines_->of_last, "a member's name here is empty or contains [",
                  "use the contract's element names");
    }
    path_.resize(open_.back().path_length);
    if (!path_.empty()) path_ += '.';
    path_ += name;
    return true;
  }

  /// The parser's own text quotes the file, so it is not passed on.
  bool parse_error(std::size_t position, const std::string&, const Json::exception&) {
    return fail(FileFault::json, line_at(text_, position > 0 ? position - 1 : 0),
                "this is not well-formed JSON",
                "look for a missing quote, comma or bracket here or just before");
  }

 private:
  struct Level {
    bool array = false;
    std::size_t path_length = 0;
  };

  bool fail(FileFault fault, std::size_t line, std::string what, std::string remedy) {
    error_ = FileError{fault, {}, line, std::move(what), std::move(remedy)};
    return false;
  }

  bool value(JsonMember::Kind kind, std::string_view text) {
    if (!open_.empty() && open_.back().array) {
      path_.resize(open_.back().path_length);
      path_ += "[]";
    }
    if (text.size() > most_json_value) {
      return fail(FileFault::too_large, lines_->of_last, "a value here has more than 64 KiB", "shorten it");
    }
    error_ = (*visitor_)({path_, kind, text, lines_->of_last});
    return !error_;
  }

  bool open(JsonMember::Kind kind) {
    if (open_.size() == most_json_depth) {
      return fail(FileFault::too_large, lines_->of_last, "more than 16 levels of nesting",
                  "check that this is a file of records");
    }
    if (!value(kind, {})) return false;
    open_.push_back({kind == JsonMember::Kind::array, path_.size()});
    return true;
  }

  bool close() {
    path_.resize(open_.back().path_length);
    open_.pop_back();
    return true;
  }

  std::string_view text_;
  const LineCount* lines_;
  const JsonVisitor* visitor_;
  std::optional<FileError> error_;
  std::vector<Level> open_;
  std::string path_;
};

}  // namespace

std::optional<FileError> visit_members(std::string_view text, const JsonVisitor& visitor) {
  if (const auto invalid = first_invalid(text)) {
    return FileError{FileFault::not_utf8,
                     {},
                     line_at(text, *invalid),
                     "this line is not UTF-8, most likely Windows-1252 (ANSI)",
                     "save the file as UTF-8"};
  }
  LineCount lines;
  Walk walk(text, lines, visitor);
  const char* begin = text.data();
  const bool whole = nlohmann::json::sax_parse(CountingIterator(begin, &lines),
                                               CountingIterator(begin + text.size(), &lines), &walk);
  auto error = walk.take_error();
  if (!whole && !error) {
    return FileError{FileFault::json, {}, lines.of_last, "this is not JSON", "check the file"};
  }
  return error;
}

}  // namespace jembatan::office
