// Prints how the names of Python files are resolved, for a comparison with CPython's own symbol tables.
//
// usage: print_names FILE...
//
// One line `file PATH` per file that parses, then one line `WHERE NAME OWNER` per pair of a scope and a name in it, where
// OWNER is the scope of the variable, `-` when there is none. A scope is written `NAME:LINE`.

#include <cstdio>
#include <set>
#include <string>
#include <tuple>

#include "engine/semantics/semantic_model.h"
#include "engine/syntax/syntax_tree.h"

namespace {

using codemod::BindingId;
using codemod::NodeKind;
using codemod::ScopeId;
using codemod::ScopeKind;

std::string comprehension_name(NodeKind kind) {
  switch (kind) {
    case NodeKind::list_comprehension: return "listcomp";
    case NodeKind::set_comprehension: return "setcomp";
    case NodeKind::dictionary_comprehension: return "dictcomp";
    default: return "genexpr";
  }
}

std::string key_of(const codemod::SemanticModel& model, ScopeId id) {
  const codemod::Scope& scope = model.scope(id);
  if (scope.kind == ScopeKind::module) return "top:0";
  std::string name(scope.node.child(codemod::Field::name).text());
  if (scope.kind == ScopeKind::lambda) name = "lambda";
  if (scope.kind == ScopeKind::comprehension) name = comprehension_name(scope.node.kind());
  return name + ":" + std::to_string(model.tree().source().line_number(scope.node.begin()));
}

void print_names(const std::string& path) {
  auto source = codemod::SourceFile::load(path);
  if (!source) return;
  const auto tree = codemod::SyntaxTree::parse(std::move(*source));
  if (tree->first_error()) return;
  const auto model = codemod::SemanticModel::build(*tree);
  std::set<std::tuple<std::string, std::string, std::string>> rows;
  for (std::uint32_t index = 0; index < model->binding_count(); ++index) {
    const codemod::Binding& binding = model->binding(static_cast<BindingId>(index));
    const std::string owner = key_of(*model, binding.scope);
    rows.emplace(owner, binding.name, owner);
    for (const codemod::Node use : binding.uses) rows.emplace(key_of(*model, model->scope_of(use)), binding.name, owner);
  }
  for (const codemod::Node use : model->unbound_uses()) rows.emplace(key_of(*model, model->scope_of(use)), use.text(), "-");
  std::printf("file %s\n", path.c_str());
  for (const auto& [where, name, owner] : rows) std::printf("%s %s %s\n", where.c_str(), name.c_str(), owner.c_str());
}

}  // namespace

int main(int argc, char** argv) {
  for (int i = 1; i < argc; ++i) print_names(argv[i]);
}
