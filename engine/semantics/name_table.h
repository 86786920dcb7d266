#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

namespace codemod {

/// Numbers for names, in the order in which they are first met. The names are borrowed.
class NameTable {
 public:
  /// Makes room for about `count` names.
  explicit NameTable(std::uint32_t count = 0);
  /// The number of a name, a new one where there is none.
  std::uint32_t intern(std::string_view name);
  /// The number of a name; nothing for one that was never met.
  [[nodiscard]] std::optional<std::uint32_t> find(std::string_view name) const;

 private:
  static constexpr std::uint32_t kEmpty = 0xffffffff;
  struct Slot {
    std::uint32_t hash = 0;
    std::uint32_t number = kEmpty;
  };

  [[nodiscard]] std::uint32_t slot_of(std::string_view name, std::uint32_t hash) const;
  void grow();

  std::vector<Slot> slots_;  // a power of two of them, at most half taken; collisions take the next free one
  std::vector<std::string_view> names_;
};

}  // namespace codemod
