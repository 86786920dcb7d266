#include "transforms/api/process_open.h"

#include <algorithm>
#include <array>

#include "engine/syntax/context.h"
#include "transforms/api/arguments.h"
#include "transforms/api/lock_foreign.h"
#include "transforms/api/process_call.h"
#include "transforms/api/rewriting.h"
#include "transforms/api/stream_helpers.h"

namespace asyncio2anyio {

using codemod::Field;
using codemod::Fix;
using codemod::Node;
using codemod::NodeKind;
using codemod::ObjectUse;
using codemod::UseKind;

namespace {

constexpr auto kMembers = std::to_array<std::string_view>(
    {"communicate", "kill", "pid", "returncode", "send_signal", "stderr", "stdin", "stdout", "terminate", "wait"});
/// What a process of either library has.
constexpr auto kCommon = std::to_array<std::string_view>({"kill", "pid", "returncode", "send_signal", "terminate", "wait"});

/// The assignment `holder = await start(...)`; null when the start is part of something larger.
Node assignment_of(Node producer) {
  const Node statement = codemod::statement_of(producer);
  const Node assignment = statement.first_child();
  const bool whole = statement.is(NodeKind::expression_statement) && assignment.is(NodeKind::assignment) &&
                     codemod::strip_parentheses(assignment.child(Field::right)) == codemod::await_of(producer) &&
                     assignment.child(Field::left).is_any(NodeKind::identifier, NodeKind::attribute);
  return whole ? assignment : Node();
}

}  // namespace

std::optional<Obstacle> OpenProcess::follow(StreamFlow& flow) {
  if (auto obstacle = check_holder()) return obstacle;
  for (const ObjectUse& use : process_.uses)
    if (auto obstacle = check_use(use)) return obstacle;
  return pipes_.follow(flow);
}

std::optional<Obstacle> OpenProcess::check_holder() const {
  const Node at = process_.producers.front();
  if (auto obstacle = check_deletion()) return obstacle;
  if (process_.variables.empty() && process_.attribute.empty())
    return Obstacle{at, process_.uses.empty() ? "no variable holds it" : describe_use(process_.uses.front())};
  if (!process_.attribute.empty()) {
    if (auto obstacle = check_attribute()) return obstacle;
  } else if (cx_.model().binding(process_.variables.front()).declared_global) {
    return Obstacle{at, "a function may bind its name anew"};
  }
  for (const Node producer : process_.producers)
    if (!assignment_of(producer)) return Obstacle{producer, "it is made inside a larger statement"};
  return std::nullopt;
}

/// `del process` goes on with whatever the variable holds.
std::optional<Obstacle> OpenProcess::check_deletion() const {
  if (process_.doubt.empty()) return std::nullopt;
  Obstacle doubt{process_.doubt_at, process_.doubt};
  if (process_.variables.size() != 1 || process_.doubt != "it is deleted") return doubt;
  for (const codemod::Definition& definition : cx_.model().binding(process_.variables.front()).definitions) {
    if (definition.kind == codemod::DefinitionKind::deletion) continue;
    const Node value = codemod::strip_parentheses(definition.statement.child(Field::right));
    const bool starts = definition.kind == codemod::DefinitionKind::assignment && value.is(NodeKind::await) &&
                        std::ranges::find(process_.producers, codemod::strip_parentheses(value.named_children().front())) != process_.producers.end();
    if (!starts && !value.is(NodeKind::none)) return doubt;
  }
  return std::nullopt;
}

std::optional<Obstacle> OpenProcess::check_attribute() const {
  for (std::uint32_t index = process_.owner.index(); index < process_.owner.subtree_end(); ++index) {
    const Node node = cx_.tree().node(index);
    if (node.is(NodeKind::string) && node.child(NodeKind::string_content).text() == process_.attribute) return Obstacle{node, "its name is in a string"};
  }
  if (auto obstacle = check_lookups(process_, cx_)) return obstacle;
  return check_foreign(process_, {kMembers, kCommon}, cx_);
}

bool OpenProcess::is_own_variable(const ObjectUse& use) const {
  return !process_.attribute.empty() || process_.variables.size() == 1 || cx_.model().binding_of(use.node) == process_.variables.front();
}

std::optional<Obstacle> OpenProcess::check_use(const ObjectUse& use) const {
  if (use.kind == UseKind::tested) return std::nullopt;
  if (use.member.empty()) return Obstacle{use.node, describe_use(use)};
  if (contains(kCommon, use.member)) return std::nullopt;
  if (!is_pipe(use.member) && use.member != "communicate")
    return Obstacle{use.node, "a process of anyio has no `" + std::string(use.member) + "`"};
  if (!is_own_variable(use)) return Obstacle{use.node, "the function that it is passed to may be given another process"};
  return std::nullopt;
}

std::optional<Obstacle> OpenProcess::rewrite(StreamFlow& flow, Fix& fix) const {
  for (const Node reference : process_.references) {
    std::string refusal = rewrite_process_call(reference, {"open_process", ProcessInput::as_given, {}}, fix, cx_);
    if (!refusal.empty()) return Obstacle{codemod::call_of(reference), std::move(refusal)};
  }
  if (auto obstacle = pipes_.hold(flow, fix)) return obstacle;
  for (const ObjectUse& use : process_.uses)
    if (use.member == "communicate")
      if (auto obstacle = rewrite_communicate(use, flow, fix)) return obstacle;
  return rewrite_annotations(fix);
}

/// What a buffer has read already would be missing from what `communicate` gives.
std::optional<Obstacle> OpenProcess::rewrite_communicate(const ObjectUse& use, const StreamFlow& flow, Fix& fix) const {
  if (use.kind != UseKind::method_call || !is_certain(use, cx_)) return Obstacle{use.node, "`communicate` is used as a value"};
  const Node await = codemod::await_of(use.outer);
  if (pipes_.is_buffered(flow) && !(await && codemod::is_whole_statement(await)))
    return Obstacle{use.outer, "it is read line by line, and asked for the rest by `communicate()`"};
  const std::vector<Node> arguments = codemod::arguments_of(use.outer);
  Node data = arguments.empty() ? Node() : arguments.front();
  if (data.is(NodeKind::keyword_argument) && data.child(Field::name).text() == "input") data = codemod::keyword_value(data);
  if (arguments.size() > 1 || data.is_any(NodeKind::keyword_argument, NodeKind::list_splat, NodeKind::dictionary_splat))
    return Obstacle{use.outer, "the arguments of `communicate` cannot be told apart"};
  const auto helper = need_stream_helper(fix, StreamHelper::communicate, flow.place(), cx_);
  if (!helper) return Obstacle{use.outer, std::string(kShadowed)};
  const std::string start = *helper + "(" + std::string(use.node.text());
  if (data) fix.replace({use.outer.begin(), data.begin()}, start + ", ");
  else fix.replace(use.outer, start + ")");
  return std::nullopt;
}

std::optional<Obstacle> OpenProcess::rewrite_annotations(Fix& fix) const {
  for (const std::uint32_t index : type_references(process_, cx_)) {
    const codemod::Reference& reference = cx_.reference(index);
    if (reference.kind != codemod::ReferenceKind::name) return Obstacle{reference.node, "its type is annotated in a string"};
    const auto local = cx_.need_import(fix, reference.node, reference.root, "anyio.abc", "Process");
    if (!local) return Obstacle{reference.node, std::string(kShadowed)};
    fix.replace(reference.node, *local);
  }
  return std::nullopt;
}

}  // namespace asyncio2anyio
