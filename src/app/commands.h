#pragma once
// The program's commands, one file each. Each adds itself to the command line
// and, when chosen, runs and leaves its exit status. Statuses of contract: 0
// done, 1 the answer is 'no' or something was refused, 2 wrong usage or
// configuration, 3 a part that is needed is missing.

#include <CLI/CLI.hpp>
#include <functional>
#include <string>
#include <vector>

namespace jembatan::app {

namespace status {
constexpr int done = 0;
constexpr int refused = 1;
constexpr int wrong_usage = 2;
constexpr int missing = 3;
}  // namespace status

/// What the chosen command is to do; set while the command line is read.
using Action = std::function<int()>;

void add_serve(CLI::App& program, Action& action);
void add_check(CLI::App& program, Action& action);
void add_validate(CLI::App& program, Action& action);
void add_send(CLI::App& program, Action& action);
void add_journal(CLI::App& program, Action& action);
void add_replay(CLI::App& program, Action& action);
void add_register(CLI::App& program, Action& action);
void add_lampiran(CLI::App& program, Action& action);
void add_reconcile(CLI::App& program, Action& action);
void add_report(CLI::App& program, Action& action);
void add_pause(CLI::App& program, Action& action);
void add_resume(CLI::App& program, Action& action);

/// Commands of `jembatan journal`.
void add_journal_keys(CLI::App& journal, Action& action);
void add_journal_evidence(CLI::App& journal, Action& action);
void add_settle(CLI::App& journal, Action& action);
void add_journal_upkeep(CLI::App& journal, Action& action);
void add_journal_copies(CLI::App& journal, Action& action);

/// Prints each line to stderr with the program's name; returns the status, for `return complain(...)`.
int complain(const std::vector<std::string>& lines, int status);

}  // namespace jembatan::app
