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

base::Result<std::string, Errors> configured_url(const SendAddressOptions& options) {
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
  return std::string(listener->tls ? "https://" : "http://") +
         (host.find(':') == std::string::npos ? host : "[" + host + "]") + ":" + std::to_string(port);
}

base::Result<std::string, Errors> listener_url(const SendAddressOptions& options) {
  if (!options.url.empty()) return options.url;
  if (options.config.empty()) return base::fail(Errors{"send needs --config or --url"});
  return configured_url(options);
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
      ->required()
      ->check(CLI::IsMember({"kesatu", "kedua"}));
  command.add_option("--config", options.config, "configuration: the listener's address is taken from it");
  command.add_option("--url", options.url,
                     "the listener, such as http://127.0.0.1:8081; for https:// the next three are needed");
  command.add_option("--ca", options.tls.ca, "PEM: the authorities that sign the listener's certificate");
  command.add_option("--certificate", options.tls.certificate,
                     "PEM: the party's own, which the listener lets in");
  command.add_option("--key", options.tls.key, "PEM: the certificate's key, mode 0600");
}

base::Result<SendAddress, Errors> send_address(const SendAddressOptions& options) {
  auto url = listener_url(options);
  if (!url) return base::fail(std::move(url.error()));
  if (auto wrong = objections(options, *url); !wrong.empty()) return base::fail(std::move(wrong));
  if (!is_https(*url)) return SendAddress{std::move(*url), nullptr};
  auto tls = http::load_client_tls(options.tls);
  if (!tls) return base::fail(std::move(tls.error()));
  return SendAddress{std::move(*url), std::move(*tls)};
}

}  // namespace jembatan::app
