#pragma once
// A record's JSON written again on one line. Pure, any thread.

#include <string>
#include <string_view>

namespace jembatan::office {

/// The object (one that a reader has accepted) with every value as it stands and numbers digit by digit,
/// temuan_kode and temuan_pesan put at its end in place of older ones, and LF.
[[nodiscard]] std::string json_line(const std::string& object, const std::string& kode,
                                    const std::string& pesan);

}  // namespace jembatan::office
