#pragma once
// The configuration as a plain struct, validated once: every error of the file
// is reported together, with file and line. Plain values, any thread.

#include <optional>
#include <string>
#include <vector>

#include "app/read_journal.h"
#include "app/read_tls.h"
#include "base/result.h"
#include "exchange/agreement.h"
#include "exchange/delivery_options.h"
#include "http/client.h"
#include "http/server.h"
#include "lampiran/aturan.h"
#include "lampiran/pihak.h"
#include "office/replay_policy.h"
#include "xml/guard.h"

namespace jembatan::app {

struct Address {
  std::string host;  ///< numeric
  std::uint16_t port = 0;
};

/// "127.0.0.1:8081" or "[::1]:8081"; nothing where it is neither.
[[nodiscard]] std::optional<Address> parse_address(const std::string& text);
[[nodiscard]] bool is_loopback(const std::string& host);

struct ListenerConfiguration {
  Address address;
  std::string public_url;               ///< "" : the address that the client used
  std::vector<std::string> operations;  ///< empty: all
  std::optional<crypto::TlsServerFiles> tls;
};

struct Configuration {
  std::string file;
  exchange::Agreement agreement;
  JournalConfiguration journal;
  std::string log_file;  ///< "" : stderr
  std::optional<ListenerConfiguration> kesatu, kedua;
  std::optional<http::ClientOptions> upstream_kesatu,
      upstream_kedua;  ///< without their tls, which are files here
  std::optional<http::ClientTlsFiles> upstream_kesatu_tls, upstream_kedua_tls;
  std::optional<Address> admin;
  exchange::DeliveryOptions delivery;
  http::ServerLimits limits;
  xml::GuardLimits guard;
  unsigned workers = 8;
  std::chrono::seconds stop_patience{20};
  lampiran::SumberAturan rules;
  office::ReplayPolicy replay;

  [[nodiscard]] const std::optional<ListenerConfiguration>& listener(lampiran::Pihak pihak) const {
    return pihak == lampiran::Pihak::kesatu ? kesatu : kedua;
  }
  [[nodiscard]] const std::optional<http::ClientOptions>& upstream(lampiran::Pihak pihak) const {
    return pihak == lampiran::Pihak::kesatu ? upstream_kesatu : upstream_kedua;
  }
  [[nodiscard]] const std::optional<http::ClientTlsFiles>& upstream_tls(lampiran::Pihak pihak) const {
    return pihak == lampiran::Pihak::kesatu ? upstream_kesatu_tls : upstream_kedua_tls;
  }
};

/// Paths in the file are relative to the file's folder. All errors at once, each "file:line: what".
[[nodiscard]] base::Result<Configuration, std::vector<std::string>> read_configuration(
    const std::string& file);

}  // namespace jembatan::app
