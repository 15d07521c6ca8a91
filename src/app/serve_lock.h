#pragma once
// One gateway for one journal: a second would take what the first has under way
// for interrupted. Held for the life of the object, freed by the system however
// the process ends. Throws base::Broken where another process holds it.

#include <string>

namespace jembatan::app {

class ServeLock {
 public:
  explicit ServeLock(const std::string& journal_path);
  ~ServeLock();
  ServeLock(const ServeLock&) = delete;
  ServeLock& operator=(const ServeLock&) = delete;

 private:
  int file_;
};

}  // namespace jembatan::app
