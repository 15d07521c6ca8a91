#pragma once
// Fictitious records, a clock that stands still, and a caller of a running
// sandbox, for the tests of this folder.

#include <atomic>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "http/client.h"
#include "sandbox/service.h"

namespace jembatan::sandbox::test {

class Folder {
 public:
  Folder();
  ~Folder();
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;
  [[nodiscard]] std::string file(const std::string& name) const { return (path_ / name).string(); }

 private:
  std::filesystem::path path_;
};

/// Its wall stands at 2026-08-15 03:00 UTC until it is moved; its steady time is real.
class StandingClock final : public base::Clock {
 public:
  [[nodiscard]] base::WallTime wall() const override { return base::WallTime(wall_.load()); }
  [[nodiscard]] base::SteadyTime steady() const override { return std::chrono::steady_clock::now(); }
  void advance(std::chrono::milliseconds time) { wall_ = wall_.load() + time; }

 private:
  std::atomic<std::chrono::milliseconds> wall_{
      base::WallTime(std::chrono::sys_days{
                         base::Date{std::chrono::year{2026}, std::chrono::August, std::chrono::day{15}}} +
                     std::chrono::hours{3})
          .time_since_epoch()};
};

/// 15 digits with a sound check digit; `n` below 1000.
[[nodiscard]] std::string npwp(unsigned n);
[[nodiscard]] std::string nib(unsigned n);
/// A company that party kesatu may give; likewise its leader and its workers, `n` below 100.
[[nodiscard]] lampiran::BadanUsaha company(unsigned n);
[[nodiscard]] lampiran::KunciBadanUsaha key(unsigned n);
[[nodiscard]] lampiran::Pimpinan leader(unsigned n);
[[nodiscard]] lampiran::Pekerja worker(unsigned n);

/// A request under an idPesan of its own.
[[nodiscard]] soap::Request request(std::string_view operation);
template <class Record>
[[nodiscard]] soap::Request request(std::string_view operation, std::vector<Record> records) {
  soap::Request made = request(operation);
  made.rekaman = std::move(records);
  return made;
}
[[nodiscard]] soap::Request workers(unsigned company, std::vector<lampiran::Pekerja> records);
[[nodiscard]] soap::Request question(std::string_view operation, const lampiran::KunciBadanUsaha& kunci);

struct Heard {
  std::optional<http::Answer> http;  ///< nothing where the connection broke
  std::optional<soap::Response> response;
  std::optional<soap::Fault> fault;
  bool body_started = false;  ///< where the connection broke
};

/// A sandbox in a folder of its own and a caller of it.
class Sandbox {
 public:
  explicit Sandbox(const std::vector<std::string>& faults = {},
                   lampiran::Pihak party = lampiran::Pihak::kedua);

  [[nodiscard]] Heard tell(const soap::Request& request, soap::SoapVersion version = soap::SoapVersion::v11,
                           std::chrono::milliseconds time = {});
  [[nodiscard]] Heard post(const std::string& path, const std::string& content_type, const std::string& body);
  [[nodiscard]] http::Answer get(const std::string& path);
  /// Must be accepted whole.
  void give(const soap::Request& request);
  /// Stops it and starts another on the same file.
  void restart();

  StandingClock clock;
  [[nodiscard]] Service& service() { return *service_; }

 private:
  void start();

  Folder folder_;
  base::Log log_;
  lampiran::Aturan aturan_;
  Options options_;
  std::unique_ptr<Service> service_;
  std::unique_ptr<http::Client> client_;
};

}  // namespace jembatan::sandbox::test
