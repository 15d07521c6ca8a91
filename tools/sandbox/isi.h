#pragma once
// A record as the data file keeps it, JSON with the contract's element names,
// and how a newer message's values join it. Pure functions, any thread.

#include <string>

#include "lampiran/rekaman.h"

namespace jembatan::sandbox {

[[nodiscard]] std::string isi_of(const lampiran::BadanUsaha& record);
[[nodiscard]] std::string isi_of(const lampiran::Pimpinan& record);
[[nodiscard]] std::string isi_of(const lampiran::Pekerja& record);

/// What isi_of() wrote. Throws base::Broken where it is anything else.
template <class Record>
[[nodiscard]] Record record_of(const std::string& isi);
template <>
[[nodiscard]] lampiran::BadanUsaha record_of(const std::string& isi);
template <>
[[nodiscard]] lampiran::Pimpinan record_of(const std::string& isi);
template <>
[[nodiscard]] lampiran::Pekerja record_of(const std::string& isi);

/// The given values win; an absent element says nothing. KBLI codes come as one list; further fields are told
/// apart by their names.
void join(lampiran::BadanUsaha& kept, lampiran::BadanUsaha given);
void join(lampiran::Pimpinan& kept, lampiran::Pimpinan given);
void join(lampiran::Pekerja& kept, lampiran::Pekerja given);

}  // namespace jembatan::sandbox
