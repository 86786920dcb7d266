#pragma once

#include <chrono>
#include <cstddef>
#include <string>
#include <string_view>

#include "cli/options.h"

namespace asyncio2anyio {

/// Standard output and standard error: results on one, everything else on the other, with a
/// progress line that never gets into the way of either. Used by one thread at a time.
class Console {
 public:
  Console(ColorMode color, bool quiet);
  ~Console();
  Console(const Console&) = delete;
  Console& operator=(const Console&) = delete;

  /// Writes to standard output. False when nobody reads it any more, or after an error, which
  /// is then told once.
  bool out(std::string_view text);
  /// Writes text that ends in a newline to standard error.
  void err(std::string_view text);
  /// `asyncio2anyio: message` on standard error.
  void complain(std::string_view message);
  /// As `complain`, but held back by `--quiet`.
  void note(std::string_view message);

  /// Shows how far the work is, when there is someone to watch and it takes long.
  void progress(std::size_t done, std::size_t total);
  /// Erases the progress line.
  void end_progress();

  [[nodiscard]] bool color_out() const { return color_out_; }
  /// Standard output was closed by its reader: stop, but it is no failure.
  [[nodiscard]] bool reader_left() const { return reader_left_; }
  /// Standard output could not take the result.
  [[nodiscard]] bool failed() const { return failed_; }

 private:
  using Clock = std::chrono::steady_clock;

  bool color_out_;
  bool quiet_;
  bool show_progress_;
  bool progress_visible_ = false;
  bool reader_left_ = false;
  bool failed_ = false;
  Clock::time_point started_ = Clock::now();
  Clock::time_point shown_{};
};

}  // namespace asyncio2anyio
