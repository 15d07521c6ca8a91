#include "xml/documents.h"

#include <set>

#include <algorithm>

namespace jembatan::xml {
namespace {

std::string escaped_for_attribute(std::string_view text) {
  std::string out;
  for (const char c : text) {
    switch (c) {
      case '&':
        out += "&amp;";
        break;
      case '<':
        out += "&lt;";
        break;
      case '>':
        out += "&gt;";
        break;
      case '"':
        out += "&quot;";
        break;
      default:
        out += c;
    }
  }
  return out;
}

}  // namespace

const Document* document_named(std::string_view name) {
  const auto all = documents();
  const auto found = std::ranges::find(all, name, &Document::name);
  return found == all.end() ? nullptr : &*found;
}

std::string wsdl_for(std::string_view section, std::string_view base_url) {
  constexpr std::string_view before = ":address location=\"";
  const Document* wsdl = document_named(std::string(section) + ".wsdl");
  if (wsdl == nullptr) return {};

  const std::string location = escaped_for_attribute(base_url) + "/ws/" + std::string(section);
  std::string_view rest = wsdl->text;
  std::string out;
  out.reserve(rest.size() + 2 * location.size());
  for (auto at = rest.find(before); at != rest.npos; at = rest.find(before)) {
    const auto value = at + before.size();
    out.append(rest.substr(0, value)).append(location);
    rest.remove_prefix(rest.find('"', value));
  }
  return out.append(rest);
}

bool declares(std::string_view name) {
  static const std::set<std::string_view> names = [] {
    constexpr std::string_view mark = " name=\"";
    std::set<std::string_view> found;
    for (const Document& document : documents()) {
      for (auto at = document.text.find(mark); at != std::string_view::npos;
           at = document.text.find(mark, at)) {
        at += mark.size();
        found.insert(document.text.substr(at, document.text.find('"', at) - at));
      }
    }
    return found;
  }();
  return names.count(name) != 0;
}

}  // namespace jembatan::xml
