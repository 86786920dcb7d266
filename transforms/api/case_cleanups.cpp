#include "transforms/api/case_cleanups.h"

#include <algorithm>
#include <array>
#include <string>

#include "engine/edit/composer.h"
#include "engine/syntax/code_style.h"
#include "engine/syntax/context.h"
#include "transforms/api/asyncio_names.h"
#include "transforms/api/standard_imports.h"

namespace asyncio2anyio {

using codemod::BindingId;
using codemod::Definition;
using codemod::DefinitionKind;
using codemod::Field;
using codemod::Node;
using codemod::NodeKind;
using codemod::SemanticModel;

namespace {

constexpr auto kPlainMethods = std::to_array<std::string_view>(
    {"append", "cancel", "cleanup", "clear", "close", "discard", "kill", "pop", "release", "remove",
     "shutdown", "stop", "terminate", "unlink", "update"});

/// Whether a qualified name is one of the standard library where nothing is to be awaited.
bool is_plain_name(std::string_view qualified) {
  if (qualified.starts_with("unittest.mock.")) return qualified.starts_with("unittest.mock.patch");
  const bool awaits = qualified.find("sync") != std::string_view::npos;
  return qualified.find('.') != std::string_view::npos && !awaits && is_standard_module(qualified);
}

/// Whether the methods of a value are known, and plain ones.
bool makes_plain_object(const SemanticModel& model, Node value) {
  if (value.is_any(NodeKind::list, NodeKind::dictionary, NodeKind::set)) return true;
  return value.is(NodeKind::call) &&
         is_plain_name(canonical_name(model.resolve(value.child(Field::function)).name));
}

class Judge {
 public:
  Judge(const SemanticModel& model, const TestCaseClass& of) : model_(model), of_(of) {}

  [[nodiscard]] bool is_plain(Node function) const {
    if (function.is(NodeKind::lambda)) return true;
    const codemod::Resolved resolved = model_.resolve(function);
    if (resolved.certain && is_plain_name(canonical_name(resolved.name))) return true;
    if (function.is(NodeKind::identifier)) return is_plain_variable(function);
    if (!function.is(NodeKind::attribute)) return false;
    if (const Node method = own_method(function)) return !codemod::is_async_function(method);
    const std::string_view name = function.child(Field::attribute).text();
    return std::ranges::find(kPlainMethods, name) != kPlainMethods.end() &&
           makes_plain_object(model_, value_of(function.child(Field::object)));
  }

 private:
  [[nodiscard]] bool is_plain_variable(Node name) const {
    const BindingId id = model_.binding_of(name);
    if (id == BindingId::none) return model_.star_imports().empty();  // a builtin
    const codemod::Binding& binding = model_.binding(id);
    const Definition& definition = binding.definitions.front();
    return binding.definitions.size() == 1 && !binding.declared_global &&
           definition.kind == DefinitionKind::function &&
           !definition.statement.parent().is(NodeKind::decorated_definition) &&
           !codemod::is_async_function(definition.statement);
  }

  /// The receiver's method that `self.name` is, without decorators; null for others.
  [[nodiscard]] Node own_method(Node attribute) const {
    if (!is_receiver(attribute.child(Field::object))) return {};
    for (const CaseMethod& method : of_.methods)
      if (method.function.child(Field::name).text() == attribute.child(Field::attribute).text() &&
          !method.function.parent().is(NodeKind::decorated_definition))
        return method.function;
    return {};
  }

  [[nodiscard]] bool is_receiver(Node node) const {
    return std::ranges::any_of(of_.uses,
                               [&](const CaseUse& use) { return use.receiver == node; });
  }

  /// What is assigned to a variable or an attribute of the receiver once; null otherwise.
  [[nodiscard]] Node value_of(Node holder) const {
    if (holder.is(NodeKind::identifier)) {
      const BindingId id = model_.binding_of(holder);
      if (id == BindingId::none) return {};
      const codemod::Binding& binding = model_.binding(id);
      const bool once = binding.definitions.size() == 1 && !binding.declared_global &&
                        binding.definitions.front().kind == DefinitionKind::assignment;
      return once ? plain_value(binding.definitions.front().name) : Node();
    }
    if (!holder.is(NodeKind::attribute) || !is_receiver(holder.child(Field::object))) return {};
    Node value;
    for (const CaseUse& use : of_.uses) {
      if (use.member != holder.child(Field::attribute).text() || !use.chain ||
          !is_stored(use.chain))
        continue;
      if (value) return {};
      value = plain_value(use.chain);
      if (!value) return {};
    }
    return value;
  }

  /// The right side of `target = value`.
  static Node plain_value(Node target) {
    const Node assignment = target.parent();
    return assignment.is(NodeKind::assignment) && target.field() == Field::left
               ? assignment.child(Field::right)
               : Node();
  }

