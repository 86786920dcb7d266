#pragma once

#include <set>
#include <string>
#include <vector>

#include "engine/transform/transform_context.h"
#include "transforms/api/lifespan_functions.h"

namespace asyncio2anyio {

/// A call that makes a task while an application starts.
struct Spawn {
  std::uint32_t reference = 0;
  codemod::Node call;
  codemod::Node home;   ///< The lifespan, or the function that it calls.
  codemod::Node entry;  ///< The statement of the lifespan's spine that holds the call, or the call of its function.
};

/// A variable, or an attribute by its name, that holds a task or a container of tasks.
struct TaskPlace {
  codemod::BindingId variable = codemod::BindingId::none;
  std::string_view attribute;
  bool many = false;
};

/// Tasks that share places, and everything that the file does with them.
struct TaskSlot {
  std::vector<Spawn> spawns;
  std::vector<TaskPlace> places;
  std::vector<codemod::Node> loads;        ///< Expressions that read a place, but for those in `moves`, `aliases` and spawns.
  std::vector<codemod::Node> resets;       ///< Statements that assign None or an empty container, or only annotate.
  std::vector<codemod::Node> moves;        ///< Statements that put a task of one place into another, or drop it there when it is done.
  std::vector<codemod::Node> aliases;      ///< Statements that read a place into a variable, another place of the slot.
  std::vector<codemod::Node> annotations;  ///< Types of the places.
  std::string doubt;                       ///< Why not everything is known; empty when it is.
};

/// The tasks that start with a lifespan and may outlive its start, by the places that they share.
[[nodiscard]] std::vector<TaskSlot> find_slots(const Lifespan& lifespan, const codemod::TransformContext& cx);

/// The references that make such tasks and that no transform has taken: no group that a failing task ends may span the
/// `yield` of a lifespan.
[[nodiscard]] std::set<std::uint32_t> references_of_lifespans(const codemod::TransformContext& cx);

}  // namespace asyncio2anyio
