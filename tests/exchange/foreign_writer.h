#pragma once
// Writes a request as other toolkits might: the values are the given ones, the
// way to write them is chosen at random. Knows the contract by itself, not by
// the codec. Borrows its source of chance; one thread.

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "exchange/random_messages.h"

namespace jembatan::exchange {

class ForeignWriter {
 public:
  explicit ForeignWriter(RandomMessages& random) : random_(random) {}

  [[nodiscard]] std::string write(const soap::Request& request, soap::SoapVersion version);

 private:
  struct Element {
    std::string_view uri;
    std::string name;
    lampiran::Teks text;  ///< a leaf, where it is there
    std::vector<std::pair<std::string, std::string>> attributes;
    std::vector<Element> children;
  };
  using Scope =
      std::vector<std::pair<std::string, std::string_view>>;  ///< prefix and namespace, innermost last

  static Element tree(const soap::Request& request);
  static Element key(std::string_view uri, std::string_view name, const lampiran::KunciBadanUsaha& kunci);
  static void leaf(Element& parent, std::string_view name, const lampiran::Teks& value);
  static void others(Element& parent, const std::vector<lampiran::FieldLain>& field_lain);
  static Element record(const lampiran::BadanUsaha& record);
  static Element record(const lampiran::Pimpinan& record);
  static Element record(const lampiran::Pekerja& record);

  void element(const Element& what, Scope scope);
  /// The prefix by which the element names itself; declares one in `tag` where none is in scope or for a
  /// change.
  std::string prefix_for(std::string_view uri, Scope& scope, std::string& declaration);
  void between();  ///< white space and comments, where neither counts
  void comment();
  std::string attribute(const std::string& name, const std::string& value);
  void characters(std::string_view text);
  std::string escaped(std::string_view character, char quote);

  RandomMessages& random_;
  std::string out_;
};

}  // namespace jembatan::exchange
