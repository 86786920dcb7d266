#include <algorithm>

#include "engine/edit/import_editor.h"
#include "engine/edit/statement_removal.h"
#include "engine/semantics/control_flow.h"
#include "engine/syntax/context.h"
#include "engine/transform/transform.h"
#include "engine/transform/transform_context.h"
#include "transforms/api/anyio_guards.h"
#include "transforms/api/asyncio_knowledge.h"
#include "transforms/api/known_conditions.h"
#include "transforms/api/library_branches.h"

namespace asyncio2anyio {
namespace {

using codemod::Binding;
using codemod::BindingId;
using codemod::Definition;
using codemod::Field;
using codemod::Fix;
using codemod::Node;
using codemod::NodeKind;
using codemod::Safety;
using codemod::TransformContext;

bool is_import(Node node) { return node.is_any(NodeKind::import_statement, NodeKind::import_from_statement); }

/// Whether somebody else may read a flag, so that its assignment has to stay.
bool is_seen_by_others(const Binding& flag, const TransformContext& cx) {
  if (flag.scope != codemod::ScopeId::module) return false;
  if (cx.model().is_exported(flag.name)) return true;
  const auto uses = cx.facts().foreign_module_uses(cx.path(), flag.name);
  return uses ? !uses->empty() : !flag.name.starts_with('_');
}

class HasAnyio final : public codemod::Transform {
 public:
  [[nodiscard]] const codemod::TransformInfo& info() const override { return kInfo; }

  void run(TransformContext& cx) const override {
    const KnownFlags& flags = known_flags(cx);
    const std::vector<AnyioGuard> guards = anyio_guards(cx.model(), flags, cx.targets().library);
    const std::vector<KnownValue> values = known_values(cx.model(), guards, flags);
    for (const KnownValue& known : values) fold(known, cx);
    for (const FlagAssignment& flag : flag_assignments(cx.model(), guards, flags)) settle(flag, cx);
    for (const AnyioGuard& guard : guards) resolve(guard, values, cx);
    for (const std::uint32_t index : cx.named("sniffio.current_async_library")) join_branches(index, cx);
    for (const std::uint32_t index : cx.named("sniffio.AsyncLibraryNotFoundError"))
      cx.keep(index, "code that runs outside of async code learns it by this");
    keep_branches(cx);
  }

 private:
  /// Code for asyncio beside code for another library is there because anyio is not to be needed.
  static void keep_branches(TransformContext& cx) {
    const LibraryBranches branches(cx);
    for (std::uint32_t index = 0; index < cx.references().size(); ++index) {
      const codemod::Reference& reference = cx.reference(index);
      if (reference.kind == codemod::ReferenceKind::adjacent || cx.is_decided(index)) continue;
      if (std::string why = branches.why_at(reference.node); !why.empty())
        cx.keep_finally(index, std::move(why), "where anyio may be required, call it in place of all branches");
    }
  }

  static void fold(const KnownValue& known, TransformContext& cx) {
    const auto index = cx.reference_at(known.name);
    if (!index || cx.is_decided(*index)) return;
    if (!known.obstacle.empty()) return cx.keep(*index, known.obstacle);
    Fix fix;
    if (std::string refusal = fold_condition(known.expression, known.value, cx.model(), fix); !refusal.empty())
      return cx.keep(*index, std::move(refusal));
    fix.safety = Safety::unsafe;
    fix.title = std::string(known.told ? "" : "require anyio: ") + "`" + std::string(known.expression.text()) + "` is always " +
                (known.value ? "true" : "false");
    fix.claims.push_back({*index, {}});
    cx.propose(std::move(fix));
  }

  /// The assignment of a flag that the user told: a constant where somebody else reads it, else nothing.
  static void settle(const FlagAssignment& flag, TransformContext& cx) {
    const Node name = flag.assignment.child(Field::left);
    const auto index = cx.reference_at(name);
    if (!index || cx.is_decided(*index)) return;
    const Binding& binding = cx.model().binding(cx.model().lookup_local(codemod::ScopeId::module, name.text()));
    if (!binding.uses.empty()) return cx.keep(*index, "what it says is still asked");
    Fix fix;
    fix.safety = Safety::unsafe;
    fix.title = "`" + std::string(name.text()) + "` is always " + (flag.value ? "true" : "false");
    fix.claims.push_back({*index, {}});
    if (is_seen_by_others(binding, cx)) fix.replace(flag.assignment.child(Field::right), flag.value ? "True" : "False");
    else if (!codemod::remove_statements({flag.assignment.parent()}, fix.edits)) fix.replace(flag.assignment.parent(), "pass");
    cx.propose(std::move(fix));
  }

