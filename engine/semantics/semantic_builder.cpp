#include "engine/semantics/semantic_builder.h"

#include <algorithm>

#include "engine/semantics/identifier_role.h"
#include "engine/syntax/context.h"

namespace codemod {
namespace {

std::uint64_t key_of(ScopeId scope, std::uint32_t name) {
  return (static_cast<std::uint64_t>(scope) << 32) | name;
}

bool is_comprehension(NodeKind kind) {
  return kind == NodeKind::list_comprehension || kind == NodeKind::set_comprehension ||
         kind == NodeKind::dictionary_comprehension || kind == NodeKind::generator_expression;
}

/// The text of a dotted name without blanks, which `import a . b` may have.
std::string dotted_text(Node name) {
  std::string text;
  for (const char c : name.text())
    if (c != ' ' && c != '\t' && c != '\\' && c != '\n' && c != '\r' && c != '\f') text.push_back(c);
  return text;
}

/// Strings inside `Literal[…]`, and inside `Annotated[…]` behind the first comma, are data, not annotations.
bool is_data(Node string, Node subscripted) {
  const Node name = subscripted.first_child();
  const std::string_view text = name.is(NodeKind::attribute) ? name.child(Field::attribute).text() : name.text();
  if (text != "Annotated") return text == "Literal";
  const Node arguments = subscripted.child(NodeKind::type_parameter);
  const std::vector<Node> all = (arguments ? arguments : subscripted).named_children();
  const std::size_t first = arguments ? 0 : 1;
  return all.size() <= first || !all[first].encloses(string);
}

/// Whether `scope` holds the type parameters of that definition or alias.
bool holds_types_of(const Scope& scope, Node statement) {
  return scope.kind == ScopeKind::type_parameters && scope.node == statement;
}

}  // namespace

SemanticBuilder::SemanticBuilder(const SyntaxTree& tree) : tree_(tree), model_(new SemanticModel) {
  model_->tree_ = &tree;
  model_->node_scopes_.resize(tree.size(), ScopeId::module);
  model_->identifiers_.resize(tree.size(), BindingId::none);
  model_->names_ = NameTable(tree.size() / 32 + 16);
  model_->scope_names_.reserve(tree.size() / 32 + 16);
  add_scope(ScopeKind::module, tree.root(), ScopeId::none);
  regions_.push_back({ScopeId::module, tree.size()});
}

std::unique_ptr<const SemanticModel> SemanticBuilder::build() {
  for (std::uint32_t index = 0; index < tree_.size(); ++index) {
    while (regions_.size() > 1 && regions_.back().end <= index) regions_.pop_back();
    const Node node = tree_.node(index);
    if (node.field() != Field::none) begin_region(node);
    visit(node);
    model_->node_scopes_[index] = current();
  }
  define_nonlocals();
  resolve_uses();
  return std::move(model_);
}

void SemanticBuilder::visit(Node node) {
  switch (node.kind()) {
    case NodeKind::identifier:
      return visit_identifier(node);
    case NodeKind::call:
      return model_->calls_.push_back(node);
    case NodeKind::string:
      return visit_string(node);
    case NodeKind::import_statement:
      return visit_import(node);
    case NodeKind::import_from_statement:
      return visit_import_from(node);
    case NodeKind::global_statement:
      return declare_outer(node, true);
    case NodeKind::nonlocal_statement:
      return declare_outer(node, false);
    case NodeKind::assignment:
    case NodeKind::augmented_assignment:
      return note_exports(node);
    case NodeKind::function_definition:
    case NodeKind::lambda:
      return enter_function(node);
    case NodeKind::class_definition:
      return enter_class(node);
    case NodeKind::type_alias_statement:
      return enter_alias(node);
    case NodeKind::yield:
      model_->scopes_[static_cast<std::uint32_t>(model_->function_scope(current()))].is_generator = true;
      return;
    default:
      break;
  }
  if (is_comprehension(node.kind())) enter_comprehension(node);
}

void SemanticBuilder::begin_region(Node node) {
  const Node parent = node.parent();
  if (node.field() == Field::body &&
      parent.is_any(NodeKind::function_definition, NodeKind::class_definition, NodeKind::lambda))
    return push_region(model_->scope_made_by(parent), node);
  // The first iterable of a comprehension is evaluated outside of it.
  if (node.field() != Field::right || !parent.is(NodeKind::for_in_clause)) return;
  const Node comprehension = parent.parent();
  if (comprehension.child(NodeKind::for_in_clause) == parent)
    push_region(model_->scope(model_->scope_made_by(comprehension)).parent, node);
}

void SemanticBuilder::enter_function(Node node) {
  ScopeId outer = current();
  if (const Node parameters = node.child(Field::type_parameters)) {
    outer = add_scope(ScopeKind::type_parameters, node, outer);
    push_region(outer, node);
  }
  const ScopeId made = add_scope(node.is(NodeKind::lambda) ? ScopeKind::lambda : ScopeKind::function, node, outer);
  model_->made_scopes_.emplace_back(node.index(), made);
}

void SemanticBuilder::enter_class(Node node) {
  ScopeId outer = current();
  if (const Node parameters = node.child(Field::type_parameters)) {
    outer = add_scope(ScopeKind::type_parameters, node, outer);
    push_region(outer, node);
  }
  model_->made_scopes_.emplace_back(node.index(), add_scope(ScopeKind::class_, node, outer));
}

void SemanticBuilder::enter_alias(Node node) {
  const bool generic = bool(node.child(Field::left).child(NodeKind::generic_type));
  if (generic) push_region(add_scope(ScopeKind::type_parameters, node, current()), node);
}

void SemanticBuilder::enter_comprehension(Node node) {
  const ScopeId made = add_scope(ScopeKind::comprehension, node, current());
  model_->made_scopes_.emplace_back(node.index(), made);
  push_region(made, node);
}

ScopeId SemanticBuilder::add_scope(ScopeKind kind, Node node, ScopeId parent) {
  Scope scope;
  scope.kind = kind;
  scope.parent = parent;
  scope.node = node;
  model_->scopes_.push_back(scope);
  return static_cast<ScopeId>(model_->scopes_.size() - 1);
}

std::uint32_t SemanticBuilder::name_id(std::string_view name) {
  return model_->names_.intern(name);
}

void SemanticBuilder::define(ScopeId scope, std::string_view name, Definition definition) {
  const std::uint32_t id = name_id(name);
  if (nonlocal_names_.contains(key_of(scope, id))) {
    nonlocals_.push_back({scope, name, std::move(definition)});
    return;
  }
  bool redirected = false;
  if (const auto outer = outer_names_.find(key_of(scope, id)); outer != outer_names_.end()) {
    scope = outer->second;
    redirected = true;
  }
  const auto [found, is_new] = model_->scope_names_.try_emplace(key_of(scope, id), BindingId::none);
  if (is_new) {
    found->second = static_cast<BindingId>(model_->bindings_.size());
    Binding binding;
    binding.name = name;
    binding.scope = scope;
    model_->bindings_.push_back(std::move(binding));
  }
  Binding& binding = model_->bindings_[static_cast<std::uint32_t>(found->second)];
  binding.declared_global |= redirected;
  model_->identifiers_[definition.name.index()] = found->second;
  binding.definitions.push_back(std::move(definition));
}

void SemanticBuilder::define_at(ScopeId scope, Node identifier, DefinitionKind kind, Node statement) {
  Definition definition;
  definition.kind = kind;
  definition.name = identifier;
  definition.statement = statement;
  define(scope, identifier.text(), std::move(definition));
}

void SemanticBuilder::use(Node identifier) {
  uses_.push_back({identifier, current(), name_id(identifier.text())});
  // `__all__.extend([…])`, `__all__.append(…)`
  const Node call = identifier.parent().parent();
  if (call.is(NodeKind::call) && current() == ScopeId::module && identifier.text() == "__all__" &&
      identifier.field() == Field::object)
    add_exports(call.child(Field::arguments));
}

void SemanticBuilder::visit_identifier(Node node) {
  const Role role = role_of(node);
  switch (role.kind) {
    case Role::skip:
      return;
    case Role::load:
      return use(node);
    case Role::bind_parameter: {
      Node function = node.parent();
      while (function && !function.is_any(NodeKind::function_definition, NodeKind::lambda)) function = function.parent();
      return define_at(model_->scope_made_by(function), node, DefinitionKind::parameter, role.statement);
    }
    case Role::bind: {
      ScopeId scope = current();
      if (role.definition == DefinitionKind::walrus)
        while (model_->scope(scope).kind == ScopeKind::comprehension) scope = model_->scope(scope).parent;
      // The name of a generic definition stands outside of its type parameters.
      if (role.definition != DefinitionKind::type_parameter && holds_types_of(model_->scope(scope), role.statement))
        scope = model_->scope(scope).parent;
      return define_at(scope, node, role.definition, role.statement);
    }
  }
}

void SemanticBuilder::visit_string(Node node) {
  for (Node up = node.parent(); up; up = up.parent()) {
    if (up.is(NodeKind::type)) {
      if (is_assignment_to_type(up.parent())) return;
      if (up.parent().is(NodeKind::type_parameter)) {
        if (is_data(node, up.parent().parent())) return;
        continue;
      }
      model_->annotation_strings_.push_back(node);
      return;
    }
    if (up.is(NodeKind::subscript) && is_data(node, up)) return;
    if (!up.is_any(NodeKind::subscript, NodeKind::binary_operator, NodeKind::list, NodeKind::tuple,
                   NodeKind::parenthesized_expression, NodeKind::generic_type, NodeKind::type_parameter,
                   NodeKind::union_type, NodeKind::concatenated_string))
      return;
  }
}

void SemanticBuilder::visit_import(Node statement) {
  for (const Node name : statement.children(Field::name)) {
    Definition definition;
    definition.kind = DefinitionKind::import_module;
    definition.statement = statement;
    if (name.is(NodeKind::aliased_import)) {
      definition.name = name.child(Field::alias);
      definition.origin = dotted_text(name.child(Field::name));
      const std::string_view local = definition.name.text();
      define(current(), local, std::move(definition));
      continue;
    }
    // `import a.b` binds `a`.
    definition.name = name;
    const Node root = name.first_child();
    definition.origin = std::string(root.text());
    define(current(), root.text(), std::move(definition));
  }
}

void SemanticBuilder::visit_import_from(Node statement) {
  const std::string module = dotted_text(statement.child(Field::module_name));
  const std::string prefix = module.ends_with('.') ? module : module + ".";
  if (statement.child(NodeKind::wildcard_import)) {
    model_->scopes_[static_cast<std::uint32_t>(current())].has_star_import = true;
    model_->star_imports_.push_back({module, statement, current()});
    return;
  }
  for (const Node name : statement.children(Field::name)) {
    Definition definition;
    definition.kind = DefinitionKind::import_from;
    definition.statement = statement;
    const bool aliased = name.is(NodeKind::aliased_import);
    definition.name = aliased ? name.child(Field::alias) : name;
    definition.origin = prefix + dotted_text(aliased ? name.child(Field::name) : name);
    const std::string_view local = definition.name.text();
    define(current(), local, std::move(definition));
  }
}

void SemanticBuilder::declare_outer(Node statement, bool global) {
  for (const Node name : statement.named_children()) {
    const std::uint64_t key = key_of(current(), name_id(name.text()));
    if (global) outer_names_[key] = ScopeId::module;
    else nonlocal_names_.insert(key);
  }
}

ScopeId SemanticBuilder::owner_of_nonlocal(ScopeId scope, std::uint32_t name) const {
  ScopeId owner = scope;
  while (owner != ScopeId::module) {
    owner = model_->scope(owner).parent;
    const bool is_function = model_->function_scope(owner) == owner && owner != ScopeId::module;
    if ((is_function || model_->scope(owner).kind == ScopeKind::type_parameters) &&
        model_->scope_names_.contains(key_of(owner, name)))
      return owner;
  }
  return owner;
}

/// The function around may bind a name below the inner function that says `nonlocal`, so owners are
/// only known once everything else is.
void SemanticBuilder::define_nonlocals() {
  for (const std::uint64_t key : nonlocal_names_)
    outer_names_[key] = owner_of_nonlocal(static_cast<ScopeId>(key >> 32), static_cast<std::uint32_t>(key));
  nonlocal_names_.clear();
  for (PendingDefinition& pending : nonlocals_) define(pending.scope, pending.name, std::move(pending.definition));
  for (const PendingDefinition& pending : nonlocals_) {
    const ScopeId owner = outer_names_.at(key_of(pending.scope, name_id(pending.name)));
    const BindingId id = model_->lookup_local(owner, pending.name);
    std::ranges::stable_sort(model_->bindings_[static_cast<std::uint32_t>(id)].definitions, {}, [](const Definition& d) { return d.name.index(); });
  }
}

/// The binding that code in `scope` reads, `global` and `nonlocal` of the scopes in between respected.
BindingId SemanticBuilder::visible(ScopeId scope, std::uint32_t name, std::string_view text) const {
  if (!outer_names_.empty()) {
    for (ScopeId at = scope; at != ScopeId::none; at = model_->scope(at).parent) {
      if (at != scope && model_->scope(at).kind == ScopeKind::class_) continue;
      if (const auto outer = outer_names_.find(key_of(at, name)); outer != outer_names_.end())
        return model_->lookup_local(outer->second, text);
      if (model_->scope_names_.contains(key_of(at, name))) break;
    }
  }
  return model_->lookup(scope, text);
}

void SemanticBuilder::note_exports(Node assignment) {
  if (current() != ScopeId::module || assignment.child(Field::left).text() != "__all__") return;
  add_exports(assignment.child(Field::right));
}

void SemanticBuilder::add_exports(Node value) {
  for (std::uint32_t index = value.index(); index < value.subtree_end(); ++index) {
    const Node node = tree_.node(index);
    if (node.is(NodeKind::string_content)) model_->exported_.push_back(node.text());
  }
}

void SemanticBuilder::resolve_uses() {
  for (const PendingUse& pending : uses_) {
    const BindingId found = visible(pending.scope, pending.name, pending.node.text());
    if (found == BindingId::none) {
      model_->unbound_uses_.push_back(pending.node);
      continue;
    }
    model_->bindings_[static_cast<std::uint32_t>(found)].uses.push_back(pending.node);
    model_->identifiers_[pending.node.index()] = found;
  }
}

}  // namespace codemod
