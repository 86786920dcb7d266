#pragma once

#include <compare>
#include <cstdint>

namespace codemod {

/// A half-open range of byte offsets in one file. Files above 4 GiB are refused
/// on reading, so 32 bits are enough.
struct TextRange {
  std::uint32_t begin = 0;
  std::uint32_t end = 0;

  [[nodiscard]] constexpr std::uint32_t size() const { return end - begin; }
  [[nodiscard]] constexpr bool empty() const { return begin == end; }
  /// Whether `other` lies inside; a range contains itself.
  [[nodiscard]] constexpr bool contains(TextRange other) const {
    return begin <= other.begin && other.end <= end;
  }
  [[nodiscard]] constexpr bool contains(std::uint32_t offset) const {
    return begin <= offset && offset < end;
  }
  /// Whether the two share a byte.
  [[nodiscard]] constexpr bool overlaps(TextRange other) const {
    return begin < other.end && other.begin < end;
  }
  /// Whether the two share a byte or a border.
  [[nodiscard]] constexpr bool touches(TextRange other) const {
    return begin <= other.end && other.begin <= end;
  }
  friend constexpr auto operator<=>(const TextRange&, const TextRange&) = default;
};

}  // namespace codemod