  /// Whether something that only the guard decides is still asked.
  static bool is_asked(const AnyioGuard& guard, const std::vector<KnownValue>& values, const TransformContext& cx) {
    return std::ranges::any_of(values, [&](const KnownValue& known) {
      const BindingId id = cx.model().binding_of(known.name);
      return id != BindingId::none && guard.statement.encloses(cx.model().binding(id).definitions.front().statement);
    });
  }

  /// A name that only the part binds that never runs, and that code behind it reads.
  static std::string name_of_dead_part(const AnyioGuard& guard, const TransformContext& cx) {
    for (std::uint32_t index = 0; index < cx.model().binding_count(); ++index) {
      const Binding& binding = cx.model().binding(static_cast<BindingId>(index));
      const bool only = std::ranges::all_of(binding.definitions, [&](const Definition& d) { return guard.dead().encloses(d.statement); });
      const bool read = std::ranges::any_of(binding.uses, [&](Node use) { return !guard.dead().encloses(use); });
      if (only && (read || cx.model().is_exported(binding.name))) return std::string(binding.name);
    }
    return {};
  }

  static void resolve(const AnyioGuard& guard, const std::vector<KnownValue>& values, TransformContext& cx) {
    const auto index = cx.reference_at(guard.import);
    if (!index || cx.is_decided(*index)) return;
    if (!guard.obstacle.empty()) return cx.keep(*index, guard.obstacle);
    if (is_asked(guard, values, cx)) return cx.keep(*index, "what it finds out is still asked");
    if (const std::string name = name_of_dead_part(guard, cx); !name.empty())
      return cx.keep(*index, "`" + name + "` is bound only when " + (guard.holds ? "the import fails" : "the import succeeds"));
    Fix fix;
    if (!remove_guard(guard, cx, fix)) return cx.keep(*index, "its lines cannot be moved");
    fix.safety = Safety::unsafe;
    fix.title = guard.told ? "do not try what a flag tells" : "require anyio: import it without asking whether it is there";
    fix.claims.push_back({*index, {}});
    cx.propose(std::move(fix));
  }

  static bool remove_guard(const AnyioGuard& guard, const TransformContext& cx, Fix& fix) {
    const Node block = guard.holds ? guard.body() : guard.handler.child(NodeKind::block);
    const std::vector<Node> body = block.named_children();
    std::vector<Node> gone;
    for (const Node statement : body)
      if (is_useless(statement, guard, cx)) gone.push_back(statement);
    if (gone.size() == body.size()) {
      if (!codemod::remove_statements({guard.statement}, fix.edits)) fix.replace(guard.statement, "pass");
      return true;
    }
    erase_last(body, gone, fix);
    return (gone.empty() || codemod::remove_statements(gone, fix.edits)) &&
           codemod::keep_block(guard.statement, block, fix.edits);
  }

  /// Erases those that end the body, with the blank lines before them.
  static void erase_last(const std::vector<Node>& body, std::vector<Node>& gone, Fix& fix) {
    std::size_t kept = body.size();
    while (!gone.empty() && gone.back() == body[kept - 1]) gone.pop_back(), --kept;
    if (kept < body.size()) fix.erase({body[kept - 1].end(), body.back().end()});
  }

