#pragma once
// Text that anybody may read: the words of the log, of errors (base::Broken) and
// of the reasons that the journal shows. It is made of literals and numbers;
// text that was composed while the program ran does not turn into it by itself,
// because nobody knows whether it holds a NIK or a name. Whoever is sure says so,
// and where it came from: vouched(text, Origin::settings). To find every such
// place: grep -rn 'vouched(' src.
//
// A value: copies are independent, any thread may read one. Throws nothing but
// std::bad_alloc.

#include <concepts>
#include <cstddef>
#include <cstdint>
#include <exception>
#include <memory>
#include <string>
#include <string_view>
#include <utility>

namespace jembatan::base {

/// Who wrote text that is vouched for.
enum class Origin {
  settings,  ///< the operator, in the configuration or on the command line: paths, addresses, names, reasons
  system,    ///< the operating system or a library, about itself: no message was before it
  program,   ///< ourselves, out of fixed words, names of the contract, positions and times
};

class SafeText {
 public:
  constexpr SafeText() = default;

  /// Of a literal only: an array that is filled while the program runs is no constant expression.
  template <std::size_t size>
  consteval SafeText(const char (&literal)[size])  // NOLINT(google-explicit-constructor): reads as text
      : literal_(literal, size - 1) {}

  /// Counts, exchange numbers, statuses, times.
  template <std::integral Number>
  requires(!std::same_as<Number, bool> && !std::same_as<Number, char>)
      SafeText(Number number)  // NOLINT(google-explicit-constructor): reads as text
      : made_(new std::string(std::to_string(number))) {}

  constexpr SafeText(const SafeText& other)
      : literal_(other.literal_), made_(other.made_ == nullptr ? nullptr : new std::string(*other.made_)) {}
  constexpr SafeText(SafeText&& other) noexcept
      : literal_(std::exchange(other.literal_, {})), made_(std::exchange(other.made_, nullptr)) {}
  constexpr SafeText& operator=(SafeText other) noexcept {
    std::swap(literal_, other.literal_);
    std::swap(made_, other.made_);
    return *this;
  }
  constexpr ~SafeText() { delete made_; }

  [[nodiscard]] std::string_view view() const { return made_ == nullptr ? literal_ : *made_; }
  [[nodiscard]] std::string text() const { return std::string(view()); }
  operator std::string() const { return text(); }  // NOLINT(google-explicit-constructor): the way out is free
  [[nodiscard]] bool empty() const { return view().empty(); }

  friend SafeText operator+(const SafeText& before, const SafeText& after) {
    return SafeText(Made{}, std::string(before.view()).append(after.view()));
  }
  SafeText& operator+=(const SafeText& after) { return *this = *this + after; }
  friend bool operator==(const SafeText& a, const SafeText& b) { return a.view() == b.view(); }
  template <std::convertible_to<std::string_view> Text>
  friend bool operator==(const SafeText& a, const Text& b) {
    return a.view() == std::string_view(b);
  }

  friend SafeText vouched(std::string_view text, Origin origin);

 private:
  struct Made {};
  SafeText(Made, std::string text) : made_(new std::string(std::move(text))) {}

  // Not a std::string: an object that a consteval constructor makes owns no memory when it is made.
  std::string_view literal_;
  const std::string* made_ = nullptr;
};

/// Says that no personal value, key or part of a message can be in `text`.
[[nodiscard]] inline SafeText vouched(std::string_view text, [[maybe_unused]] Origin origin) {
  return SafeText(SafeText::Made{}, std::string(text));
}

/// Why something threw: what Broken says, or the system's words for its error. Of any other exception its
/// type only: a library's text may quote what it was given.
[[nodiscard]] SafeText reason_of(const std::exception& thrown);

}  // namespace jembatan::base
