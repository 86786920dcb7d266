#include "transforms/api/anyio_guards.h"

#include <algorithm>
#include <array>

#include "engine/semantics/control_flow.h"
#include "engine/syntax/context.h"
#include "transforms/api/anyio_releases.h"

namespace asyncio2anyio {
namespace {

using codemod::Binding;
using codemod::BindingId;
using codemod::Definition;
using codemod::Field;
using codemod::Node;
using codemod::NodeKind;
using codemod::SemanticModel;
using codemod::Version;

std::string_view package_of(std::string_view dotted) { return dotted.substr(0, dotted.find('.')); }

bool is_import(Node node) { return node.is_any(NodeKind::import_statement, NodeKind::import_from_statement); }

/// The assignment that is a whole statement; null for other statements.
Node assignment_in(Node statement) {
  const Node inner = statement.named_children().empty() ? Node() : statement.named_children().front();
  return statement.is(NodeKind::expression_statement) && inner.is(NodeKind::assignment) ? inner : Node();
}

bool is_false(Node value) { return value.is_any(NodeKind::false_literal, NodeKind::none); }

/// The packages that an import statement names.
std::vector<std::string_view> packages(Node statement) {
  if (statement.is(NodeKind::import_from_statement)) return {package_of(statement.child(Field::module_name).text())};
  std::vector<std::string_view> found;
  for (const Node name : statement.children(Field::name))
    found.push_back(package_of(name.is(NodeKind::aliased_import) ? name.child(Field::name).text() : name.text()));
  return found;
}

/// Whether a handler is there for a failing import.
bool catches_import_errors(Node handler, const SemanticModel& model) {
  const std::vector<Node> caught = codemod::caught_exceptions(handler);
  return std::ranges::all_of(caught, [&](Node type) {
    const bool builtin = model.binding_of(type) == BindingId::none;
    return builtin && (type.text() == "ImportError" || type.text() == "ModuleNotFoundError" || type.text() == "Exception");
  });
}

/// A name that a statement imports and that not every release from `anyio` on has, so that the question is about it.
std::string name_not_in(Version anyio, Node statement) {
  std::vector<std::string_view> names;
  const Node module = statement.child(Field::module_name);
  for (const Node name : statement.children(Field::name))
    names.push_back(name.is(NodeKind::aliased_import) ? name.child(Field::name).text() : name.text());
  if (module && module.text() != "anyio") names = {module.text()};
  for (std::string_view name : names) {
    if (!module || module.text() != "anyio") {
      // `import anyio.abc`: the part behind the package.
      if (!name.starts_with("anyio.")) continue;
      name.remove_prefix(std::string_view("anyio.").size());
      if (name.starts_with("streams.")) continue;
    }
    const AnyioName* row = find_anyio_name(name);
    if (!row || row->since > anyio || row->until != Version{}) return std::string(name);
  }
  return {};
}

/// Why a statement of the body keeps the guard from being resolved; empty when it does not.
std::string obstacle_in(Node statement, Version anyio) {
  if (is_import(statement)) {
    if (const std::string name = name_not_in(anyio, statement); !name.empty())
      return "not every anyio from " + to_string(anyio) + " on has `" + name + "`";
    for (const std::string_view package : packages(statement))
      if (package != "anyio" && package != "sniffio" && package != "asyncio")
        return package.empty() ? "the same `try` imports modules of its own package" : "the same `try` imports `" + std::string(package) + "`";
    return {};
  }
  const Node assignment = assignment_in(statement);
  const bool flag = assignment && assignment.child(Field::left).is(NodeKind::identifier) &&
                    (assignment.child(Field::right).is(NodeKind::true_literal) || is_false(assignment.child(Field::right)));
  return flag ? "" : "the same `try` does more than import";
}

std::optional<AnyioGuard> guard_of(Node statement, const SemanticModel& model, Version anyio) {
  AnyioGuard guard{statement, statement.child(NodeKind::except_clause), {}, {}};
  const Node body = statement.child(Field::body);
  if (!guard.handler || !body || !catches_import_errors(guard.handler, model)) return std::nullopt;
  for (const Node inner : body.named_children()) {
    if (is_import(inner) && !guard.import && std::ranges::count(packages(inner), "anyio"))
      guard.import = inner.is(NodeKind::import_from_statement) ? inner.child(Field::module_name) : inner.child(Field::name);
    if (guard.obstacle.empty()) guard.obstacle = obstacle_in(inner, anyio);
  }
  if (!guard.import) return std::nullopt;
  for (const Node part : statement.named_children())
    if (part != body && part != guard.handler && !part.is(NodeKind::comment)) guard.obstacle = "its `try` has more parts";
  return guard;
}

/// `anyio is None`, `anyio is not None`, and `anyio` where only its truth counts.
std::optional<KnownValue> test_of_module(Node name) {
  const Node outer = codemod::outermost_parentheses(name);
  const Node parent = outer.parent();
  if (parent.is(NodeKind::comparison_operator)) {
    const std::vector<Node> operands = parent.named_children();
    if (operands.size() != 2 || operands[0] != outer || !operands[1].is(NodeKind::none)) return std::nullopt;
    const Node sign = parent.child(Field::operators);
    if (sign.text() == "is") return KnownValue{parent, name, false};
    return KnownValue{parent, name, true};
  }
  const bool tested = outer.field() == Field::condition || parent.is_any(NodeKind::not_operator, NodeKind::boolean_operator);
  if (tested) return KnownValue{outer, name, true};
  return std::nullopt;
}

}  // namespace

bool is_usual_flag(std::string_view name) {
  static constexpr auto kNames = std::to_array<std::string_view>(
      {"ANYIO_AVAILABLE", "ANYIO_INSTALLED", "HAS_ANYIO", "HAVE_ANYIO", "USE_ANYIO", "_ANYIO_AVAILABLE", "_HAS_ANYIO"});
  return std::ranges::find(kNames, name) != kNames.end();
}

bool is_flag_of(const Binding& binding, const AnyioGuard& guard) {
  bool set = false;
  for (const Definition& definition : binding.definitions) {
    const Node statement = definition.statement;
    if (definition.kind != codemod::DefinitionKind::assignment || !guard.statement.encloses(statement)) return false;
    const Node value = statement.child(Field::right);
    const bool in_handler = guard.handler.encloses(statement);
    set |= !in_handler && value.is(NodeKind::true_literal);
    if (in_handler ? !is_false(value) : !value.is(NodeKind::true_literal)) return false;
  }
  return set && !binding.declared_global;
}

std::vector<AnyioGuard> anyio_guards(const SemanticModel& model, Version anyio) {
  std::vector<AnyioGuard> guards;
  for (std::uint32_t index = 0; index < model.tree().size(); ++index) {
    const Node node = model.tree().node(index);
    if (!node.is(NodeKind::try_statement)) continue;
    if (auto guard = guard_of(node, model, anyio)) guards.push_back(std::move(*guard));
  }
  return guards;
}

std::vector<KnownValue> known_values(const SemanticModel& model, const std::vector<AnyioGuard>& guards) {
  std::vector<KnownValue> values;
  for (std::uint32_t index = 0; index < model.binding_count(); ++index) {
    const Binding& binding = model.binding(static_cast<BindingId>(index));
    const Definition& first = binding.definitions.front();
    const bool imported = is_usual_flag(binding.name) && binding.definitions.size() == 1 &&
                          first.kind == codemod::DefinitionKind::import_from && first.origin.ends_with("." + std::string(binding.name));
    const auto guard = std::ranges::find_if(guards, [&](const AnyioGuard& g) { return g.statement.encloses(first.statement); });
    const bool understood = guard != guards.end() && guard->obstacle.empty();
    if (imported || (understood && is_flag_of(binding, *guard))) {
      for (const Node use : binding.uses) values.push_back({codemod::outermost_parentheses(use), use, true});
      continue;
    }
    const bool module = understood && !binding.declared_global && std::ranges::all_of(binding.definitions, [&](const Definition& d) {
      if (!guard->statement.encloses(d.statement)) return false;
      return guard->handler.encloses(d.statement) ? is_false(d.statement.child(Field::right)) : package_of(d.origin) == "anyio";
    });
    if (!module || binding.definitions.size() < 2) continue;
    for (const Node use : binding.uses)
      if (auto test = test_of_module(use)) values.push_back(*test);
  }
  return values;
}

}  // namespace asyncio2anyio
