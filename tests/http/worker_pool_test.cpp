#include "http/worker_pool.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <atomic>
#include <future>
#include <thread>
#include <vector>

namespace jembatan::http {
namespace {

base::SteadyTime soon() {
  return std::chrono::steady_clock::now() + std::chrono::seconds{10};
}

TEST(WorkerPool, RunsEveryJobItTook) {
  WorkerPool pool({{100, 2}});
  std::atomic<int> ran{0};
  for (int i = 0; i < 100; ++i) ASSERT_TRUE(pool.try_post(0, [&] { ++ran; }));
  pool.start(2);
  EXPECT_TRUE(pool.wait_until_idle(soon()));
  EXPECT_EQ(ran, 100);
}

TEST(WorkerPool, RefusesWhatGoesBeyondALanesBound) {
  WorkerPool pool({{2, 1}});
  EXPECT_TRUE(pool.try_post(0, [] {}));
  EXPECT_TRUE(pool.try_post(0, [] {}));
  EXPECT_FALSE(pool.try_post(0, [] {}));
}

TEST(WorkerPool, CountsARunningJobAgainstTheBound) {
  std::promise<void> running, go;
  WorkerPool pool({{1, 1}});
  ASSERT_TRUE(pool.try_post(0, [&] {
    running.set_value();
    go.get_future().wait();
  }));
  pool.start(1);
  running.get_future().wait();
  EXPECT_FALSE(pool.try_post(0, [] {}));
  go.set_value();
}

TEST(WorkerPool, TakesTurnsBetweenLanes) {
  WorkerPool pool({{10, 1}, {10, 1}});
  std::vector<int> order;
  for (int i = 0; i < 3; ++i) ASSERT_TRUE(pool.try_post(0, [&] { order.push_back(0); }));
  for (int i = 0; i < 2; ++i) ASSERT_TRUE(pool.try_post(1, [&] { order.push_back(1); }));
  pool.start(1);
  ASSERT_TRUE(pool.wait_until_idle(soon()));
  EXPECT_EQ(order, (std::vector<int>{0, 1, 0, 1, 0}));
}

TEST(WorkerPool, RunsNoMoreJobsOfALaneAtOnceThanItMay) {
  WorkerPool pool({{50, 1}});
  std::atomic<int> running{0}, most{0};
  for (int i = 0; i < 50; ++i) {
    ASSERT_TRUE(pool.try_post(0, [&] {
      most = std::max(most.load(), ++running);
      std::this_thread::yield();
      --running;
    }));
  }
  pool.start(4);
  ASSERT_TRUE(pool.wait_until_idle(soon()));
  EXPECT_EQ(most, 1);
}

TEST(WorkerPool, DropsWhatWaitsWhenItCloses) {
  WorkerPool pool({{2, 1}});
  bool ran = false;
  ASSERT_TRUE(pool.try_post(0, [&] { ran = true; }));
  pool.close();
  pool.start(1);
  pool.join();
  EXPECT_FALSE(ran);
  EXPECT_FALSE(pool.try_post(0, [] {}));
}

}  // namespace
}  // namespace jembatan::http
