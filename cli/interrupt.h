#pragma once

#include <atomic>

namespace asyncio2anyio {

/// Takes over Ctrl-C, SIGTERM and SIGHUP, and turns a closed pipe into a failing write. A signal
/// ends the program at once with 128 + its number, except while a `WholeWrite` lives. Signals that
/// the parent process ignores stay ignored.
void install_signal_handlers();

/// From now on, the last words of an interrupted run say how many files it has rewritten.
void tell_writes_when_interrupted();

/// Lives while one file is replaced: a signal then ends the program when it dies, so that the file is
/// whole and no temporary file stays behind.
class WholeWrite {
 public:
  WholeWrite();
  ~WholeWrite();
  WholeWrite(const WholeWrite&) = delete;
  WholeWrite& operator=(const WholeWrite&) = delete;

  /// The file has been replaced: it counts.
  void succeed() const;
};

/// Raised when the run shall end early.
[[nodiscard]] const std::atomic<bool>& stop_requested();

/// Raises the flag from inside the program.
void request_stop();

}  // namespace asyncio2anyio
