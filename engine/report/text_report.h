#pragma once

#include <string>
#include <string_view>

#include "engine/report/file_report.h"

namespace codemod {

/// `path:line:column: transform: message (advice)` for each reference that was kept.
[[nodiscard]] std::string kept_lines(const FileReport& report);

/// `path:line:column: transform: message` for each notice.
[[nodiscard]] std::string notice_lines(const FileReport& report);

/// A unified diff in the colours of git: headers bold, hunk lines cyan, old red, new green.
/// Without the colours it is the same text byte for byte.
[[nodiscard]] std::string colored_diff(std::string_view diff);

/// Text for people to look at: control characters, which could steer a terminal, are spelled
/// `\x1b`.
[[nodiscard]] std::string printable(std::string_view text);

}  // namespace codemod
