#include "cli/interrupt.h"

#include <unistd.h>

#include <array>
#include <charconv>
#include <csignal>
#include <cstddef>
#include <string_view>

namespace asyncio2anyio {
namespace {

// A signal handler has no other way to reach the program than objects of static storage.
std::atomic<bool> stop{false};
std::atomic<bool> writing{false};
std::atomic<bool> ending{false};
std::atomic<bool> tells_writes{false};
std::atomic<std::size_t> files_written{0};
std::atomic<int> caught_signal{0};

constexpr int kSignalBase = 128;
constexpr std::string_view kEraseLine = "\r\x1b[K";

// All below may run inside of a signal handler, where little of the library may be used.

void say(std::string_view text) {
  [[maybe_unused]] const auto written = ::write(STDERR_FILENO, text.data(), text.size());
}

void say(std::size_t number) {
  std::array<char, 24> digits{};
  const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), number).ptr;
  say(std::string_view(digits.data(), end));
}

[[noreturn]] void end_program(int number) {
  if (::isatty(STDERR_FILENO) == 1) say(kEraseLine);
  if (tells_writes) {
    say("asyncio2anyio: interrupted; files rewritten before: ");
    say(files_written);
    say(", none in part\n");
  }
  ::_exit(kSignalBase + number);
}

// The flags are raised in this order and read in the other one by whoever begins or ends a write, so
// that one of both sees that the program has to end.
extern "C" void handle_signal(int number) {
  caught_signal = number;
  stop = true;
  if (!writing && !ending.exchange(true)) end_program(number);
}

/// Ends the program when a signal asked for it; where its handler does that already, waits for it.
void end_if_interrupted() {
  const int number = caught_signal;
  if (number == 0) return;
  if (!ending.exchange(true)) end_program(number);
  while (true) ::pause();
}

void handle_unless_ignored(int number) {
  struct sigaction old {};
  if (::sigaction(number, nullptr, &old) != 0 || old.sa_handler == SIG_IGN) return;
  struct sigaction action {};
  action.sa_handler = handle_signal;
  action.sa_flags = SA_RESTART;
  ::sigfillset(&action.sa_mask);
  ::sigaction(number, &action, nullptr);
}

}  // namespace

void install_signal_handlers() {
  for (const int number : {SIGINT, SIGTERM, SIGHUP}) handle_unless_ignored(number);
  std::signal(SIGPIPE, SIG_IGN);
}

void tell_writes_when_interrupted() { tells_writes = true; }

WholeWrite::WholeWrite() {
  writing = true;
  end_if_interrupted();
}

WholeWrite::~WholeWrite() {
  writing = false;
  end_if_interrupted();
}

void WholeWrite::succeed() const { ++files_written; }

const std::atomic<bool>& stop_requested() { return stop; }

void request_stop() { stop = true; }

}  // namespace asyncio2anyio
