#pragma once
// What holds for every record of one message: the law, who gives, and the day.
// Made once a message; read-only after that.

#include <chrono>
#include <cstdint>

#include "base/clock.h"
#include "lampiran/addendum.h"
#include "lampiran/aturan.h"
#include "lampiran/pihak.h"

namespace jembatan::lampiran {

struct Hearing {
  Hearing(const Aturan& law, Pihak giver, base::Date day);

  const Aturan& aturan;
  Pihak pemberi;
  base::Date tanggal;
  const Addendum* addendum;  ///< in force on the day, or null
  std::uint32_t wajib;       ///< bit i: row i of the annex's table is mandatory for the giver
  bool tka;                  ///< the four fields that let a foreigner do without a NIK are agreed
};

}  // namespace jembatan::lampiran
