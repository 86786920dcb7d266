#include "transforms/api/gather_helpers.h"

#include <algorithm>
#include <array>

#include "engine/edit/composer.h"
#include "engine/edit/definition_editor.h"
#include "engine/support/version.h"
#include "transforms/api/asyncio_names.h"

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
    results = [None] * len(coros)

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
    results = [None] * len(coros)

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
        raise exc.__cause__ if isinstance(exc, {anyio}.TaskFailed) else exc
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

void replace_all(std::string& text, std::string_view what, std::string_view with) {
  for (std::size_t at = text.find(what); at != std::string::npos; at = text.find(what, at + with.size()))
    text.replace(at, what.size(), with);
}

/// Fills in the name under which the text can use something of a module; false when there is none.
bool fill(std::string& text, std::string_view module, std::string_view member, Fix& fix, const Reference& reference,
          const TransformContext& cx) {
  const std::string slot = "{" + std::string(member.empty() ? module : member) + "}";
  if (text.find(slot) == std::string::npos) return true;
  const auto local = cx.need_import_for_definition(fix, reference.node, reference.root, module, member);
  if (local) replace_all(text, slot, *local);
  return local.has_value();
}

constexpr std::string_view kBackport = "exceptiongroup.ExceptionGroup";

/// Whether the module imports the backport of exception groups, on the Pythons that need it at least.
bool imports_backport(const TransformContext& cx) {
  const codemod::BindingId id = cx.model().lookup_local(codemod::ScopeId::module, "ExceptionGroup");
  return id != codemod::BindingId::none && std::ranges::all_of(cx.model().binding(id).definitions, [](const codemod::Definition& definition) {
           return definition.origin == kBackport;
         });
}

/// Exception groups are built in since Python 3.11; before, anyio brings a package that has them.
bool fill_exception_group(std::string& text, Fix& fix, const Reference& reference, const TransformContext& cx) {
  constexpr std::string_view slot = "{ExceptionGroup}";
  if (text.find(slot) == std::string::npos) return true;
  replace_all(text, slot, "ExceptionGroup");
  if (imports_backport(cx)) return true;
  if (cx.model().lookup_local(codemod::ScopeId::module, "ExceptionGroup") != codemod::BindingId::none) return false;
  if (cx.targets().python >= codemod::Version{3, 11}) return true;
  const auto sys = cx.need_import_for_definition(fix, reference.node, reference.root, "sys");
  if (!sys) return false;
  cx.need_statement(fix, reference.node, reference.root,
                    "if " + *sys + ".version_info < (3, 11):\n    from exceptiongroup import ExceptionGroup");
  return true;
}

bool shadows_builtin(std::string_view text, const TransformContext& cx) {
  for (const std::string_view name : {"list", "len", "enumerate", "float", "isinstance", "Exception", "ValueError"}) {
    const bool bound = cx.model().lookup_local(codemod::ScopeId::module, name) != codemod::BindingId::none;
    if (bound && codemod::has_word(text, name)) return true;
  }
  return false;
}

/// The text of a helper with the names of the module; nothing when one of them is taken.
std::optional<std::string> filled_text(GatherHelper helper, Fix& fix, const Reference& reference, const TransformContext& cx) {
  std::string text(kTexts[static_cast<std::size_t>(helper)].text);
  const bool filled = !shadows_builtin(text, cx) && fill(text, "anyio", {}, fix, reference, cx) &&
                      fill(text, "contextlib", "asynccontextmanager", fix, reference, cx) && fill(text, "logging", {}, fix, reference, cx) &&
                      fill_exception_group(text, fix, reference, cx);
  return filled ? std::optional(std::move(text)) : std::nullopt;
}

}  // namespace

std::optional<std::string> need_helper(Fix& fix, GatherHelper helper, const Reference& reference, TransformContext& cx) {
  const auto text = filled_text(helper, fix, reference, cx);
  if (!text) return std::nullopt;
  if (helper == GatherHelper::gather) fix.need(min_anyio("anyio.gather"));
  if (helper != GatherHelper::background) fix.need(min_anyio("anyio.create_task_group"));
  if (helper == GatherHelper::awaited_group) fix.need(min_anyio("anyio.TaskHandle"));
  fix.need(min_anyio("anyio.create_task_group"));
  return cx.need_definition(fix, reference.node, reference.root, kTexts[static_cast<std::size_t>(helper)].name, *text);
}

bool has_helper(GatherHelper helper, const Reference& reference, const TransformContext& cx) {
  Fix unused;
  const auto text = filled_text(helper, unused, reference, cx);
  const Node home = codemod::definition_home(cx.model(), reference.node, reference.root);
  return text && codemod::existing_definition(cx.model(), home, *text);
}

}  // namespace asyncio2anyio
