#include "cli/interrupt.h"

#include <unistd.h>

#include <csignal>
#include <string_view>

namespace asyncio2anyio {
namespace {

// A signal handler has no other way to reach the program than objects of static storage.
std::atomic<bool> stop{false};
std::atomic<bool> finish_writes{false};
std::atomic<int> caught_signal{0};

constexpr int kSignalBase = 128;
constexpr std::string_view kEraseLine = "\r\x1b[K";

extern "C" void handle_signal(int number) {
  caught_signal = number;
  stop = true;
  if (finish_writes) return;
  if (::isatty(STDERR_FILENO) == 1) {
    [[maybe_unused]] const auto written =
        ::write(STDERR_FILENO, kEraseLine.data(), kEraseLine.size());
  }
  ::_exit(kSignalBase + number);
}

void handle_unless_ignored(int number) {
  struct sigaction old {};
  if (::sigaction(number, nullptr, &old) != 0 || old.sa_handler == SIG_IGN) return;
  struct sigaction action {};
  action.sa_handler = handle_signal;
  action.sa_flags = SA_RESTART;
  ::sigemptyset(&action.sa_mask);
  ::sigaction(number, &action, nullptr);
}

}  // namespace

void install_signal_handlers() {
  for (const int number : {SIGINT, SIGTERM, SIGHUP}) handle_unless_ignored(number);
  std::signal(SIGPIPE, SIG_IGN);
}

FinishWrites::FinishWrites() { finish_writes = true; }
FinishWrites::~FinishWrites() { finish_writes = false; }

const std::atomic<bool>& stop_requested() { return stop; }

void request_stop() { stop = true; }

int interrupt_status() {
  const int number = caught_signal;
  return number == 0 ? 0 : kSignalBase + number;
}

}  // namespace asyncio2anyio
