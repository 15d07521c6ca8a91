#pragma once
// The namespace declarations of the elements that are open, for a part of the
// message that is checked apart from what surrounds it. One thread; views into
// the parser's names.

#include <vector>

#include "xml/sax.h"

namespace jembatan::xml {

class NamespaceScope {
 public:
  void enter(const StartTag& tag) {
    marks_.push_back(declarations_.size());
    declarations_.insert(declarations_.end(), tag.namespaces.begin(), tag.namespaces.end());
  }
  void leave() {
    declarations_.resize(marks_.back());
    marks_.pop_back();
  }

  /// Prefix and URI of each, innermost first, so that the first match for a prefix is the one in force.
  [[nodiscard]] std::vector<const xmlChar*> innermost_first() const {
    std::vector<const xmlChar*> out;
    for (std::size_t i = declarations_.size(); i >= 2; i -= 2) {
      out.insert(out.end(), {declarations_[i - 2], declarations_[i - 1]});
    }
    return out;
  }

 private:
  std::vector<const xmlChar*> declarations_;
  std::vector<std::size_t> marks_;
};

}  // namespace jembatan::xml
