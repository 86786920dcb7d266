#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "engine/semantics/semantic_model.h"
#include "engine/syntax/node.h"

namespace asyncio2anyio {

/// A call that replaces something of asyncio while the program runs: `patch("package.module.asyncio.sleep")`,
/// `monkeypatch.setattr(asyncio, "sleep", …)`.
struct MockTarget {
  codemod::Node place;   ///< What the ledger counts: the string, or the expression that is the module asyncio.
  codemod::Node member;  ///< The string with the member's name where it has one of its own; else null.
  std::string through;   ///< The module by which asyncio is reached (`package.module`); empty for asyncio itself.
  std::string tail;      ///< What stands behind that: `asyncio.sleep`, `asyncio`.
  std::vector<std::string> members;  ///< What is replaced: `sleep`; empty when that is not told.
  std::string obstacle;  ///< Why it cannot be followed.

  [[nodiscard]] bool is_string() const { return place.is_any(codemod::NodeKind::string, codemod::NodeKind::binary_operator); }
  /// What is replaced, as a dotted name.
  [[nodiscard]] std::string dotted(std::string_view name) const {
    return (through.empty() ? std::string() : through + ".").append("asyncio.").append(name);
  }
};

/// All of them in a file, by place.
[[nodiscard]] std::vector<MockTarget> find_mock_targets(const codemod::SemanticModel& model);

}  // namespace asyncio2anyio
