#include "transforms/api/gather_helpers.h"

#include <algorithm>
#include <array>

#include "engine/edit/definition_editor.h"
#include "engine/syntax/context.h"
#include "transforms/api/asyncio_names.h"
#include "transforms/api/exception_observers.h"
#include "transforms/api/helper_names.h"
#include "transforms/api/rewriting.h"

namespace asyncio2anyio {

using codemod::Fix;
using codemod::Node;
using codemod::Reference;
using codemod::TransformContext;

namespace {

struct HelperText {
  std::string_view name;
  std::string_view text;  // `{anyio}` and the like stand for what the module calls them
};

constexpr std::array<HelperText, 10> kTexts = {{
    {"_gather", R"(async def {name}(*coros):
    """Run coroutines concurrently and raise the first exception as it is."""
    try:
        return list(await {anyio}.gather(*coros))
    except {ExceptionGroup} as excgroup:
        raise excgroup.exceptions[0])"},
    {"_gather", R"(async def {name}(*coros):
    """Await everything concurrently and raise the first exception as it is."""
    results: list = [None] * len(coros)

    async def run(index, coro):
        results[index] = await coro

    try:
        async with {anyio}.create_task_group() as tg:
            for index, coro in enumerate(coros):
                tg.start_soon(run, index, coro)
    except {ExceptionGroup} as excgroup:
        raise excgroup.exceptions[0]
    if tg.cancel_scope.cancel_called:
        raise {anyio}.get_cancelled_exc_class()
    return results)"},
    {"_gather_outcomes", R"(async def {name}(*coros):
    """Await everything concurrently; exceptions are among the results."""
    results: list = [None] * len(coros)

    async def run(index, coro):
        try:
            results[index] = await coro
        except Exception as exc:
            results[index] = exc

    async with {anyio}.create_task_group() as tg:
        for index, coro in enumerate(coros):
            tg.start_soon(run, index, coro)
    if tg.cancel_scope.cancel_called:
        raise {anyio}.get_cancelled_exc_class()
    return results)"},
    {"_outcome", R"(async def {name}(coro):
    """Return the result or the exception of a coroutine."""
    try:
        return await coro
    except Exception as exc:
        return exc)"},
    {"_task_group", R"(@{asynccontextmanager}
async def {name}():
    """Open a task group that raises the first exception as it is."""
    try:
        async with {anyio}.create_task_group() as tg:
            yield tg
    except {ExceptionGroup} as excgroup:
        raise excgroup.exceptions[0]
    if tg.cancel_scope.cancel_called:
        raise {anyio}.get_cancelled_exc_class())"},
    {"run_in_background", R"(async def {name}(coro):
    """Await a coroutine and log what it raises, so that its task group goes on."""
    try:
        await coro
    except {anyio}.get_cancelled_exc_class():
        if {anyio}.current_effective_deadline() == float("-inf"):
            raise
    except Exception:
        {logging}.getLogger(__name__).exception("background task failed"))"},
    {"_task_group", R"(@{asynccontextmanager}
async def {name}():
    """Open a task group; what the block raises leaves it as it is."""
    try:
        async with {anyio}.create_task_group() as tg:
            yield tg
    except {ExceptionGroup} as excgroup:
        raise excgroup.exceptions[0])"},
    {"_task_group", R"(@{asynccontextmanager}
async def {name}():
    """Open a task group that raises the first exception as it is, also of a task that is awaited."""
    try:
        async with {anyio}.create_task_group() as tg:
            yield tg
    except {ExceptionGroup} as excgroup:
        exc = excgroup.exceptions[0]
        cause = exc.__cause__ if isinstance(exc, {anyio}.TaskFailed) else None
        raise cause or exc
    if tg.cancel_scope.cancel_called:
        raise {anyio}.get_cancelled_exc_class())"},
    {"_first_completed", R"(async def {name}(*coros):
    """Return the result of what ends first, or raise its exception, and cancel the others."""
    if not coros:
        raise ValueError("there is nothing to wait for")
    outcomes = []

    async def run(coro):
        try:
            outcomes.append((await coro, None))
        except Exception as exc:
            outcomes.append((None, exc))
        tg.cancel_scope.cancel()

    async with {anyio}.create_task_group() as tg:
        for coro in coros:
            tg.start_soon(run, coro)
    if not outcomes:
        raise {anyio}.get_cancelled_exc_class()
    result, exc = outcomes[0]
    if exc is not None:
        raise exc
    return result)"},
    {"_store", R"(async def {name}(results, index, coro):
    """Put the result of a coroutine into its place in a list."""
    results[index] = await coro)"},
}};

/// The text of a helper with the names of the module; nothing when one of them is taken.
std::optional<std::string> filled_text(GatherHelper helper, Fix& fix, const Reference& reference, const TransformContext& cx) {
  std::string text(kTexts[static_cast<std::size_t>(helper)].text);
  const HelperPlace place{reference.node, imported_reference(reference, cx).root};
  const bool filled = !shadows_builtin(text, cx) && fill_name(text, "anyio", {}, fix, place, cx) &&
                      fill_name(text, "contextlib", "asynccontextmanager", fix, place, cx) &&
                      fill_name(text, "logging", {}, fix, place, cx) &&
                      fill_exception_group(text, "ExceptionGroup", fix, place, cx);
  return filled ? std::optional(std::move(text)) : std::nullopt;
}

/// Whether some task of the file is held by a variable and awaited, so that one kind of group shall serve the whole file.
bool awaits_tasks(const TransformContext& cx) {
  return std::ranges::any_of(cx.references(), [&](const Reference& reference) {
    if (reference.name != "asyncio.create_task" && reference.name != "asyncio.ensure_future" && reference.name != "loop.create_task") return false;
    const Node call = reference.use ? reference.use->outer : codemod::call_of(reference.node);
    const Node variable = codemod::outermost_parentheses(call).parent().child(codemod::Field::left);
    const codemod::BindingId id = variable.is(codemod::NodeKind::identifier) ? cx.model().binding_of(variable) : codemod::BindingId::none;
    return id != codemod::BindingId::none && std::ranges::any_of(cx.model().binding(id).uses, [](Node use) { return static_cast<bool>(codemod::await_of(use)); });
  });
}

}  // namespace

std::optional<std::string> need_helper(Fix& fix, GatherHelper helper, const Reference& reference, TransformContext& cx) {
  const bool handles = cx.targets().library >= min_anyio("anyio.TaskHandle");
  if (helper == GatherHelper::task_group && handles && (awaits_tasks(cx) || has_helper(GatherHelper::awaited_group, reference, cx)))
    helper = GatherHelper::awaited_group;
  const auto text = filled_text(helper, fix, reference, cx);
  if (!text) return std::nullopt;
  if (helper == GatherHelper::gather) fix.need(min_anyio("anyio.gather"));
  if (helper != GatherHelper::background) fix.need(min_anyio("anyio.create_task_group"));
  if (helper == GatherHelper::awaited_group) fix.need(min_anyio("anyio.TaskHandle"));
  fix.need(min_anyio("anyio.create_task_group"));
  return cx.need_definition(fix, reference.node, imported_reference(reference, cx).root, kTexts[static_cast<std::size_t>(helper)].name, *text);
}

std::optional<std::string> need_group(Fix& fix, Node statement, const Reference& reference, TransformContext& cx) {
  if (!ends_the_program(statement, cx)) return need_helper(fix, GatherHelper::task_group, reference, cx);
  const auto anyio = cx.need_import(fix, statement, imported_reference(reference, cx).root, "anyio");
  fix.need(min_anyio("anyio.create_task_group"));
  return anyio ? std::optional(*anyio + ".create_task_group") : std::nullopt;
}

std::optional<std::string> existing_helper(GatherHelper helper, const Reference& reference, const TransformContext& cx) {
  Fix unused;
  const auto text = filled_text(helper, unused, reference, cx);
  const Node home = codemod::definition_home(cx.model(), reference.node, imported_reference(reference, cx).root);
  return text ? cx.existing_definition(home, *text) : std::nullopt;
}

bool has_helper(GatherHelper helper, const Reference& reference, const TransformContext& cx) {
  return existing_helper(helper, reference, cx).has_value();
}

}  // namespace asyncio2anyio
