#pragma once
// Every owner of libcurl's memory, and the one place that starts the library.
// A handle serves one thread at a time; the pool may be used by any.

#include <curl/curl.h>

#include <memory>
#include <mutex>
#include <string>
#include <utility>
#include <vector>

#include "base/result.h"

namespace jembatan::http {

struct CurlDeleter {
  void operator()(CURL* handle) const { curl_easy_cleanup(handle); }
  void operator()(curl_slist* list) const { curl_slist_free_all(list); }
};
using CurlHandle = std::unique_ptr<CURL, CurlDeleter>;

/// The header lines of one call.
class CurlLines {
 public:
  void add(const std::string& line) {
    curl_slist* longer = curl_slist_append(list_.get(), line.c_str());
    if (longer == nullptr) throw base::Broken("libcurl: out of memory");
    static_cast<void>(list_.release());  // it is the head of the longer one
    list_.reset(longer);
  }
  [[nodiscard]] curl_slist* get() const { return list_.get(); }

 private:
  std::unique_ptr<curl_slist, CurlDeleter> list_;
};

/// libcurl wants its global part started once before any handle is made. A static of a function is
/// initialised once however many threads come at the same time, and again by the next where it
/// threw. It is never cleaned up: a client may outlive any other static.
inline void start_curl_once() {
  static const bool started = [] {
    if (curl_global_init(CURL_GLOBAL_DEFAULT) != CURLE_OK) {
      throw base::Broken("libcurl does not start: check that its libraries belong together");
    }
    return true;
  }();
  static_cast<void>(started);
}

/// Handles keep their connections between calls: the one used last is lent first.
class CurlPool {
 public:
  class Lease {
   public:
    Lease(CurlPool& pool, CurlHandle handle) : pool_(pool), handle_(std::move(handle)) {}
    ~Lease() { pool_.give_back(std::move(handle_)); }
    Lease(const Lease&) = delete;
    Lease& operator=(const Lease&) = delete;
    [[nodiscard]] CURL* get() const { return handle_.get(); }

   private:
    CurlPool& pool_;
    CurlHandle handle_;
  };

  [[nodiscard]] Lease lend() {
    const std::lock_guard lock(mutex_);
    if (idle_.empty()) {
      CurlHandle fresh(curl_easy_init());
      if (!fresh) throw base::Broken("libcurl: no memory for a connection");
      idle_.reserve(++made_);  // so that giving back cannot fail
      return {*this, std::move(fresh)};
    }
    CurlHandle last = std::move(idle_.back());
    idle_.pop_back();
    return {*this, std::move(last)};
  }

 private:
  void give_back(CurlHandle handle) {
    curl_easy_reset(handle.get());  // keeps the connection
    const std::lock_guard lock(mutex_);
    idle_.push_back(std::move(handle));
  }

  std::mutex mutex_;
  std::vector<CurlHandle> idle_;
  std::size_t made_ = 0;
};

}  // namespace jembatan::http
