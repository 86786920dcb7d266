#include "transforms/api/test_moves.h"

#include <algorithm>

#include "transforms/api/test_notes.h"

namespace asyncio2anyio {

using codemod::Safety;

Moves::Id Moves::add(const TestModule& module, const TestItem& item, bool is_case) {
  const Id id = entries_.size();
  entries_.push_back({&module, item, {}, TestScope::function, false, is_case});
  parents_.push_back(id);
  ids_.emplace(&item, id);
  return id;
}

void Moves::doubt(Id id, std::string difference) {
  if (entries_[id].item.doubt.empty()) entries_[id].item.doubt = std::move(difference);
}

Moves::Id Moves::root(Id id) const {
  while (parents_[id] != id) id = parents_[id];
  return id;
}

void Moves::settle() {
  groups_.assign(entries_.size(), {});
  for (Id id = 0; id < entries_.size(); ++id) groups_[root(id)].push_back(id);
}

std::vector<Moves::Id> Moves::movable() const {
  std::vector<Id> groups;
  for (const std::vector<Id>& group : groups_)
    if (!group.empty() &&
        std::ranges::all_of(group, [&](Id id) { return entries_[id].item.obstacle.empty(); }))
      groups.push_back(group.front());
  std::ranges::sort(groups);
  return groups;
}

std::vector<Moves::Run> Moves::runs_of(Id group) const {
  std::vector<Run> runs;
  for (const Id id : members(group))
    runs.insert(runs.end(), entries_[id].runs.begin(), entries_[id].runs.end());
  return runs;
}

TestScope Moves::scope_of(Id group) const {
  TestScope scope = TestScope::function;
  for (const Id id : members(group)) scope = std::max(scope, entries_[id].scope);
  return scope;
}

Safety Moves::level_of(Id group) const {
  const bool doubtful =
      std::ranges::any_of(members(group), [&](Id id) { return !entries_[id].item.doubt.empty(); });
  return doubtful ? Safety::unsafe : Safety::safe;
}

bool Moves::has_mode(Id group) const {
  return std::ranges::any_of(members(group),
                             [&](Id id) { return entries_[id].item.key == "asyncio_mode"; });
}

void Moves::stay_all(Id group, const std::string& reason, const std::string& advice) {
  for (const Id id : members(group)) stay(id, reason, advice);
}

void Moves::define(Id group, const TestModule& home, TestScope scope, bool for_others) {
  Home& here = homes_[home.path];
  here.scope = std::max(here.scope, scope);
  std::optional<Safety>& level =
      entries_[members(group).front()].is_case ? here.for_cases : here.for_marks;
  if (for_others) level = std::min(level.value_or(Safety::unsafe), level_of(group));
  for (const Id id : members(group))
    entries_[id].in_home |= !for_others && entries_[id].module == &home;
}

codemod::Conclusions Moves::conclusions() const {
  codemod::Conclusions conclusions;
  for (const std::vector<Id>& group : groups_) {
    if (group.empty()) continue;
    const auto kept =
        std::ranges::find_if(group, [&](Id id) { return !entries_[id].item.obstacle.empty(); });
    const auto doubted =
        std::ranges::find_if(group, [&](Id id) { return !entries_[id].item.doubt.empty(); });
    for (const Id id : group) {
      const Entry& entry = entries_[id];
      std::vector<std::string>& into = conclusions[entry.module->path];
      if (kept == group.end()) {
        const bool doubtful = doubted != group.end();
        const std::string scope =
            entry.in_home ? std::string(scope_name(homes_.at(entry.module->path).scope)) : "";
        into.push_back(join_fields({"moves", entry.item.key, doubtful ? "unsafe" : "",
                                    doubtful ? entries_[*doubted].item.doubt : "", "",
                                    std::to_string(group.front()), scope}));
        continue;
      }
      const Entry& culprit = entry.item.obstacle.empty() ? entries_[*kept] : entry;
      std::string reason = culprit.item.obstacle;
      if (&culprit != &entry)
        reason = "it moves together with `" + culprit.item.key + "` at " + culprit.module->path +
                 ":" + std::to_string(culprit.item.line) + ", which stays: " + reason;
      into.push_back(
          join_fields({"stays", entry.item.key, "", reason, culprit.item.advice, "", ""}));
    }
  }
  for (const auto& [path, home] : homes_)
    for (const auto& [word, level] :
         {std::pair("define", home.for_marks), std::pair("define for cases", home.for_cases)})
      if (level)
        conclusions[path].push_back(
            join_fields({word, std::string(scope_name(home.scope)),
                         *level == Safety::safe ? "" : "unsafe"}));
  return conclusions;
}

}  // namespace asyncio2anyio
