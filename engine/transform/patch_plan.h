#pragma once

#include <map>
#include <string>

#include "engine/edit/new_name.h"
#include "engine/edit/safety.h"
#include "engine/semantics/program_facts.h"

namespace codemod {

/// What the files of a run agreed on about one name that some of them replace while the program runs.
struct PatchMove {
  bool settled = false;           ///< Until then it is taken to move with what it replaces.
  NewName to;                     ///< What is replaced afterwards; empty when the patch stays.
  Safety level = Safety::safe;    ///< Of the patch together with what it replaces.
  std::string reason;             ///< Why it stays, or why it is not safe.
  [[nodiscard]] bool stays() const { return settled && to.empty(); }
  friend bool operator==(const PatchMove&, const PatchMove&) = default;
};

/// The agreements of a run: a patch and the code that it is meant for move together or not at all.
class PatchPlan {
 public:
  /// Null for a target that nobody takes responsibility for: its patches stay.
  [[nodiscard]] const PatchMove* find(const PatchTarget& target) const {
    const auto found = moves_.find(target.key());
    return found == moves_.end() ? nullptr : &found->second;
  }
  [[nodiscard]] PatchMove& operator[](const PatchTarget& target) { return moves_[target.key()]; }

 private:
  std::map<std::string, PatchMove> moves_;
};

}  // namespace codemod
