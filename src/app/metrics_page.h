#pragma once
// What /metrics on the admin address shows, in Prometheus' text format: counts,
// durations and conditions of the gateway, never a value of a message. Asks the
// journal for little, and answers while it does not work. Any thread; borrows
// everything it shows.

#include <functional>
#include <string>
#include <utility>
#include <vector>

#include "app/exposition.h"
#include "app/machinery.h"
#include "exchange/doorway.h"
#include "http/server.h"

namespace jembatan::app {

class MetricsPage {
 public:
  /// Names of certificates and how many days each is still valid; negative where it is no longer.
  using CertificateDays = std::function<std::vector<std::pair<std::string, double>>()>;

  explicit MetricsPage(Machinery& machinery);

  // Before the first request.
  void add(const exchange::Doorway& doorway) { doorways_.push_back(&doorway); }
  void add(const http::Server& server, std::vector<std::string> listeners);
  void add(CertificateDays certificates) { certificates_ = std::move(certificates); }

  [[nodiscard]] http::Response show() const;

 private:
  void show_program(Exposition& page) const;
  void show_requests(Exposition& page) const;
  void show_stages(Exposition& page) const;
  void show_listeners(Exposition& page) const;
  void show_refusals(Exposition& page) const;
  void show_upstreams(Exposition& page) const;
  void show_deliveries(Exposition& page) const;
  void show_backlog(Exposition& page) const;
  void show_journal_writer(Exposition& page) const;
  void show_journal_files(Exposition& page) const;
  void show_agreement(Exposition& page) const;
  void show_calendar(Exposition& page) const;
  void show_certificates(Exposition& page) const;

  Machinery& machinery_;
  const base::WallTime started_;
  std::vector<const exchange::Doorway*> doorways_;
  const http::Server* server_ = nullptr;
  std::vector<std::string> listeners_;
  CertificateDays certificates_;
};

}  // namespace jembatan::app
