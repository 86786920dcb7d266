#include "transforms/api/lifespan_slots.h"

#include <algorithm>
#include <set>

#include "engine/semantics/control_flow.h"
#include "engine/syntax/context.h"

namespace asyncio2anyio {

using codemod::Binding;
using codemod::BindingId;
using codemod::Definition;
using codemod::DefinitionKind;
using codemod::Field;
using codemod::Node;
using codemod::NodeKind;
using codemod::Reference;
using codemod::TransformContext;

namespace {

/// The call that a reference makes a task by; null for other references.
Node task_call(const Reference& reference) {
  if (!reference.certain) return {};
  if (reference.name == "asyncio.create_task" || reference.name == "asyncio.ensure_future") return codemod::call_of(reference.node);
  const bool method = reference.name == "loop.create_task" && reference.use && reference.use->kind == codemod::UseKind::method_call;
  return method ? reference.use->outer : Node();
}

/// The statement of the spine's blocks that holds a node of the lifespan.
Node entry_of(const Lifespan& lifespan, Node node) {
  for (Node up = node; up; up = up.parent())
    for (const Node statement : lifespan.spine)
      if (up.parent() == statement.parent()) return up;
  return {};
}

std::vector<Spawn> spawns_of(const Lifespan& lifespan, const TransformContext& cx) {
  std::vector<Spawn> spawns;
  for (std::uint32_t index = 0; index < cx.references().size(); ++index) {
    const Node call = cx.has_fix(index) ? Node() : task_call(cx.reference(index));
    if (!call) continue;
    const Node home = cx.model().function_of(call);
    Node inside = call;
    if (home != lifespan.function) {
      const LifespanCall* way = lifespan.call_of(home);
      inside = way ? way->call : Node();
    }
    const Node entry = inside ? entry_of(lifespan, inside) : Node();
    if (entry && lifespan.starts(inside) && entry.end() <= lifespan.yield().begin()) spawns.push_back({index, call, home, entry});
  }
  return spawns;
}

bool is_same(const TaskPlace& one, const TaskPlace& other) {
  return one.variable == other.variable && one.attribute == other.attribute;
}

bool is_empty_container(Node value) {
  if (value.is_any(NodeKind::list, NodeKind::dictionary)) return value.named_children().empty();
  if (!value.is(NodeKind::call) || !codemod::arguments_of(value).empty()) return false;
  const std::string_view name = value.child(Field::function).text();
  return name == "list" || name == "set";
}

/// The object of `object.append(expression)` (or `add`), a whole statement; null for anything else.
Node container_taking(Node expression) {
  const Node list = codemod::outermost_parentheses(expression).parent();
  if (!list.is(NodeKind::argument_list) || list.named_children().size() != 1) return {};
  const Node callee = list.parent().child(Field::function);
  if (!callee.is(NodeKind::attribute) || !codemod::is_whole_statement(list.parent())) return {};
  const std::string_view member = callee.child(Field::attribute).text();
  return member == "append" || member == "add" ? callee.child(Field::object) : Node();
}

/// Follows the tasks of one slot; thrown away afterwards.
class Follower {
 public:
  Follower(TaskSlot& slot, const TransformContext& cx) : slot_(slot), cx_(cx) {}

  /// Where the task of a spawn is put first.
  void store(const Spawn& spawn) {
    const Node outer = codemod::outermost_parentheses(spawn.call);
    if (outer.parent().is(NodeKind::expression_statement)) return;
    if (const Node container = container_taking(outer)) return hold(container, true);
    const Node held = outer.parent();
    const bool display = held.is_any(NodeKind::list, NodeKind::set, NodeKind::tuple) ||
                         (held.is_any(NodeKind::list_comprehension, NodeKind::set_comprehension) && held.named_children().front() == outer);
    const Node value = display ? held : outer;
    const Node assignment = value.parent();
    const bool plain = assignment.is(NodeKind::assignment) && value.field() == Field::right && assignment.parent().is(NodeKind::expression_statement);
    if (!plain) return doubt("the task is passed on");
    if (display)
      for (const Node element : held.named_children()) known_.insert(element);
    known_.insert(value);
    hold(assignment.child(Field::left), display);
  }

