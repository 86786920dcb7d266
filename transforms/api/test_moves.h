#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "engine/edit/safety.h"
#include "engine/semantics/program_facts.h"
#include "transforms/api/test_module.h"

namespace asyncio2anyio {

/// The items of a program that could move, joined to groups that move together or not at all.
class Moves {
 public:
  using Id = std::size_t;

  /// A place where an async test of a group runs.
  struct Run {
    const TestModule* module = nullptr;
    std::string place;
  };

  /// `is_case` says that it is a class of test cases, which another transform moves than the rest.
  Id add(const TestModule& module, const TestItem& item, bool is_case = false);
  [[nodiscard]] Id id(const TestItem& item) const { return ids_.at(&item); }
  void join(Id one, Id other) { parents_[root(one)] = root(other); }
  void stay(Id id, std::string reason, std::string advice = {}) {
    entries_[id].item.stay(std::move(reason), std::move(advice));
  }
  void doubt(Id id, std::string difference);
  /// Notes that an async test of the item runs there, and how long its async fixtures live.
  void runs(Id id, const TestModule& module, std::string place) {
    entries_[id].runs.push_back({&module, std::move(place)});
  }
  void need(Id id, TestScope scope) { entries_[id].scope = std::max(entries_[id].scope, scope); }

  /// Ends the joining.
  void settle();
  /// The groups, each by one of its items; those that something keeps are left out.
  [[nodiscard]] std::vector<Id> movable() const;
  [[nodiscard]] std::vector<Run> runs_of(Id group) const;
  [[nodiscard]] TestScope scope_of(Id group) const;
  [[nodiscard]] codemod::Safety level_of(Id group) const;
  /// Whether the auto mode of a configuration is in the group.
  [[nodiscard]] bool has_mode(Id group) const;
  /// Keeps a group as a whole.
  void stay_all(Id group, const std::string& reason, const std::string& advice);
  /// Has the `anyio_backend` of a group defined in a file: for the items of the group that are in
  /// it or, when it is `for_others`, by itself.
  void define(Id group, const TestModule& home, TestScope scope, bool for_others);

  [[nodiscard]] codemod::Conclusions conclusions() const;

 private:
  struct Entry {
    const TestModule* module = nullptr;
    TestItem item;
    std::vector<Run> runs;
    TestScope scope = TestScope::function;
    bool in_home = false;  // its file defines the `anyio_backend` that it needs
    bool is_case = false;
  };
  struct Home {
    TestScope scope = TestScope::function;
    // Of the safest of those in other files that need it, by who moves them.
    std::optional<codemod::Safety> for_marks;
    std::optional<codemod::Safety> for_cases;
  };

  [[nodiscard]] Id root(Id id) const;
  [[nodiscard]] const std::vector<Id>& members(Id group) const { return groups_[root(group)]; }

  std::vector<Entry> entries_;
  std::vector<Id> parents_;
  std::vector<std::vector<Id>> groups_;  // by root
  std::map<const TestItem*, Id> ids_;
  std::map<std::string, Home> homes_;  // by path
};

}  // namespace asyncio2anyio
