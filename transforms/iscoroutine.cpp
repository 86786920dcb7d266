#include <algorithm>

#include "engine/semantics/control_flow.h"
#include "engine/source/word_search.h"
#include "engine/syntax/context.h"
#include "engine/transform/transform.h"
#include "engine/transform/transform_context.h"
#include "transforms/api/handlers.h"
#include "transforms/api/rewriting.h"

namespace asyncio2anyio {
namespace {

using codemod::Fix;
using codemod::Node;
using codemod::NodeKind;
using codemod::Reference;
using codemod::Safety;
using codemod::TransformContext;

/// The only argument of a plain call; null for any other call.
Node only_argument(Node call) {
  const std::vector<Node> arguments = codemod::arguments_of(call);
  if (arguments.size() != 1) return {};
  const bool plain =
      !arguments.front().is_any(NodeKind::keyword_argument, NodeKind::list_splat,
                                NodeKind::dictionary_splat, NodeKind::generator_expression);
  return plain ? arguments.front() : Node();
}

class IsCoroutine final : public codemod::Transform {
 public:
  [[nodiscard]] const codemod::TransformInfo& info() const override { return kInfo; }

  void run(TransformContext& cx) const override {
    for (const std::uint32_t index : cx.named("asyncio.iscoroutinefunction"))
      rewrite_function_test(index, cx);
    for (const std::uint32_t index : cx.named("asyncio.iscoroutine"))
      rewrite_object_test(index, cx);
    for (const std::uint32_t index : cx.named("asyncio.coroutines._is_coroutine"))
      cx.keep(index, "it marks functions for `asyncio.iscoroutinefunction`");
  }

 private:
  static void rewrite_function_test(std::uint32_t index, TransformContext& cx) {
    if (cx.facts().occurs("_is_coroutine"))
      return cx.keep(
          index,
          "the program marks functions with `_is_coroutine`, which `inspect` does not look at");
    if (cx.targets().python < codemod::Version{3, 11} && !cx.named("asyncio.coroutine").empty())
      return cx.keep(
          index, "the module uses `asyncio.coroutine`, whose functions `inspect` does not know");
    if (is_asked_twice(cx.reference(index), cx))
      return cx.keep(index, "the same condition asks `inspect.iscoroutinefunction`, so this is about functions with asyncio's own mark",
                     "leave it out once no such function is passed in any more");
    rename_to_inspect(index, "iscoroutinefunction", cx);
  }

  /// `inspect.iscoroutinefunction(f) or asyncio.iscoroutinefunction(f)`: both are asked because their answers differ.
  static bool is_asked_twice(const Reference& reference, const TransformContext& cx) {
    const Node call = codemod::call_of(reference.node);
    const Node argument = call ? only_argument(call) : Node();
    if (!argument) return false;
    Node condition = codemod::outermost_parentheses(call);
    while (condition.parent().is_any(NodeKind::boolean_operator, NodeKind::not_operator))
      condition = codemod::outermost_parentheses(condition.parent());
    const std::vector<Node> calls = codemod::own_nodes(condition, NodeKind::call);
    return std::ranges::any_of(calls, [&](Node other) {
      return cx.model().resolve(other.child(codemod::Field::function)).name == "inspect.iscoroutinefunction" &&
             only_argument(other) && only_argument(other).text() == argument.text();
    });
  }

  /// Whether the annotation of a variable says that it may be any `Coroutine`, as `inspect` does not ask.
  static bool is_declared_coroutine(Node argument, const TransformContext& cx) {
    const codemod::BindingId id = argument.is(NodeKind::identifier) ? cx.model().binding_of(argument) : codemod::BindingId::none;
    if (id == codemod::BindingId::none) return false;
    return std::ranges::any_of(cx.model().binding(id).definitions, [](const codemod::Definition& definition) {
      return codemod::has_text(definition.statement.child(codemod::Field::type).text(), "Coroutine");
    });
  }

  static void rewrite_object_test(std::uint32_t index, TransformContext& cx) {
    const Reference& reference = cx.reference(index);
    const Node call = codemod::call_of(reference.node);
    const Node argument = call ? only_argument(call) : Node();
    const bool is_subclassed = cx.facts().is_subclassed("Coroutine");
    const bool is_declared = is_declared_coroutine(argument, cx) && is_builtin("isinstance", reference.node, cx);
    if (!is_subclassed && !is_declared) return rename_to_inspect(index, "iscoroutine", cx);
    if (!argument)
      return cx.keep(
          index,
          "the program has classes of coroutines, which `inspect.iscoroutine` does not know");
    if (!is_builtin("isinstance", reference.node, cx))
      return cx.keep(index, std::string(kShadowed));
    Fix fix;
    fix.safety = Safety::safe;
    const auto local =
        cx.need_import(fix, reference.node, reference.root, "collections.abc", "Coroutine");
    if (!local) return cx.keep(index, std::string(kShadowed));
    fix.replace(reference.node, "isinstance");
    fix.insert(argument.end(), ", " + *local);
    fix.title = is_subclassed ? "test for `collections.abc.Coroutine`, as classes of the program derive from it"
                              : "test for `collections.abc.Coroutine`, as the annotation says";
    note_patches(fix, reference, cx);
    cx.propose(std::move(fix));
  }

  static void rename_to_inspect(std::uint32_t index, std::string_view member,
                                TransformContext& cx) {
    const Reference& reference = cx.reference(index);
    if (reference.kind != codemod::ReferenceKind::name)
      return cx.keep(index, "it stands in a string");
    if (is_written_to(reference.node)) return cx.keep(index, "it is replaced here");
    Fix fix = rename(reference, "inspect", member, cx);
    if (fix.edits.empty()) return cx.keep(index, std::string(kShadowed));
    // The parameter has another name in `inspect`.
    const std::vector<Node> arguments = codemod::arguments_of(codemod::call_of(reference.node));
    if (arguments.size() == 1 && arguments.front().is(NodeKind::keyword_argument))
      fix.erase({arguments.front().begin(), codemod::keyword_value(arguments.front()).begin()});
    fix.title = "use `inspect." + std::string(member) + "`";
    if (fix.edits.size() == 1) let_patches_follow(fix, index, "inspect", member, cx);
    else note_patches(fix, reference, cx);
    cx.propose(std::move(fix));
  }

  static constexpr codemod::TransformInfo kInfo{
      "iscoroutine",
      "Replace `asyncio.iscoroutine` and `iscoroutinefunction` by those of `inspect`",
      R"(`inspect` answers the same for coroutine functions, partials and methods of them, and for
the objects they return. `asyncio.iscoroutinefunction` is deprecated since Python 3.14.

`asyncio.iscoroutinefunction` also believes a function's `_is_coroutine` mark: where any given
file has that word, nothing is changed. `asyncio.iscoroutine` also accepts objects of classes
derived from `collections.abc.Coroutine`: where a given file has such a class, or the annotation
of the variable names the class, the call becomes `isinstance(x, Coroutine)`. Libraries that are not given are taken to return true coroutines from
coroutine functions (A-CONVENTIONS), and not to mark functions (A-ATTRIBUTES).

Left alone: `asyncio.isfuture`, which has no counterpart; `asyncio.iscoroutinefunction` where the same condition asks
`inspect.iscoroutinefunction`, too, for it is there because of such marks. Unsafe: where a test replaces the
function.)",
      Safety::safe, 70};
};

}  // namespace

std::unique_ptr<const codemod::Transform> make_iscoroutine() {
  return std::make_unique<IsCoroutine>();
}

}  // namespace asyncio2anyio
