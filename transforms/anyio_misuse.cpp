#include <algorithm>
#include <array>

#include "engine/syntax/context.h"
#include "engine/transform/transform.h"
#include "engine/transform/transform_context.h"
#include "transforms/api/anyio_releases.h"
#include "transforms/api/lock_foreign.h"
#include "transforms/api/lock_recreation.h"
#include "transforms/api/misused_anyio.h"
#include "transforms/api/rewriting.h"

namespace asyncio2anyio {
namespace {

using codemod::Field;
using codemod::Fix;
using codemod::Reference;
using codemod::ReferenceKind;
using codemod::Safety;
using codemod::TransformContext;
using codemod::UseKind;
using codemod::Version;

constexpr std::string_view kAnyio = "anyio.";
constexpr std::string_view kAsyncio = "asyncio.";
constexpr std::string_view kClear = "anyio.Event.clear";

/// `create_task` of `anyio.create_task`.
std::string_view member_of(const Reference& reference) {
  const std::string_view path = std::string_view(reference.spelled).substr(kAnyio.size());
  return path.substr(0, path.find('.'));
}

/// The first Python whose asyncio has a name, for those that not every supported one has.
Version python_with(std::string_view member) {
  static constexpr auto kLater = std::to_array<std::string_view>(
      {"Barrier", "BrokenBarrierError", "Runner", "TaskGroup", "Timeout", "timeout", "timeout_at"});
  if (member == "QueueShutDown") return {3, 13};
  return std::ranges::find(kLater, member) != kLater.end() ? Version{3, 11} : Version{};
}

class AnyioMisuse final : public codemod::Transform {
 public:
  [[nodiscard]] const codemod::TransformInfo& info() const override { return kInfo; }

  void run(TransformContext& cx) const override {
    repair_events(cx);
    add_import("anyio", cx);
    add_import("asyncio", cx);
    for (std::uint32_t index = 0; index < cx.references().size(); ++index) {
      const Reference& reference = cx.reference(index);
      const bool mine = reference.counted_as == ReferenceKind::adjacent && reference.spelled.starts_with(kAnyio);
      if (!mine || !reference.certain || cx.has_fix(index) || reference.name == kClear) continue;
      if (reference.name.starts_with(kAsyncio)) repair_asyncio_name(index, cx);
      else if (reference.name == reference.spelled) repair_anyio_name(index, cx);
    }
  }

 private:
  /// A module that is used and imported nowhere.
  static void add_import(std::string_view module, TransformContext& cx) {
    Fix fix;
    fix.safety = Safety::safe;
    fix.title = "import `" + std::string(module) + "`, which nothing imports";
    for (std::uint32_t index = 0; index < cx.references().size(); ++index) {
      const Reference& reference = cx.reference(index);
      if (reference.kind != ReferenceKind::adjacent || reference.name != module) continue;
      if (!cx.need_import(fix, reference.node, codemod::BindingId::none, module)) return;
      fix.claims.push_back({index, {}});
    }
    if (!fix.claims.empty()) cx.propose(std::move(fix));
  }

  /// No other transform had something better: what asyncio has is at least there.
  static void repair_asyncio_name(std::uint32_t index, TransformContext& cx) {
    const Reference& reference = cx.reference(index);
    const std::string member(member_of(reference));
    if (member == "TaskGroup" && reference.name == "asyncio.TaskGroup" && codemod::in_annotation(reference.node)) {
      Fix fix = rename(reference, "anyio", "abc.TaskGroup", cx);
      fix.title = "use `anyio.abc.TaskGroup`";
      return fix.edits.empty() ? cx.keep(index, std::string(kShadowed)) : cx.propose(std::move(fix));
    }
    if (cx.targets().python < python_with(member))
      return cx.keep(index, "anyio has no `" + member + "`, and asyncio only since Python " + to_string(python_with(member)));
    const std::string_view path = std::string_view(reference.spelled).substr(kAnyio.size());
    Fix fix = rename(reference, "asyncio", path, cx);
    if (fix.edits.empty()) return cx.keep(index, std::string(kShadowed));
    fix.at_least(Safety::unsafe);
    const std::string why = cx.decisions()[index].message;
    fix.title = "use `asyncio." + std::string(path) + "`, which anyio does not have" + (why.empty() ? "" : ": " + why);
    cx.propose(std::move(fix));
  }

