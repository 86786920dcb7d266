#include "transforms/api/process_object.h"

#include <algorithm>
#include <array>
#include <set>

#include "engine/edit/statement_removal.h"
#include "engine/semantics/control_flow.h"
#include "engine/syntax/context.h"
#include "transforms/api/awaited_statement.h"
#include "transforms/api/process_call.h"
#include "transforms/api/timeouts.h"

namespace asyncio2anyio {

using codemod::BindingId;
using codemod::Field;
using codemod::Fix;
using codemod::Node;
using codemod::NodeKind;
using codemod::ObjectUse;
using codemod::Safety;
using codemod::TrackedObject;
using codemod::TransformContext;
using codemod::UseKind;

namespace {

constexpr std::string_view kLimit = ", which ends the process when it is cancelled, as asyncio does not";
constexpr auto kLimits = std::to_array<std::string_view>(
    {"asyncio.timeout", "asyncio.timeout_at", "asyncio.wait_for", "anyio.fail_after", "anyio.fail_at", "anyio.move_on_after",
     "anyio.move_on_at", "anyio.CancelScope", "async_timeout.timeout", "async_timeout.timeout_at"});

bool is_limit(Node call, const TransformContext& cx) {
  const std::string name = cx.knowledge().canonical(cx.model().resolve(call.child(Field::function)).name);
  return std::ranges::find(kLimits, name) != kLimits.end();
}

/// Whether something of this file may cancel `node`: a time limit around it, or a handler for one.
bool is_limited(Node node, const TransformContext& cx) {
  for (Node up = node.parent(); up && !up.is_any(NodeKind::function_definition, NodeKind::lambda); up = up.parent()) {
    if (up.is(NodeKind::call) && is_limit(up, cx)) return true;
    if (!up.is(NodeKind::with_statement)) continue;
    for (const Node call : codemod::own_nodes(up.child(NodeKind::with_clause), NodeKind::call))
      if (is_limit(call, cx)) return true;
  }
  for (const Node whole : codemod::tries_around(node))
    for (const Node part : whole.named_children()) {
      if (!part.is(NodeKind::except_clause)) continue;
      const bool every = !codemod::caught_expression(part) || codemod::caught_expression(part).text().ends_with("BaseException");
      if (!every && (catches_cancellation(part, cx) || codemod::caught_expression(part).text().find("Timeout") != std::string_view::npos))
        return true;
    }
  return false;
}

/// The same for the calls of the function that `node` is in.
bool may_be_cut_off(Node node, const TransformContext& cx) {
  if (is_limited(node, cx)) return true;
  const Node function = cx.model().function_of(node);
  for (std::uint32_t index = 0; index < cx.tree().size(); ++index) {
    const Node call = cx.tree().node(index);
    if (call.is(NodeKind::call) && codemod::callee_definition(cx.model(), call) == function && is_limited(call, cx)) return true;
  }
  return false;
}

class Process {
 public:
  Process(const TrackedObject& process, Fix& fix, const TransformContext& cx) : process_(process), fix_(fix), cx_(cx) {}

  std::optional<ObjectObstacle> rewrite() {
    if (auto obstacle = check_holder()) return obstacle;
    return run_to_the_end();
  }

 private:
  [[nodiscard]] std::optional<ObjectObstacle> check_holder() const {
    const Node at = process_.producers.front();
    if (!process_.doubt.empty()) return ObjectObstacle{process_.doubt_at, process_.doubt, {}};
    if (!process_.attribute.empty()) return ObjectObstacle{at, "it is held by the attribute `" + std::string(process_.attribute) + "`", {}};
    if (process_.variables.empty()) return ObjectObstacle{at, "no variable holds it", {}};
    if (process_.variables.size() > 1) return ObjectObstacle{at, "it is passed on", {}};
    if (!process_.none_values.empty()) return ObjectObstacle{process_.none_values.front(), "it may be `None`", {}};
    if (!process_.annotations.empty()) return ObjectObstacle{process_.annotations.front(), "its type is annotated", {}};
    if (cx_.model().binding(process_.variables.front()).declared_global) return ObjectObstacle{at, "a function may bind its name anew", {}};
    for (const Node producer : process_.producers)
      if (!variable_assignment(producer)) return ObjectObstacle{producer, "it is made inside a larger statement", {}};
    return std::nullopt;
  }

