#pragma once
// Codecs to lend: one thread at a time uses a codec, making one is dear. Any
// thread may borrow; a Loan gives its codec back when it goes.

#include <mutex>
#include <utility>
#include <vector>

#include "soap/codec.h"

namespace jembatan::exchange {

class CodecPool {
 public:
  class Loan {
   public:
    Loan(CodecPool& pool, soap::Codec codec) : pool_(pool), codec_(std::move(codec)) {}
    ~Loan() { pool_.give_back(std::move(codec_)); }
    Loan(const Loan&) = delete;
    Loan& operator=(const Loan&) = delete;
    soap::Codec& operator*() { return codec_; }
    soap::Codec* operator->() { return &codec_; }

   private:
    CodecPool& pool_;
    soap::Codec codec_;
  };

  [[nodiscard]] Loan borrow() {
    const std::scoped_lock lock(mutex_);
    if (idle_.empty()) return {*this, soap::Codec()};
    soap::Codec codec = std::move(idle_.back());
    idle_.pop_back();
    return {*this, std::move(codec)};
  }

 private:
  void give_back(soap::Codec codec) {
    const std::scoped_lock lock(mutex_);
    idle_.push_back(std::move(codec));
  }

  std::mutex mutex_;
  std::vector<soap::Codec> idle_;
};

}  // namespace jembatan::exchange
