#include "transforms/api/standard_imports.h"

#include <algorithm>
#include <array>

#include "engine/syntax/code_style.h"

namespace asyncio2anyio {
namespace {

using codemod::Binding;
using codemod::BindingId;
using codemod::Node;
using codemod::NodeKind;
using codemod::TransformContext;

/// The modules of the standard library that programs around an event loop import most.
constexpr auto kModules = std::to_array<std::string_view>(
    {"abc",       "argparse", "asyncio",  "base64",   "collections", "concurrent", "contextlib",  "contextvars", "copy",     "csv",
     "dataclasses", "datetime", "decimal", "enum",    "functools",   "hashlib",    "inspect",     "io",          "itertools", "json",
     "logging",   "math",     "multiprocessing", "operator", "os",   "pathlib",    "pickle",      "platform",    "queue",    "random",
     "re",        "secrets",  "shutil",   "signal",   "socket",      "sqlite3",    "ssl",         "string",      "struct",   "subprocess",
     "sys",       "tempfile", "textwrap", "threading", "time",       "traceback",  "types",       "typing",      "unittest", "urllib",
     "uuid",      "warnings", "weakref",  "zlib"});

/// The block whose imports a name comes from: the module where that is not one block around `at`.
Node block_of_imports(BindingId neighbour, Node at, const TransformContext& cx) {
  const Node module = cx.tree().node(0);
  if (neighbour == BindingId::none || cx.model().binding(neighbour).definitions.size() != 1) return module;
  const Node statement = cx.model().binding(neighbour).definitions.front().statement;
  return statement.parent().encloses(at) ? statement.parent() : module;
}

/// The last such import of a block.
BindingId standard_import(Node block, const TransformContext& cx) {
  BindingId found = BindingId::none;
  for (std::uint32_t index = 0; index < cx.model().binding_count(); ++index) {
    const Binding& binding = cx.model().binding(static_cast<BindingId>(index));
    const codemod::Definition& definition = binding.definitions.front();
    const bool plain = binding.definitions.size() == 1 && definition.statement.parent() == block;
    if (!plain || !is_standard_module(definition.origin)) continue;
    if (found == BindingId::none || cx.model().binding(found).definitions.front().statement < definition.statement)
      found = static_cast<BindingId>(index);
  }
  return found;
}

/// The first import of a block that is not from `__future__`.
Node first_import(Node block) {
  for (const Node statement : block.named_children())
    if (statement.is_any(NodeKind::import_statement, NodeKind::import_from_statement)) return statement;
  return {};
}

}  // namespace

bool is_standard_module(std::string_view dotted) {
  return std::ranges::find(kModules, dotted.substr(0, dotted.find('.'))) != kModules.end();
}

std::optional<std::string> need_standard(codemod::Fix& fix, Node at, BindingId neighbour, std::string_view module,
                                         std::string_view member, const TransformContext& cx) {
  const Node block = block_of_imports(neighbour, at, cx);
  const BindingId root = standard_import(block, cx);
  const std::size_t before = fix.imports.size();
  std::optional<std::string> local = cx.need_import(fix, at, root, module, member);
  const Node first = first_import(block);
  const bool own_group = root == BindingId::none && first && codemod::begins_its_line(first);
  if (!local || fix.imports.size() == before || !own_group) return local;
  fix.imports.resize(before);
  const std::string newline(codemod::newline_text(cx.tree().source().newline()));
  const std::string line = "from " + std::string(module) + " import " + std::string(member) + newline + newline;
  fix.insert(first.begin(), line + std::string(codemod::indentation_at(cx.tree(), first.begin())));
  return local;
}

}  // namespace asyncio2anyio
