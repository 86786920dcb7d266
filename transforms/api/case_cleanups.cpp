#include "transforms/api/case_cleanups.h"

#include <algorithm>
#include <array>
#include <string>

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

}  // namespace

bool is_plain_cleanup(const SemanticModel& model, const TestCaseClass& of, Node function) {
  return Judge(model, of).is_plain(function);
}

}  // namespace asyncio2anyio
