// Memory that runs out while a request is read, handled and answered: at each allocation of the server's
// threads in turn. The one connection is answered or closed at once, and the next is served.

#include <gtest/gtest.h>

#include <atomic>
#include <chrono>
#include <cstdlib>
#include <new>
#include <thread>

#include "http/raw_socket.h"
#include "http/test_server.h"

namespace {

std::atomic<int> before_failure{0};  // 0: memory enough; 1: the next allocation fails
thread_local bool spared = false;    // the test's own

bool fails() {
  if (spared) return false;
  int left = before_failure;
  while (left > 0 && !before_failure.compare_exchange_weak(left, left - 1)) continue;
  return left == 1;
}

void* allocate(std::size_t size) {
  void* const made = fails() ? nullptr : std::malloc(size == 0 ? 1 : size);
  if (made == nullptr) throw std::bad_alloc();
  return made;
}

}  // namespace

void* operator new(std::size_t size) {
  return allocate(size);
}
void* operator new[](std::size_t size) {
  return allocate(size);
}
void operator delete(void* made) noexcept {
  std::free(made);
}
void operator delete[](void* made) noexcept {
  std::free(made);
}
void operator delete(void* made, std::size_t) noexcept {
  std::free(made);
}
void operator delete[](void* made, std::size_t) noexcept {
  std::free(made);
}

namespace jembatan::http::testing {
namespace {

constexpr int most_allocations = 2000;

/// Nobody is ended for being late: who is answered late waits for the socket's ten seconds, and the test
/// fails.
ServerLimits patient() {
  ServerLimits limits;
  limits.header_time = limits.request_time = limits.idle_time = limits.write_time = std::chrono::minutes{10};
  return limits;
}

class ShortMemory : public ::testing::Test {
 protected:
  ShortMemory() { spared = true; }
  ~ShortMemory() override { before_failure = 0; }

  /// Everything that comes back when the allocation fails; throws where neither an answer nor an end comes.
  static std::string ask(std::uint16_t port, int allocation, std::string_view request) {
    before_failure = allocation;
    RawSocket client(port);
    client.send(request);
    return client.rest();
  }
};

TEST_F(ShortMemory, EndsAConnectionOrAnswersItAtOnceAndServesTheNext) {
  TestServer server(patient());
  const std::string request = post_request("/echo", std::string(100'000, 'x'), "Connection: close\r\n");
  int allocation = 0;
  bool failed = true;
  while (failed && ++allocation < most_allocations) {
    const std::string answer = ask(server.port(), allocation, request);
    failed = before_failure.exchange(0) == 0;
    EXPECT_TRUE(answer.empty() || answer.starts_with("HTTP/1.1 200") || answer.starts_with("HTTP/1.1 50"))
        << allocation << ": " << answer.substr(0, 100);
    EXPECT_TRUE(ask(server.port(), 0, request).starts_with("HTTP/1.1 200"))
        << "after allocation " << allocation;
  }
  EXPECT_GT(allocation, 10);
  EXPECT_FALSE(failed);
}

TEST_F(ShortMemory, CountsNothingOfAConnectionThatItEnded) {
  TestServer server(patient());
  for (int allocation = 1; allocation < 20; ++allocation) {
    ask(server.port(), allocation, post_request("/echo", "x", "Connection: close\r\n"));
    before_failure = 0;
  }
  ask(server.port(), 0, post_request("/echo", "x", "Connection: close\r\n"));
  while (server.server().load(0).connections > 0 && server.server().answers(std::chrono::seconds{1}))
    continue;
  EXPECT_EQ(server.server().load(0).connections, 0U);
}

}  // namespace
}  // namespace jembatan::http::testing
