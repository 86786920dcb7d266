#include "transforms/api/anyio_guards.h"

#include <algorithm>
#include <array>

#include "engine/semantics/control_flow.h"
#include "engine/syntax/context.h"
#include "transforms/api/anyio_releases.h"
#include "transforms/api/standard_imports.h"

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

bool is_import_error(std::string_view name) { return name == "ImportError" || name == "ModuleNotFoundError"; }

/// Whether a handler is there for a failing import.
bool catches_import_errors(Node handler, const SemanticModel& model) {
  const std::vector<Node> caught = codemod::caught_exceptions(handler);
  return std::ranges::all_of(caught, [&](Node type) {
    const bool builtin = model.binding_of(type) == BindingId::none;
    return builtin && (is_import_error(type.text()) || type.text() == "Exception");
  });
}

/// Whether the handler names import errors; one of every exception may be there for what else the body does.
bool names_import_errors(Node handler) {
  return std::ranges::any_of(codemod::caught_exceptions(handler), [](Node type) { return is_import_error(type.text()); });
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
std::string obstacle_in(Node statement, bool told, Version anyio) {
  if (statement.is(NodeKind::comment)) return {};
  if (is_import(statement)) {
    if (const std::string name = name_not_in(anyio, statement); !told && !name.empty())
      return "not every anyio from " + to_string(anyio) + " on has `" + name + "`";
    for (const std::string_view package : packages(statement))
      if (!told && package != "anyio" && package != "sniffio" && !is_standard_module(package))
        return package.empty() ? "the same `try` imports modules of its own package" : "the same `try` imports `" + std::string(package) + "`";
    return {};
  }
  const Node assignment = assignment_in(statement);
  const bool plain = assignment && assignment.child(Field::left).is(NodeKind::identifier) && assignment.child(Field::right) &&
                     codemod::is_pure(assignment.child(Field::right));
  return plain ? "" : "the same `try` does more than import";
}

/// Takes in what the user told about the flags that the body sets.
void ask_flags(AnyioGuard& guard, const KnownFlags& flags) {
  for (const Node statement : guard.body().named_children()) {
    const Node assignment = assignment_in(statement);
    const Node value = assignment ? assignment.child(Field::right) : Node();
    const auto flag = value ? flags.find(assignment.child(Field::left).text()) : flags.end();
    if (flag == flags.end() || !value.is_any(NodeKind::true_literal, NodeKind::false_literal)) continue;
    const bool holds = value.is(NodeKind::true_literal) == flag->second;
    if (guard.told && holds != guard.holds) guard.obstacle = "its flags contradict each other";
    guard.told = true;
    guard.holds = holds;
    if (!guard.import) guard.import = assignment.child(Field::left);
  }
}

std::optional<AnyioGuard> guard_of(Node statement, const SemanticModel& model, const KnownFlags& flags, Version anyio) {
  AnyioGuard guard{statement, statement.child(NodeKind::except_clause), {}, {}};
  const Node body = guard.body();
  if (!guard.handler || !body || !catches_import_errors(guard.handler, model)) return std::nullopt;
  ask_flags(guard, flags);
  for (const Node inner : body.named_children()) {
    if (is_import(inner) && !guard.import && std::ranges::count(packages(inner), "anyio"))
      guard.import = inner.is(NodeKind::import_from_statement) ? inner.child(Field::module_name) : inner.child(Field::name);
    if (guard.obstacle.empty()) guard.obstacle = obstacle_in(inner, guard.told, anyio);
  }
  if (!guard.import || (!guard.obstacle.empty() && !names_import_errors(guard.handler))) return std::nullopt;
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

/// What the user told about a flag that a module has or imports; null when that is nothing.
const bool* told_about(const Binding& binding, const KnownFlags& flags) {
  const Definition& first = binding.definitions.front();
  const bool imported = first.kind == codemod::DefinitionKind::import_from;
  if (!imported && binding.scope != codemod::ScopeId::module) return nullptr;
  const std::string_view name = imported ? std::string_view(first.origin).substr(first.origin.rfind('.') + 1) : binding.name;
  const auto flag = flags.find(name);
  return flag == flags.end() ? nullptr : &flag->second;
}

/// Why the word of the user is not enough.
std::string contradiction(const Binding& binding) {
  if (binding.declared_global) return "a function assigns it as well";
  const bool plain = std::ranges::all_of(binding.definitions, [](const Definition& definition) {
    return definition.kind == codemod::DefinitionKind::assignment || definition.kind == codemod::DefinitionKind::annotation ||
           definition.kind == codemod::DefinitionKind::import_from;
  });
  return plain ? "" : "it is more than a flag";
}

/// `settings.FLAG`, where `settings` is an imported module.
void add_attributes(const SemanticModel& model, const KnownFlags& flags, std::vector<KnownValue>& into) {
  if (flags.empty()) return;
  for (std::uint32_t index = 0; index < model.tree().size(); ++index) {
    const Node node = model.tree().node(index);
    if (!node.is(NodeKind::attribute)) continue;
    const auto flag = flags.find(node.child(Field::attribute).text());
    const codemod::Resolved resolved = flag == flags.end() ? codemod::Resolved{} : model.resolve(node);
    const bool stored = node.field() == Field::left || node.parent().is(NodeKind::delete_statement);
    if (resolved.certain && !stored && resolved.name.ends_with("." + flag->first))
      into.push_back({codemod::outermost_parentheses(node), node, flag->second, {}, true});
  }
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

std::vector<AnyioGuard> anyio_guards(const SemanticModel& model, const KnownFlags& flags, Version anyio) {
  std::vector<AnyioGuard> guards;
  for (std::uint32_t index = 0; index < model.tree().size(); ++index) {
    const Node node = model.tree().node(index);
    if (!node.is(NodeKind::try_statement)) continue;
    if (auto guard = guard_of(node, model, flags, anyio)) guards.push_back(std::move(*guard));
  }
  return guards;
}

std::vector<KnownValue> known_values(const SemanticModel& model, const std::vector<AnyioGuard>& guards, const KnownFlags& flags) {
  std::vector<KnownValue> values;
  add_attributes(model, flags, values);
  for (std::uint32_t index = 0; index < model.binding_count(); ++index) {
    const Binding& binding = model.binding(static_cast<BindingId>(index));
    const Definition& first = binding.definitions.front();
    if (const bool* told = told_about(binding, flags)) {
      for (const Node use : binding.uses) values.push_back({codemod::outermost_parentheses(use), use, *told, contradiction(binding), true});
      continue;
    }
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

std::vector<FlagAssignment> flag_assignments(const SemanticModel& model, const std::vector<AnyioGuard>& guards, const KnownFlags& flags) {
  std::vector<FlagAssignment> found;
  for (const auto& [name, value] : flags) {
    const BindingId id = model.lookup_local(codemod::ScopeId::module, name);
    if (id == BindingId::none || model.binding(id).definitions.size() != 1 || !contradiction(model.binding(id)).empty()) continue;
    const Node assignment = model.binding(id).definitions.front().statement;
    const bool plain = assignment.is(NodeKind::assignment) && assignment.child(Field::left).is(NodeKind::identifier) &&
                       assignment.child(Field::right) && assignment.parent().is(NodeKind::expression_statement);
    const bool guarded = std::ranges::any_of(guards, [&](const AnyioGuard& guard) { return guard.statement.encloses(assignment); });
    if (plain && !guarded && assignment.child(Field::right).text() != (value ? "True" : "False")) found.push_back({assignment, value});
  }
  return found;
}

}  // namespace asyncio2anyio
