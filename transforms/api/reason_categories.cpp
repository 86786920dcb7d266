#include "transforms/api/reason_categories.h"

#include <algorithm>
#include <array>
#include <string>

#include "engine/transform/knowledge.h"
#include "engine/transform/transform.h"

namespace asyncio2anyio {
namespace {

using codemod::Category;
using codemod::Outcome;
using codemod::Safety;

constexpr std::array kCategories = {
    Category{"available", "a safe rewrite is waiting"},
    Category{"unsafe", "an unsafe rewrite is waiting"},
    Category{"background-task", "background tasks without an owner"},
    Category{"object", "an object that cannot move as a whole"},
    Category{"event-loop", "the event loop itself"},
    Category{"executor", "a custom executor"},
    Category{"stream", "streams, transports and protocols"},
    Category{"type-hint", "type hints"},
    Category{"application", "startup and shutdown handlers"},
    Category{"guard", "guards for a missing anyio"},
    Category{"misuse", "names that anyio does not have"},
    Category{"test", "test markers and mocks"},
    Category{"test-case", "test cases of unittest, which run on asyncio alone"},
    Category{"no-equivalent", "anyio has no counterpart"},
    Category{"not-supported", "no rewrite yet"},
    Category{"uncertain", "names that may mean something else"},
    Category{"not-selected", "its transform is not selected"},
    Category{"condition", "a condition of the rewrite is not met"},
    Category{"suppressed", "suppressed by a comment"},
};

/// What kept references of a name, or of a transform, are about; the first that fits counts.
struct Rule {
  std::string_view name;  ///< The name, or what it starts with when a dot is the end; "" for all.
  std::string_view transform;  ///< Whose business it is; "" for anyone's.
  std::string_view category;
};

constexpr auto kRules = std::to_array<Rule>({
    {"executor.", "", "executor"},
    {"thread-pool.", "", "executor"},
    {"process-pool.", "", "executor"},
    {"concurrent.futures.", "", "executor"},
    {"loop.run_in_executor", "", "executor"},
    {"loop.set_default_executor", "", "executor"},
    {"loop.shutdown_default_executor", "", "executor"},
    {"loop.create_task", "", "background-task"},
    {"task.", "", "background-task"},
    {"asyncio.Task", "", "background-task"},
    {"", "create-task", "background-task"},
    {"", "task-group", "background-task"},
    {"", "type-hints", "type-hint"},
    {"", "locks", "object"},
    {"", "queue", "object"},
    {"", "future", "object"},
    {"", "streams", "stream"},
    {"", "on-event", "application"},
    {"", "has-anyio", "guard"},
    {"", "anyio-misuse", "misuse"},
    {"unittest.IsolatedAsyncioTestCase", "", "test-case"},
    {"", "pytest-marks", "test"},
    {"", "mock-targets", "test"},
    {"", "remaining", "no-equivalent"},
    {"", "loop-run", "event-loop"},
    {"loop.", "", "event-loop"},
    {"runner.", "", "event-loop"},
    {"asyncio.get_event_loop", "", "event-loop"},
    {"asyncio.get_running_loop", "", "event-loop"},
    {"asyncio.new_event_loop", "", "event-loop"},
    {"asyncio.set_event_loop", "", "event-loop"},
});

bool applies(const Rule& rule, std::string_view name, std::string_view transform) {
  if (!rule.transform.empty()) return rule.transform == transform;
  return rule.name.ends_with('.') ? name.starts_with(rule.name) : name == rule.name;
}

bool is_named(const std::vector<std::string>& names, std::string_view transform) {
  return std::ranges::find(names, transform) != names.end();
}

bool is_selected(std::string_view transform, const codemod::RewriteOptions& options) {
  const bool wanted = options.select.empty() || is_named(options.select, transform);
  return wanted && !is_named(options.ignore, transform);
}

bool exists(std::string_view transform, const codemod::Pipeline& pipeline) {
  return std::ranges::any_of(pipeline.transforms,
                             [&](const auto& one) { return one->info().name == transform; });
}

/// What a name of anyio stands for in migrated code.
struct Written {
  std::string_view name;
  std::string_view transform;
};

// Sorted by name. Names that several transforms write count for the one that writes most of them.
constexpr auto kWritten = std::to_array<Written>({
    {"anyio.CancelScope", "shield"},
    {"anyio.CapacityLimiter", "run-in-executor"},
    {"anyio.Condition", "locks"},
    {"anyio.Event", "locks"},
    {"anyio.Future", "create-task"},
    {"anyio.Lock", "locks"},
    {"anyio.Semaphore", "locks"},
    {"anyio.TaskHandle", "type-hints"},
    {"anyio.as_completed", "as-completed"},
    {"anyio.connect_tcp", "streams"},
    {"anyio.connect_unix", "streams"},
    {"anyio.create_connected_udp_socket", "streams"},
    {"anyio.create_memory_object_stream", "queue"},
    {"anyio.create_task_group", "task-group"},
    {"anyio.create_tcp_listener", "streams"},
    {"anyio.create_udp_socket", "streams"},
    {"anyio.create_unix_listener", "streams"},
    {"anyio.current_time", "loop-time"},
    {"anyio.fail_after", "timeout"},
    {"anyio.from_thread.run", "from-thread"},
    {"anyio.from_thread.run_sync", "from-thread"},
    {"anyio.from_thread.start_blocking_portal", "from-thread"},
    {"anyio.gather", "gather"},
    {"anyio.get_cancelled_exc_class", "cancelled-error"},
    {"anyio.get_current_task", "current-task"},
    {"anyio.getaddrinfo", "loop-time"},
    {"anyio.getnameinfo", "loop-time"},
    {"anyio.move_on_after", "timeout"},
    {"anyio.open_process", "subprocess"},
    {"anyio.open_signal_receiver", "signals"},
    {"anyio.run", "run"},
    {"anyio.run_process", "subprocess"},
    {"anyio.sleep", "sleep"},
    {"anyio.sleep_forever", "sleep"},
    {"anyio.to_process.run_sync", "run-in-executor"},
    {"anyio.to_thread.run_sync", "to-thread"},
});

}  // namespace

std::span<const Category> reason_categories() { return kCategories; }

std::string_view reason_category(const codemod::ReferenceReport& reference,
                                 const codemod::Pipeline& pipeline,
                                 const codemod::RewriteOptions& options) {
  if (reference.outcome == Outcome::suppressed) return "suppressed";
  if (reference.level == Safety::unsafe) return "unsafe";
  if (reference.outcome == Outcome::rewritten) return "available";
  const codemod::Knowledge& knowledge = *pipeline.knowledge;
  const std::string name = knowledge.canonical(reference.name);
  const std::string_view responsible = knowledge.responsible(name).transform;
  if (!is_selected(reference.transform, options)) return "not-selected";
  // Hints are kept because what they speak of is, or for what tools make of them at run time.
  if (reference.transform == "type-hints") return "type-hint";
  for (const Rule& rule : kRules)
    if (applies(rule, name, responsible)) return rule.category;
  if (!exists(responsible, pipeline)) return "not-supported";
  return reference.transform == "remaining" ? "uncertain" : "condition";
}

std::string_view transform_that_writes(std::string_view anyio_name) {
  const auto found = std::ranges::lower_bound(kWritten, anyio_name, {}, &Written::name);
  return found != kWritten.end() && found->name == anyio_name ? found->transform : "";
}

}  // namespace asyncio2anyio
