#include "app/read_delivery.h"

#include "app/toml_section.h"

namespace jembatan::app {

exchange::DeliveryOptions read_delivery(TomlSection section) {
  exchange::DeliveryOptions options;
  const auto count = [&section](std::string_view key, unsigned otherwise, std::int64_t most) {
    return static_cast<unsigned>(section.integer(key, otherwise, 1, most));
  };
  const auto time = [&section](std::string_view key, std::chrono::milliseconds otherwise) {
    return std::chrono::milliseconds(section.integer(key, otherwise.count(), 10, 3'600'000));
  };
  options.parallel = count("parallel", options.parallel, 64);
  options.refusals = count("refusals", options.refusals, 1'000);
  options.breaker.failures = count("failures", options.breaker.failures, 1'000);
  options.retry.first = time("first_retry_ms", options.retry.first);
  options.retry.longest = time("longest_retry_ms", options.retry.longest);
  options.breaker.cool_down = options.retry;
  if (options.retry.longest < options.retry.first) {
    section.complain("longest_retry_ms", "is shorter than first_retry_ms");
  }
  section.finish();
  return options;
}

}  // namespace jembatan::app
