#include "sandbox/options.h"

#include <arpa/inet.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <array>
#include <charconv>
#include <sstream>
#include <utility>

namespace jembatan::sandbox {

namespace {

constexpr const char* about =
    "A stand-in for a party's own system: the contract that Jembatan speaks, with the same strictness,\n"
    "keeping what it is given in one SQLite file. For development and tests, with fictitious data only.\n"
    "The other party (or Jembatan in its name) calls it; records are judged by the caller's column of the "
    "annex.";

constexpr const char* before_kinds =
    R"(Faults on demand, each KIND[=VALUE][@OPERATION][#N]; @ restricts it to one operation, #N to the first N calls.
The first that fits a call counts; a delay may come on top.
)";

constexpr const char* after_kinds = R"(
Faults can be changed while it runs: write them into the file of --faults-from, one a line (# begins a comment
line), and send SIGHUP; the file's faults then replace all others. An empty file: healthy again.
SIGTERM and SIGINT stop it. Exit status: 0 stopped, 2 wrong usage, 3 the address or the data file cannot be used.

Examples:
  jembatan-sandbox --party kedua --listen 127.0.0.1:8092 --data kedua.db
  jembatan-sandbox --party kedua --listen 127.0.0.1:0 --data kedua.db --fault refuse@KirimPekerja#3
  jembatan-sandbox --party kesatu --listen 127.0.0.1:8091 --data kesatu.db --fault delay=2000 --fault crash-after#1
  curl http://127.0.0.1:8092/ws/pekerja?wsdl
  sqlite3 -readonly kedua.db 'SELECT isi FROM badan_usaha'
)";

struct Given {
  std::string party, listen;
  std::vector<std::string> faults;
  crypto::TlsServerFiles tls;
};

void declare(CLI::App& app, Given& given, Options& options) {
  app.footer(before_kinds + kinds_help() + after_kinds);
  app.add_option("--party", given.party, "Whose system it stands for: kesatu or kedua")->required();
  app.add_option("--listen", given.listen, "HOST:PORT; port 0 lets the system choose")->required();
  app.add_option("--data", options.data, "SQLite file of its records; made where there is none")->required();
  app.add_option("--addendum", options.aturan.addendum_files, "Addendum file (repeatable)")
      ->allow_extra_args(false);
  app.add_option("--region", options.aturan.region_file, "List of region prefixes, for C1_WILAYAH");
  app.add_option("--kbli", options.aturan.kbli_file, "List of KBLI codes, for A4_TAK_DIKENAL and A4_USANG");
  app.add_option("--fault", given.faults, "A fault on demand (repeatable), see below")
      ->allow_extra_args(false);
  app.add_option("--tls-certificate", given.tls.certificate, "Serve TLS with this certificate (PEM)");
  app.add_option("--tls-key", given.tls.key, "Its key, mode 0600");
  app.add_option("--tls-client-ca", given.tls.client_ca,
                 "Authorities of the clients, which must show a certificate");
  app.add_option("--tls-crl", given.tls.crl, "Lists of what they have revoked");
  app.add_option("--tls-allow", given.tls.allowed,
                 "Who is let in: sha256:HEX, san:DNSNAME or subject:NAME (repeatable)")
      ->allow_extra_args(false);
  app.add_option("--faults-from", options.faults_file, "File of faults, read again at SIGHUP");
}

bool is_numeric(const std::string& address) {
  std::array<unsigned char, sizeof(in6_addr)> bytes{};
  return ::inet_pton(AF_INET, address.c_str(), bytes.data()) == 1 ||
         ::inet_pton(AF_INET6, address.c_str(), bytes.data()) == 1;
}

/// False where the text is not HOST:PORT.
bool take_address(const std::string& text, Options& options) {
  const std::size_t colon = text.rfind(':');
  if (colon == std::string::npos) return false;
  options.address = text.substr(0, colon);
  if (options.address == "localhost") options.address = "127.0.0.1";
  if (options.address.size() > 2 && options.address.front() == '[' && options.address.back() == ']') {
    options.address = options.address.substr(1, options.address.size() - 2);
  }
  const char* const end = text.data() + text.size();
  const auto read = std::from_chars(text.data() + colon + 1, end, options.port);
  return read.ec == std::errc{} && read.ptr == end && is_numeric(options.address);
}

std::string take_tls(const crypto::TlsServerFiles& tls, Options& options) {
  const bool any = !tls.certificate.empty() || !tls.key.empty() || !tls.client_ca.empty() ||
                   !tls.crl.empty() || !tls.allowed.empty();
  if (!any) return {};
  options.tls = tls;
  if (tls.certificate.empty() || tls.key.empty() || tls.client_ca.empty() || tls.allowed.empty()) {
    return "TLS needs --tls-certificate, --tls-key, --tls-client-ca and --tls-allow together\n";
  }
  return options.needs_front() ? "TLS does not go with faults that take the bare connection\n" : "";
}

/// All that is wrong with it, a line each; empty where it has been taken.
std::string take(const Given& given, Options& options) {
  std::string wrong;
  const auto party = lampiran::pihak_named(given.party);
  if (!party) wrong += "--party must be kesatu or kedua\n";
  options.party = party.value_or(lampiran::Pihak::kesatu);
  if (!take_address(given.listen, options)) {
    wrong += "--listen must be a numeric address and a port, such as 127.0.0.1:8092 or [::1]:0\n";
  }
  if (options.data.empty()) wrong += "--data must name a file\n";
  for (const std::string& text : given.faults) {
    if (auto spec = parse_fault(text)) {
      options.faults.push_back(std::move(*spec));
    } else {
      wrong += "--fault: " + spec.error() + "\n";
    }
  }
  wrong += take_tls(given.tls, options);
  if (options.faults_file.empty()) return wrong;
  if (auto specs = read_faults(options.faults_file)) {
    std::move(specs->begin(), specs->end(), std::back_inserter(options.faults));
  } else {
    wrong += "--faults-from: " + specs.error() + "\n";
  }
  return wrong;
}

}  // namespace

bool Options::needs_front() const {
  return !faults_file.empty() || std::any_of(faults.begin(), faults.end(), [](const FaultSpec& spec) {
    return sandbox::needs_front(spec.kind);
  });
}

base::Result<Options, Ending> parse_options(int argc, const char* const* argv) {
  CLI::App app(about, "jembatan-sandbox");
  Given given;
  Options options;
  declare(app, given, options);
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    std::ostringstream out;
    const int status = app.exit(error, out, out);
    return base::fail(Ending{status == 0 ? 0 : 2, out.str()});
  }
  if (const std::string wrong = take(given, options); !wrong.empty()) {
    return base::fail(Ending{2, wrong + "Run with --help for more information.\n"});
  }
  return options;
}

std::string host_and_port(const std::string& address, std::uint16_t port) {
  const bool v6 = address.find(':') != std::string::npos;
  return (v6 ? "[" + address + "]" : address) + ":" + std::to_string(port);
}

bool is_loopback(const std::string& address) {
  return address == "::1" || address.starts_with("127.");
}

}  // namespace jembatan::sandbox