  /// A name that this or any anyio does not have, and that asyncio does not have either.
  static void repair_anyio_name(std::uint32_t index, TransformContext& cx) {
    const Reference& reference = cx.reference(index);
    const std::string member(member_of(reference));
    const AnyioName* row = find_anyio_name(member);
    if (reference.name == "anyio.run") return cx.keep(index, "it may be given a coroutine, and takes a function");
    if (!row) return cx.keep(index, "no release of anyio has `" + member + "`");
    if (row->since > cx.targets().library)
      return cx.keep(index, "`" + member + "` is new in anyio " + to_string(row->since) + ", and the target is " +
                                to_string(cx.targets().library),
                     "ask for `anyio>=" + to_string(row->since) + "`, or do without the name");
    const std::string_view modern = modern_anyio_name(member);
    const bool whole = reference.spelled == std::string(kAnyio) + member;
    if (modern.empty() || !whole) return cx.keep(index, "anyio " + to_string(row->until) + " dropped `" + member + "`");
    Fix fix = rename(reference, "anyio", modern, cx);
    if (fix.edits.empty()) return cx.keep(index, std::string(kShadowed));
    fix.title = "use `anyio." + std::string(modern) + "`, as `" + member + "` is called since anyio " + to_string(row->until);
    cx.propose(std::move(fix));
  }

  static void repair_events(TransformContext& cx) {
    const bool any = std::ranges::any_of(cx.references(), [](const Reference& r) { return r.name == kClear; });
    if (!any) return;
    const codemod::ObjectTable events = anyio_events(cx.model());
    for (const codemod::TrackedObject& event : events.objects()) repair_event(event, cx);
  }

  /// All `clear()` of one event or none.
  static void repair_event(const codemod::TrackedObject& event, TransformContext& cx) {
    Fix fix;
    fix.safety = Safety::unsafe;
    fix.title = "make a new `anyio.Event` instead of clearing, which anyio does not have";
    std::vector<std::uint32_t> cleared;
    std::string obstacle = event.doubt;
    const auto note = [&](const std::optional<Obstacle>& found) {
      if (found && obstacle.empty()) obstacle = found->reason;
    };
    for (const codemod::ObjectUse& use : event.uses) {
      const bool is_clear = use.kind == UseKind::method_call && use.member == "clear";
      if (use.kind == UseKind::argument || use.kind == UseKind::other) note(Obstacle{use.node, "it is handed on, and a new one would not be"});
      if (!is_clear) continue;
      if (const auto index = cx.reference_at(use.outer.child(Field::function).child(Field::attribute))) cleared.push_back(*index);
      note(recreate_event(event, use, fix, cx));
    }
    if (cleared.empty()) return;
    const LockKind& kind = *find_lock_kind("event");
    note(check_foreign(event, {kind.members, kind.foreign}, cx));
    note(check_lookups(event, cx));
    if (!obstacle.empty()) {
      for (const std::uint32_t index : cleared) cx.keep(index, "an `anyio.Event` cannot be cleared: " + obstacle);
      return;
    }
    cx.propose(std::move(fix));
  }

  static constexpr codemod::TransformInfo kInfo{
      "anyio-misuse", "Repair names that anyio does not have, as hand migrations leave them behind",
      R"(Replacing the word asyncio by anyio leaves names behind that anyio never had, and calls that it does not take. They
count as what they were: `anyio.wait_for(…)` is rewritten as `asyncio.wait_for(…)` would be, by the same transform, at the same
level of safety. So are `anyio.run(main())`, `anyio.to_thread(f)`, and `anyio.gather` with `return_exceptions` or, in a function
that calls `anyio.create_task`, without. What no transform rewrites goes back to `asyncio` (unsafe: it adds an import of asyncio,
and lets code run that raised `AttributeError`), so that the program works on the asyncio backend and shows what is left to do.

Also repaired: names that anyio 4.0 dropped (`run_sync_in_worker_thread`, `create_lock`, …); `anyio.TaskGroup` in annotations;
`import anyio` and `import asyncio` where the module is used and nothing imports it; `clear()` of an `anyio.Event`, which becomes
a new event where every use of it is known (unsafe: who waits for the old one is not told). It rests on A-ATTRIBUTES.

Reported: names that no release has; names newer than `--target-anyio`; `anyio.run(x.method())`, when `method` is defined elsewhere.

Left alone: code that asks first (`hasattr(anyio, "gather")`, `except AttributeError`, an import of the name with `except
ImportError`), files with a star import, where the module
may come from, and `anyio` when it may be bound to something else.)",
      Safety::safe, 950};
};

}  // namespace

std::unique_ptr<const codemod::Transform> make_anyio_misuse() { return std::make_unique<AnyioMisuse>(); }

}  // namespace asyncio2anyio
