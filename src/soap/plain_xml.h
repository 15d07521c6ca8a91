#pragma once
// The same document in the part of XML that gSOAP 2.8 reads right. Internal to
// the room. Pure functions.
//
// gSOAP keeps CR LF and white space in attributes as they are, reads at most six
// digits of a character reference, and while it skips a header block takes "/>"
// in a text for the end of an element, so that a header could make it see another
// body than the guard's. In plain XML none of that can be written.

#include <string>
#include <string_view>

namespace jembatan::soap {

/// Gives the plain document piece by piece, so that a message made to grow (every '>' is four bytes then)
/// never lies in memory whole. `bytes` must outlive it. What is plain, see plain_xml().
class PlainXml {
 public:
  explicit PlainXml(std::string_view bytes) : rest_(bytes) {}

  /// Fills `buffer`; 0 at the end.
  [[nodiscard]] std::size_t read(char* buffer, std::size_t size);

 private:
  void next_piece();

  std::string_view rest_;
  bool in_cdata_ = false;
  std::string piece_;
  std::string_view unread_;  ///< of piece_
};

/// Without comments, processing instructions and CDATA sections; line ends and white space in attributes as
/// XML 1.0, 2.11 and 3.3.3 define them; '>' escaped in texts; characters themselves instead of references,
/// where they are not ASCII. The bytes are well-formed UTF-8, or the answer is not well-formed either.
[[nodiscard]] std::string plain_xml(std::string_view bytes);

/// Whether the bytes are plain already, as this room writes them; may say no for some that are.
[[nodiscard]] bool is_plain_xml(std::string_view bytes);

}  // namespace jembatan::soap
