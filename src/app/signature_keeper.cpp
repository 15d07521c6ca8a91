#include "app/signature_keeper.h"

#include <utility>

namespace jembatan::app {

namespace {

using lampiran::Pihak;
using Errors = std::vector<std::string>;

std::string section_name(const char* side, Pihak pihak) {
  return std::string(side) + '.' + std::string(lampiran::name(pihak)) + ".signature";
}

std::shared_ptr<crypto::SignatureGate> gate_of(const std::optional<ListenerConfiguration>& listener,
                                               base::WallTime now) {
  if (!listener || !listener->signature) return nullptr;
  auto factor = crypto::SecondFactor::load(listener->signature->files);
  if (factor) return std::make_shared<crypto::SignatureGate>(*listener->signature, std::move(*factor), now);
  std::string all;
  for (const std::string& error : factor.error()) all += (all.empty() ? "" : "; ") + error;
  throw base::Broken("signature: " + base::vouched(all, base::Origin::settings));
}

}  // namespace

SignatureKeeper::SignatureKeeper(const Configuration& configuration, Machinery& machinery)
    : machinery_(machinery),
      kesatu_(gate_of(configuration.kesatu, machinery.clock.wall())),
      kedua_(gate_of(configuration.kedua, machinery.clock.wall())) {}

void SignatureKeeper::use(const Configuration& configuration) {
  for (const Pihak pihak : {Pihak::kesatu, Pihak::kedua}) {
    use_listener(pihak, configuration);
    use_upstream(pihak, configuration);
  }
}

void SignatureKeeper::use_listener(Pihak pihak, const Configuration& configuration) {
  const std::string name = section_name("listener", pihak);
  const auto& listener = configuration.listener(pihak);
  const bool wanted = listener && listener->signature;
  if (wanted != (gate(pihak) != nullptr)) {
    machinery_.log.warn(base::vouched(name, base::Origin::program) +
                        ": to begin or to end asking for signatures the gateway has to be started again");
    return;
  }
  if (!wanted) return;
  const auto loaded = gate(pihak)->reload(*listener->signature);
  if (!loaded) tell(name, loaded.error());
}

void SignatureKeeper::use_upstream(Pihak pihak, const Configuration& configuration) {
  const auto& upstream = pihak == Pihak::kesatu ? machinery_.http_kesatu : machinery_.http_kedua;
  const auto& files = configuration.upstream_signature(pihak);
  if (!upstream) return;
  if (!files) return upstream->use(std::shared_ptr<const crypto::SecondFactor>());
  auto loaded = crypto::SecondFactor::load(*files);
  if (!loaded) return tell(section_name("upstream", pihak), loaded.error());
  upstream->use(std::move(*loaded));
}

void SignatureKeeper::tell(const std::string& name, const Errors& errors) const {
  const base::SafeText section = base::vouched(name, base::Origin::program);
  for (const std::string& error : errors) {
    machinery_.log.error(section + ": not reread: " + base::vouched(error, base::Origin::settings));
  }
  machinery_.log.error(section + ": what was read before stays in force");
}

std::vector<std::string> signature_errors(const Configuration& configuration) {
  Errors all;
  const auto add = [&all](const std::string& name, const crypto::SecondFactorFiles& files) {
    const auto loaded = crypto::SecondFactor::load(files);
    if (loaded) return;
    for (const std::string& error : loaded.error()) all.push_back(name + ": " + error);
  };
  for (const Pihak pihak : {Pihak::kesatu, Pihak::kedua}) {
    const auto& listener = configuration.listener(pihak);
    if (listener && listener->signature) add(section_name("listener", pihak), listener->signature->files);
    const auto& upstream = configuration.upstream_signature(pihak);
    if (upstream) add(section_name("upstream", pihak), *upstream);
  }
  return all;
}

}  // namespace jembatan::app
