#pragma once

#include <atomic>

namespace asyncio2anyio {

/// Takes over Ctrl-C, SIGTERM and SIGHUP, and turns a closed pipe into a failing write. A signal
/// ends the program at once with 128 + its number, except while a `FinishWrites` lives. Signals
/// that the parent process ignores stay ignored.
void install_signal_handlers();

/// While it lives, a signal only raises `stop_requested()`, so that the file being written is
/// finished and no temporary file stays behind.
class FinishWrites {
 public:
  FinishWrites();
  ~FinishWrites();
  FinishWrites(const FinishWrites&) = delete;
  FinishWrites& operator=(const FinishWrites&) = delete;
};

/// Raised when the run shall end early.
[[nodiscard]] const std::atomic<bool>& stop_requested();

/// Raises the flag from inside the program.
void request_stop();

/// Exit status that a caught signal asks for; 0 when there was none.
[[nodiscard]] int interrupt_status();

}  // namespace asyncio2anyio
