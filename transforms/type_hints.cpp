#include <algorithm>

#include "engine/syntax/context.h"
#include "engine/transform/transform.h"
#include "engine/transform/transform_context.h"
#include "transforms/api/asyncio_names.h"
#include "transforms/api/handlers.h"
#include "transforms/api/hint_strings.h"
#include "transforms/api/rewriting.h"

namespace asyncio2anyio {
namespace {

using codemod::Fix;
using codemod::NodeKind;
using codemod::Reference;
using codemod::ReferenceKind;
using codemod::TransformContext;

class TypeHints final : public codemod::Transform {
 public:
  [[nodiscard]] const codemod::TransformInfo& info() const override { return kInfo; }

  void run(TransformContext& cx) const override {
    for (const std::uint32_t index : cx.named("asyncio.coroutine")) rewrite_coroutine(index, cx);
    for (std::uint32_t index = 0; index < cx.references().size(); ++index)
      if (cx.reference(index).certain && !cx.is_decided(index)) explain(index, cx);
  }

 private:
  static void rewrite_coroutine(std::uint32_t index, TransformContext& cx) {
    const Reference& reference = cx.reference(index);
    if (reference.node.parent().is(NodeKind::decorator))
      return cx.keep(index,
                     "it makes a coroutine of a generator, which Python 3.11 no longer knows");
    const bool string = is_hint_string(reference, cx);
    if (!string && (!is_hint(reference.node) || codemod::call_of(reference.node) ||
                    is_written_to(reference.node)))
      return cx.keep(index, "it is used as a value, and Python 3.11 no longer knows it");
    Fix fix;
    fix.safety = codemod::Safety::safe;
    const auto local = coroutine_name(fix, reference, cx);
    if (!local) return cx.keep(index, std::string(kShadowed));
    fix.title = "use `Coroutine`, the type that was meant";
    if (!string)
      fix.replace(reference.node, *local);
    else if (!replace_in_string(fix, reference.node, reference.name, *local, cx))
      return cx.keep(index, "the string does not spell it in one piece");
    fix.claims.push_back({index, {}});
    cx.propose(std::move(fix));
  }

  /// `Coroutine` of `collections.abc`, or that of `typing` where the module has it.
  static std::optional<std::string> coroutine_name(Fix& fix, const Reference& reference,
                                                   const TransformContext& cx) {
    codemod::BindingId root = reference.root;
    if (is_hint_string(reference, cx)) root = root_in_string(reference.node, reference.name, cx);
    auto local = cx.need_import(fix, reference.node, root, "collections.abc", "Coroutine");
    if (!local) local = cx.need_import(fix, reference.node, root, "typing", "Coroutine");
    return local;
  }

  /// Says why the other names stay, where no other transform has said so.
  static void explain(std::uint32_t index, TransformContext& cx) {
    const Reference& reference = cx.reference(index);
    const bool name = reference.kind == ReferenceKind::name;
    const bool hint =
        is_hint_string(reference, cx) || (name && codemod::in_annotation(reference.node));
    const bool mine = name && cx.knowledge().responsible(reference.name).transform == kInfo.name;
    if (hint) return cx.keep(index, reason_for_hint(reference));
    if (mine && is_hint(reference.node)) return cx.keep(index, reason_for_hint(reference));
    if (mine) cx.keep(index, "anyio has no object for an event loop");
  }

  static std::string reason_for_hint(const Reference& reference) {
    const std::string_view kind = object_kind_of_type(reference.name);
    if (kind == "loop")
      return "the type follows the event loop that it annotates, which anyio does not show";
    if (kind.empty()) return "the type follows the object that it annotates";
    return "the type follows the " + std::string(kind) +
           " that it annotates, which stays one of asyncio";
  }

  static constexpr codemod::TransformInfo kInfo{
      "type-hints",
      "Replace `asyncio.coroutine` where a type is meant, and report other type hints",
      R"(`asyncio.coroutine` was a decorator, and Python 3.11 removed it. Written as a type
(`Callable[[], asyncio.coroutine]`), in annotations and in strings that are annotations, it
becomes `collections.abc.Coroutine`.

Left alone: `asyncio.coroutine` as a decorator of a generator with `yield from` (write `async def`
and `await` first); every other asyncio name in an annotation, because a type follows the object
that it annotates: it changes together with that object, or stays with it. Types of the event loop
have no counterpart.)",
      codemod::Safety::safe, 60};
};

}  // namespace

std::unique_ptr<const codemod::Transform> make_type_hints() {
  return std::make_unique<TypeHints>();
}

}  // namespace asyncio2anyio