  std::optional<ObjectObstacle> run_to_the_end() {
    fix_.title = "use `anyio.run_process`";
    for (const ObjectUse& use : process_.uses)
      if (auto obstacle = check_finished(use)) return obstacle;
    for (std::size_t i = 0; i < process_.producers.size(); ++i)
      if (auto obstacle = join(i)) return obstacle;
    for (const ObjectUse& use : process_.uses)
      if (use.member == "communicate" && !joined_.contains(use.outer))
        return ObjectObstacle{use.outer, "it does not stand directly behind the start of the process",
                              "start the process and communicate with it in one call of `anyio.run_process`"};
    drop_unused_name();
    if (codemod::remove_statements(removed_, fix_.edits)) return std::nullopt;
    return ObjectObstacle{process_.producers.front(), "what stays around it would be an empty block", {}};
  }

  /// Nothing holds a process of which every use went away as a statement.
  void drop_unused_name() {
    if (removed_.size() != process_.uses.size()) return;
    for (const Node producer : process_.producers) {
      const Node assignment = variable_assignment(producer);
      fix_.erase({assignment.begin(), assignment.child(Field::right).begin()});
    }
  }

  /// What a process that has ended may be asked for.
  std::optional<ObjectObstacle> check_finished(const ObjectUse& use) {
    if (use.kind == UseKind::method_call && use.member == "communicate") return std::nullopt;
    if (use.kind == UseKind::member && use.member == "returncode") return std::nullopt;
    if (use.kind == UseKind::method_call && use.member == "wait" && codemod::await_of(use.outer)) {
      const Node await = codemod::await_of(use.outer);
      if (codemod::is_whole_statement(await))
        removed_.push_back(codemod::statement_of(await));
      else fix_.replace(await, std::string(use.node.text()) + ".returncode");
      return std::nullopt;
    }
    if (use.member.empty()) return ObjectObstacle{use.node, "it is used as a value", {}};
    return ObjectObstacle{use.node, "`" + std::string(use.member) + "` is used of it while it runs",
                          "open it with `anyio.open_process`, and read its streams in tasks of a task group"};
  }

  /// One start, with the `communicate` behind it.
  std::optional<ObjectObstacle> join(std::size_t index) {
    const Node producer = process_.producers[index];
    const Node start = codemod::statement_of(producer);
    Node next = start.next_sibling();
    while (next.is_any(NodeKind::comment, NodeKind::semicolon)) next = next.next_sibling();
    const auto use = std::ranges::find_if(process_.uses, [&](const ObjectUse& each) { return each.member == "communicate" && next.encloses(each.node); });
    if (use == process_.uses.end())
      return ObjectObstacle{producer, "something stands between its start and `communicate`",
                            "start the process and communicate with it in one call of `anyio.run_process`"};
    joined_.insert(use->outer);
    ProcessCall wanted{"run_process", ProcessInput::as_given, {}};
    if (std::string refusal = read_input(use->outer, wanted); !refusal.empty()) return ObjectObstacle{use->outer, std::move(refusal), {}};
    if (std::string refusal = rewrite_result(*use, next); !refusal.empty()) return ObjectObstacle{use->outer, std::move(refusal), {}};
    if (may_be_cut_off(producer, cx_)) unsafe(kLimit);
    if (wanted.input == ProcessInput::data) unsafe(", which fails when the process ends without reading its input");
    return start_with(index, wanted);
  }

  std::optional<ObjectObstacle> start_with(std::size_t index, const ProcessCall& wanted) {
    const Node reference = process_.references[index];
    std::string refusal = rewrite_process_call(reference, wanted, fix_, cx_);
    if (!refusal.empty()) return ObjectObstacle{process_.producers[index], std::move(refusal), {}};
    if (const std::string_view by = cx_.patched(cx_.reference(*cx_.reference_at(reference))); !by.empty())
      unsafe(", which `patch(\"" + std::string(by) + "\")` does not replace");
    return std::nullopt;
  }

