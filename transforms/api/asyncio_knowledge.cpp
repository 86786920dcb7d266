#include "transforms/api/asyncio_knowledge.h"

#include <algorithm>
#include <iterator>

#include "engine/source/word_search.h"
#include "engine/syntax/context.h"
#include "transforms/api/anyio_guards.h"
#include "transforms/api/asyncio_names.h"
#include "transforms/api/lock_objects.h"
#include "transforms/api/misused_anyio.h"
#include "transforms/api/mock_targets.h"
#include "transforms/api/pytest_configuration.h"
#include "transforms/api/test_functions.h"
#include "transforms/api/test_notes.h"
#include "transforms/api/test_plan.h"

namespace asyncio2anyio {

using codemod::AdjacentReference;
using codemod::Binding;
using codemod::BindingId;
using codemod::Field;
using codemod::Node;
using codemod::NodeKind;
using codemod::SemanticModel;
using codemod::has_text;

namespace {

/// Packages other than asyncio whose names are adjacent API.
bool is_adjacent_package(std::string_view origin) {
  const std::string_view package = origin.substr(0, origin.find('.'));
  return package == "pytest" || package == "pytest_asyncio" || package == "uvloop" || package == "nest_asyncio" ||
         package == "async_timeout" || package == "sniffio" || package == "unittest";
}

void add_imported(const SemanticModel& model, std::vector<AdjacentReference>& into) {
  for (std::uint32_t index = 0; index < model.binding_count(); ++index) {
    const Binding& binding = model.binding(static_cast<BindingId>(index));
    if (!is_adjacent_package(binding.definitions.front().origin)) continue;
    for (const Node use : binding.uses) {
      const Node chain = codemod::outermost_chain(use);
      const codemod::Resolved resolved = model.resolve(chain);
      const ApiEntry* entry = find_imported_api(canonical_name(resolved.name));
      if (entry && kind_of(*entry) == ApiKind::adjacent) into.push_back({.node = chain, .name = std::string(entry->name), .root = static_cast<BindingId>(index)});
    }
  }
}

bool is_word(char c) {
  return c == '_' || (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/// The first dotted name in the text of a string annotation that leads to asyncio; empty when none does.
std::string tracked_name_in(const SemanticModel& model, Node string) {
  const std::string_view text = string.text();
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (!is_word(text[at])) continue;
    std::size_t end = at;
    while (end < text.size() && (is_word(text[end]) || text[end] == '.')) ++end;
    const std::string_view dotted = text.substr(at, end - at);
    const std::string_view root = dotted.substr(0, dotted.find('.'));
    const BindingId id = model.lookup(model.scope_of(string), root);
    if (id != BindingId::none) {
      const std::string& origin = model.binding(id).definitions.front().origin;
      if (origin == "asyncio" || origin.starts_with("asyncio."))
        return canonical_name(origin + std::string(dotted.substr(root.size())));
    }
    at = end;
  }
  return {};
}

/// Whether a call makes an application or router of FastAPI or Starlette.
bool makes_application(const SemanticModel& model, Node call) {
  const std::string name = model.resolve(call.child(Field::function)).name;
  return name.starts_with("fastapi.") || name.starts_with("starlette.");
}

/// `on_startup=` and `on_shutdown=` where an application is made.
void add_handler_lists(const SemanticModel& model, Node call, std::vector<AdjacentReference>& into) {
  for (const Node argument : codemod::arguments_of(call)) {
    if (!argument.is(NodeKind::keyword_argument)) continue;
    const Node name = argument.child(Field::name);
    const bool is_list = name.text() == "on_startup" || name.text() == "on_shutdown";
    if (is_list && makes_application(model, call)) into.push_back({name, std::string(name.text())});
  }
}

/// Patches of asyncio's names. A module that is asyncio itself counts as such.
void add_mock_targets(const SemanticModel& model, std::vector<AdjacentReference>& into) {
  for (const MockTarget& target : find_mock_targets(model))
    if (target.is_string() || model.resolve(target.place).name != "asyncio") into.push_back({target.place, "unittest.mock.patch"});
}

void add_from_calls(const SemanticModel& model, std::vector<AdjacentReference>& into) {
  static const codemod::WordSearch words{"on_event", "add_event_handler", "on_startup", "on_shutdown"};
  if (!words.finds_in(model.tree().text())) return;
  for (const Node call : model.calls()) {
    add_handler_lists(model, call, into);
    const std::vector<Node> arguments = codemod::arguments_of(call);
    if (arguments.empty() || !arguments.front().is(NodeKind::string)) continue;
    const std::string_view content = arguments.front().child(NodeKind::string_content).text();
    const Node name = call.child(Field::function).child(Field::attribute);
    const bool event = content == "startup" || content == "shutdown";
    if (event && (name.text() == "on_event" || name.text() == "add_event_handler")) into.push_back({name, std::string(name.text())});
  }
}

bool mentions(std::string_view text, const KnownFlags& flags) {
  return std::ranges::any_of(flags, [&](const auto& flag) { return has_text(text, flag.first); });
}

void add_guards(const SemanticModel& model, const KnownFlags& flags, codemod::Version anyio,
                std::vector<AdjacentReference>& into) {
  const std::string_view text = model.tree().text();
  if (!has_text(text, "anyio") && !has_text(text, "ANYIO") && !mentions(text, flags)) return;
  const std::vector<AnyioGuard> guards = anyio_guards(model, flags, anyio);
  for (const AnyioGuard& guard : guards) {
    into.push_back({guard.import, "HAS_ANYIO", guard.told ? std::string(guard.import.text()) : "anyio"});
  }
  for (const KnownValue& known : known_values(model, guards, flags))
    into.push_back({known.name, "HAS_ANYIO", std::string(known.name.text())});
  for (const FlagAssignment& flag : flag_assignments(model, guards, flags)) {
    const Node name = flag.assignment.child(Field::left);
    into.push_back({name, "HAS_ANYIO", std::string(name.text())});
  }
}

/// Whether a text may hold a guard of anyio, or a flag that one of another module sets.
bool may_guard_anyio(std::string_view bytes) {
  if (has_text(bytes, "ANYIO")) return true;
  return has_text(bytes, "anyio") && (has_text(bytes, "ImportError") || has_text(bytes, "ModuleNotFoundError"));
}

/// The fixture `event_loop` of pytest-asyncio, defined or asked for.
void add_event_loops(const SemanticModel& model, std::vector<AdjacentReference>& into) {
  for (const Node name : event_loop_fixtures(model)) into.push_back({name, "event_loop"});
}

/// Whether a text may register handlers of an application: `on_event` and the like are common words.
bool may_register_handlers(std::string_view bytes) {
  const bool registers = has_text(bytes, "on_event") || has_text(bytes, "add_event_handler");
  if (registers && (has_text(bytes, "startup") || has_text(bytes, "shutdown"))) return true;
  const bool lists = has_text(bytes, "on_startup") || has_text(bytes, "on_shutdown");
  return lists && (has_text(bytes, "fastapi") || has_text(bytes, "starlette"));
}

}  // namespace

bool AsyncioKnowledge::worth_parsing(std::string_view bytes) const {
  // Most files have none of these words.
  static const codemod::WordSearch words{"asyncio",     "event_loop", "on_event", "add_event_handler", "on_startup",
                                         "on_shutdown", "anyio",      "ANYIO",    "current_async_library",
                                         "AsyncioTestCase"};
  if (!words.finds_in(bytes)) return mentions(bytes, flags_);
  return has_text(bytes, "asyncio") || has_text(bytes, "event_loop") || may_register_handlers(bytes) ||
         may_misuse_anyio(bytes) || may_guard_anyio(bytes) || has_text(bytes, "current_async_library") ||
         has_text(bytes, "AsyncioTestCase") || mentions(bytes, flags_);
}

bool AsyncioKnowledge::is_tracked(std::string_view qualified) const {
  return qualified == "asyncio" || qualified.starts_with("asyncio.");
}

std::string AsyncioKnowledge::canonical(std::string_view qualified) const { return canonical_name(qualified); }

bool AsyncioKnowledge::is_public_name(std::string_view name) const { return is_public_asyncio_name(name); }

codemod::Constructed AsyncioKnowledge::constructed(std::string_view qualified) const {
  const std::string name = canonical_name(qualified);
  const std::string_view kind = object_kind_of_constructor(name);
  return {kind, is_awaited_constructor(name), find_lock_kind(kind) != nullptr || kind == "queue"};
}

codemod::Responsibility AsyncioKnowledge::responsible(std::string_view canonical) const {
  const ApiEntry* entry = find_api(canonical);
  if (!entry) return {"remaining", "read the anyio documentation for a counterpart"};
  return {entry->transform, entry->advice};
}

std::vector<AdjacentReference> AsyncioKnowledge::adjacent(const SemanticModel& model,
                                                          const codemod::Targets& targets) const {
  std::vector<AdjacentReference> found;
  add_imported(model, found);
  for (const Node string : model.annotation_strings())
    if (std::string name = tracked_name_in(model, string); !name.empty()) found.push_back({string, std::move(name)});
  add_from_calls(model, found);
  add_mock_targets(model, found);
  add_guards(model, flags_, targets.library, found);
  if (has_text(model.tree().text(), "event_loop")) add_event_loops(model, found);
  std::ranges::move(find_misused_anyio(model, targets), std::back_inserter(found));
  return found;
}

codemod::FactVocabulary AsyncioKnowledge::vocabulary() const {
  codemod::FactVocabulary words{.constructors = {"Lock", "Event", "Semaphore", "BoundedSemaphore", "Condition", "Queue", "PriorityQueue",
                           "LifoQueue", "create_task", "ensure_future", "add_done_callback", "gather", "Future", "create_future", "get_event_loop",
                           "get_running_loop", "new_event_loop", "TaskGroup", "ThreadPoolExecutor", "ProcessPoolExecutor",
                           "create_subprocess_exec", "create_subprocess_shell"},
          .watched = {"_is_coroutine", "nest_asyncio", "on_shutdown", "on_startup", "set_default_executor", "HAS_ANYIO",
                      "HAVE_ANYIO", "ANYIO_AVAILABLE", "wait_for", "fail_after", "async_timeout"},
          .module = "asyncio",
          .methods = {{"on_event", "", {"startup", "shutdown"}},
                      {"add_event_handler", "", {"startup", "shutdown"}},
                      {"startup", "router", {}},
                      {"shutdown", "router", {}}},
          .makers = {"FastAPI", "Starlette"},
          .counterpart = "anyio"};
  for (const auto& [flag, value] : flags_) words.watched.push_back(flag);
  return words;
}

std::vector<std::string_view> AsyncioKnowledge::companions() const {
  std::vector<std::string_view> names = pytest_configuration_names();
  names.emplace_back("conftest.py");
  return names;
}

std::vector<std::string> AsyncioKnowledge::notes(const std::string& path, std::string_view bytes) const {
  return notes_of_file(path, bytes, reading_);
}

codemod::Conclusions AsyncioKnowledge::conclude(const codemod::ProgramFacts& facts, const codemod::Targets& targets) const {
  return plan_tests(facts, targets.library);
}

bool AsyncioKnowledge::is_configuration(std::string_view path) const { return is_pytest_configuration(path); }

std::vector<codemod::SettingFinding> AsyncioKnowledge::settings(std::string_view path, std::string_view bytes,
                                                                const std::vector<std::string>& conclusions) const {
  return auto_mode_findings(path, bytes, conclusions);
}

}  // namespace asyncio2anyio
