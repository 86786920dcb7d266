#include "transforms/api/stream_flow.h"

#include <algorithm>

#include "engine/semantics/control_flow.h"
#include "engine/syntax/context.h"
#include "transforms/api/callers.h"
#include "transforms/api/rewriting.h"
#include "transforms/api/stream_uses.h"

namespace asyncio2anyio {

using codemod::BindingId;
using codemod::Field;
using codemod::Fix;
using codemod::Node;
using codemod::NodeKind;
using codemod::ObjectUse;
using codemod::TransformContext;
using codemod::UseKind;

namespace {

/// The call of `start_soon(function, …)` of which `argument` is one; null for others.
Node starting_call(Node argument) {
  const Node call = argument.parent().parent();
  const Node callee = call.child(Field::function);
  const bool starts = call.is(NodeKind::call) && callee.is(NodeKind::attribute) &&
                      callee.child(Field::attribute).text() == "start_soon" && !argument.is(NodeKind::keyword_argument);
  return starts ? call : Node();
}

/// The parameter that receives an argument of `start_soon(function, argument)`.
BindingId started_parameter(Node call, Node argument, const TransformContext& cx) {
  const std::vector<Node> arguments = codemod::arguments_of(call);
  if (!arguments.front().is(NodeKind::identifier)) return BindingId::none;
  const Node function = codemod::only_function(cx.model(), cx.model().binding_of(arguments.front()));
  const auto place = std::ranges::find(arguments, argument);
  const bool splat = std::any_of(arguments.begin(), place, [](Node each) { return each.is(NodeKind::list_splat); });
  if (!function || splat || place == arguments.begin()) return BindingId::none;
  return parameter_at(cx.model(), function, static_cast<std::size_t>(place - arguments.begin()) - 1);
}

}  // namespace

std::optional<StreamFlow::Pass> StreamFlow::pass_of(const ObjectUse& use) const {
  if (use.kind != UseKind::argument) return std::nullopt;
  if (const BindingId direct = parameter_behind(cx_.model(), use.outer); direct != BindingId::none)
    return Pass{use.node, use.outer.parent().parent(), direct};
  if (const Node call = starting_call(use.outer))
    if (const BindingId started = started_parameter(call, use.outer, cx_); started != BindingId::none)
      return Pass{use.node, call, started};
  return std::nullopt;
}

void StreamFlow::follow_variable(BindingId variable, StreamEnd end) {
  if (!variables_.emplace(variable, end).second) {
    if (variables_.at(variable) != end && !obstacle_)
      obstacle_ = Obstacle{cx_.model().binding(variable).definitions.front().name, "it holds a reader and a writer"};
    return;
  }
  for (const Node use : cx_.model().binding(variable).uses) follow_expression(use, end);
}

void StreamFlow::follow_expression(Node expression, StreamEnd end) {
  const ObjectUse use = codemod::classify_use(expression);
  const auto pass = pass_of(use);
  if (!pass) return uses_.push_back({use, end});
  passes_.push_back(*pass);
  parameters_.emplace(pass->parameter, end);
  follow_variable(pass->parameter, end);
}

bool StreamFlow::is_passed(Node expression) const {
  return std::ranges::find(passes_, expression, &Pass::expression) != passes_.end();
}

bool StreamFlow::shares_parameter(const StreamFlow& other) const {
  return std::ranges::any_of(parameters_, [&](const auto& entry) { return other.parameters_.contains(entry.first); });
}

std::string StreamFlow::name_of(Node expression) const {
  const auto found = names_.find(expression);
  return found == names_.end() ? std::string(expression.text()) : found->second;
}

std::optional<Obstacle> StreamFlow::rewrite(Fix& fix) const {
  if (obstacle_) return obstacle_;
  for (const auto& [parameter, end] : parameters_)
    if (auto obstacle = rewrite_parameter(parameter, end, fix)) return obstacle;
  for (const StreamUse& use : uses_)
    if (auto obstacle = rewrite_stream_use(*this, use, fix, cx_)) return obstacle;
  for (const Pass& pass : passes_)
    if (names_.contains(pass.expression)) fix.replace(pass.expression, names_.at(pass.expression));
  return std::nullopt;
}

std::optional<Obstacle> StreamFlow::rewrite_parameter(BindingId parameter, StreamEnd end, Fix& fix) const {
  const codemod::Definition& definition = cx_.model().binding(parameter).definitions.front();
  const Node function = function_of_parameter(parameter, cx_);
  if (!function) return Obstacle{definition.name, "the parameter that it is passed to has a default, or is also assigned"};
  const std::string name(function.child(Field::name).text());
  if (auto obstacle = check_callers(
          function, "`" + name + "` may be given another stream here",
          [&](Node use) { return passes_to(use, parameter); }, cx_))
    return obstacle;
  const Node type = definition.statement.child(Field::type);
  return type ? retype_stream(type, end, kind_, fix, cx_) : std::nullopt;
}

/// Whether a place that names a function calls or starts it with one of these streams for the parameter.
bool StreamFlow::passes_to(Node function_name, BindingId parameter) const {
  Node call = codemod::call_of(function_name);
  if (!call && function_name.parent().is(NodeKind::argument_list)) call = starting_call(function_name);
  return call && std::ranges::any_of(passes_, [&](const Pass& pass) { return pass.parameter == parameter && pass.call == call; });
}

std::optional<Obstacle> retype_stream(Node type, StreamEnd end, StreamKind kind, Fix& fix, const TransformContext& cx) {
  const Node named = type.is(NodeKind::type) ? type.first_child() : type;
  const std::vector<std::uint32_t> inside = cx.references_in(type.range());
  if (inside.empty()) return std::nullopt;
  const codemod::Reference& reference = cx.reference(inside.front());
  const bool alone = inside.size() == 1 && reference.node == named;
  if (!alone) return Obstacle{type, "its type is declared together with another one, or in a string"};
  const std::string_view module = end == StreamEnd::reader ? "anyio.streams.buffered" : "anyio.abc";
  const std::string_view name = end == StreamEnd::reader   ? "BufferedByteReceiveStream"
                                : kind == StreamKind::pipe ? "ByteSendStream"
                                                           : "ByteStream";
  const auto local = cx.need_import(fix, reference.node, reference.root, module, name);
  if (!local) return Obstacle{type, std::string(kShadowed)};
  fix.replace(reference.node, *local);
  return std::nullopt;
}

}  // namespace asyncio2anyio
