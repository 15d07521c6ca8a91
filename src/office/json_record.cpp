#include "office/json_record.h"

#include <string>

#include "office/columns.h"

namespace jembatan::office {

using lampiran::Bagian;
using Kind = JsonMember::Kind;

namespace {

std::string called(std::string_view path) {
  const bool element = path.ends_with("[]");
  if (element) path.remove_suffix(2);
  return "member " + shown_name(path, "(name not shown)");
}

FileError error(FileFault fault, const JsonMember& member, std::string what, std::string remedy) {
  return {fault, {}, member.line, std::move(what), std::move(remedy)};
}

FileError repeated(std::string_view path, const JsonMember& member) {
  return error(FileFault::member, member, called(path) + " is given twice in one record", "keep one of them");
}

FileError unknown(Bagian bagian, std::string_view path, const JsonMember& member) {
  return error(
      FileFault::member, member,
      called(path) + " is unknown in a " + std::string(name(bagian)) + " record" + suggestion(bagian, path),
      "use the contract's element names");
}

std::optional<FileError> only_text(std::string_view path, const JsonMember& member) {
  if (member.kind == Kind::text) return std::nullopt;
  if (member.kind == Kind::number) {
    return error(FileFault::number, member, called(path) + " is a number, and numbers lose leading zeros",
                 "write it as text, in quotes");
  }
  return error(FileFault::member, member, called(path) + " must be a text", "write one value in quotes");
}

/// Whether a container may stand here.
bool holds(Bagian bagian, std::string_view path, Kind kind) {
  if (kind == Kind::array) return path == "kbli";
  if (path.empty() || path == "fieldLain") return true;
  if (bagian == Bagian::badan_usaha) return path == "koordinat" || path == "kbli[]";
  return path == "badanUsaha";
}

std::optional<FileError> take_container(Draft& draft, std::string_view path, const JsonMember& member) {
  const Bagian bagian = draft.bagian();
  if (!holds(bagian, path, member.kind)) {
    const bool takes_text = path == "kbli[]" || find_column(bagian, path) != nullptr;
    return takes_text ? only_text(path, member) : unknown(bagian, path, member);
  }
  if (bagian != Bagian::badan_usaha) return std::nullopt;
  auto& codes = std::get<lampiran::BadanUsaha>(draft.rekaman).kbli;
  if (path == "kbli" && !codes.empty()) return repeated(path, member);
  if (path == "kbli[]") codes.emplace_back();
  return std::nullopt;
}

/// kbli as an array of codes or of {"kode", "edisi"}.
std::optional<FileError> take_kbli(Draft& draft, std::string_view path, const JsonMember& member) {
  if (member.kind == Kind::null) return std::nullopt;
  if (auto wrong = only_text(path, member)) return wrong;
  if (path == "kbli[]") {
    put_kbli(draft, std::string(member.text));
    return std::nullopt;
  }
  auto& last = std::get<lampiran::BadanUsaha>(draft.rekaman).kbli.back();  // pushed when its object began
  if (path == "kbli[].edisi") {
    if (last.edisi) return repeated(path, member);
    last.edisi = member.text;
    return std::nullopt;
  }
  if (!last.kode.empty()) return repeated(path, member);
  put_kbli_code(draft, std::string(member.text));
  return std::nullopt;
}

}  // namespace

std::optional<FileError> take_member(Draft& draft, std::string_view path, const JsonMember& member) {
  if (is_findings_column(path)) return std::nullopt;
  const Bagian bagian = draft.bagian();
  if (path.empty() && member.kind != Kind::object) {
    return error(FileFault::json, member, "a record must be an object", "write it in { }");
  }
  if (member.kind == Kind::object || member.kind == Kind::array) return take_container(draft, path, member);
  if (bagian == Bagian::badan_usaha &&
      (path == "kbli[]" || path == "kbli[].kode" || path == "kbli[].edisi")) {
    return take_kbli(draft, path, member);
  }
  if (member.kind == Kind::null && holds(bagian, path, Kind::object)) return std::nullopt;
  const Column* column = find_column(bagian, path);
  if (column == nullptr) return unknown(bagian, path, member);
  if (member.kind == Kind::null) return std::nullopt;
  const bool numeric = column->kind == ColumnKind::count || column->kind == ColumnKind::coordinate;
  if (!(numeric && member.kind == Kind::number)) {
    if (auto wrong = only_text(path, member)) return wrong;
  }
  if (!put(draft, *column, path, std::string(member.text))) return repeated(path, member);
  return std::nullopt;
}

}  // namespace jembatan::office