  void follow() {
    for (std::size_t next = 0; next < slot_.places.size() && slot_.doubt.empty(); ++next) {
      const TaskPlace place = slot_.places[next];
      if (place.variable != BindingId::none) follow_variable(place);
      else follow_attribute(place);
    }
    // All loops over the tasks are known now.
    for (const TaskPlace& place : slot_.places)
      if (place.variable != BindingId::none)
        for (const Definition& definition : cx_.model().binding(place.variable).definitions) define(definition, place);
  }

 private:
  void doubt(std::string why) {
    if (slot_.doubt.empty()) slot_.doubt = std::move(why);
  }

  void hold(Node target, bool many) {
    TaskPlace place{BindingId::none, {}, many};
    if (target.is(NodeKind::identifier)) place.variable = cx_.model().binding_of(target);
    if (target.is(NodeKind::attribute)) place.attribute = target.child(Field::attribute).text();
    if (place.variable == BindingId::none && place.attribute.empty()) return doubt("the task is stored where its uses cannot be seen");
    if (target.is(NodeKind::attribute)) targets_.push_back(target);
    for (const TaskPlace& other : slot_.places) {
      if (!is_same(place, other)) continue;
      if (place.many != other.many) doubt("a name holds a task here and a container there");
      return;
    }
    slot_.places.push_back(place);
  }

  void follow_variable(const TaskPlace& place) {
    const Binding& binding = cx_.model().binding(place.variable);
    const std::string name = "`" + std::string(binding.name) + "`";
    if (cx_.model().scope(binding.scope).kind == codemod::ScopeKind::class_) return doubt("the task is stored in a class");
    if (binding.scope == codemod::ScopeId::module) {
      const auto foreign = cx_.facts().foreign_module_uses(cx_.path(), binding.name);
      if (!foreign || cx_.model().is_exported(binding.name)) return doubt("other modules may use " + name);
      if (!foreign->empty()) return doubt(cx_.facts().path(foreign->front()) + ":" + std::to_string(foreign->front().line) + " uses " + name);
    }
    for (const Node use : binding.uses) load(use, place);
  }

  void define(const Definition& definition, const TaskPlace& place) {
    const Node statement = definition.statement;
    if (definition.kind == DefinitionKind::loop_target && loops_.contains(statement)) return;
    if (const Node type = statement.child(Field::type)) slot_.annotations.push_back(type);
    if (definition.kind == DefinitionKind::annotation) return slot_.resets.push_back(codemod::statement_of(statement));
    if (definition.kind != DefinitionKind::assignment || statement.child(Field::left) != definition.name)
      return doubt("`" + std::string(definition.name.text()) + "` also holds something else");
    assign(statement, place);
  }

  void assign(Node assignment, const TaskPlace& place) {
    const Node value = codemod::strip_parentheses(assignment.child(Field::right));
    if (known_.contains(value)) return;
    const bool is_spawn = std::ranges::any_of(slot_.spawns, [&](const Spawn& spawn) { return spawn.call == value; });
    if (is_spawn) return;
    const bool plain = assignment.parent().is(NodeKind::expression_statement);
    if (plain && (value.is(NodeKind::none) || (place.many && is_empty_container(value)))) return slot_.resets.push_back(assignment.parent());
    doubt("`" + std::string(assignment.child(Field::left).text()) + "` also holds something else");
  }

  void load(Node use, const TaskPlace& place) {
    if (codemod::in_annotation(use)) return;
    const codemod::ObjectUse what = codemod::classify_use(use);
    const Node statement = codemod::statement_of(use);
    if (place.many && what.kind == codemod::UseKind::method_call && (what.member == "add" || what.member == "append")) return take(what.outer, statement);
    if (const Node container = place.many ? Node() : container_taking(use)) {
      slot_.moves.push_back(statement);
      return hold(container, true);
    }
    if (is_discard(what, statement) || is_alias(use, statement, place)) return;
    if (place.many && what.kind == codemod::UseKind::member && what.member == "discard" && is_callback(what.outer)) return;
    iterate(use, place.many);
    slot_.loads.push_back(use);
  }

