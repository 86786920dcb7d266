#include <algorithm>

#include "engine/edit/import_editor.h"
#include "engine/syntax/context.h"
#include "engine/transform/transform.h"
#include "engine/transform/transform_context.h"
#include "transforms/api/arguments.h"
#include "transforms/api/handlers.h"
#include "transforms/api/hint_strings.h"
#include "transforms/api/rewriting.h"
#include "transforms/api/timeout_classes.h"

namespace asyncio2anyio {
namespace {

using codemod::Binding;
using codemod::BindingId;
using codemod::Definition;
using codemod::Field;
using codemod::Fix;
using codemod::Node;
using codemod::NodeKind;
using codemod::Reference;
using codemod::TransformContext;

constexpr std::string_view kName = "asyncio.TimeoutError";
constexpr std::string_view kBuiltin = "TimeoutError";

/// Whether a tuple lists exceptions to match, so that naming one twice says nothing.
bool is_list_of_exceptions(Node tuple) {
  if (handler_naming(tuple)) return true;
  const Node call = tuple.parent().parent();
  const std::string_view callee =
      call.is(NodeKind::call) ? call.child(Field::function).text() : std::string_view();
  return tuple.parent().is(NodeKind::argument_list) &&
         (callee == "isinstance" || callee == "issubclass");
}

class TimeoutError final : public codemod::Transform {
 public:
  [[nodiscard]] const codemod::TransformInfo& info() const override { return kInfo; }

  void run(TransformContext& cx) const override {
    const std::vector<std::uint32_t> references = cx.named(kName);
    if (has_two_timeout_classes(cx)) {
      for (const std::uint32_t index : references) name_both(index, cx);
      return;
    }
    for (const std::uint32_t index : references)
      if (!is_unaliased_import(cx.reference(index), cx)) rewrite(index, cx);
    for (std::uint32_t id = 0; id < cx.model().binding_count(); ++id)
      drop_import(static_cast<BindingId>(id), references, cx);
  }

 private:
  /// `from asyncio import TimeoutError` hides the builtin: without the import the same text means
  /// it.
  static bool is_unaliased_import(const Reference& reference, const TransformContext& cx) {
    return reference.root != BindingId::none && reference.node.text() == kBuiltin &&
           cx.model().binding(reference.root).name == kBuiltin;
  }

  /// Below Python 3.11 a list of exceptions that may meet a timeout of anyio names the builtin as well.
  static void name_both(std::uint32_t index, TransformContext& cx) {
    const Reference& reference = cx.reference(index);
    if (names_builtin_timeout(reference.node, cx)) return cx.keep(index, "below Python 3.11 asyncio still raises it, and the builtin is named beside it");
    const bool moves = cx.facts().occurs("wait_for") || cx.facts().occurs("fail_after") || cx.facts().occurs("async_timeout");
    Fix fix;
    if (!moves || reference.kind != codemod::ReferenceKind::name || !is_builtin(kBuiltin, reference.node, cx) ||
        !add_builtin_timeout(fix, reference.node, cx))
      return cx.keep(index, "below Python 3.11 it is another class than the `TimeoutError` that anyio raises");
    fix.title = "name the builtin `TimeoutError` beside it, which anyio raises below Python 3.11 as well";
    fix.claims.push_back({index, {}});
    cx.propose(std::move(fix));
  }

  static void rewrite(std::uint32_t index, TransformContext& cx) {
    const Reference& reference = cx.reference(index);
    if (is_written_to(reference.node)) return cx.keep(index, "it is replaced here");
    if (!means_builtin(reference.node, cx))
      return cx.keep(index, "`TimeoutError` means something else here");
    Fix fix;
    fix.safety = codemod::Safety::safe;
    fix.title = "use the builtin `TimeoutError`, which it is since Python 3.11";
    if (reference.kind != codemod::ReferenceKind::name) {
      if (!is_builtin(kBuiltin, reference.node, cx) ||
          !replace_in_string(fix, reference.node, kName, std::string(kBuiltin), cx))
        return cx.keep(index, "it stands in a string that spells it in another way");
      fix.claims.push_back({index, {}});
    } else if (const Node twin = twin_of(reference.node, cx)) {
      remove_from_tuple(reference.node, twin, fix, cx);
    } else {
      fix.replace(reference.node, std::string(kBuiltin));
    }
    cx.propose(std::move(fix));
  }

  static bool means_builtin(Node at, const TransformContext& cx) {
    if (!is_builtin(kBuiltin, at, cx))
      return is_imported_from_asyncio(cx.model().lookup(cx.model().scope_of(at), kBuiltin), cx);
    return cx.model().star_imports().empty();
  }

  /// The name then means the same class.
  static bool is_imported_from_asyncio(BindingId id, const TransformContext& cx) {
    return std::ranges::all_of(cx.model().binding(id).definitions,
                               [&](const Definition& definition) {
                                 return cx.knowledge().canonical(definition.origin) == kName;
                               });
  }