  /// A flag that nobody reads, or an import that was there for the question only.
  static bool is_useless(Node statement, const AnyioGuard& guard, const TransformContext& cx) {
    const Node inner = statement.named_children().empty() ? Node() : statement.named_children().front();
    const bool assigns = statement.is(NodeKind::expression_statement) && inner.is(NodeKind::assignment);
    bool useless = is_import(statement) || assigns || statement.is(NodeKind::pass_statement);
    for (std::uint32_t index = 0; index < cx.model().binding_count(); ++index) {
      const Binding& binding = cx.model().binding(static_cast<BindingId>(index));
      const bool here = std::ranges::any_of(binding.definitions, [&](const Definition& d) { return statement.encloses(d.statement); });
      if (!here) continue;
      if (!binding.uses.empty() || binding.declared_global || codemod::mentioned_in_annotations(cx.model(), binding.name)) return false;
      const std::string_view origin = binding.definitions.front().origin;
      const bool asked = guard.told || origin.starts_with("anyio") || origin.starts_with("sniffio");
      const bool others = is_import(statement) ? !asked || cx.model().is_exported(binding.name) || cx.path().ends_with("__init__.py")
                                               : !is_flag(binding, guard, cx) || is_seen_by_others(binding, cx);
      useless &= !others;
    }
    return useless;
  }

  static bool is_flag(const Binding& binding, const AnyioGuard& guard, const TransformContext& cx) {
    if (!known_flags(cx).contains(binding.name)) return is_flag_of(binding, guard);
    return std::ranges::all_of(binding.definitions, [&](const Definition& d) { return guard.statement.encloses(d.statement); });
  }

  /// Code that differs by library, and no longer does.
  static void join_branches(std::uint32_t index, TransformContext& cx) {
    const Node call = codemod::call_of(cx.reference(index).node);
    const Node condition = codemod::outermost_parentheses(call ? codemod::outermost_parentheses(call).parent() : Node());
    const Node statement = condition.parent();
    const bool whole = condition.is(NodeKind::comparison_operator) && statement.is(NodeKind::if_statement) &&
                       condition.field() == Field::condition;
    const Node other = whole ? statement.child(NodeKind::else_clause).child(NodeKind::block) : Node();
    const Node block = whole ? statement.child(Field::consequence) : Node();
    if (!other || statement.child(NodeKind::elif_clause) || other.text() != block.text())
      return cx.keep(index, "what is done depends on the library that runs");
    Fix fix;
    if (!codemod::keep_block(statement, block, fix.edits)) return cx.keep(index, "its lines cannot be moved");
    fix.safety = Safety::unsafe;
    fix.title = "do not ask for the library where both branches are equal";
    fix.claims.push_back({index, {}});
    cx.propose(std::move(fix));
  }

  static constexpr codemod::TransformInfo kInfo{
      "has-anyio", "Resolve the guards of an optional anyio, as it is required now",
      R"(`try: import anyio; HAS_ANYIO = True` / `except ImportError: HAS_ANYIO = False` makes anyio optional. After the migration
it is not. What the guard finds out is taken for true wherever it is asked: `if`, `elif`, `while`, `not`, `and`, `or`, conditional
expressions, `assert`, `skipif`, `anyio is None`. The branches for its absence go, with the imports that only they used; then the
guard itself becomes its imports. A flag may have any name; those that are imported from another module are known by their
usual names (`HAS_ANYIO`, `ANYIO_AVAILABLE`, …). A flag that other files read, or that `__all__` lists, stays as `HAS_ANYIO = True`.
An `if sniffio.current_async_library() == …` whose branches have become equal loses its question.

Flags of the program's own are named on the command line: `--flag USE_TRIO=false --flag HAS_NEST=true`. They are constants
then in every given file that has or imports them, also as `settings.USE_TRIO`; a guard that sets one keeps the branch that
its value tells, whatever it imports. Nothing but the name is looked at, so that it should mean one thing.

All of it is unsafe: without anyio the module no longer works. `sniffio` in such a guard is taken for installed as well.

Code that chooses its library while it runs stays as it is: what is for asyncio in a function that uses trio as well, or behind
`if library == "asyncio":`.

Left alone: a `try` that imports something the target anyio does not have, or other packages than the standard library, or
does more than import and assign constants, one with several handlers or a `finally`, names that only the handler binds, flags that functions assign, a branch whose
`yield` makes its function a generator.)",
      Safety::unsafe, 5};
};

}  // namespace

std::unique_ptr<const codemod::Transform> make_has_anyio() { return std::make_unique<HasAnyio>(); }

}  // namespace asyncio2anyio
