#include "app/send_address.h"

#include <algorithm>
#include <string_view>
#include <utility>

#include "app/configuration.h"

namespace jembatan::app {

namespace {

using Errors = std::vector<std::string>;

/// RFC 3986 section 3.1: a scheme's letters are the same in both cases, to libcurl too.
bool is_https(std::string_view url) {
  constexpr std::string_view scheme = "https://";
  const auto lower = [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; };
  const std::string_view start = url.substr(0, scheme.size());
  return std::equal(start.begin(), start.end(), scheme.begin(), scheme.end(),
                    [&lower](char given, char expected) { return lower(given) == expected; });
}

/// What --url, or the configured listener, says by itself.
struct Place {
  std::string url;
  std::optional<crypto::SignatureRules> signature;
};

base::Result<Place, Errors> configured_place(const SendAddressOptions& options) {
  auto configuration = read_configuration(options.config);
  if (!configuration) return base::fail(std::move(configuration.error()));
  const std::string section = options.config + ": [listener." + options.from + "]";
  const auto& listener = configuration->listener(*lampiran::pihak_named(options.from));
  if (!listener) return base::fail(Errors{options.config + ": there is no [listener." + options.from + "]"});
  const auto& [host, port] = listener->address;
  if (port == 0) {
    return base::fail(Errors{
        section + " lets the system choose its port; give the one that the gateway printed with --url"});
  }
  if (host == "0.0.0.0" || host == "::") {
    return base::fail(Errors{section +
                             " listens on every address, which no certificate is for; give with --url one "
                             "that its certificate names"});
  }
  return Place{std::string(listener->tls ? "https://" : "http://") +
                   (host.find(':') == std::string::npos ? host : "[" + host + "]") + ":" +
                   std::to_string(port),
               listener->signature};
}

base::Result<Place, Errors> place_of(const SendAddressOptions& options) {
  if (!options.url.empty()) return Place{options.url, std::nullopt};
  if (options.config.empty()) return base::fail(Errors{"send needs --config or --url"});
  return configured_place(options);
}

/// Whether the listener counts a signature once is known from its configuration only: otherwise it is taken
/// to.
base::Result<office::Signing, Errors> signing_of(const SendAddressOptions& options, const Place& place) {
  const auto& [cons_id, secret, user_key] = options.signature;
  if (cons_id.empty() != secret.empty() || (cons_id.empty() && !user_key.empty())) {
    return base::fail(Errors{"--cons-id and --secret-file go together, and --user-key-file with both"});
  }
  if (cons_id.empty() && !place.signature) return office::Signing{};
  auto factor = crypto::SecondFactor::load(cons_id.empty() ? place.signature->files : options.signature);
  if (!factor) return base::fail(std::move(factor.error()));
  return office::Signing{std::move(*factor), !place.signature || place.signature->once};
}

/// Nothing where they go with the address.
Errors objections(const SendAddressOptions& options, const std::string& url) {
  const auto& [ca, certificate, key, crl, pin] = options.tls;
  Errors missing;
  if (ca.empty()) missing.emplace_back("--ca FILE, the authorities that sign the listener's certificate");
  if (certificate.empty()) {
    missing.emplace_back("--certificate FILE, one that the listener lets in for " + options.from);
  }
  if (key.empty()) missing.emplace_back("--key FILE, the certificate's key");
  const bool none = missing.size() == 3;
  if (none && !is_https(url)) return {};
  if (!none && !is_https(url)) {
    return {url + " is without TLS, so --ca, --certificate and --key do not go with it" +
            (options.url.empty() ? "; [listener." + options.from + "] has no tls section"
                                 : "; name an https:// address, or leave them out")};
  }
  for (std::string& one : missing) one = url + " is under TLS: add " + one;
  return missing;
}

}  // namespace

void add_address_options(CLI::App& command, SendAddressOptions& options) {
  command.add_option("--from", options.from, "the party that gives the data")
      ->check(CLI::IsMember({"kesatu", "kedua"}));
  command.add_option("--config", options.config, "configuration: the listener's address is taken from it");
  command.add_option("--url", options.url,
                     "the listener, such as http://127.0.0.1:8081; for https:// the next three are needed");
  command.add_option("--ca", options.tls.ca, "PEM: the authorities that sign the listener's certificate");
  command.add_option("--certificate", options.tls.certificate,
                     "PEM: the party's own, which the listener lets in");
  command.add_option("--key", options.tls.key, "PEM: the certificate's key, mode 0600");
  command.add_option("--cons-id", options.signature.cons_id,
                     "for a listener that wants signed calls; with --config its own section says all three. "
                     "Where it counts a signature once, each message waits for the next second");
  command.add_option("--secret-file", options.signature.secret, "what is signed with: one line, mode 0600");
  command.add_option("--user-key-file", options.signature.user_key, "likewise, where a user_key is agreed");
}

base::Result<SendAddress, Errors> send_address(const SendAddressOptions& options) {
  if (options.from.empty()) return base::fail(Errors{"send needs --from kesatu or --from kedua"});
  auto place = place_of(options);
  if (!place) return base::fail(std::move(place.error()));
  std::string& url = place->url;
  if (auto wrong = objections(options, url); !wrong.empty()) return base::fail(std::move(wrong));
  auto signing = signing_of(options, *place);
  if (!signing) return base::fail(std::move(signing.error()));
  if (!is_https(url)) return SendAddress{std::move(url), nullptr, std::move(*signing)};
  auto tls = http::load_client_tls(options.tls);
  if (!tls) return base::fail(std::move(tls.error()));
  return SendAddress{std::move(url), std::move(*tls), std::move(*signing)};
}

}  // namespace jembatan::app
