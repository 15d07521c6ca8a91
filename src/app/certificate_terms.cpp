#include "app/certificate_terms.h"

#include "crypto/certificate.h"

namespace jembatan::app {

namespace {

using lampiran::Pihak;

constexpr std::chrono::days soon_for_certificates{30}, soon_for_lists{2};

std::string listener_name(Pihak pihak) {
  return "listener." + std::string(lampiran::name(pihak)) + ".tls";
}

std::string upstream_name(Pihak pihak) {
  return "upstream." + std::string(lampiran::name(pihak)) + ".tls";
}

void add_certificates(std::vector<Dated>& all, const std::string& where, const std::string& path) {
  if (path.empty()) return;
  const auto certificates = crypto::read_certificates(path);
  if (!certificates) return;
  for (const auto& one : *certificates) all.push_back({where, one.subject, one.not_before, one.not_after});
}

void add_lists(std::vector<Dated>& all, const std::string& where, const std::string& path) {
  if (path.empty()) return;
  const auto lists = crypto::read_revocations(path);
  if (!lists) return;
  for (const auto& one : *lists) all.push_back({where, one.issuer, {}, one.next_update, true});
}

}  // namespace

bool Dated::ends_soon(base::WallTime now) const {
  return end - now < (is_list ? soon_for_lists : soon_for_certificates);
}

std::string Dated::tell(base::WallTime now) const {
  const auto day = base::iso8601(base::date_in_jakarta(end));
  const std::string what = where + ": " + subject + ": ";
  const std::string remedy = is_list ? "; put the issuer's latest list in its place"
                                     : "; have a new one issued, put it in place, send SIGHUP";
  if (now < not_before) return what + "not valid before " + base::iso8601(not_before) + "; check the clock";
  if (expired(now)) return what + "expired on " + day + remedy;
  const std::string left = std::to_string(crypto::days_left(end, now).count()) + " days left (" + day + ")";
  return what + left + (ends_soon(now) ? remedy : "");
}

std::vector<Dated> certificate_terms(const Configuration& configuration) {
  std::vector<Dated> all;
  for (const Pihak pihak : {Pihak::kesatu, Pihak::kedua}) {
    const auto& listener = configuration.listener(pihak);
    if (!listener || !listener->tls) continue;
    const std::string name = listener_name(pihak);
    add_certificates(all, name + " certificate", listener->tls->certificate);
    add_certificates(all, name + " client_ca", listener->tls->client_ca);
    add_lists(all, name + " crl", listener->tls->crl);
  }
  for (const Pihak pihak : {Pihak::kesatu, Pihak::kedua}) {
    const auto& tls = configuration.upstream_tls(pihak);
    if (!tls) continue;
    const std::string name = upstream_name(pihak);
    add_certificates(all, name + " certificate", tls->certificate);
    add_certificates(all, name + " ca", tls->ca);
    add_lists(all, name + " crl", tls->crl);
  }
  return all;
}

std::vector<std::string> certificate_errors(const Configuration& configuration) {
  std::vector<std::string> all;
  const auto add = [&all](const std::string& name, const auto& loaded) {
    if (loaded) return;
    for (const std::string& error : loaded.error()) all.push_back(name + ": " + error);
  };
  for (const Pihak pihak : {Pihak::kesatu, Pihak::kedua}) {
    const auto& listener = configuration.listener(pihak);
    if (listener && listener->tls) add(listener_name(pihak), crypto::TlsServer::load(*listener->tls));
    const auto& tls = configuration.upstream_tls(pihak);
    if (tls) add(upstream_name(pihak), http::load_client_tls(*tls));
  }
  return all;
}

}  // namespace jembatan::app
