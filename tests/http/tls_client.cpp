#include "http/tls_client.h"

#include <array>
#include <stdexcept>

#include "certificates.h"
#include "http/test_server.h"

namespace jembatan::http::testing {
namespace {

using jembatan::testing::certificate_file;

void require(bool holds, const char* what) {
  if (!holds) throw std::runtime_error(std::string("test TLS: ") + what);
}

}  // namespace

TlsClient::TlsClient(std::uint16_t port, const TlsClientOptions& options)
    : socket_(port),
      context_(SSL_CTX_new(TLS_client_method()), SSL_CTX_free),
      connection_(nullptr, SSL_free) {
  SSL_CTX* const context = context_.get();
  SSL_CTX_set_security_level(context, 0);
  require(SSL_CTX_set_min_proto_version(context, options.oldest) == 1 &&
              SSL_CTX_set_max_proto_version(context, options.newest) == 1 &&
              SSL_CTX_set_cipher_list(context, options.suites.c_str()) == 1,
          "versions and suites");
  if (!options.certificate.empty()) {
    const std::string name = certificate_file(options.certificate);
    require(SSL_CTX_use_certificate_file(context, (name + ".pem").c_str(), SSL_FILETYPE_PEM) == 1 &&
                SSL_CTX_use_PrivateKey_file(context, (name + ".key").c_str(), SSL_FILETYPE_PEM) == 1,
            "certificate");
  }
  connection_.reset(SSL_new(context));
  require(connection_ != nullptr && SSL_set_fd(connection_.get(), socket_.descriptor()) == 1, "connection");
}

bool TlsClient::send(std::string_view bytes) {
  std::size_t written = 0;
  return SSL_write_ex(connection_.get(), bytes.data(), bytes.size(), &written) == 1 &&
         written == bytes.size();
}

std::string TlsClient::answer() {
  std::string text;
  std::array<char, 16384> piece{};
  for (std::size_t wanted = 0; wanted == 0 || text.size() < wanted;) {
    std::size_t bytes = 0;
    if (SSL_read_ex(connection_.get(), piece.data(), piece.size(), &bytes) != 1) break;
    text.append(piece.data(), bytes);
    const auto end = text.find("\r\n\r\n");
    if (wanted != 0 || end == std::string::npos) continue;
    const std::string length = RawAnswer{0, text.substr(0, end + 2), {}}.field("Content-Length");
    wanted = end + 4 + (length.empty() ? 0 : std::stoul(length));
  }
  return text;
}

std::string TlsClient::get(std::string_view target) {
  if (!handshake() || !send(get_request(target))) return {};
  return answer();
}

}  // namespace jembatan::http::testing
