#include "disk.h"

#include <sys/syscall.h>
#include <sys/types.h>
#include <unistd.h>

#include <atomic>
#include <cerrno>

namespace jembatan::journal::test::disk {
namespace {

constexpr long kNever = -1;

struct Fault {
  std::atomic<long> good = kNever;
  std::atomic<int> error = 0;
  std::atomic<bool> for_good = false;
  std::atomic<bool> happened = false;

  bool strikes() {
    long left = good.load();
    if (left == kNever) return false;
    if (left > 0) {
      good = left - 1;
      return false;
    }
    if (!for_good) good = kNever;
    happened = true;
    errno = error;
    return true;
  }
};

Fault write_fault, sync_fault;
std::atomic<bool> torn = false;
std::atomic<long> sync_count = 0;

}  // namespace

long syncs() {
  return sync_count;
}

void fail_write(long good, int error, bool for_good) {
  write_fault.error = error;
  write_fault.for_good = for_good;
  torn = false;
  write_fault.good = good;
}

void tear_write(long good) {
  fail_write(good, EIO, false);
  torn = true;
}

void fail_sync(long good, int error) {
  sync_fault.error = error;
  sync_fault.good = good;
}

bool heal() {
  write_fault.good = kNever;
  sync_fault.good = kNever;
  const bool wrote_badly = write_fault.happened.exchange(false);
  return sync_fault.happened.exchange(false) || wrote_badly;
}

/// For disk.cpp's own C functions.
bool write_strikes() {
  return write_fault.strikes();
}
int synced(int result) {
  ++sync_count;
  return sync_fault.strikes() ? -1 : result;
}

}  // namespace jembatan::journal::test::disk

namespace disk = jembatan::journal::test::disk;

extern "C" ssize_t pwrite64(int file, const void* bytes, size_t count, off64_t at) {
  if (disk::write_strikes()) {
    const int error = errno;
    if (disk::torn) ::syscall(SYS_pwrite64, file, bytes, count / 2, at);
    errno = error;
    return -1;
  }
  return ::syscall(SYS_pwrite64, file, bytes, count, at);
}

extern "C" int fdatasync(int file) {
  return disk::synced(static_cast<int>(::syscall(SYS_fdatasync, file)));
}

extern "C" int fsync(int file) {
  return disk::synced(static_cast<int>(::syscall(SYS_fsync, file)));
}
