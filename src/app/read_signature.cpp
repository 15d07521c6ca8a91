#include "app/read_signature.h"

#include <algorithm>
#include <array>
#include <string_view>

namespace jembatan::app {

namespace {

bool is_cons_id(std::string_view text) {
  constexpr std::size_t most = 64;
  return text.size() <= most &&
         std::all_of(text.begin(), text.end(), [](char c) { return c > 0x20 && c < 0x7f && c != '&'; });
}

crypto::SecondFactorFiles read_files(TomlSection& section, const std::string& file) {
  crypto::SecondFactorFiles files;
  files.cons_id = section.required_text("cons_id");
  if (!is_cons_id(files.cons_id)) {
    section.complain("cons_id", "must be at most 64 printable ASCII characters without spaces and &");
  }
  files.secret = beside(file, section.required_text("secret_file"));
  files.user_key = beside(file, section.text("user_key_file").value_or(""));
  return files;
}

std::string lower(std::string text) {
  for (char& c : text) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return text;
}

}  // namespace

std::optional<crypto::SignatureRules> read_listener_signature(TomlSection section, const std::string& file) {
  if (!section.present()) return std::nullopt;
  crypto::SignatureRules rules;
  rules.files = read_files(section, file);
  rules.window = std::chrono::seconds(
      section.integer("window_seconds", rules.window.count(), 1, crypto::longest_signature_window.count()));
  rules.once = section.boolean("once", rules.once);
  section.finish();
  return rules;
}

std::optional<crypto::SecondFactorFiles> read_upstream_signature(TomlSection section,
                                                                 const std::string& file) {
  if (!section.present()) return std::nullopt;
  auto files = read_files(section, file);
  section.finish();
  return files;
}

void refuse_factor_in_headers(TomlSection& section,
                              const std::vector<std::pair<std::string, std::string>>& headers) {
  constexpr std::array<std::string_view, 4> factor{"x-cons-id", "x-timestamp", "x-signature", "user_key"};
  for (const auto& [name, value] : headers) {
    if (std::find(factor.begin(), factor.end(), lower(name)) == factor.end()) continue;
    section.complain("headers", "names " + name +
                                    ", which belongs to the signature: use the section's signature section, "
                                    "whose secrets are files");
  }
}

}  // namespace jembatan::app
