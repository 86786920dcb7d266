#pragma once

#include <set>
#include <string>

#include "engine/transform/transform_context.h"

namespace asyncio2anyio {

/// Code that runs on asyncio only and has a counterpart for another library, which is chosen while the program runs.
class LibraryBranches {
 public:
  explicit LibraryBranches(const codemod::TransformContext& cx);
  /// Why code at `node` is such: its function uses trio as well, or a condition around it compares something with
  /// `"asyncio"`. Empty where it is not.
  [[nodiscard]] std::string why_at(codemod::Node node) const;

 private:
  const codemod::TransformContext& cx_;
  std::set<codemod::Node> with_trio_;  // functions whose own code, nested functions not counted, uses trio
};

}  // namespace asyncio2anyio
