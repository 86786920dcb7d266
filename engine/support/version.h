#pragma once

#include <compare>
#include <optional>
#include <string>
#include <string_view>

namespace codemod {

/// A release as far as decisions need it: `3.11`, `4.16`.
struct Version {
  int major = 0;
  int minor = 0;
  friend constexpr auto operator<=>(const Version&, const Version&) = default;
};

/// `4.16`.
[[nodiscard]] std::string to_string(Version version);
/// Reads `4`, `4.16` or `4.16.0`; nothing for any other text.
[[nodiscard]] std::optional<Version> parse_version(std::string_view text);

}  // namespace codemod
