#pragma once
// The command line as a value, checked whole. Plain functions.

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/result.h"
#include "crypto/tls_server.h"
#include "lampiran/aturan.h"
#include "lampiran/pihak.h"
#include "sandbox/fault_spec.h"

namespace jembatan::sandbox {

struct Options {
  lampiran::Pihak party = lampiran::Pihak::kesatu;
  std::string address;  ///< numeric
  std::uint16_t port = 0;
  std::string data;
  lampiran::SumberAturan aturan;
  std::vector<FaultSpec> faults;  ///< of the command line and of the file together
  std::string faults_file;        ///< "" where there is none
  std::optional<crypto::TlsServerFiles> tls;

  /// Whether a fault may be asked for that takes the bare connection.
  [[nodiscard]] bool needs_front() const;
};

/// Why the program ends at once: help (exit status 0), or what is wrong with the command line (2).
struct Ending {
  int exit_status = 2;
  std::string text;
};

[[nodiscard]] base::Result<Options, Ending> parse_options(int argc, const char* const* argv);

/// "[::1]:8092" for an IPv6 address.
[[nodiscard]] std::string host_and_port(const std::string& address, std::uint16_t port);
[[nodiscard]] bool is_loopback(const std::string& address);

}  // namespace jembatan::sandbox
