// jembatan journal settle|retry|ask: what a person does with a write that waits or is in doubt.

#include <iostream>
#include <memory>

#include "app/commands.h"
#include "app/machinery.h"
#include "app/operating_user.h"
#include "exchange/settlement.h"
#include "journal/note.h"

namespace jembatan::app {

namespace {

using journal::Entry;
using journal::State;

struct Options {
  std::string config, decision, reason;
  std::uint64_t number = 0;
};

std::string called(const Entry& entry) {
  return "exchange " + std::to_string(entry.number);
}

bool waits(const Entry& entry) {
  return entry.state == State::pending || entry.state == State::in_doubt;
}

int with_entry(const Options& options, const std::function<int(Machinery&, const Entry&)>& work) {
  auto configuration = read_configuration(options.config);
  if (!configuration) return complain(configuration.error(), status::wrong_usage);
  auto law = load_law(*configuration);
  if (!law) return complain(law.error(), status::wrong_usage);
  Machinery machinery(*configuration, *law, journal::Access::read_write);
  const auto entry = machinery.store.find(options.number);
  if (!entry) {
    return complain({"exchange " + std::to_string(options.number) +
                     " is not in the journal; see 'jembatan journal list'"},
                    status::refused);
  }
  return work(machinery, *entry);
}

int complain_of_state(const Entry& entry) {
  return complain({called(entry) + " is " + std::string(journal::name(entry.state)) +
                   ": only what is pending or in doubt can be settled or tried again"},
                  status::refused);
}

int complain_of_change(const Entry& entry) {
  return complain({called(entry) +
                   " changed just now, nothing was done; look at it with 'jembatan journal "
                   "show " +
                   std::to_string(entry.number) + "'"},
                  status::refused);
}

int settle(const Options& options) {
  if (options.reason.find_first_not_of(" \t") == std::string::npos) {
    return complain({"--reason must say why: it is recorded with your name"}, status::wrong_usage);
  }
  return with_entry(options, [&options](Machinery& machinery, const Entry& entry) {
    if (!waits(entry)) return complain_of_state(entry);
    const bool delivered = options.decision == "delivered";
    const std::string note = journal::note_text(
        "settle", {{"as", options.decision}, {"by", operating_user()}, {"reason", options.reason}});
    if (!exchange::settle(machinery.gateway, entry,
                          delivered ? exchange::Decision::delivered : exchange::Decision::not_delivered,
                          note)) {
      return complain_of_change(entry);
    }
    std::cout << called(entry) << " is settled: "
              << (delivered ? "delivered; its caller gets SELESAI from now on\n"
                            : "not delivered; its idPesan is free, the caller may send it again\n");
    return status::done;
  });
}

int retry(const Options& options) {
  return with_entry(options, [](Machinery& machinery, const Entry& entry) {
    if (!waits(entry)) return complain_of_state(entry);
    if (!entry.held && entry.refusals == 0) {
      return complain({called(entry) + " is not held: it is tried again by itself"}, status::refused);
    }
    const auto pihak = lampiran::pihak_named(entry.party);
    const exchange::Upstream* lawan = pihak ? machinery.gateway.surroundings().side(*pihak).lawan : nullptr;
    if (entry.state == State::in_doubt && (lawan == nullptr || !lawan->idempotent())) {
      return complain(
          {called(entry) + " may have arrived, and the party does not honour idPesan: sending it again "
                           "could do it twice; use 'jembatan journal ask', then 'settle'"},
          status::refused);
    }
    const std::string note = journal::note_text("retry", {{"by", operating_user()}});
    if (!exchange::release(machinery.gateway, entry, note)) return complain_of_change(entry);
    std::cout << called(entry) << " is tried again; a running gateway delivers it\n";
    return status::done;
  });
}

/// What the other party's word means for the person who asked.
std::string advice(soap::StatusPesan status, std::uint64_t number, const std::string& config) {
  const std::string rest = std::to_string(number) + " --config " + config;
  const std::string settle = "'jembatan journal settle " + rest + " --reason \"asked\" --as ";
  switch (status) {
    case soap::StatusPesan::selesai:
      return "it has the message: " + settle + "delivered'";
    case soap::StatusPesan::ditolak:
      return "it has refused the message: once its reason is gone, 'jembatan journal retry " + rest +
             "'; otherwise " + settle + "not-delivered'";
    case soap::StatusPesan::tidak_dikenal:
      return "it has never had the message: " + settle + "not-delivered', the caller then sends it again";
    case soap::StatusPesan::tertunda:
      return "it has the message and has not done with it; ask again later";
    case soap::StatusPesan::ragu:
      return "it does not know either; look for the records with Ambil*, then settle";
  }
  return "";
}

int ask(const Options& options) {
  return with_entry(options, [&options](Machinery& machinery, const Entry& entry) {
    const auto told = exchange::ask_lawan(machinery.gateway, entry);
    if (!told) return complain({called(entry) + ": no answer: " + told.error()}, status::refused);
    std::cout << "the other party says of idPesan " << entry.id_pesan << ": " << soap::name(told->status)
              << " (exchange " << told->number << ")\n";
    std::size_t taken = 0;
    for (const auto& one : told->hasil) taken += one.diterima ? 1 : 0;
    if (!told->hasil.empty()) {
      std::cout << taken << " of " << told->hasil.size() << " records accepted\n";
    }
    std::cout << (waits(entry) ? advice(told->status, entry.number, options.config)
                               : "here it is " + std::string(journal::name(entry.state)) + ": nothing to do")
              << '\n';
    return status::done;
  });
}

CLI::App* add(CLI::App& journal, const std::string& name, const std::string& about,
              const std::shared_ptr<Options>& options) {
  CLI::App* command = journal.add_subcommand(name, about);
  command->add_option("number", options->number, "nomorPertukaran")->required();
  command->add_option("--config", options->config, "configuration file")->required();
  return command;
}

}  // namespace

void add_settle(CLI::App& journal, Action& action) {
  auto options = std::make_shared<Options>();
  CLI::App* settle_command =
      add(journal, "settle", "Decide what became of a write that waits or is in doubt", options);
  settle_command->add_option("--as", options->decision, "what became of it")
      ->required()
      ->check(CLI::IsMember({"delivered", "not-delivered"}));
  settle_command->add_option("--reason", options->reason, "how you know; it is recorded with your name")
      ->required();
  settle_command->callback([options, &action] { action = [options] { return settle(*options); }; });

  CLI::App* retry_command = add(journal, "retry", "Take a held write back into delivery", options);
  retry_command->callback([options, &action] { action = [options] { return retry(*options); }; });

  CLI::App* ask_command =
      add(journal, "ask", "Ask the other party what it knows of an exchange (StatusPesan)", options);
  ask_command->callback([options, &action] { action = [options] { return ask(*options); }; });
}

}  // namespace jembatan::app
