#pragma once
// The [listener.X.tls] and [upstream.X.tls] sections: which files, who is let
// in. Read only, not loaded: a command that calls nobody needs no key. Plain
// values, any thread.

#include <optional>
#include <string>

#include "crypto/tls_server.h"
#include "http/client_tls.h"

namespace jembatan::app {

class TomlSection;

/// Nothing where the section is absent. Paths are relative to the configuration file's folder.
[[nodiscard]] std::optional<crypto::TlsServerFiles> read_listener_tls(TomlSection section,
                                                                      const std::string& file);
[[nodiscard]] std::optional<http::ClientTlsFiles> read_upstream_tls(TomlSection section,
                                                                    const std::string& file);

}  // namespace jembatan::app
