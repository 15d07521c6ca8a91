#pragma once
// The data file's tables, version 1. Times are Unix milliseconds; `isi` is a
// record as JSON with the contract's element names (isi.h), so that the
// sqlite3 shell shows what a party holds. Static data.

namespace jembatan::sandbox {

inline constexpr const char* table_definitions = R"sql(
CREATE TABLE setelan (nama TEXT PRIMARY KEY, nilai TEXT NOT NULL) STRICT, WITHOUT ROWID;

-- isi is NULL where only a worker or a leader of the company has been given so far.
CREATE TABLE badan_usaha (
  id       INTEGER PRIMARY KEY AUTOINCREMENT,
  isi      TEXT,
  pimpinan TEXT,
  didaftar INTEGER NOT NULL,
  diubah   INTEGER NOT NULL
) STRICT;

-- Every identifier a company was given with, in comparing form.
CREATE TABLE pengenal (
  jenis       TEXT NOT NULL,
  nilai       TEXT NOT NULL,
  badan_usaha INTEGER NOT NULL REFERENCES badan_usaha (id),
  PRIMARY KEY (jenis, nilai)
) STRICT, WITHOUT ROWID;
CREATE INDEX pengenal_badan_usaha ON pengenal (badan_usaha);

CREATE TABLE pekerja (
  id          INTEGER PRIMARY KEY AUTOINCREMENT,
  badan_usaha INTEGER NOT NULL REFERENCES badan_usaha (id),
  kunci       TEXT NOT NULL,
  peserta_jkn INTEGER NOT NULL,
  isi         TEXT NOT NULL,
  diubah      INTEGER NOT NULL
) STRICT;
CREATE UNIQUE INDEX pekerja_kunci ON pekerja (kunci, badan_usaha);
CREATE INDEX pekerja_badan_usaha ON pekerja (badan_usaha);

-- Every message that was answered; mengikat: it holds its idPesan.
CREATE TABLE pesan (
  nomor    INTEGER PRIMARY KEY AUTOINCREMENT,
  waktu    INTEGER NOT NULL,
  bagian   TEXT NOT NULL,
  operasi  TEXT NOT NULL,
  id_pesan TEXT NOT NULL,
  sidik    TEXT NOT NULL,
  mengikat INTEGER NOT NULL CHECK (mengikat IN (0, 1)),
  hasil    TEXT NOT NULL,
  soap     TEXT NOT NULL,
  jawaban  BLOB NOT NULL
) STRICT;
CREATE UNIQUE INDEX pesan_mengikat ON pesan (id_pesan) WHERE mengikat = 1;
CREATE INDEX pesan_lepas ON pesan (id_pesan) WHERE mengikat = 0;
)sql";

}  // namespace jembatan::sandbox
