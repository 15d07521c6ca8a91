#include "crypto/secret.h"

#include <openssl/crypto.h>
#include <openssl/rand.h>
#include <sys/mman.h>

#include <cstring>

#include "base/result.h"
#include "crypto/handles.h"

namespace jembatan::crypto {

namespace {

// A handshake under way has an ephemeral key of its own there, and OpenSSL's TLS 1.3 keeps it as long as the
// connection: room for more of them than there may be connections.
constexpr std::size_t kOpensslKeys = 4UL * 1024 * 1024;
constexpr std::size_t kSmallestPiece = 32;

}  // namespace

// A mapping of its own, because locks do not nest: unlocking one secret would
// unlock its neighbours on the same page.
Secret::Secret(std::size_t size) : size_(size) {
  if (size == 0) return;
  void* const pages = mmap(nullptr, size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  if (pages == MAP_FAILED) throw base::Broken("no memory for a key; free some and start again");
  data_ = static_cast<char*>(pages);
  // Both may be refused (RLIMIT_MEMLOCK, an old kernel): the key is then as exposed as any other memory.
  static_cast<void>(mlock(data_, size_));
  static_cast<void>(madvise(data_, size_, MADV_DONTDUMP));
}

Secret::Secret(Secret&& other) noexcept
    : data_(std::exchange(other.data_, nullptr)), size_(std::exchange(other.size_, 0)) {}

Secret& Secret::operator=(Secret&& other) noexcept {
  std::swap(data_, other.data_);
  std::swap(size_, other.size_);
  return *this;
}

Secret::~Secret() {
  if (data_ == nullptr) return;
  OPENSSL_cleanse(data_, size_);
  munmap(data_, size_);
}

Secret Secret::random(std::size_t size) {
  Secret secret(size);
  require(RAND_priv_bytes(as_bytes(secret.data_), static_cast<int>(size)) == 1, "give random bytes");
  return secret;
}

Secret Secret::copy_of(std::string_view bytes) {
  Secret secret(bytes.size());
  if (!bytes.empty()) std::memcpy(secret.data_, bytes.data(), bytes.size());
  return secret;
}

void keep_openssl_keys_locked() {
  static_cast<void>(CRYPTO_secure_malloc_init(kOpensslKeys, kSmallestPiece));
}

WipedText::~WipedText() {
  text_.resize(text_.capacity());  // also what is left behind its end
  OPENSSL_cleanse(text_.data(), text_.size());
}

}  // namespace jembatan::crypto
