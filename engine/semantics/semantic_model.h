#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "engine/semantics/name_table.h"
#include "engine/syntax/node.h"

namespace codemod {

enum class ScopeId : std::uint32_t { module = 0, none = 0xffffffff };
enum class BindingId : std::uint32_t { none = 0xffffffff };

/// Who sees what: class scopes are invisible to the scopes below them, comprehensions and
/// type parameters (PEP 695) have scopes of their own.
enum class ScopeKind : std::uint8_t { module, class_, function, lambda, comprehension, type_parameters };

struct Scope {
  ScopeKind kind = ScopeKind::module;
  ScopeId parent = ScopeId::none;
  Node node;                     ///< Definition, lambda, comprehension, or the module.
  bool is_generator = false;     ///< Holds a `yield` of its own.
  bool has_star_import = false;  ///< Every name that is not bound is unknown.
};

/// How a name came to be bound at one place.
enum class DefinitionKind : std::uint8_t {
  import_module,
  import_from,
  assignment,
  annotation,  ///< `x: int` without a value.
  augmented,
  parameter,
  function,
  class_,
  loop_target,
  with_target,
  except_target,
  walrus,
  match_capture,
  type_parameter,
  deletion,
};

/// One place that binds a name.
struct Definition {
  DefinitionKind kind = DefinitionKind::assignment;
  Node name;           ///< The identifier that is bound; for imports the alias or the dotted name.
  Node statement;      ///< The binding construct: import statement, assignment, definition, ….
  std::string origin;  ///< For imports, the qualified name behind it; leading dots when relative.
};

/// A variable: one name in one scope, everything that binds it, everything that reads it.
struct Binding {
  std::string_view name;
  ScopeId scope = ScopeId::module;
  std::vector<Definition> definitions;
  std::vector<Node> uses;       ///< Loads, in order of the text.
  bool declared_global = false;  ///< Some function says `global` or `nonlocal` and may rebind it.
};

/// What an expression stands for when it is a name or a dotted chain.
struct Resolved {
  std::string name;     ///< Qualified name, like `asyncio.sleep`; empty when unknown.
  bool certain = false;  ///< No other definition of the root name exists.
  BindingId binding = BindingId::none;
};

/// Names of one file resolved as CPython resolves them. Read-only once built.
class SemanticModel {
 public:
  static std::unique_ptr<const SemanticModel> build(const SyntaxTree& tree);

  [[nodiscard]] const SyntaxTree& tree() const { return *tree_; }
  [[nodiscard]] const Scope& scope(ScopeId id) const { return scopes_[static_cast<std::uint32_t>(id)]; }
  [[nodiscard]] const Binding& binding(BindingId id) const { return bindings_[static_cast<std::uint32_t>(id)]; }
  [[nodiscard]] std::uint32_t binding_count() const { return static_cast<std::uint32_t>(bindings_.size()); }
  /// The scope in which a node is evaluated.
  [[nodiscard]] ScopeId scope_of(Node node) const { return node_scopes_[node.index()]; }
  /// The scope that a function, lambda, class or comprehension makes for its body.
  [[nodiscard]] ScopeId scope_made_by(Node node) const;
  /// What the identifier reads or binds; none for builtins, unknown names and non-names.
  [[nodiscard]] BindingId binding_of(Node identifier) const;
  /// The variable of that name that code in `scope` sees.
  [[nodiscard]] BindingId lookup(ScopeId scope, std::string_view name) const;
  /// The variable of that name bound in `scope` itself.
  [[nodiscard]] BindingId lookup_local(ScopeId scope, std::string_view name) const;
  /// The nearest function (or lambda) whose body `node` is in; null at module and class level.
  [[nodiscard]] Node function_of(Node node) const;
  /// The function scope around `scope`, itself included; module when there is none.
  [[nodiscard]] ScopeId function_scope(ScopeId scope) const;
  /// Follows imports and aliases of a name or dotted chain.
  ///
  ///     from os import path as p
  ///     p.join(a, b)              # resolve(p.join) is os.path.join
  [[nodiscard]] Resolved resolve(Node expression) const;
  /// Whether `expression` is certainly that qualified name.
  [[nodiscard]] bool refers_only_to(Node expression, std::string_view qualified) const;
  /// Names listed in the module's `__all__`, when it is a plain list.
  [[nodiscard]] bool is_exported(std::string_view name) const;
  /// Whether there are any.
  [[nodiscard]] bool has_exports() const { return !exported_.empty(); }
  /// All calls, in order of the text.
  [[nodiscard]] const std::vector<Node>& calls() const { return calls_; }
  /// All scopes are those up to this number; scopes come before those below them.
  [[nodiscard]] std::uint32_t scope_count() const { return static_cast<std::uint32_t>(scopes_.size()); }
  /// Whether a string is one that a type checker reads as an expression.
  [[nodiscard]] const std::vector<Node>& annotation_strings() const { return annotation_strings_; }
  /// Loads without a binding, by place: builtins, star imports, mistakes.
  [[nodiscard]] const std::vector<Node>& unbound_uses() const { return unbound_uses_; }
  /// Modules that are star-imported, with the statement.
  struct StarImport {
    std::string module;
    Node statement;
    ScopeId scope;
  };
  [[nodiscard]] const std::vector<StarImport>& star_imports() const { return star_imports_; }

 private:
  friend class SemanticBuilder;
  SemanticModel() = default;

  const SyntaxTree* tree_ = nullptr;
  std::vector<Scope> scopes_;
  std::vector<Binding> bindings_;
  std::vector<ScopeId> node_scopes_;                               // by node index
  std::vector<std::pair<std::uint32_t, ScopeId>> made_scopes_;     // by node index, ascending
  std::vector<BindingId> identifiers_;                             // by node index; none for what is no variable
  NameTable names_;
  std::unordered_map<std::uint64_t, BindingId> scope_names_;       // scope and name id to binding
  std::vector<Node> calls_;
  std::vector<Node> annotation_strings_;
  std::vector<Node> unbound_uses_;
  std::vector<StarImport> star_imports_;
  std::vector<std::string_view> exported_;
};

/// The outermost dotted chain whose root is `identifier`: `a` of `a.b.c()` gives `a.b.c`.
[[nodiscard]] Node outermost_chain(Node identifier);
/// The root identifier of a name or dotted chain; null for other expressions.
[[nodiscard]] Node chain_root(Node expression);

}  // namespace codemod
