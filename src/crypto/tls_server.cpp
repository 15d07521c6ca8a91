#include "crypto/tls_server.h"

#include <sys/stat.h>

#include <utility>

#include "crypto/certificate_files.h"
#include "crypto/tls_connection.h"

namespace jembatan::crypto {

namespace {

using Errors = std::vector<std::string>;
using Context = std::shared_ptr<ssl_ctx_st>;

constexpr long longest_chain_bytes = 32L * 1024;  // a few certificates; OpenSSL would take 100 KiB
constexpr int longest_chain = 5;

void set_rules(SSL_CTX* context) {
  constexpr auto options =
      SSL_OP_NO_RENEGOTIATION | SSL_OP_NO_COMPRESSION | SSL_OP_NO_TICKET | SSL_OP_CIPHER_SERVER_PREFERENCE;
  SSL_CTX_set_options(context, options);
  SSL_CTX_set_mode(context, SSL_MODE_ENABLE_PARTIAL_WRITE | SSL_MODE_ACCEPT_MOVING_WRITE_BUFFER |
                                SSL_MODE_RELEASE_BUFFERS);
  SSL_CTX_set_session_cache_mode(context, SSL_SESS_CACHE_OFF);
  SSL_CTX_set_num_tickets(context, 0);
  SSL_CTX_set_security_level(context, 2);  // 112 bits: RSA from 2048, no SHA-1 in a signature
  SSL_CTX_set_max_cert_list(context, longest_chain_bytes);
  SSL_CTX_set_verify_depth(context, longest_chain);
  SSL_CTX_set_read_ahead(context, 1);
  require(SSL_CTX_set_min_proto_version(context, TLS1_2_VERSION) == 1 &&
              SSL_CTX_set_max_proto_version(context, TLS1_3_VERSION) == 1 &&
              SSL_CTX_set_cipher_list(context, "ECDHE+AESGCM:ECDHE+CHACHA20") == 1 &&
              SSL_CTX_set1_groups_list(context, "X25519:P-256:P-384") == 1,
          "know the protocols and suites of TLS");
}

void use_certificate(SSL_CTX* context, const TlsServerFiles& files, Errors& errors) {
  auto chain = load_certificates(files.certificate);
  if (!chain) errors.push_back(chain.error());
  const auto key = load_private_key(files.key);
  if (!key) errors.push_back(key.error());
  if (!chain || !key) return;
  const ErrorMark mark;
  if (SSL_CTX_use_certificate(context, chain->front().get()) != 1) {
    errors.push_back(files.certificate + ": its key or signature is too weak; have a new one issued");
    return;
  }
  for (std::size_t i = 1; i < chain->size(); ++i) {
    require(SSL_CTX_add1_chain_cert(context, (*chain)[i].get()) == 1, "take a chain of certificates");
  }
  if (X509_check_private_key(chain->front().get(), key->get()) == 1 &&
      SSL_CTX_use_PrivateKey(context, key->get()) == 1) {
    return;
  }
  errors.push_back(files.key + ": is not the key of the first certificate in " + files.certificate +
                   "; name the pair that belongs together, the server's own certificate first");
}

void believe(SSL_CTX* context, const TlsServerFiles& files, Errors& errors) {
  X509_STORE* store = SSL_CTX_get_cert_store(context);
  if (const auto authorities = load_certificates(files.client_ca)) {
    for (const CertificateHandle& one : *authorities) {
      require(X509_STORE_add_cert(store, one.get()) == 1 && SSL_CTX_add_client_CA(context, one.get()) == 1,
              "take an authority");
    }
  } else {
    errors.push_back(authorities.error());
  }
  X509_STORE_set_flags(store, X509_V_FLAG_PARTIAL_CHAIN);  // an authority need not be a root
  if (files.crl.empty()) return;
  if (const auto lists = load_revocations(files.crl)) {
    for (const RevocationHandle& one : *lists) {
      require(X509_STORE_add_crl(store, one.get()) == 1, "take a list of revoked certificates");
    }
  } else {
    errors.push_back(lists.error());
  }
  X509_STORE_set_flags(store, X509_V_FLAG_CRL_CHECK | X509_V_FLAG_CRL_CHECK_ALL);
}

/// What changes when a file is written or replaced.
std::string look_of(const std::string& path) {
  struct stat facts {};
  if (path.empty() || stat(path.c_str(), &facts) != 0) return {};
  return std::to_string(facts.st_ino) + ' ' + std::to_string(facts.st_size) + ' ' +
         std::to_string(facts.st_mtim.tv_sec) + '.' + std::to_string(facts.st_mtim.tv_nsec);
}

}  // namespace

base::Result<std::shared_ptr<const TlsServer>, Errors> TlsServer::load(const TlsServerFiles& files) {
  const Context context(SSL_CTX_new(TLS_server_method()), ReleaseTls());
  require(context != nullptr, "begin TLS");
  set_rules(context.get());
  Errors errors;
  use_certificate(context.get(), files, errors);
  believe(context.get(), files, errors);
  auto allowed = AllowedCertificates::parse(files.allowed);
  if (!allowed) errors.insert(errors.end(), allowed.error().begin(), allowed.error().end());
  if (!errors.empty()) return base::fail(std::move(errors));
  SSL_CTX_set_verify(context.get(), SSL_VERIFY_PEER | SSL_VERIFY_FAIL_IF_NO_PEER_CERT, nullptr);
  SSL_CTX_set_cert_verify_callback(context.get(), TlsConnection::judge, nullptr);
  return std::shared_ptr<const TlsServer>(new TlsServer(context, std::move(*allowed)));
}

std::unique_ptr<TlsConnection> TlsServer::accept(int descriptor) const {
  SSL* const connection = SSL_new(context_.get());
  require(connection != nullptr, "give memory for a connection");
  auto result = std::make_unique<TlsConnection>(shared_from_this(), connection);
  require(SSL_set_fd(connection, descriptor) == 1, "take a socket");
  return result;
}

TlsGate::TlsGate(TlsServerFiles files, std::shared_ptr<const TlsServer> server)
    : files_(std::move(files)), crl_look_(look_of(files_.crl)), server_(std::move(server)) {}

std::shared_ptr<const TlsServer> TlsGate::now() const {
  const std::lock_guard lock(mutex_);
  return server_;
}

base::Result<void, Errors> TlsGate::reload(TlsServerFiles files) {
  std::string look = look_of(files.crl);  // before it is read: what changes meanwhile is seen the next time
  auto server = TlsServer::load(files);
  if (!server) return base::fail(std::move(server.error()));
  const std::lock_guard lock(mutex_);
  files_ = std::move(files);
  crl_look_ = std::move(look);
  server_ = std::move(*server);
  return {};
}

std::optional<base::Result<void, Errors>> TlsGate::reload_if_crl_changed() {
  TlsServerFiles files;
  {
    const std::lock_guard lock(mutex_);
    std::string look = look_of(files_.crl);
    if (look == crl_look_) return std::nullopt;
    crl_look_ = std::move(look);
    files = files_;
  }
  return reload(std::move(files));
}

}  // namespace jembatan::crypto
