#pragma once

#include <algorithm>
#include <atomic>
#include <chrono>
#include <condition_variable>
#include <cstddef>
#include <mutex>
#include <optional>
#include <thread>
#include <utility>
#include <vector>

#include "engine/transform/rewrite_options.h"

namespace codemod {

/// Does `work(i)` for every `i` below `count` on several threads and hands the results to `take` in
/// order, on the calling thread. Stops early when the options say that the run is cancelled.
template <class T, class Work, class Take>
void in_order(std::size_t count, const RewriteOptions& options, const Work& work,
              const Take& take) {
  const auto cancelled = [&] { return options.cancelled && options.cancelled->load(std::memory_order_relaxed); };
  const std::size_t threads = std::min<std::size_t>(std::max(1u, options.jobs), count);
  if (threads <= 1) {
    for (std::size_t i = 0; i < count && !cancelled(); ++i) take(i, work(i));
    return;
  }
  std::vector<std::optional<T>> results(count);
  std::atomic<std::size_t> next = 0;
  std::size_t awaited = 0;  // below `mutex`: others need not wake the thread that takes
  std::mutex mutex;
  std::condition_variable ready;
  std::vector<std::jthread> pool;
  pool.reserve(threads);
  for (std::size_t thread = 0; thread < threads; ++thread) {
    pool.emplace_back([&] {
      for (std::size_t i = next++; i < count && !cancelled(); i = next++) {
        T result = work(i);
        const std::lock_guard lock(mutex);
        results[i] = std::move(result);
        if (i == awaited) ready.notify_one();
      }
      const std::lock_guard lock(mutex);
      ready.notify_one();
    });
  }
  for (std::size_t i = 0; i < count && !cancelled(); ++i) {
    std::unique_lock lock(mutex);
    awaited = i;
    while (!results[i] && !cancelled()) ready.wait_for(lock, std::chrono::milliseconds(50));
    if (!results[i]) break;
    T result = std::move(*results[i]);
    results[i].reset();
    lock.unlock();
    take(i, std::move(result));
  }
}

}  // namespace codemod
