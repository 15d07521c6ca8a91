#pragma once
// Where the text of a key ring comes from: a file that only its owner can use,
// or a program. At most 64 KiB, wiped when the result goes. Any thread. What the
// operator can cause is an error text with its remedy, never with what was read.
// Throws base::Broken where the system does not work.

#include <chrono>
#include <optional>
#include <string>
#include <vector>

#include "base/result.h"
#include "crypto/secret.h"

namespace jembatan::crypto {

/// What is wrong with a key file of this type and mode (as in stat.st_mode) and owner, for this user.
[[nodiscard]] std::optional<std::string> objection_to_key_file(unsigned mode, unsigned owner, unsigned user);

[[nodiscard]] base::Result<WipedText, std::string> read_key_file(const std::string& path);

/// Runs argv[0], a full path, with the arguments that follow; no shell.
[[nodiscard]] base::Result<WipedText, std::string> read_key_command(const std::vector<std::string>& argv,
                                                                    std::chrono::milliseconds limit);

}  // namespace jembatan::crypto
