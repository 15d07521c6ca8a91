#pragma once
// The signature sections of the configuration: which second factor is sent or
// demanded, by files. One thread, while the configuration is read.

#include <optional>
#include <string>

#include "app/toml_section.h"
#include "crypto/signature_gate.h"

namespace jembatan::app {

/// Nothing where the section is absent. Paths are beside `file`.
[[nodiscard]] std::optional<crypto::SignatureRules> read_listener_signature(TomlSection section,
                                                                            const std::string& file);
[[nodiscard]] std::optional<crypto::SecondFactorFiles> read_upstream_signature(TomlSection section,
                                                                               const std::string& file);

/// Complains of headers that would write the second factor, or its secrets, into the configuration.
void refuse_factor_in_headers(TomlSection& section,
                              const std::vector<std::pair<std::string, std::string>>& headers);

}  // namespace jembatan::app
