// A damaged journal, read as list, show, search, stats and verify read it: an answer or base::Broken, whose
// text names what is wrong. damaged_journal.h says what an input means.

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <functional>

#include "damaged_journal.h"
#include "journal/statistics.h"
#include "journal/verify.h"
#include "office/journal_view.h"

namespace jembatan {
namespace {

void or_broken(const std::function<void()>& work) {
  try {
    work();
  } catch (const base::Broken& broken) {
    if (std::string_view(broken.what()).empty()) std::abort();
  }
}

void read_all(journal::SqliteStore& store) {
  std::vector<journal::Entry> entries;
  or_broken([&] { entries = store.scan({}, journal::Order::newest_first, 100); });
  or_broken([&] { static_cast<void>(office::entries_table(entries)); });
  for (const auto& entry : entries) {
    or_broken([&] {
      const auto messages = store.messages(entry.number);
      static_cast<void>(office::exchange_json(entry, messages, true));
      static_cast<void>(office::exchange_page(entry, messages, false));
    });
  }
  journal::Filter search;
  search.identifier = "nik:3204056104909901";
  or_broken([&] { static_cast<void>(store.scan(search, journal::Order::oldest_first, 10)); });
  or_broken([&] { static_cast<void>(store.waiting("kesatu", true, 0, 10)); });
  or_broken([&] { static_cast<void>(store.heads(0, 10)); });
  or_broken([&] { static_cast<void>(store.suspensions()); });
}

void read(std::string_view input) {
  static fuzz::DamagedJournal journal;
  journal.become(input);
  or_broken([&] { static_cast<void>(journal::verify(journal.file(), {})); });
  or_broken([&] {
    journal::SqliteStore store(journal.file(), journal::Access::read_only, journal.clock(),
                               test::journal_keys());
    read_all(store);
  });
}

}  // namespace
}  // namespace jembatan

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  jembatan::read({reinterpret_cast<const char*>(data), size});
  return 0;
}
