#include "transforms/api/process_pipes.h"

#include <algorithm>

#include "engine/edit/block_editor.h"
#include "engine/syntax/code_style.h"
#include "engine/syntax/context.h"
#include "transforms/api/lock_objects.h"
#include "transforms/api/rewriting.h"
#include "transforms/api/stream_uses.h"

namespace asyncio2anyio {

using codemod::BindingId;
using codemod::Field;
using codemod::Fix;
using codemod::Node;
using codemod::NodeKind;
using codemod::ObjectUse;
using codemod::UseKind;

namespace {

/// The variable that a pipe is assigned to, and that holds nothing else; null when there is none.
Node alias_of(Node pipe, const codemod::TransformContext& cx) {
  const Node assignment = pipe.parent();
  const Node target = assignment.child(Field::left);
  const bool assigned = assignment.is(NodeKind::assignment) && pipe.field() == Field::right && target.is(NodeKind::identifier) &&
                        !assignment.child(Field::type) && assignment.parent().is(NodeKind::expression_statement);
  const BindingId id = assigned ? cx.model().binding_of(target) : BindingId::none;
  if (id == BindingId::none) return {};
  const codemod::Binding& binding = cx.model().binding(id);
  return binding.definitions.size() == 1 && !binding.declared_global ? target : Node();
}

bool is_tested(Node pipe) { return codemod::classify_use(pipe).kind == UseKind::tested; }

}  // namespace

bool is_pipe(std::string_view member) { return member == "stdin" || member == "stdout" || member == "stderr"; }

std::optional<Obstacle> ProcessPipes::follow(StreamFlow& flow) {
  for (const ObjectUse& use : process_.uses) {
    if (!is_pipe(use.member)) continue;
    const StreamEnd end = use.member == "stdin" ? StreamEnd::writer : StreamEnd::reader;
    const Node place = use.kind == UseKind::member ? use.outer : Node();
    if (!place || !is_certain(use, cx_)) return Obstacle{use.node, "`" + std::string(use.member) + "` is used through an object of an unknown class"};
    Pipe& pipe = pipes_[use.member];
    if (const Node alias = alias_of(place, cx_)) {
      pipe.aliases.push_back(place);
      flow.follow_variable(cx_.model().binding_of(alias), end);
    } else {
      pipe.places.push_back(place);
      flow.follow_expression(place, end);
    }
  }
  for (const auto& [member, pipe] : pipes_) {
    const bool shared = member != "stdin" && !pipe.aliases.empty() && (pipe.aliases.size() > 1 || !std::ranges::all_of(pipe.places, is_tested));
    if (shared) return Obstacle{pipe.aliases.front(), "`" + std::string(member) + "` has two names, and would have two buffers"};
  }
  return std::nullopt;
}

bool ProcessPipes::needs_buffer(const Pipe& pipe, const StreamFlow& flow) const {
  return std::ranges::any_of(pipe.places, [&](Node place) {
    return flow.is_passed(place) || std::ranges::any_of(flow.uses(), [&](const StreamUse& use) {
             return use.use.node == place && use.end == StreamEnd::reader && !needs_no_buffer(use);
           });
  });
}

bool ProcessPipes::is_buffered(const StreamFlow& flow) const {
  return std::ranges::any_of(pipes_, [&](const auto& entry) {
    return entry.first != "stdin" && (!entry.second.aliases.empty() || needs_buffer(entry.second, flow));
  });
}

std::optional<Obstacle> ProcessPipes::hold(StreamFlow& flow, Fix& fix) const {
  if (!is_buffered(flow)) return std::nullopt;
  const auto buffered =
      cx_.need_import(fix, process_.producers.front(), flow.place().root, "anyio.streams.buffered", "BufferedByteReceiveStream");
  if (!buffered) return Obstacle{process_.producers.front(), std::string(kShadowed)};
  std::map<Node, std::vector<std::string>> lines;
  for (const std::string_view member : {"stdout", "stderr"}) {
    const auto found = pipes_.find(member);
    if (found == pipes_.end()) continue;
    const Pipe& pipe = found->second;
    for (const Node alias : pipe.aliases) fix.replace(alias, *buffered + "(" + std::string(alias.text()) + ")");
    if (needs_buffer(pipe, flow))
      if (auto obstacle = name_buffer(member, pipe, flow, lines, *buffered)) return obstacle;
  }
  for (const auto& [statement, added] : lines) {
    if (!codemod::begins_its_line(statement)) return Obstacle{statement, "another statement stands on its line"};
    for (codemod::Edit& edit : codemod::insert_after(statement, added)) fix.edits.push_back(std::move(edit));
  }
  return std::nullopt;
}

/// Adds a line for the buffer behind each start of the process, and names it wherever the pipe is used.
std::optional<Obstacle> ProcessPipes::name_buffer(std::string_view member, const Pipe& pipe, StreamFlow& flow,
                                                  std::map<Node, std::vector<std::string>>& lines, const std::string& buffered) const {
  const bool is_attribute = !process_.attribute.empty();
  const std::string suffix = "_" + std::string(member);
  const std::string variable = is_attribute ? std::string(process_.attribute) + suffix : free_variable(member);
  if (is_attribute ? is_taken(variable, true) : variable.empty())
    return Obstacle{pipe.places.front(), "the name for the buffer of its `" + std::string(member) + "` is taken"};
  for (const Node producer : process_.producers) {
    const Node statement = codemod::statement_of(producer);
    const std::string holder(statement.first_child().child(Field::left).text());
    const std::string name = is_attribute ? holder + suffix : variable;
    lines[statement].push_back(name + " = " + buffered + "(" + holder + "." + std::string(member) + ")");
  }
  for (const Node place : pipe.places)
    if (!is_tested(place)) flow.rename(place, is_attribute ? std::string(place.child(Field::object).text()) + suffix : variable);
  return std::nullopt;
}

std::string ProcessPipes::free_variable(std::string_view member) const {
  if (!is_taken(member, false)) return std::string(member);
  const std::string longer = std::string(cx_.model().binding(process_.variables.front()).name) + "_" + std::string(member);
  return is_taken(longer, false) ? std::string() : longer;
}

bool ProcessPipes::is_taken(std::string_view name, bool is_attribute) const {
  const Node function = is_attribute ? Node() : cx_.model().function_of(process_.producers.front());
  const std::uint32_t begin = function ? function.index() : 0;
  const std::uint32_t end = function ? function.subtree_end() : cx_.tree().size();
  for (std::uint32_t index = begin; index < end; ++index) {
    const Node node = cx_.tree().node(index);
    if (!node.is(NodeKind::identifier) || node.text() != name) continue;
    const bool keyword = node.parent().is(NodeKind::keyword_argument) && node.field() == Field::name;
    const bool member = node.parent().is(NodeKind::attribute) && node.field() == Field::attribute;
    if (is_attribute ? !keyword : !keyword && !member) return true;
  }
  return false;
}

}  // namespace asyncio2anyio
