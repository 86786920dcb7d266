#pragma once

#include <cstdint>
#include <optional>
#include <set>
#include <vector>

#include "engine/semantics/semantic_model.h"

namespace codemod {

/// Builds a `SemanticModel` in one loop over the nodes in pre-order and one over the names
/// that were read. No recursion: input depth is the user's.
class SemanticBuilder {
 public:
  explicit SemanticBuilder(const SyntaxTree& tree);
  std::unique_ptr<const SemanticModel> build();

 private:
  /// Nodes up to `end` are evaluated in `scope`.
  struct Region {
    ScopeId scope;
    std::uint32_t end;
  };
  struct PendingUse {
    Node node;
    ScopeId scope;
    std::uint32_t name;
  };
  struct PendingDefinition {
    ScopeId scope;
    std::string_view name;
    Definition definition;
  };

  void begin_region(Node node);
  void visit(Node node);
  void visit_identifier(Node node);
  void visit_string(Node node);
  void enter_function(Node node);
  void enter_class(Node node);
  void enter_alias(Node node);
  void enter_comprehension(Node node);
  void visit_import(Node statement);
  void visit_import_from(Node statement);
  void declare_outer(Node statement, bool global);
  void note_exports(Node assignment);
  void add_exports(Node value);
  void resolve_uses();

  [[nodiscard]] ScopeId current() const { return regions_.back().scope; }
  ScopeId add_scope(ScopeKind kind, Node node, ScopeId parent);
  void push_region(ScopeId scope, Node node) { regions_.push_back({scope, node.subtree_end()}); }
  std::uint32_t name_id(std::string_view name);
  void define(ScopeId scope, std::string_view name, Definition definition);
  void define_nonlocals();
  [[nodiscard]] ScopeId owner_of_nonlocal(ScopeId scope, std::uint32_t name) const;
  [[nodiscard]] BindingId visible(ScopeId scope, std::uint32_t name, std::string_view text) const;
  void define_at(ScopeId scope, Node identifier, DefinitionKind kind, Node statement);
  void use(Node identifier);

  const SyntaxTree& tree_;
  std::unique_ptr<SemanticModel> model_;
  std::vector<Region> regions_;
  std::vector<PendingUse> uses_;
  std::vector<PendingDefinition> nonlocals_;
  std::set<std::uint64_t> nonlocal_names_;                  // scope and name id; their owners are not known yet
  std::unordered_map<std::uint64_t, ScopeId> outer_names_;  // scope and name id to the scope that owns it
};

}  // namespace codemod
