#include <sys/stat.h>

#include <iostream>
#include <new>

#include "app/commands.h"
#include "app/core_dumps.h"
#include "app/out_of_memory.h"
#include "base/result.h"
#include "crypto/secret.h"

namespace jembatan::app {

int complain(const std::vector<std::string>& lines, int status) {
  for (const std::string& line : lines) std::cerr << "jembatan: " << line << '\n';
  return status;
}

namespace {

int run(int argc, char** argv) {
  CLI::App program(
      "Jembatan, the SOAP gateway between WLKP (Kemnaker, Pihak Kesatu) and JKN (BPJS Kesehatan, Pihak "
      "Kedua).",
      "jembatan");
  program.require_subcommand(1);
  program.set_version_flag("--version", JEMBATAN_VERSION);
  program.footer(
      "Exit status: 0 done, 1 refused, 2 wrong usage or configuration, 3 a needed part is missing.");
  Action action;
  add_serve(program, action);
  add_check(program, action);
  add_validate(program, action);
  add_send(program, action);
  add_journal(program, action);
  add_replay(program, action);
  add_register(program, action);
  add_pause(program, action);
  add_resume(program, action);
  add_lampiran(program, action);
  add_reconcile(program, action);
  add_report(program, action);
  try {
    program.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    return program.exit(error) == 0 ? status::done : status::wrong_usage;
  }
  return action();
}

}  // namespace

}  // namespace jembatan::app

int main(int argc, char** argv) {
  umask(077);  // what the program writes holds personal data
  jembatan::app::forbid_core_dumps();
  jembatan::crypto::keep_openssl_keys_locked();
  try {
    return jembatan::app::run(argc, argv);
  } catch (const std::bad_alloc&) {
    jembatan::app::end_out_of_memory();
  } catch (const std::exception& error) {
    return jembatan::app::complain({error.what()}, jembatan::app::status::missing);
  }
}
