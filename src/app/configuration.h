#pragma once
// The configuration as a plain struct, validated once: every error of the file
// is reported together, with file and line. Plain values, any thread.

#include <optional>
#include <string>
#include <vector>

#include "app/read_journal.h"
#include "app/read_signature.h"
#include "app/read_tls.h"
#include "base/log.h"
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
  std::optional<crypto::SignatureRules> signature;  ///< the second factor that its callers show
  std::string interface;                            ///< that its address is expected on; "": a tunnel's
};

/// What answers the own reads of a party that can only call.
enum class OwnReads {
  kept,  ///< Daftar*: the register; the rest the other party's system, for Ambil* the register where that is
         ///< silent
  live,  ///< the other party's system
};

struct Configuration {
  std::string file;
  exchange::Agreement agreement;
  JournalConfiguration journal;
  std::string log_file;  ///< "" : stderr
  base::LogFormat log_format = base::LogFormat::text;
  std::optional<ListenerConfiguration> kesatu, kedua;
  std::optional<http::ClientOptions> upstream_kesatu,
      upstream_kedua;  ///< without their tls, which are files here
  std::optional<http::ClientTlsFiles> upstream_kesatu_tls, upstream_kedua_tls;
  std::optional<crypto::SecondFactorFiles> upstream_kesatu_signature, upstream_kedua_signature;
  std::optional<OwnReads> register_kesatu, register_kedua;  ///< mode = "register": no system of its own
  std::optional<Address> admin;
  exchange::DeliveryOptions delivery;
  http::ServerLimits limits;         ///< of each party
  http::SharedLimits shared_limits;  ///< of both together
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
  [[nodiscard]] const std::optional<OwnReads>& from_register(lampiran::Pihak pihak) const {
    return pihak == lampiran::Pihak::kesatu ? register_kesatu : register_kedua;
  }
  [[nodiscard]] const std::optional<http::ClientTlsFiles>& upstream_tls(lampiran::Pihak pihak) const {
    return pihak == lampiran::Pihak::kesatu ? upstream_kesatu_tls : upstream_kedua_tls;
  }
  [[nodiscard]] const std::optional<crypto::SecondFactorFiles>& upstream_signature(
      lampiran::Pihak pihak) const {
    return pihak == lampiran::Pihak::kesatu ? upstream_kesatu_signature : upstream_kedua_signature;
  }
};

/// Paths in the file are relative to the file's folder. All errors at once, each "file:line: what".
[[nodiscard]] base::Result<Configuration, std::vector<std::string>> read_configuration(
    const std::string& file);

}  // namespace jembatan::app
