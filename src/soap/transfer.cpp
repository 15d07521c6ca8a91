#include "soap/transfer.h"

#include <algorithm>

namespace jembatan::soap {
namespace {

constexpr std::uint64_t most_batas = 1000;

}  // namespace

void Take::operator()(const std::string& from, std::uint64_t& to) {
  if (const auto number = positive_number(from); number && *number != more_than_any) {
    to = *number;
  } else {
    fail("a number is not a positive integer, or too large");
  }
}

// A count beyond all numbers is still a count: it differs from what was received, and is answered as that.
void Take::operator()(const lampiran::Teks& from, std::optional<std::uint64_t>& to) {
  if (!from) return;
  to = positive_number(*from);
  if (!to) fail("a number is not a positive integer");
}

void Take::operator()(const lampiran::Teks& from, std::optional<unsigned>& to) {
  if (!from) return;
  if (const auto number = positive_number(*from); number && *number <= most_batas) {
    to = static_cast<unsigned>(*number);
  } else {
    fail("batas is not a number from 1 to 1000");
  }
}

void Take::status_pendaftaran(std::string& from, std::string& to) {
  if (std::find(status_pendaftaran_words.begin(), status_pendaftaran_words.end(), from) ==
      status_pendaftaran_words.end()) {
    fail("the status of the registration is none of the contract's words");
  }
  to = std::move(from);
}

}  // namespace jembatan::soap
