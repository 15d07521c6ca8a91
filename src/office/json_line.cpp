#include "office/json_line.h"

#include <cassert>
#include <nlohmann/json.hpp>
#include <vector>

#include "office/columns.h"

namespace jembatan::office {

namespace {

using Json = nlohmann::json;

std::string quoted(const std::string& text) {
  return Json(text).dump(-1, ' ', false, Json::error_handler_t::replace);
}

/// Writes what the SAX parser reads; a document in memory would round the numbers.
class Rewriter {
 public:
  bool null() { return value("null"); }
  bool boolean(bool yes) { return value(yes ? "true" : "false"); }
  bool number_integer(Json::number_integer_t number) { return value(std::to_string(number)); }
  bool number_unsigned(Json::number_unsigned_t number) { return value(std::to_string(number)); }
  bool number_float(Json::number_float_t, const std::string& digits) { return value(digits); }
  bool string(const std::string& text) { return value(quoted(text)); }
  bool binary(const Json::binary_t&) { return false; }

  bool start_object(std::size_t) { return open('{'); }
  bool start_array(std::size_t) { return open('['); }
  bool end_object() { return close('}'); }
  bool end_array() { return close(']'); }
  bool key(const std::string& name) {
    skipping_ = filled_.size() == 1 && is_findings_column(name);
    if (skipping_) return true;
    separate();
    out_ += quoted(name) + ":";
    after_key_ = true;
    return true;
  }
  bool parse_error(std::size_t, const std::string&, const Json::exception&) { return false; }

  std::string take() { return std::move(out_); }

 private:
  void separate() {
    if (!after_key_ && !filled_.empty()) {
      if (filled_.back()) out_ += ',';
      filled_.back() = true;
    }
    after_key_ = false;
  }
  bool value(const std::string& text) {
    if (skipping_ && filled_.size() == 1) {
      skipping_ = false;
      return true;
    }
    if (skipping_) return true;
    separate();
    out_ += text;
    return true;
  }
  bool open(char bracket) {
    if (!skipping_) {
      separate();
      out_ += bracket;
    }
    filled_.push_back(false);
    return true;
  }
  bool close(char bracket) {
    filled_.pop_back();
    if (!skipping_) out_ += bracket;
    if (filled_.size() == 1) skipping_ = false;
    return true;
  }

  std::string out_;
  std::vector<bool> filled_;  ///< for each open container, whether it has a member yet
  bool after_key_ = false;
  bool skipping_ = false;  ///< inside an older temuan_kode or temuan_pesan
};

}  // namespace

std::string json_line(const std::string& object, const std::string& kode, const std::string& pesan) {
  Rewriter rewriter;
  [[maybe_unused]] const bool whole = Json::sax_parse(object, &rewriter);
  assert(whole);
  std::string line = rewriter.take();
  line.pop_back();
  if (line.size() > 1) line += ',';
  return line + "\"temuan_kode\":" + quoted(kode) + ",\"temuan_pesan\":" + quoted(pesan) + "}\n";
}

}  // namespace jembatan::office