  std::string read_input(Node call, ProcessCall& wanted) const {
    const std::vector<Node> arguments = codemod::arguments_of(call);
    if (arguments.empty()) return {};
    Node data = arguments.front();
    if (data.is(NodeKind::keyword_argument) && data.child(Field::name).text() == "input") data = codemod::keyword_value(data);
    const bool plain = arguments.size() == 1 && !data.is_any(NodeKind::keyword_argument, NodeKind::list_splat, NodeKind::dictionary_splat);
    if (!plain) return "the arguments of `communicate` cannot be told apart";
    if (data.is(NodeKind::none)) return {};
    const bool movable = codemod::own_nodes(data, NodeKind::await).empty() && codemod::own_nodes(data, NodeKind::named_expression).empty() &&
                         data.text().find('\n') == std::string_view::npos && cx_.references_in(data.range()).empty();
    if (!movable) return "its input cannot move to the start of the process";
    wanted.input = ProcessInput::data;
    wanted.data = data.text();
    return {};
  }

  /// `out, err = await p.communicate()` becomes `out, err = p.stdout, p.stderr`, without what nobody reads.
  std::string rewrite_result(const ObjectUse& use, Node statement) {
    const Node await = codemod::await_of(use.outer);
    if (!await) return "`communicate()` is not awaited where it is called";
    const std::string name(use.node.text());
    const Node value = codemod::outermost_parentheses(await);
    const Node parent = value.parent();
    if (statement == parent && codemod::is_whole_statement(await)) return removed_.push_back(statement), std::string();
    if (parent.is(NodeKind::subscript)) return rewrite_item(parent, name, statement);
    const bool whole = (parent.is(NodeKind::assignment) && value.field() == Field::right && parent.parent() == statement) ||
                       (parent.is(NodeKind::return_statement) && parent == statement);
    if (!whole) return "the result of `communicate()` is used inside a larger expression";
    if (const Node wanted = wanted_target(parent)) {
      const bool first = wanted == parent.child(Field::left).named_children().front();
      fix_.replace({parent.child(Field::left).begin(), wanted.begin()}, "");
      fix_.replace({wanted.end(), parent.child(Field::left).end()}, "");
      fix_.replace(value, name + (first ? ".stdout" : ".stderr"));
    } else {
      fix_.replace(value, name + ".stdout, " + name + ".stderr");
    }
    return {};
  }

  /// The one target of a pair that is read; null when both are, or it is no pair.
  [[nodiscard]] Node wanted_target(Node assignment) const {
    const Node left = assignment.child(Field::left);
    if (!left.is(NodeKind::pattern_list)) return {};
    const std::vector<Node> targets = left.named_children();
    if (targets.size() != 2 || !targets[0].is(NodeKind::identifier) || !targets[1].is(NodeKind::identifier)) return {};
    const auto ignored = [&](Node target) {
      const BindingId id = cx_.model().binding_of(target);
      return target.text().starts_with('_') && id != BindingId::none && cx_.model().binding(id).uses.empty() && !cx_.model().binding(id).declared_global;
    };
    if (ignored(targets[0]) == ignored(targets[1])) return {};
    return ignored(targets[0]) ? targets[1] : targets[0];
  }

  /// `(await p.communicate())[0]`, where nothing comes before it.
  std::string rewrite_item(Node item, const std::string& name, Node statement) {
    const Node index = item.child(Field::subscript);
    if (index.text() != "0" && index.text() != "1") return "the result of `communicate()` is used inside a larger expression";
    Node up = item;
    while ((up.parent().is_any(NodeKind::attribute, NodeKind::subscript) && up.parent().first_child() == up) ||
           (up.parent().is(NodeKind::call) && up.field() == Field::function))
      up = up.parent();
    const bool first = (up.parent().is(NodeKind::assignment) && up.field() == Field::right && up.parent().parent() == statement) ||
                       (up.parent().is(NodeKind::return_statement) && up.parent() == statement);
    if (!first) return "the result of `communicate()` is used inside a larger expression";
    fix_.replace(item, name + (index.text() == "0" ? ".stdout" : ".stderr"));
    return {};
  }

  void unsafe(std::string_view why) {
    fix_.at_least(Safety::unsafe);
    if (fix_.title.find(why) == std::string::npos) fix_.title += why;
  }

  const TrackedObject& process_;
  Fix& fix_;
  const TransformContext& cx_;
  std::set<Node> joined_;
  std::vector<Node> removed_;
};

}  // namespace

std::optional<ObjectObstacle> run_process(const TrackedObject& process, Fix& fix, const TransformContext& cx) {
  return Process(process, fix, cx).rewrite();
}

}  // namespace asyncio2anyio
