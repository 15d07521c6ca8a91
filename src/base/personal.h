#pragma once
// A value about a person or a company: a NIK, a name, an address. It cannot be
// printed, logged, formatted or joined to text by mistake: there is no conversion
// out of it, only reveal(), which is easy to find (grep -rn 'reveal()' src) and
// stands where the value goes to its purpose: a keyed hash, a message to the other
// party, a page whose opening is recorded. Wrapping is implicit: closing is always
// safe. As thread-safe as the value itself.

#include <concepts>
#include <type_traits>
#include <utility>

namespace jembatan::base {

template <class Value>
class Personal {
 public:
  Personal() = default;

  template <class From>
  requires(std::constructible_from<Value, From> && !std::same_as<std::remove_cvref_t<From>, Personal>)
      Personal(From&& value)  // NOLINT(google-explicit-constructor,bugprone-forwarding-reference-overload)
      : value_(std::forward<From>(value)) {}

  /// The value itself, for what it was given for.
  [[nodiscard]] const Value& reveal() const& { return value_; }
  [[nodiscard]] Value reveal() && { return std::move(value_); }

  friend bool operator==(const Personal&, const Personal&) = default;
  friend auto operator<=>(const Personal&, const Personal&) = default;

 private:
  Value value_{};
};

}  // namespace jembatan::base