  const SemanticModel& model_;
  const TestCaseClass& of_;
};

constexpr std::string_view kStack = "exit_stack";

struct StackMember {
  std::string_view member;
  std::string_view of_stack;
};
constexpr auto kOfStack = std::to_array<StackMember>({
    {"addAsyncCleanup", ".push_async_callback"},
    {"addCleanup", ".callback"},
    {"enterAsyncContext", ".enter_async_context"},
    {"enterContext", ".enter_context"},
});

}  // namespace

bool is_cleanup_member(std::string_view member) {
  return std::ranges::find(kOfStack, member, &StackMember::member) != kOfStack.end();
}

std::string case_parameter(const CaseMethod& method, std::string_view name, std::string_view type) {
  const bool typed = bool(method.function.child(Field::return_type));
  return ", " + std::string(name) + (typed ? ": " + std::string(type) : "");
}

std::vector<const CaseUse*> CaseCleanups::uses_of(const CaseMethod& method) const {
  std::vector<const CaseUse*> uses;
  for (const CaseUse& use : of_.uses)
    if (use.method == &method && is_cleanup_member(use.member) && !of_.own.contains(use.member))
      uses.push_back(&use);
  return uses;
}

bool CaseCleanups::has_stack(const CaseMethod& method) const {
  const std::vector<const CaseUse*> uses = uses_of(method);
  return std::ranges::any_of(uses,
                             [](const CaseUse* use) { return use->member != "addCleanup"; });
}

/// Why the cleanups of a method would not be the same.
std::string CaseCleanups::obstacle_of(const CaseMethod& method) const {
  const std::string name = in_code(method.function.child(Field::name).text());
  const bool stack = has_stack(method);
  const bool tears_down = of_.find(CaseRole::tear_down) || of_.find(CaseRole::async_tear_down);
  const bool set_up = method.role == CaseRole::set_up || method.role == CaseRole::async_set_up;
  if (!set_up && (method.role != CaseRole::test || tears_down))
    return "cleanups that " + name + " registers would come at another time";
  if (stack && !codemod::is_async_function(method.function))
    return name + " is not async, and enters contexts or registers async cleanups";
  const std::string_view needed = stack ? kStack : "request";
  const bool outside = std::ranges::any_of(uses_of(method), [&](const CaseUse* use) {
    return !use->chain || model_.function_of(use->chain) != method.function;
  });
  if (outside) return "functions inside " + name + " register cleanups";
  if (of_.own.contains(needed) || codemod::has_word(method.function.text(), needed))
    return "the name " + in_code(needed) + " is used in " + name;
  return {};
}

void CaseCleanups::rewrite_use(const CaseUse& use, bool stack) {
  const Node call = codemod::call_of(use.chain);
  const std::vector<Node> arguments = call ? codemod::arguments_of(call) : std::vector<Node>();
  if (arguments.empty() || arguments[0].is_any(NodeKind::keyword_argument, NodeKind::list_splat))
    return draft_.stay("the arguments of " + in_code(use.member) + " are not understood");
  const bool registers = use.member.starts_with("add");
  if (registers && !codemod::is_whole_statement(call))
    return draft_.stay("the value of " + in_code(use.member) + " is used");
  const bool plain = registers && Judge(model_, of_).is_plain(arguments[0]);
  if (use.member == "addCleanup" && !plain)
    return draft_.stay("nothing shows that the cleanup " + in_code(arguments[0].text()) +
                       " is not async");
  if (stack) {
    const std::string_view member = plain ? "addCleanup" : use.member;
    const auto found = std::ranges::find(kOfStack, member, &StackMember::member);
    return draft_.replace(use.chain, std::string(kStack) + std::string(found->of_stack));
  }
  draft_.replace(use.chain, "request.addfinalizer");
  if (arguments.size() == 1) return;
  draft_.insert(arguments[0].begin(), draft_.use("functools.partial") + "(");
  draft_.insert(arguments.back().end(), ")");
}

void CaseCleanups::rewrite() {
  for (const CaseMethod& method : of_.methods) {
    if (!registers(method)) continue;
    if (const std::string obstacle = obstacle_of(method); !obstacle.empty())
      return draft_.stay(obstacle);
    for (const CaseUse* use : uses_of(method)) rewrite_use(*use, has_stack(method));
    if (method.role != CaseRole::test) continue;
    const Node last = method.function.child(Field::parameters).named_children().back();
    draft_.insert(last.end(), parameters_of(method));
    if (const std::string fixture = fixture_before(method); !fixture.empty()) {
      const Node outer = method.function.parent();
      const bool decorated = outer.is(NodeKind::decorated_definition);
      draft_.insert((decorated ? outer : method.function).begin(), fixture);
    }
  }
}

std::string CaseCleanups::parameters_of(const CaseMethod& method) {
  if (!registers(method)) return {};
  if (!has_stack(method))
    return case_parameter(method, "request", draft_.use("pytest") + ".FixtureRequest");
  return case_parameter(method, kStack, draft_.use("contextlib.AsyncExitStack"));
}

std::string CaseCleanups::fixture_before(const CaseMethod& method) {
  const auto first = std::ranges::find_if(
      of_.methods, [&](const CaseMethod& each) { return has_stack(each); });
  if (first == of_.methods.end() || &*first != &method) return {};
  const Node function = method.function;
  const codemod::SyntaxTree& tree = *function.tree();
  const std::string newline(codemod::newline_text(tree.source().newline()));
  const std::string line =
      newline + std::string(codemod::indentation_at(tree, function.begin()));
  const std::string unit = codemod::indent_unit(tree);
  const std::string stack = draft_.use("contextlib.AsyncExitStack");
  const bool typed = bool(function.child(Field::return_type));
  const std::string type =
      typed ? " -> " + draft_.use("collections.abc.AsyncIterator") + "[" + stack + "]" : "";
  return "@" + draft_.use("pytest") + ".fixture" + line + "async def " + std::string(kStack) + "(" +
         std::string(method.receiver.text()) + ")" + type + ":" + line + unit + "async with " +
         stack + "() as stack:" + line + unit + unit + "yield stack" + newline + line;
}

}  // namespace asyncio2anyio
