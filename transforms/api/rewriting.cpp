#include "transforms/api/rewriting.h"

#include "transforms/api/asyncio_names.h"

namespace asyncio2anyio {

using codemod::Fix;
using codemod::Node;
using codemod::Reference;
using codemod::TransformContext;

Fix rename(const Reference& reference, std::string_view module, std::string_view member, const TransformContext& cx) {
  Fix fix;
  fix.safety = codemod::Safety::safe;
  const auto local = cx.need_import(fix, reference.node, reference.root, module);
  if (!local) return fix;
  fix.replace(reference.node, *local + "." + std::string(member));
  if (module == "anyio") fix.need(min_anyio("anyio." + std::string(member)));
  return fix;
}

bool is_builtin(std::string_view name, Node at, const TransformContext& cx) {
  return cx.model().lookup(cx.model().scope_of(at), name) == codemod::BindingId::none;
}

std::string separator_behind(Node statement, const TransformContext& cx) {
  const codemod::SourceFile& source = cx.tree().source();
  const std::uint32_t begin = source.line_begin(statement.begin());
  const std::string_view indent = cx.text().substr(begin, statement.begin() - begin);
  if (indent.find_first_not_of(" \t\f") != std::string_view::npos) return "; ";
  return std::string(codemod::newline_text(source.newline())) + std::string(indent);
}

}  // namespace asyncio2anyio
