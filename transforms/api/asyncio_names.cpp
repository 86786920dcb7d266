#include "transforms/api/asyncio_names.h"

#include <algorithm>
#include <array>

#include "transforms/api/asyncio_names_tables.h"
#include "transforms/api/misused_anyio.h"

namespace asyncio2anyio {
namespace {

constexpr std::string_view kPackage = "asyncio.";

// Submodules whose public names the package exports itself.
constexpr auto kSubmodules = std::to_array<std::string_view>({
    "base_events", "coroutines",      "events",         "exceptions", "futures", "graph",
    "locks",       "proactor_events", "protocols",      "queues",     "runners", "selector_events",
    "streams",     "subprocess",      "taskgroups",     "tasks",      "threads", "timeouts",
    "transports",  "unix_events",     "windows_events",
});

struct Spelling {
  std::string_view long_form;
  std::string_view short_form;
};

constexpr auto kOtherSpellings = std::to_array<Spelling>({
    {"concurrent.futures.process.ProcessPoolExecutor", "concurrent.futures.ProcessPoolExecutor"},
    {"concurrent.futures.thread.ThreadPoolExecutor", "concurrent.futures.ThreadPoolExecutor"},
    {"mock.patch", "unittest.mock.patch"},
    {"pytest_asyncio.plugin.fixture", "pytest_asyncio.fixture"},
    {"unittest.async_case.IsolatedAsyncioTestCase", "unittest.IsolatedAsyncioTestCase"},
});

// Kinds that are told apart when objects are made, but have their members in common.
constexpr auto kSharedKinds = std::to_array<Spelling>({
    {"bounded-semaphore", "semaphore"},
    {"process-pool", "executor"},
    {"thread-pool", "executor"},
});

constexpr auto kKinds = std::to_array<std::string_view>({
    "barrier",
    "condition",
    "event",
    "executor",
    "future",
    "handle",
    "lock",
    "loop",
    "process",
    "queue",
    "reader",
    "runner",
    "semaphore",
    "server",
    "task",
    "taskgroup",
    "timeout",
    "writer",
});

// Rows directly below `asyncio` that are submodules, or names that only older Pythons exported.
constexpr auto kNotExported =
    std::to_array<std::string_view>({"async", "log", "sslproto", "staggered", "subprocess"});

bool contains(std::span<const std::string_view> names, std::string_view name) {
  return std::ranges::find(names, name) != names.end();
}

std::string_view first_part(std::string_view dotted) { return dotted.substr(0, dotted.find('.')); }

const ApiEntry* find_exact(std::string_view name) {
  for (std::span<const ApiEntry> table : api_tables()) {
    const auto found = std::ranges::lower_bound(table, name, {}, &ApiEntry::name);
    if (found != table.end() && found->name == name) return &*found;
  }
  return nullptr;
}

std::string replace_start(std::string_view text, size_t old_length, std::string_view start) {
  return std::string(start).append(text.substr(old_length));
}

const ApiEntry* find_by_prefix(std::string_view name) {
  while (true) {
    if (const ApiEntry* entry = find_exact(name)) return entry;
    const size_t dot = name.rfind('.');
    if (dot == std::string_view::npos) return nullptr;
    name = name.substr(0, dot);
  }
}

bool starts_with_path(std::string_view text, std::string_view path) {
  return text.starts_with(path) && (text.size() == path.size() || text[path.size()] == '.');
}

}  // namespace

std::span<const std::span<const ApiEntry>> api_tables() {
  static const std::array kTables = {module_entries(), loop_entries(), object_entries(),
                                     adjacent_entries()};
  return kTables;
}

const ApiEntry* find_api(std::string_view canonical_name) {
  const std::string_view kind = first_part(canonical_name);
  const auto shared = std::ranges::find(kSharedKinds, kind, &Spelling::long_form);
  if (shared == kSharedKinds.end()) return find_by_prefix(canonical_name);
  return find_by_prefix(replace_start(canonical_name, kind.size(), shared->short_form));
}

const ApiEntry* find_imported_api(std::string_view canonical_name) {
  const ApiEntry* entry = find_api(canonical_name);
  if (entry == nullptr) return nullptr;
  const bool importable = entry->name == "asyncio" || entry->name.contains('.');
  return importable && kind_of(*entry) != ApiKind::method ? entry : nullptr;
}

ApiKind kind_of(const ApiEntry& entry) {
  const std::string_view first = first_part(entry.name);
  if (first == "asyncio") return ApiKind::name;
  if (contains(kKinds, first)) return ApiKind::method;
  const bool bare = first == entry.name;
  return bare || entry.name == "unittest.mock.patch" ? ApiKind::contextual : ApiKind::adjacent;
}

std::string canonical_name(std::string_view qualified) {
  for (const Spelling& spelling : kOtherSpellings) {
    if (starts_with_path(qualified, spelling.long_form)) {
      return replace_start(qualified, spelling.long_form.size(), spelling.short_form);
    }
  }
  if (std::string meant = meant_asyncio_name(qualified); !meant.empty()) return meant;
  if (!qualified.starts_with(kPackage)) return std::string(qualified);
  const std::string_view path = qualified.substr(kPackage.size());
  const std::string_view module = first_part(path);
  if (module.size() == path.size() || !contains(kSubmodules, module)) return std::string(qualified);
  const std::string_view member = path.substr(module.size() + 1);
  if (!is_public_asyncio_name(first_part(member))) return std::string(qualified);
  return std::string(kPackage).append(member);
}

bool is_public_asyncio_name(std::string_view name) {
  if (name.contains('.') || contains(kNotExported, name)) return false;
  return find_exact(std::string(kPackage).append(name)) != nullptr;
}

}  // namespace asyncio2anyio
