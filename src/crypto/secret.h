#pragma once
// The bytes of a key: on pages of their own, kept out of swap and of core dumps
// where the system allows it, wiped when they go. Cannot be copied or printed by
// mistake. Reading is for any thread; moving is for one. Throws base::Broken
// where there is no memory or no randomness.

#include <cstddef>
#include <string>
#include <string_view>
#include <utility>

namespace jembatan::crypto {

class Secret {
 public:
  /// `size` bytes from the system's random source.
  [[nodiscard]] static Secret random(std::size_t size);

  /// A copy of `bytes`. The original is the caller's to wipe.
  [[nodiscard]] static Secret copy_of(std::string_view bytes);

  Secret(Secret&& other) noexcept;
  Secret& operator=(Secret&& other) noexcept;  ///< swaps: what was here goes with `other`
  Secret(const Secret&) = delete;
  Secret& operator=(const Secret&) = delete;
  ~Secret();

  /// Valid as long as this object; empty once it has been moved from.
  [[nodiscard]] std::string_view bytes() const { return {data_, size_}; }

 private:
  explicit Secret(std::size_t size);

  char* data_ = nullptr;
  std::size_t size_ = 0;
};

/// Text that holds key bytes for a moment, wiped when it goes. Whoever fills it reserves first: what a string
/// leaves behind when it grows is not wiped.
class WipedText {
 public:
  WipedText() = default;
  explicit WipedText(std::string text) : text_(std::move(text)) {}
  WipedText(WipedText&& other) noexcept = default;
  WipedText& operator=(WipedText&&) = delete;
  WipedText(const WipedText&) = delete;
  WipedText& operator=(const WipedText&) = delete;
  ~WipedText();

  [[nodiscard]] std::string& text() { return text_; }
  [[nodiscard]] std::string_view view() const { return text_; }

 private:
  std::string text_;
};

/// Makes OpenSSL keep the private keys of TLS on locked pages too, wiped when they go. Once, before any other
/// thread and before the first key. Where the system refuses to lock so much, or has no memory for it, they
/// are as exposed as any other memory.
void keep_openssl_keys_locked();

}  // namespace jembatan::crypto
