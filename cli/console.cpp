#include "cli/console.h"

#include <sys/ioctl.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdlib>
#include <cstring>

#include "engine/report/text_report.h"

namespace asyncio2anyio {
namespace {

using namespace std::chrono_literals;

constexpr auto kPatience = 500ms;
constexpr auto kRefresh = 100ms;
constexpr std::size_t kUsualColumns = 80;
constexpr std::size_t kWidestBar = 40;

/// 0, or the number of the error.
int write_all(int descriptor, std::string_view text) {
  while (!text.empty()) {
    const ssize_t written = ::write(descriptor, text.data(), text.size());
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) return errno;
    text.remove_prefix(static_cast<std::size_t>(written));
  }
  return 0;
}

std::string_view environment(const char* name) {
  const char* value = std::getenv(name);
  return value == nullptr ? "" : value;
}

bool can_draw(int descriptor) { return ::isatty(descriptor) == 1 && environment("TERM") != "dumb"; }

bool wants_color(ColorMode mode) {
  switch (mode) {
    case ColorMode::always:
      return true;
    case ColorMode::never:
      return false;
    case ColorMode::automatic:
      return environment("NO_COLOR").empty() && can_draw(STDOUT_FILENO);
  }
  return false;
}

std::size_t columns() {
  winsize size{};
  const bool known = ::ioctl(STDERR_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0;
  return known ? size.ws_col : kUsualColumns;
}

std::string bar(std::size_t done, std::size_t total) {
  std::string count = " " + std::to_string(done) + "/" + std::to_string(total) + " files";
  const std::size_t room = columns();
  if (room < count.size() + 8) return count;
  const std::size_t width = std::min(kWidestBar, room - count.size() - 3);
  const std::size_t filled = total == 0 ? width : width * done / total;
  return "[" + std::string(filled, '#') + std::string(width - filled, ' ') + "]" + count;
}

}  // namespace

Console::Console(ColorMode color, bool quiet)
    : color_out_(wants_color(color)),
      quiet_(quiet),
      show_progress_(!quiet && can_draw(STDERR_FILENO)) {}

Console::~Console() { end_progress(); }

bool Console::out(std::string_view text) {
  if (reader_left_ || failed_) return false;
  end_progress();
  const int error = write_all(STDOUT_FILENO, text);
  if (error == 0) return true;
  reader_left_ = error == EPIPE;
  failed_ = !reader_left_;
  if (failed_) complain(std::string("standard output: ") + std::strerror(error));
  return false;
}

void Console::err(std::string_view text) {
  if (text.empty()) return;
  end_progress();
  write_all(STDERR_FILENO, text);
}

void Console::complain(std::string_view message) {
  err("asyncio2anyio: " + codemod::printable(message) + "\n");
}

void Console::note(std::string_view message) {
  if (!quiet_) complain(message);
}

void Console::progress(std::size_t done, std::size_t total) {
  if (!show_progress_) return;
  const Clock::time_point now = Clock::now();
  if (now - started_ < kPatience || now - shown_ < kRefresh) return;
  shown_ = now;
  progress_visible_ = true;
  write_all(STDERR_FILENO, "\r\x1b[K" + bar(done, total));
}

void Console::end_progress() {
  if (!progress_visible_) return;
  progress_visible_ = false;
  write_all(STDERR_FILENO, "\r\x1b[K");
}

}  // namespace asyncio2anyio
