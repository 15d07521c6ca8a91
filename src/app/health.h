#pragma once
// The admin address: /healthz says that the process answers, /readyz whether it
// can do its work and, if not, why. Any thread.

#include <string>
#include <vector>

#include "exchange/gateway.h"
#include "http/server.h"
#include "journal/sqlite_store.h"

namespace jembatan::app {

class Health {
 public:
  Health(exchange::Gateway& gateway, journal::SqliteStore& store) : gateway_(gateway), store_(store) {}

  [[nodiscard]] http::Response handle(const http::Request& request) const;
  /// Why the gateway cannot work now; empty when it can.
  [[nodiscard]] std::vector<std::string> not_ready() const;
  /// What an operator should know although the gateway does its work: parties that do not answer or with whom
  /// the exchange is stopped, and what is held or in doubt.
  [[nodiscard]] std::vector<std::string> conditions() const;

 private:
  exchange::Gateway& gateway_;
  journal::SqliteStore& store_;
};

/// Stops in force and writes that are held, oldest first, each with what is to be done.
[[nodiscard]] std::vector<std::string> what_waits_for_people(journal::SqliteStore& store);

/// Free bytes on the file system that holds the path's folder; nothing where it cannot be told.
[[nodiscard]] std::optional<std::uintmax_t> free_space_beside(const std::string& path);

constexpr std::uintmax_t least_free_space = 64ULL * 1024 * 1024;

}  // namespace jembatan::app
