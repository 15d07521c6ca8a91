#pragma once
// The disk under SQLite in this program: every write and fsync passes here
// (disk.cpp puts itself before the C library's) and can be made to fail. Any
// thread.

namespace jembatan::journal::test::disk {

/// How many times data was forced to the disk so far.
[[nodiscard]] long syncs();

/// The write after `good` more fails with `error`, and so do those after it until heal() where `for_good`.
void fail_write(long good, int error, bool for_good);
/// The write after `good` more reaches the disk by half only, and fails with EIO.
void tear_write(long good);
/// The same for fsync.
void fail_sync(long good, int error);

/// Nothing fails any more. True where something has failed since it was told to.
bool heal();

}  // namespace jembatan::journal::test::disk
