#include "office/company_file.h"

#include <array>
#include <utility>

#include "office/byte_source.h"
#include "office/draft.h"
#include "office/json_members.h"
#include "office/json_record.h"
#include "office/utf8.h"

namespace jembatan::office {

using lampiran::Bagian;
using Kind = JsonMember::Kind;

namespace {

constexpr std::string_view byte_order_mark = "\xef\xbb\xbf";
constexpr std::string_view companies = "perusahaan";

std::optional<std::string_view> behind(std::string_view path, std::string_view prefix) {
  if (!path.starts_with(prefix)) return std::nullopt;
  path.remove_prefix(prefix.size());
  if (!path.empty() && path.front() != '.') return std::nullopt;
  return path.empty() ? path : path.substr(1);
}

bool is_ignored(std::string_view path) {
  const std::string_view first = path.substr(0, path.find_first_of(".["));
  return first == "id" || first == "catatan" || first == "temuan";
}

std::optional<FileError> wrong(const JsonMember& member, std::string what, std::string remedy) {
  return FileError{FileFault::member, {}, member.line, std::move(what), std::move(remedy)};
}

/// Builds companies from the members in the order of the file.
class Collector {
 public:
  std::optional<FileError> take(const JsonMember& member) {
    if (member.path == companies && member.kind == Kind::array) {
      if (std::exchange(found_, true)) return wrong(member, "perusahaan is given twice", "keep one of them");
      return std::nullopt;
    }
    const auto path = behind(member.path, "perusahaan[]");
    if (!path) return std::nullopt;
    if (*path == "id" && member.kind == Kind::text) found_companies_.back().kode = member.text;
    if (is_ignored(*path)) return std::nullopt;
    if (path->empty()) return begin_company(member);
    if (*path == "pengirim") return take_sender(member);
    for (const auto& [prefix, bagian] : sections) {
      if (const auto inner = behind(*path, prefix)) return take_record(bagian, *inner, member);
    }
    if (*path == "pekerja" && (member.kind == Kind::array || member.kind == Kind::null)) return std::nullopt;
    return wrong(member, "a company has a member that is not known here, or not of the right kind",
                 "its members are pengirim, badanUsaha, pimpinan and pekerja (an array)");
  }

  void end_record() {
    if (!draft_) return;
    Company& company = found_companies_.back();
    if (auto* badan_usaha = std::get_if<lampiran::BadanUsaha>(&draft_->rekaman)) {
      company.badan_usaha = std::move(*badan_usaha);
    } else if (auto* pimpinan = std::get_if<lampiran::Pimpinan>(&draft_->rekaman)) {
      pimpinan->badan_usaha = kunci_of(*draft_);
      company.pimpinan = std::move(*pimpinan);
    } else {
      company.pekerja.push_back(std::get<lampiran::Pekerja>(std::move(draft_->rekaman)));
    }
    draft_.reset();
  }

  [[nodiscard]] bool found() const { return found_; }
  std::vector<Company> take_companies() { return std::move(found_companies_); }

 private:
  static constexpr std::array<std::pair<std::string_view, Bagian>, 3> sections{
      {{"badanUsaha", Bagian::badan_usaha}, {"pimpinan", Bagian::pimpinan}, {"pekerja[]", Bagian::pekerja}}};

  std::optional<FileError> begin_company(const JsonMember& member) {
    if (member.kind != Kind::object) return wrong(member, "a company must be an object", "write it in { }");
    end_record();
    found_companies_.emplace_back().line = member.line;
    return std::nullopt;
  }

  std::optional<FileError> take_sender(const JsonMember& member) {
    auto& pengirim = found_companies_.back().pengirim;
    if (member.kind == Kind::text && member.text == "KESATU") pengirim = lampiran::Pihak::kesatu;
    if (member.kind == Kind::text && member.text == "KEDUA") pengirim = lampiran::Pihak::kedua;
    if (pengirim || member.kind == Kind::null) return std::nullopt;
    return wrong(member, "pengirim is neither KESATU nor KEDUA", "write one of them, in quotes");
  }

  std::optional<FileError> take_record(Bagian bagian, std::string_view path, const JsonMember& member) {
    if (path.empty() && member.kind == Kind::null) return std::nullopt;
    if (is_ignored(path)) return std::nullopt;
    if (path.empty()) {
      end_record();
      const Company& company = found_companies_.back();
      const bool twice = (bagian == Bagian::badan_usaha && company.badan_usaha) ||
                         (bagian == Bagian::pimpinan && company.pimpinan);
      if (twice) return wrong(member, "a company has a section twice", "keep one of them");
      draft_.emplace(bagian);
    }
    return take_member(*draft_, path, member);
  }

  bool found_ = false;
  std::vector<Company> found_companies_;
  std::optional<Draft> draft_;
};

base::Result<std::string, FileError> whole_file(const std::string& path) {
  auto source = ByteSource::open(path);
  if (!source) return base::fail(std::move(source.error()));
  if (source->ahead().starts_with(byte_order_mark)) source->skip(byte_order_mark.size());
  std::string text;
  for (int byte = source->get(); byte != ByteSource::end; byte = source->get()) {
    if (text.size() == most_company_bytes) {
      return base::fail(source->error(FileFault::too_large, 0, "a file of companies has at most 64 MiB",
                                      "give one file of records for each section"));
    }
    text += static_cast<char>(byte);
  }
  return text;
}

}  // namespace

base::Result<std::vector<Company>, FileError> read_companies(const std::string& path) {
  const auto text = whole_file(path);
  if (!text) return base::fail(text.error());
  Collector collector;
  auto error = visit_members(*text, [&](const JsonMember& member) { return collector.take(member); });
  if (!error && !collector.found()) {
    error = FileError{
        FileFault::member, {}, 0, "there is no array perusahaan", "check that this is the right file"};
  }
  if (error) {
    error->file = path;
    return base::fail(std::move(*error));
  }
  collector.end_record();
  return collector.take_companies();
}

bool is_company_file(const std::string& path) {
  auto source = ByteSource::open(path);
  if (!source) return false;
  if (source->ahead().starts_with(byte_order_mark)) source->skip(byte_order_mark.size());
  return is_company_text(source->ahead());
}

bool is_company_text(std::string_view start) {
  bool found = false;
  start = start.substr(0, first_invalid(start).value_or(start.size()));  // the cut may go through a character
  const auto ended = visit_members(start, [&](const JsonMember& member) -> std::optional<FileError> {
    found = found || (member.path == companies && member.kind == Kind::array);
    if (!found) return std::nullopt;
    return wrong(member, "", "");  // known: no need to walk on
  });
  static_cast<void>(ended);
  return found;
}

}  // namespace jembatan::office
