#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "engine/syntax/node.h"

namespace codemod {

/// The suppression comments of one file:
///
///     x = old()      # TAG: ignore              every transform, on this logical line
///     y = old()      # TAG: ignore[sleep,run]   these transforms
///     # TAG: off  …  # TAG: on                  everything in between
///     # TAG: skip-file                          the whole file
///
/// A comment anywhere in a logical line counts for all of it; the header of a compound statement
/// is a logical line.
class Suppressions {
 public:
  static Suppressions read(const SyntaxTree& tree, std::string_view tag);

  [[nodiscard]] bool skips_file() const { return skips_file_; }
  /// Whether a comment tells `transform` to leave `node` alone; remembers that the comment was of use.
  [[nodiscard]] bool suppresses(Node node, std::string_view transform);
  /// Comments that suppressed nothing so far, by place, with the reason to tell.
  struct Unused {
    std::uint32_t offset;
    std::string message;
  };
  [[nodiscard]] std::vector<Unused> unused() const;

 private:
  struct Comment {
    std::uint32_t offset = 0;
    std::uint32_t first_line = 0;  ///< Lines that it covers, both included.
    std::uint32_t last_line = 0;
    std::vector<std::string> names;  ///< Empty for all.
    bool used = false;
    bool malformed = false;
  };

  std::vector<Comment> comments_;
  bool skips_file_ = false;
};

}  // namespace codemod
