#include "transforms/api/exception_observers.h"

#include <algorithm>
#include <set>

#include "engine/semantics/control_flow.h"
#include "engine/syntax/context.h"

namespace asyncio2anyio {

using codemod::BindingId;
using codemod::Field;
using codemod::Node;
using codemod::NodeKind;
using codemod::TransformContext;

namespace {

/// Follows the callers of functions; thrown away afterwards.
class Observers {
 public:
  explicit Observers(const TransformContext& cx) : cx_(cx) {}

  bool are_none(Node at) {
    if (is_watched(at)) return false;
    const Node function = cx_.model().function_of(at);
    return !function || is_only_run(function);
  }

 private:
  /// Whether a handler or a `with` that may swallow exceptions stands around a node of its function.
  static bool is_watched(Node at) {
    for (Node up = at.parent(); up && !up.is(NodeKind::function_definition); up = up.parent()) {
      if (up.is(NodeKind::with_statement) && !codemod::has_async_keyword(up)) return true;
      if (up.is(NodeKind::try_statement) && up.child(NodeKind::except_clause)) return true;
    }
    return false;
  }

  /// Whether each use of a function awaits it, or runs the program with it.
  bool is_only_run(Node function) {
    const bool is_generator = cx_.model().scope(cx_.model().scope_made_by(function)).is_generator;
    if (!function.is(NodeKind::function_definition) || is_generator) return false;
    if (function.parent().is(NodeKind::decorated_definition) || is_method(function)) return false;
    const BindingId id = cx_.model().binding_of(function.child(Field::name));
    if (id == BindingId::none || cx_.model().binding(id).definitions.size() != 1 || cx_.model().binding(id).declared_global) return false;
    if (!seen_.insert(id).second) return true;
    const std::vector<Node>& uses = cx_.model().binding(id).uses;
    return !uses.empty() && std::ranges::all_of(uses, [this](Node use) {
      const Node call = codemod::call_of(use);
      const Node around = call && codemod::await_of(call) ? codemod::await_of(call) : run_of(call ? call : use);
      return around && are_none(around);
    });
  }

  static bool is_method(Node function) {
    const Node block = function.parent();
    return block.is(NodeKind::block) && block.parent().is(NodeKind::class_definition);
  }

  /// The call of `run` that a coroutine, or its function, is given to.
  Node run_of(Node argument) const {
    const Node list = codemod::outermost_parentheses(argument).parent();
    if (!list.is(NodeKind::argument_list) || codemod::arguments_of(list.parent()).front() != codemod::outermost_parentheses(argument)) return {};
    const std::string name = cx_.knowledge().canonical(cx_.model().resolve(list.parent().child(Field::function)).name);
    const bool runs = name == "asyncio.run" || name == "anyio.run";
    return runs && !cx_.model().function_of(list) ? list.parent() : Node();
  }

  const TransformContext& cx_;
  std::set<BindingId> seen_;
};

}  // namespace

bool ends_the_program(Node statement, const TransformContext& cx) { return Observers(cx).are_none(statement); }

}  // namespace asyncio2anyio
