#pragma once

#include <string>

namespace codemod {

/// The name that stands where another one stood.
struct NewName {
  std::string qualified;  ///< `anyio.sleep`.
  std::string local;      ///< As the module's globals lead to it: `aio.sleep`; empty when they do not.
  [[nodiscard]] bool empty() const { return qualified.empty(); }
  friend bool operator==(const NewName&, const NewName&) = default;
};

}  // namespace codemod
