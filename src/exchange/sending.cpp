#include <chrono>

#include "exchange/steps.h"

namespace jembatan::exchange {

Delivery send(const Desk& desk, Matter& matter, const soap::Operasi& operasi, std::string_view bytes,
              journal::Durations& durations) {
  matter.party_was_there = lawan_of(desk, matter).standing().kind == Standing::Kind::closed;
  const auto before = desk.around.clock.steady();
  Delivery delivery = lawan_of(desk, matter).send({&operasi, soap::SoapVersion::v11, bytes});
  durations.send =
      std::chrono::duration_cast<std::chrono::microseconds>(desk.around.clock.steady() - before).count();
  return delivery;
}

void keep_answer(journal::Change& change, const Delivery& delivery) {
  if (const auto* answered = std::get_if<Answered>(&delivery)) {
    change.messages.emplace_back(journal::Leg::answer_in, answered->body);
  } else if (const auto* doubt = std::get_if<InDoubt>(&delivery);
             doubt != nullptr && !doubt->first_bytes.empty()) {
    change.messages.emplace_back(journal::Leg::answer_in, doubt->first_bytes);
  }
}

}  // namespace jembatan::exchange
