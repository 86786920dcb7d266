#pragma once

#include <vector>

#include "engine/edit/fix.h"
#include "engine/transform/transform_context.h"
#include "transforms/api/inner_groups.h"
#include "transforms/api/task_region.h"

namespace asyncio2anyio {

/// Tasks that stay, and why.
struct RefusedObject {
  TaskObject object;
  TaskObstacle obstacle;
};

/// The call of `run` that runs a function of this file, when nothing else uses the function; null otherwise.
[[nodiscard]] codemod::Node only_run_of(codemod::Node function, const codemod::TransformContext& cx);

/// Whether nothing waits for the task and it ends with the program: the function that makes it is the one that `run`
/// runs, and there the task is dropped.
[[nodiscard]] bool runs_in_background(const TaskObject& object, const codemod::TransformContext& cx);

/// Puts task groups around the tasks of one function, one for all tasks whose statements overlap.
class TaskGroups {
 public:
  TaskGroups(std::vector<TaskObject> objects, codemod::TransformContext& cx);

  [[nodiscard]] std::vector<codemod::Fix>& fixes() { return fixes_; }
  [[nodiscard]] const std::vector<RefusedObject>& refused() const { return refused_; }

 private:
  /// What one group holds.
  struct Group {
    TaskRegion region;
    std::vector<TaskObject> objects;
    bool to_the_end = false;  ///< Of the function, where the tasks are cancelled.
  };

  void place(TaskObject object);
  bool join(Group& group, const TaskObject& object, const TaskRegion& region, bool background);
  [[nodiscard]] std::optional<TaskObstacle> check(const Group& group) const;
  void build(const Group& group);
  [[nodiscard]] std::optional<std::string> header(const Group& group, codemod::Fix& fix) const;
  [[nodiscard]] std::optional<TaskObstacle> rewrite_object(const Group& group, const TaskObject& object, const std::string& name, codemod::Fix& fix) const;
  [[nodiscard]] std::optional<TaskObstacle> rewrite_use(const Group& group, const TaskObject& object, const codemod::ObjectUse& use, codemod::Fix& fix) const;
  [[nodiscard]] InnerGroup inner_group(const Group& group) const;
  void add_block(const Group& group, const InnerGroup& inner, const std::string& header, const std::string& name, codemod::Fix& fix) const;

  codemod::TransformContext& cx_;
  std::vector<Group> groups_;
  std::vector<codemod::Fix> fixes_;
  std::vector<RefusedObject> refused_;
};

}  // namespace asyncio2anyio
