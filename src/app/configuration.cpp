#include "app/configuration.h"

#include <arpa/inet.h>

#include <algorithm>
#include <charconv>
#include <filesystem>

#include "app/read_delivery.h"
#include "app/replay_policy.h"
#include "app/toml_section.h"
#include "soap/operasi.h"

namespace jembatan::app {

namespace {

using std::chrono::milliseconds;
using Errors = std::vector<std::string>;

constexpr std::int64_t mebibyte = 1'048'576;

bool is_numeric_host(const std::string& host) {
  in6_addr address{};
  return inet_pton(AF_INET, host.c_str(), &address) == 1 || inet_pton(AF_INET6, host.c_str(), &address) == 1;
}

std::optional<exchange::Term> read_term(TomlSection& section) {
  const auto from = section.required_date("valid_from");
  const auto until = section.required_date("valid_until");
  if (!from || !until) return std::nullopt;
  if (*until < *from) {
    section.complain("valid_until", "lies before valid_from");
    return std::nullopt;
  }
  return exchange::Term{*from, *until};
}

void read_agreement(TomlSection section, Configuration& configuration) {
  if (auto term = read_term(section)) configuration.agreement.terms.push_back(*term);
  for (TomlSection& extension : section.sections("extension")) {
    if (auto term = read_term(extension)) configuration.agreement.terms.push_back(*term);
    extension.finish();
  }
  for (const std::string& addendum : section.texts("addenda")) {
    configuration.rules.addendum_files.push_back(beside(configuration.file, addendum));
  }
  section.finish();
}

Address read_address(TomlSection& section, std::string_view key) {
  const std::string text = section.required_text(key);
  if (text.empty()) return {};
  const auto address = parse_address(text);
  if (!address) section.complain(key, "must be a numeric address and a port, such as \"127.0.0.1:8081\"");
  return address.value_or(Address{});
}

bool is_plain_url(const std::string& url) {
  const bool known = url.starts_with("http://") || url.starts_with("https://");
  return known && url.find_first_of(" \"'<>?#") == std::string::npos && !url.ends_with("/");
}

bool is_printable_line(const std::string& text) {
  return std::none_of(text.begin(), text.end(), [](unsigned char c) { return c < 0x20 || c == 0x7f; });
}

void check_operations(TomlSection& section, const std::vector<std::string>& operations) {
  for (const std::string& operation : operations) {
    const auto all = soap::semua_operasi();
    const bool known =
        std::any_of(all.begin(), all.end(), [&](const soap::Operasi& one) { return one.nama == operation; });
    if (!known) {
      section.complain("operations", "names \"" + operation + "\", which is no operation of the contract");
    }
  }
}

std::optional<ListenerConfiguration> read_listener(TomlSection section, const std::string& file) {
  if (!section.present()) return std::nullopt;
  ListenerConfiguration listener;
  listener.address = read_address(section, "address");
  listener.tls = read_listener_tls(section.section("tls"), file);
  if (!listener.tls && !listener.address.host.empty() && !is_loopback(listener.address.host)) {
    section.complain(
        "address",
        "is not a loopback address: without TLS a listener may only be on 127.0.0.0/8 or ::1; add its tls "
        "section, or put the VPN's or a TLS terminator's end in front of it");
  }
  listener.signature = read_listener_signature(section.section("signature"), file);
  listener.interface = section.text("interface").value_or("");
  listener.public_url = section.text("public_url").value_or("");
  if (!listener.public_url.empty() && !is_plain_url(listener.public_url)) {
    section.complain("public_url",
                     "must be a URL such as \"https://jembatan.example\", without a trailing slash");
  }
  listener.operations = section.texts("operations");
  check_operations(section, listener.operations);
  section.finish();
  return listener;
}

/// Nothing where the party has a system of its own.
std::optional<OwnReads> read_register_mode(TomlSection& section) {
  const std::string mode = section.text("mode").value_or("live");
  if (mode != "live" && mode != "register") {
    section.complain("mode",
                     "is \"live\", a system that is called, or \"register\", where the party has none");
  }
  if (mode != "register") return std::nullopt;
  if (section.text("url")) {
    section.complain("url", "contradicts mode = \"register\", which calls nobody; remove one of the two");
  }
  for (const std::string part : {"tls", "signature"}) {
    if (section.section(part).present()) {
      section.complain(part, "means nothing with mode = \"register\", which calls nobody; remove it");
    }
  }
  const std::string own = section.text("own_reads").value_or("kept");
  if (own != "kept" && own != "live") {
    section.complain("own_reads",
                     "is \"kept\", what the other party has sent, or \"live\", the other party's system");
  }
  section.finish();
  return own == "live" ? OwnReads::live : OwnReads::kept;
}

std::optional<http::ClientOptions> read_upstream(TomlSection section, const std::string& file,
                                                 std::optional<http::ClientTlsFiles>& tls,
                                                 std::optional<crypto::SecondFactorFiles>& signature,
                                                 std::optional<OwnReads>& from_register) {
  if (!section.present()) return std::nullopt;
  from_register = read_register_mode(section);
  if (from_register) return std::nullopt;
  http::ClientOptions options;
  options.url = section.required_text("url");
  if (!options.url.empty() && !is_plain_url(options.url)) {
    section.complain("url",
                     "must be a URL such as \"http://127.0.0.1:8092\", without path or trailing slash");
  }
  tls = read_upstream_tls(section.section("tls"), file);
  signature = read_upstream_signature(section.section("signature"), file);
  if (tls && options.url.starts_with("http://")) {
    section.complain("url", "must begin with https:// where there is a tls section");
  }
  options.connect_time =
      milliseconds(section.integer("connect_timeout_ms", options.connect_time.count(), 10, 60'000));
  options.total_time =
      milliseconds(section.integer("total_timeout_ms", options.total_time.count(), 100, 600'000));
  options.answer_bytes =
      static_cast<std::size_t>(section.integer("answer_bytes", 16 * mebibyte, 1024, 256 * mebibyte));
  options.may_resend = section.boolean("idempotent", true);
  options.headers = section.text_table("headers");
  refuse_factor_in_headers(section, options.headers);
  for (const auto& [name, value] : options.headers) {
    if (!is_printable_line(name) || !is_printable_line(value)) {
      section.complain("headers", "holds a control character; a header is one line of printable text");
    }
  }
  section.finish();
  return options;
}

/// Of what both parties have together, the part that one may take: half, unless told.
std::size_t read_share(TomlSection& section, const std::string& key, std::size_t all, bool both) {
  const std::string own = key + "_per_party";
  const auto half = static_cast<std::int64_t>(std::max<std::size_t>(1, all / 2));
  const auto share = static_cast<std::size_t>(section.integer(own, half, 1, 100'000));
  const std::string told = std::to_string(all);
  if (share > all) {
    section.complain(own, "is more than " + key + ", " + told + ", which holds for both parties together");
  } else if (both && share == all && all > 1) {
    section.complain(own, "is all of " + key + ", " + told + ": a busy party would leave the other nothing");
  }
  return share;
}

void read_limits(TomlSection section, Configuration& configuration) {
  http::ServerLimits& limits = configuration.limits;
  const auto size = [&section](std::string_view key, std::size_t otherwise, std::int64_t least,
                               std::int64_t most) {
    return static_cast<std::size_t>(section.integer(key, static_cast<std::int64_t>(otherwise), least, most));
  };
  const auto time = [&section](std::string_view key, milliseconds otherwise) {
    return milliseconds(section.integer(key, otherwise.count(), 50, 600'000));
  };
  limits.header_bytes = size("header_bytes", limits.header_bytes, 1024, mebibyte);
  limits.body_bytes = size("body_bytes", limits.body_bytes, 1024, 256 * mebibyte);
  const bool both = configuration.kesatu && configuration.kedua;
  const auto shared = [&](const std::string& key, std::size_t otherwise, std::size_t& of_each) {
    const std::size_t all = size(key, otherwise, 1, 100'000);
    of_each = read_share(section, key, all, both);
    return all;
  };
  configuration.shared_limits.connections = shared("connections", 24'000, limits.connections);
  configuration.shared_limits.in_flight = shared("in_flight", 512, limits.in_flight);
  limits.held_bytes = size("held_bytes", limits.held_bytes, mebibyte, 16'384 * mebibyte);
  if (limits.held_bytes < limits.body_bytes) {
    section.complain("held_bytes", "is less than body_bytes: no message of that size could ever be taken");
  }
  limits.handshake_time = time("handshake_timeout_ms", limits.handshake_time);
  limits.header_time = time("header_timeout_ms", limits.header_time);
  limits.request_time = time("request_timeout_ms", limits.request_time);
  if (limits.header_time > limits.request_time) {
    section.complain("header_timeout_ms", "is more than request_timeout_ms, which holds for header and body");
  }
  limits.idle_time = time("idle_timeout_ms", limits.idle_time);
  limits.write_time = time("write_timeout_ms", limits.write_time);
  configuration.guard.records = size("records", configuration.guard.records, 1, 1000);
  configuration.guard.depth = size("depth", configuration.guard.depth, 8, 32);
  configuration.workers = static_cast<unsigned>(section.integer("workers", configuration.workers, 1, 512));
  configuration.stop_patience =
      std::chrono::seconds(section.integer("stop_seconds", configuration.stop_patience.count(), 1, 300));
  section.finish();
}

void read_sections(const toml::table& table, Configuration& configuration, Errors& errors) {
  const std::string& file = configuration.file;
  TomlSection root(&table, "", file, errors);
  read_agreement(root.section("agreement"), configuration);

  configuration.journal = read_journal(root.section("journal"), file);

  TomlSection listeners = root.section("listener");
  configuration.kesatu = read_listener(listeners.section("kesatu"), file);
  configuration.kedua = read_listener(listeners.section("kedua"), file);
  listeners.finish();

  TomlSection upstreams = root.section("upstream");
  configuration.upstream_kesatu =
      read_upstream(upstreams.section("kesatu"), file, configuration.upstream_kesatu_tls,
                    configuration.upstream_kesatu_signature, configuration.register_kesatu);
  configuration.upstream_kedua =
      read_upstream(upstreams.section("kedua"), file, configuration.upstream_kedua_tls,
                    configuration.upstream_kedua_signature, configuration.register_kedua);
  if (!configuration.kesatu && !configuration.kedua) {
    errors.push_back(file + ": no [listener.kesatu] and no [listener.kedua]: nobody could call the gateway");
  }
  if (configuration.kesatu && !configuration.upstream_kedua && !configuration.register_kedua) {
    errors.push_back(file + ": [listener.kesatu] needs [upstream.kedua], the system that answers its calls");
  }
  if (configuration.kedua && !configuration.upstream_kesatu && !configuration.register_kesatu) {
    errors.push_back(file + ": [listener.kedua] needs [upstream.kesatu], the system that answers its calls");
  }
  upstreams.finish();

  configuration.delivery = read_delivery(root.section("delivery"));

  TomlSection admin = root.section("admin");
  if (admin.present()) {
    configuration.admin = read_address(admin, "address");
    if (!configuration.admin->host.empty() && !is_loopback(configuration.admin->host)) {
      admin.complain("address", "must be a loopback address: health is for this machine only");
    }
  }
  admin.finish();

  TomlSection log = root.section("log");
  configuration.log_file = beside(file, log.text("file").value_or(""));
  const std::string format = log.text("format").value_or("text");
  if (format == "json") configuration.log_format = base::LogFormat::json;
  if (format != "json" && format != "text") log.complain("format", "is text or json");
  log.finish();

  read_limits(root.section("limits"), configuration);

  TomlSection reference = root.section("reference");
  configuration.rules.region_file = beside(file, reference.text("region").value_or(""));
  configuration.rules.kbli_file = beside(file, reference.text("kbli").value_or(""));
  reference.finish();
  configuration.rules.tingkat = root.section("rules").all_texts();
  configuration.replay = read_replay_policy(root.section("replay"));
  root.finish();
}

}  // namespace

std::optional<Address> parse_address(const std::string& text) {
  const std::size_t colon = text.rfind(':');
  if (colon == std::string::npos) return std::nullopt;
  std::string host = text.substr(0, colon);
  if (host.size() > 2 && host.front() == '[' && host.back() == ']') host = host.substr(1, host.size() - 2);
  Address address{host, 0};
  const char* end = text.data() + text.size();
  const auto [rest, error] = std::from_chars(text.data() + colon + 1, end, address.port);
  if (error != std::errc{} || rest != end || !is_numeric_host(host)) return std::nullopt;
  return address;
}

bool is_loopback(const std::string& host) {
  return host == "::1" || host.starts_with("127.");
}

base::Result<Configuration, Errors> read_configuration(const std::string& file) {
  Configuration configuration;
  configuration.file = file;
  Errors errors;
  std::error_code unknown;
  if (std::filesystem::is_directory(file, unknown)) {
    return base::fail(Errors{file + ": is a folder; name the configuration file in it"});
  }
  try {
    const toml::table table = toml::parse_file(file);
    read_sections(table, configuration, errors);
  } catch (const toml::parse_error& error) {
    const auto line = error.source().begin.line;
    errors.push_back(file + (line > 0 ? ":" + std::to_string(line) : "") + ": " +
                     std::string(error.description()));
  }
  if (!errors.empty()) return base::fail(std::move(errors));
  return configuration;
}

}  // namespace jembatan::app