  /// What is added to a container of tasks: a spawn, or a place of the slot.
  void take(Node call, Node statement) {
    const std::vector<Node> arguments = codemod::arguments_of(call);
    const Node value = arguments.size() == 1 ? codemod::strip_parentheses(arguments.front()) : Node();
    if (std::ranges::any_of(slot_.spawns, [&](const Spawn& spawn) { return spawn.call == value; })) return;
    if (std::ranges::find(slot_.moves, statement) != slot_.moves.end()) return;
    doubt("line " + std::to_string(cx_.tree().source().original_line(call.begin())) + " adds something else to the tasks");
  }

  /// `task.add_done_callback(tasks.discard)`.
  bool is_discard(const codemod::ObjectUse& use, Node statement) {
    if (use.kind != codemod::UseKind::method_call || use.member != "add_done_callback") return false;
    const std::vector<Node> arguments = codemod::arguments_of(use.outer);
    const bool discards = arguments.size() == 1 && arguments.front().is(NodeKind::attribute) &&
                          arguments.front().child(Field::attribute).text() == "discard" && codemod::is_whole_statement(use.outer);
    if (discards) slot_.moves.push_back(statement);
    return discards;
  }

  /// `task = app.state.task`.
  bool is_alias(Node use, Node statement, const TaskPlace& place) {
    const Node value = codemod::outermost_parentheses(use);
    const Node assignment = value.parent();
    const bool plain = assignment.is(NodeKind::assignment) && value.field() == Field::right && assignment.parent() == statement;
    if (!plain || !assignment.child(Field::left).is(NodeKind::identifier)) return false;
    known_.insert(codemod::strip_parentheses(value));
    slot_.aliases.push_back(statement);
    hold(assignment.child(Field::left), place.many);
    return true;
  }

  static bool is_callback(Node attribute) {
    const Node list = attribute.parent();
    return list.is(NodeKind::argument_list) && list.parent().child(Field::function).text().ends_with(".add_done_callback");
  }

  /// `for task in tasks`, also through `list(tasks)`, and `for task in (one, other)`.
  void iterate(Node use, bool many) {
    Node outer = codemod::outermost_parentheses(use);
    const bool copied = many && outer.parent().is(NodeKind::argument_list) && outer.parent().parent().child(Field::function).text() == "list";
    if (copied) outer = outer.parent().parent();
    if (!many && !outer.parent().is_any(NodeKind::tuple, NodeKind::list)) return;
    if (!many) outer = outer.parent();
    const Node loop = outer.parent();
    if (!loop.is(NodeKind::for_statement) || outer.field() != Field::right || !loop.child(Field::left).is(NodeKind::identifier)) return;
    loops_.insert(loop);
    hold(loop.child(Field::left), false);
  }

  void follow_attribute(const TaskPlace& place) {
    Node owner;
    for (const Node target : targets_)
      if (target.child(Field::attribute).text() == place.attribute) owner = target.child(Field::object);
    const Node owner_class = codemod::class_of_self(cx_.model(), owner);
    if (!owner_class && !owner.text().ends_with(".state")) return doubt("`" + std::string(owner.text()) + "` may be used anywhere");
    const std::string_view class_name = owner_class ? owner_class.child(Field::name).text() : "State";
    if (owner_class && cx_.facts().is_subclassed(class_name)) return doubt("a subclass may use `" + std::string(place.attribute) + "`");
    const auto foreign = cx_.facts().foreign_uses(cx_.path(), place.attribute, class_name);
    if (!foreign) return doubt("other files may use `" + std::string(place.attribute) + "`");
    if (!foreign->empty())
      return doubt(cx_.facts().path(foreign->front()) + ":" + std::to_string(foreign->front().line) + " uses `" + std::string(place.attribute) + "`");
    for (std::uint32_t index = 0; index < cx_.tree().size(); ++index) see(cx_.tree().node(index), place, owner_class);
  }

  /// `hasattr(app.state, "task")` and `getattr(app.state, "task", None)`.
  static bool is_plain_lookup(Node call) {
    const std::string_view name = call.child(Field::function).text();
    const std::vector<Node> arguments = codemod::arguments_of(call);
    if (arguments.size() < 2 || !arguments.front().text().ends_with(".state") || !arguments[1].is(NodeKind::string)) return false;
    return name == "hasattr" ? arguments.size() == 2 : name == "getattr" && (arguments.size() == 2 || arguments[2].is(NodeKind::none));
  }

