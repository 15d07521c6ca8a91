// jembatan reconcile: who is reported here and missing there, and what differs, from the journal's register.

#include <iostream>
#include <memory>

#include "app/commands.h"
#include "app/configuration.h"
#include "app/filter_options.h"
#include "app/operating_user.h"
#include "app/reconcile_options.h"
#include "journal/note.h"
#include "journal/sqlite_store.h"
#include "office/reconcile_plan.h"
#include "office/reconcile_view.h"

namespace jembatan::app {

namespace {

/// Opening messages is itself evidence: recorded before anything is shown or written.
void record_opening(journal::SqliteStore& store, const ReconcileOptions& options) {
  store.note(0, journal::note_text("reconcile", {{"by", operating_user()},
                                                 {"reason", options.reason},
                                                 {"full", "yes"},
                                                 {"plan", options.plan.empty() ? "no" : "yes"},
                                                 {"company", options.company}}));
  static_cast<void>(store.sign_head());
}

int write_plan(journal::SqliteStore& store, const office::Matching& matching,
               const office::Reconciliation& found, const ReconcileOptions& options,
               const base::Clock& clock) {
  const auto plan = office::write_plan(store, matching, found, {options.plan, options.new_only}, clock);
  if (!plan) return complain({plan.error()}, status::refused);
  for (const office::PlanFile& file : plan->files) {
    std::cout << file.records << " records in " << options.plan << '/' << file.file << '\n';
  }
  if (plan->files.empty()) std::cout << "nothing is to be sent\n";
  if (plan->given_before > 0) {
    std::cout << plan->given_before << " of them "
              << (options.new_only ? "were left out: " : "could be left out with --new-only: ")
              << "the other party has accepted them before\n";
  }
  if (plan->cleared > 0) {
    std::cout << plan->cleared << " were left out: their messages have been cleared from the journal\n";
  }
  if (!plan->files.empty()) {
    std::cout << "look through them, then 'jembatan send --plan " << options.plan << " --config "
              << options.config << "'\n";
  }
  return status::done;
}

/// One company, down to the exchanges.
int show_company(office::ReconcileView& view, bool ambiguous, std::uint32_t unit, office::SheetForm form,
                 const office::PotensiAnswers& answers) {
  const auto print = [form](const office::Sheet& sheet) {
    if (sheet.empty()) return;
    std::cout << sheet.text(form) << (form == office::SheetForm::table ? "\n" : "");
  };
  if (form != office::SheetForm::csv) {
    std::size_t left_out = 0;
    print(view.companies(1, answers, left_out));
    print(ambiguous ? view.pairs(unit) : view.differences(unit));
  }
  std::cout << view.workers(unit).text(form);
  return status::done;
}

int show(journal::SqliteStore& store, const office::Matching& matching, const office::Reconciliation& found,
         const ReconcileOptions& options) {
  office::ReconcileView view(store, matching, found, options.full);
  const office::SheetForm form = options.form();
  if (!options.company.empty()) {
    const auto answers = office::potensi_answers(store, matching);
    const std::uint32_t unit = found.filter().units.front();
    const bool ambiguous = matching.units()[unit].keraguan != office::Keraguan::tidak_ada;
    return show_company(view, ambiguous, unit, form, answers);
  }
  if (!options.companies || form != office::SheetForm::csv) std::cout << view.totals().text(form);
  if (!options.companies) return status::done;
  std::size_t left_out = 0;
  const auto sheet = view.companies(options.limit, office::potensi_answers(store, matching), left_out);
  if (form == office::SheetForm::table) std::cout << '\n';
  std::cout << sheet.text(form);
  if (left_out > 0) {
    complain({std::to_string(left_out) + " more companies are not shown; raise --limit"}, status::done);
  }
  return status::done;
}

int reconcile(const ReconcileOptions& options) {
  auto configuration = read_configuration(options.config);
  if (!configuration) return complain(configuration.error(), status::wrong_usage);
  if (const auto wrong = options.objection(); !wrong.empty()) return complain({wrong}, status::wrong_usage);
  const base::SystemClock clock;
  const auto access = options.opens() ? journal::Access::read_write : journal::Access::read_only;
  journal::SqliteStore store(configuration->journal.path, access, clock,
                             journal_keys(configuration->journal));
  if (const auto misfit = journal::register_status(store, false).misfit) {
    return complain({"the register does not fit its journal: " + *misfit + "; nothing was changed"},
                    status::refused);
  }
  const journal::RegisterReader reader(store);
  const auto matching = office::Matching::of(reader);
  if (matching.units().empty()) {
    return complain(
        {"the register is empty: no exchange in this journal has given a company or a worker yet"},
        status::refused);
  }
  auto filter = options.filter(reader, matching);
  if (!filter) return complain({filter.error()}, status::refused);
  const office::Reconciliation found(reader, matching, std::move(*filter));
  if (options.opens()) record_opening(store, options);
  if (!options.plan.empty()) return write_plan(store, matching, found, options, clock);
  return show(store, matching, found, options);
}

}  // namespace

void add_reconcile(CLI::App& program, Action& action) {
  CLI::App* command = program.add_subcommand(
      "reconcile", "What the two parties have said of companies and workers, side by side");
  auto options = std::make_shared<ReconcileOptions>();
  options->add_to(*command);
  command->callback([options, &action] { action = [options] { return reconcile(*options); }; });
}

}  // namespace jembatan::app
