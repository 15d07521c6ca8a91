#pragma once
// Where the tests' certificates are, which tools/dev-certificates made for the
// build. For tests that the build file gives JEMBATAN_CERTIFICATES.

#include <filesystem>
#include <string>

#include "crypto/tls_server.h"

namespace jembatan::testing {

/// "kesatu-client.pem", "refused/expired.key", ...
inline std::string certificate_file(const std::string& name) {
  return std::string(JEMBATAN_CERTIFICATES "/") + name;
}

/// The listener of Pihak Kesatu, which knows its client and the client's successor.
inline crypto::TlsServerFiles kesatu_files() {
  return {certificate_file("kesatu-server.pem"),
          certificate_file("kesatu-server.key"),
          certificate_file("kemnaker-ca.pem"),
          certificate_file("kemnaker.crl"),
          {"san:kesatu-client.jembatan.example", "san:kesatu-client-next.jembatan.example"}};
}

}  // namespace jembatan::testing