  /// Another member of the same list of exceptions that makes this one superfluous: the builtin, or
  /// an earlier `asyncio.TimeoutError`.
  static Node twin_of(Node node, const TransformContext& cx) {
    const Node list = node.parent();
    if (!(list.is(NodeKind::tuple) && is_list_of_exceptions(list)) && !is_suppressed(list, cx))
      return {};
    for (const Node member : list.named_children()) {
      if (member == node) continue;
      const bool same = cx.knowledge().canonical(cx.model().resolve(member).name) == kName;
      if (member.text() == kBuiltin || (same && member < node)) return member;
    }
    return {};
  }

  static bool is_suppressed(Node list, const TransformContext& cx) {
    return list.is(NodeKind::argument_list) &&
           cx.model().refers_only_to(list.parent().child(Field::function), "contextlib.suppress");
  }

  /// `(asyncio.TimeoutError, TimeoutError)` becomes `TimeoutError`, longer lists get shorter.
  static void remove_from_tuple(Node node, Node twin, Fix& fix, const TransformContext& cx) {
    const Node tuple = node.parent();
    const bool pair = tuple.is(NodeKind::tuple) && tuple.named_children().size() == 2;
    const bool plain = tuple.text().find_first_of("#\n\r\\") == std::string_view::npos;
    if (!pair || !plain || twin.text() != kBuiltin) return remove_argument(fix, node);
    // `except(A, B)` needs a blank where the parenthesis goes.
    const bool glued = tuple.begin() > 0 &&
                       std::isalnum(static_cast<unsigned char>(cx.text()[tuple.begin() - 1])) != 0;
    fix.replace(codemod::TextRange{tuple.begin(), twin.begin()}, glued ? " " : "");
    fix.erase({twin.end(), tuple.end()});
  }

  static void drop_import(BindingId id, const std::vector<std::uint32_t>& references,
                          TransformContext& cx) {
    const Binding& binding = cx.model().binding(id);
    if (binding.name != kBuiltin || !is_imported_from_asyncio(id, cx)) return;
    Fix fix;
    fix.safety = codemod::Safety::safe;
    fix.title = "use the builtin `TimeoutError`, which it is since Python 3.11";
    for (const std::uint32_t index : references)
      if (cx.reference(index).root == id) fix.claims.push_back({index, {}});
    for (const Definition& definition : binding.definitions)
      fix.drops.push_back(codemod::import_part(definition));
    if (fix.claims.empty()) return;
    const std::string obstacle = obstacle_to_drop(binding, cx);
    if (obstacle.empty()) return cx.propose(std::move(fix));
    for (const codemod::Claim& claim : fix.claims) cx.keep(claim.reference, obstacle);
  }

  /// Why the import must stay; empty when it may go.
  static std::string obstacle_to_drop(const Binding& binding, const TransformContext& cx) {
    const bool package = cx.path().ends_with("__init__.py") || cx.path().ends_with("__init__.pyi");
    if (cx.model().is_exported(binding.name) || package || binding.declared_global)
      return "it is imported for other modules";
    if (cx.model().scope(binding.scope).kind == codemod::ScopeKind::class_)
      return "it is an attribute of a class";
    if (!cx.model().star_imports().empty()) return "a star import may bring another `TimeoutError`";
    const codemod::ScopeId parent = cx.model().scope(binding.scope).parent;
    if (parent != codemod::ScopeId::none && cx.model().lookup(parent, kBuiltin) != BindingId::none)
      return "`TimeoutError` means something else around this function";
    const std::vector<Node>& uses = binding.uses;
    if (std::ranges::any_of(uses, [&](Node use) { return !cx.reference_at(use); }))
      return "some of its uses are not understood";
    return {};
  }

  static constexpr codemod::TransformInfo kInfo{
      "timeout-error", "Replace `asyncio.TimeoutError` by the builtin `TimeoutError`",
      R"(Since Python 3.11 `asyncio.TimeoutError` is another name of the builtin `TimeoutError`,
which is what anyio raises. In a list of exceptions (`except (asyncio.TimeoutError,
TimeoutError)`, `isinstance`, `suppress`) the name that is there already is not repeated.

Below Python 3.11 the two are different classes. A handler changes together with the call that
times out (`wait-for`, `timeout`); with `--unsafe`, every list of exceptions that names the one
gets the other as well, as callers may meet either, provided that some file waits with a timeout.

Left alone: modules in which `TimeoutError` means something else; names that other modules import
from here; below Python 3.11 everything that is no list of exceptions.)",
      codemod::Safety::safe, 40};
};

}  // namespace

std::unique_ptr<const codemod::Transform> make_timeout_error() {
  return std::make_unique<TimeoutError>();
}

}  // namespace asyncio2anyio
