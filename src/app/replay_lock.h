#pragma once
// One replay at a time on one journal: two could send the same exchange between
// each other's look and leap. Held for the life of the object, freed by the
// system however the process ends. Throws base::Broken where another process
// holds it.

#include <string>

namespace jembatan::app {

class ReplayLock {
 public:
  explicit ReplayLock(const std::string& journal_path);
  ~ReplayLock();
  ReplayLock(const ReplayLock&) = delete;
  ReplayLock& operator=(const ReplayLock&) = delete;

 private:
  int file_;
};

}  // namespace jembatan::app
