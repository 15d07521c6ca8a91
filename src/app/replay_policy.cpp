#include "app/replay_policy.h"

#include <set>
#include <string_view>

#include "soap/operasi.h"

namespace jembatan::app {

office::ReplayPolicy read_replay_policy(TomlSection section) {
  office::ReplayPolicy policy;
  std::set<std::string_view> read;  // StatusPesan is an operation of each section
  for (const soap::Operasi& operasi : soap::semua_operasi()) {
    if (!read.insert(operasi.nama).second) continue;
    const auto text = section.text(operasi.nama);
    if (!text) continue;
    if (const auto rule = office::replay_rule_named(*text)) {
      policy.set(operasi.nama, *rule);
    } else {
      section.complain(operasi.nama, R"(must be "free", "same-id" or "never")");
    }
  }
  section.finish();
  return policy;
}

}  // namespace jembatan::app
