#pragma once
// The messages that were answered, each with its number and the bytes of its
// answer: what makes the sandbox idempotent by idPesan and answers StatusPesan.
// Lives inside one transaction of the data file and borrows its connection: one
// thread. A file that does not work throws base::Broken.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/clock.h"
#include "journal/sqlite_handles.h"
#include "soap/messages.h"

namespace jembatan::sandbox {

struct Pesan {
  std::uint64_t nomor = 0;                ///< nomorPertukaran; ascending, never reused
  std::string bagian, operasi, id_pesan;  ///< "" where they were not recognised
  std::string sidik;                      ///< SHA-256 of the canonical body
  bool mengikat = false;                  ///< holds its idPesan
  std::string hasil;                      ///< SELESAI, DITOLAK or a fault's code
  soap::SoapVersion soap = soap::SoapVersion::v11;
  std::string jawaban;  ///< the answer's bytes
};

class MessageLog {
 public:
  explicit MessageLog(journal::Connection& connection) : connection_(connection) {}

  /// A new message's number; what else is known of it is recorded by close().
  [[nodiscard]] std::uint64_t open(base::WallTime now);
  void close(const Pesan& pesan);

  [[nodiscard]] std::optional<Pesan> holder(std::string_view id_pesan);
  /// The message that holds the idPesan, otherwise the latest that was refused under it.
  [[nodiscard]] std::optional<Pesan> find(std::string_view id_pesan);

 private:
  journal::Connection& connection_;
};

}  // namespace jembatan::sandbox