  void see(Node node, const TaskPlace& place, Node owner_class) {
    if (node.is(NodeKind::string) && node.child(NodeKind::string_content).text() == place.attribute && node.parent().is(NodeKind::argument_list)) {
      const Node call = node.parent().parent();
      if (is_plain_lookup(call)) return load(call, place);
      return doubt("`" + std::string(place.attribute) + "` is looked up by its name");
    }
    if (!node.is(NodeKind::attribute) || node.child(Field::attribute).text() != place.attribute) return;
    const Node other = codemod::class_of_self(cx_.model(), node.child(Field::object));
    if (other && other != owner_class) return;
    const Node parent = node.parent();
    const bool stored = parent.is_any(NodeKind::assignment, NodeKind::augmented_assignment) && node.field() == Field::left;
    if (!stored) return load(node, place);
    if (const Node type = parent.child(Field::type)) slot_.annotations.push_back(type);
    if (parent.is(NodeKind::assignment) && parent.child(Field::right)) return assign(parent, place);
    if (parent.is(NodeKind::assignment)) return slot_.resets.push_back(codemod::statement_of(parent));
    doubt("`" + std::string(node.text()) + "` also holds something else");
  }

  TaskSlot& slot_;
  const TransformContext& cx_;
  std::set<Node> known_;        // values that are tasks
  std::set<Node> loops_;        // over the tasks
  std::vector<Node> targets_;   // attributes that tasks are stored in
};

/// Joins the spawns whose tasks are stored at the same place.
bool share_place(const TaskSlot& one, const TaskSlot& other) {
  return std::ranges::any_of(one.places, [&](const TaskPlace& place) {
    return std::ranges::any_of(other.places, [&](const TaskPlace& its) { return is_same(place, its); });
  });
}

/// Whether the function that starts the tasks is done with them before the application has started.
bool ends_at_startup(const TaskSlot& slot, const Lifespan& lifespan, const TransformContext& cx) {
  return !slot.loads.empty() && std::ranges::all_of(slot.loads, [&](Node expression) {
    const Node home = slot.spawns.front().home;
    return cx.model().function_of(expression) == home && (home != lifespan.function || lifespan.starts(expression));
  });
}

TaskSlot follow(std::vector<Spawn> spawns, const TransformContext& cx) {
  TaskSlot slot;
  slot.spawns = std::move(spawns);
  Follower follower(slot, cx);
  for (const Spawn& spawn : slot.spawns) follower.store(spawn);
  follower.follow();
  std::ranges::sort(slot.loads, {}, [](Node expression) { return expression.index(); });
  return slot;
}

/// Whether two slots are one because the first doubts what the second explains.
std::vector<TaskSlot> joined(std::vector<TaskSlot> slots, const TransformContext& cx) {
  for (std::size_t one = 0; one < slots.size(); ++one)
    for (std::size_t other = one + 1; other < slots.size(); ++other) {
      if (!share_place(slots[one], slots[other])) continue;
      std::vector<Spawn> spawns = slots[one].spawns;
      spawns.insert(spawns.end(), slots[other].spawns.begin(), slots[other].spawns.end());
      slots[one] = follow(std::move(spawns), cx);
      slots.erase(slots.begin() + static_cast<std::ptrdiff_t>(other));
      return joined(std::move(slots), cx);
    }
  return slots;
}

}  // namespace

std::vector<TaskSlot> find_slots(const Lifespan& lifespan, const TransformContext& cx) {
  std::vector<TaskSlot> slots;
  for (const Spawn& spawn : spawns_of(lifespan, cx)) slots.push_back(follow({spawn}, cx));
  slots = joined(std::move(slots), cx);
  std::erase_if(slots, [&](const TaskSlot& slot) { return ends_at_startup(slot, lifespan, cx); });
  return slots;
}

std::set<std::uint32_t> references_of_lifespans(const TransformContext& cx) {
  std::set<std::uint32_t> references;
  for (const Lifespan& lifespan : find_lifespans(cx))
    for (const TaskSlot& slot : find_slots(lifespan, cx))
      for (const Spawn& spawn : slot.spawns) references.insert(spawn.reference);
  return references;
}

}  // namespace asyncio2anyio
