#include "transforms/api/misused_anyio.h"

#include <algorithm>
#include <initializer_list>

#include "engine/semantics/control_flow.h"
#include "engine/source/word_search.h"
#include "engine/syntax/context.h"
#include "transforms/api/anyio_releases.h"
#include "transforms/api/asyncio_names.h"

namespace asyncio2anyio {
namespace {

using codemod::AdjacentReference;
using codemod::Binding;
using codemod::BindingId;
using codemod::Field;
using codemod::Node;
using codemod::NodeKind;
using codemod::SemanticModel;
using codemod::Targets;

constexpr std::string_view kPackage = "anyio.";
constexpr codemod::Version kNever{};

std::string_view first_part(std::string_view dotted) { return dotted.substr(0, dotted.find('.')); }

bool is_word(char c) {
  return c == '_' || (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/// A release that lacks the name, as far as the target says.
bool is_missing(const AnyioName& row, const Targets& targets) {
  return row.since > targets.library || (row.until != kNever && row.until <= targets.library);
}

/// Whether the file gives the module that name itself: `anyio.X = …`.
bool is_patched_in(const Binding& binding, std::string_view member) {
  return std::ranges::any_of(binding.uses, [&](Node use) {
    const Node attribute = use.parent();
    return attribute.is(NodeKind::attribute) && attribute.field() == Field::left &&
           attribute.parent().is(NodeKind::assignment) && attribute.child(Field::attribute).text() == member;
  });
}

/// Whether a `try` around `statement` has a handler for one of these exceptions.
bool is_tried(Node statement, std::initializer_list<std::string_view> exceptions) {
  for (const Node around : codemod::tries_around(statement))
    for (Node clause = around.first_child(); clause; clause = clause.next_sibling())
      for (const Node caught : clause.is(NodeKind::except_clause) ? codemod::caught_exceptions(clause) : std::vector<Node>{})
        if (std::ranges::find(exceptions, caught.text()) != exceptions.end()) return true;
  return false;
}

/// Whether the import of the name itself may fail: `try: from anyio import X` / `except ImportError:`.
bool is_import_tried(const Binding& binding) {
  return std::ranges::any_of(binding.definitions, [](const codemod::Definition& definition) {
    return definition.kind == codemod::DefinitionKind::import_from &&
           is_tried(definition.statement, {"ImportError", "ModuleNotFoundError", "Exception"});
  });
}

/// Whether the code is prepared for the name not to be there: `hasattr(anyio, "X")`, `except AttributeError`.
bool is_probed(Node chain, std::string_view member, std::string_view exception) {
  const std::string_view text = chain.tree()->text();
  const std::string local(codemod::chain_root(chain).text());
  for (const char quote : {'"', '\''})
    if (codemod::has_text(text, "(" + local + ", " + quote + std::string(member) + quote)) return true;
  return is_tried(chain, {exception});
}

/// Whether the argument is a coroutine where `anyio.run` wants a function; `unsure` when it may be.
enum class Given : std::uint8_t { function, unsure, coroutine };

Given given_to_run(Node call, const SemanticModel& model) {
  const std::vector<Node> arguments = codemod::arguments_of(call);
  if (arguments.empty()) return Given::function;
  const Node made = codemod::strip_parentheses(arguments.front());
  if (!made.is(NodeKind::call)) return Given::function;
  if (const Node definition = codemod::callee_definition(model, made))
    return codemod::is_async_function(definition) && !codemod::yields(definition.child(Field::body)) ? Given::coroutine
                                                                                                   : Given::function;
  const Node callee = made.child(Field::function);
  const std::string name = model.resolve(callee).name;
  if (name.starts_with("functools.") || name.starts_with("operator.")) return Given::function;
  if (!callee.is(NodeKind::attribute)) return Given::function;
  const std::string_view method = callee.child(Field::attribute).text();
  const bool makes_function = method == "partial" || method.find("make") != std::string_view::npos ||
                              method.find("get") != std::string_view::npos || method.find("wrap") != std::string_view::npos;
  return makes_function ? Given::function : Given::unsure;
}

class Finder {
 public:
  Finder(const SemanticModel& model, const Targets& targets) : model_(model), targets_(targets) {}

  std::vector<AdjacentReference> find() {
    if (!codemod::has_text(model_.tree().text(), "anyio") && !codemod::has_text(model_.tree().text(), "asyncio")) return {};
    for (std::uint32_t index = 0; index < model_.binding_count(); ++index) {
      const Binding& binding = model_.binding(static_cast<BindingId>(index));
      for (const codemod::Definition& definition : binding.definitions)
        if (first_part(definition.origin) == "anyio") {
          look_at_uses(static_cast<BindingId>(index));
          break;
        }
    }
    settle_gathers();
    find_unimported();
    find_cleared_events();
    return std::move(found_);
  }

 private:
  void look_at_uses(BindingId id) {
    if (is_import_tried(model_.binding(id))) return;
    for (const Node use : model_.binding(id).uses) {
      const Node chain = codemod::outermost_chain(use);
      const codemod::Resolved resolved = model_.resolve(chain);
      if (!resolved.name.starts_with(kPackage)) continue;
      const std::string member(first_part(std::string_view(resolved.name).substr(kPackage.size())));
      AdjacentReference reference{chain, name_of(chain, resolved.name, member), resolved.name, id, resolved.certain};
      if (reference.name.empty() || is_probed(chain, member, "AttributeError")) continue;
      if (is_patched_in(model_.binding(id), member)) continue;
      hands_tasks_ |= reference.name == "asyncio.create_task" || reference.name == "asyncio.ensure_future";
      found_.push_back(std::move(reference));
    }
  }

  /// What the use counts as; empty when it is right.
  std::string name_of(Node chain, const std::string& qualified, const std::string& member) {
    if (member.starts_with("_")) return {};
    if (std::string meant = meant_asyncio_name(qualified); !meant.empty()) return meant;
    const AnyioName* row = find_anyio_name(member);
    if (!row) return qualified;
    const Node call = codemod::call_of(chain);
    std::string asyncio_name = canonical_name("asyncio." + qualified.substr(kPackage.size()));
    if (member == "run" && call && qualified == "anyio.run") return name_of_run(call);
    if (qualified == "anyio.to_thread" && call) return asyncio_name;
    if (qualified == "anyio.gather" && call) {
      if (codemod::keyword_argument_of(call, "return_exceptions")) return asyncio_name;
      gathers_.push_back(chain);
    }
    if (!is_missing(*row, targets_)) return {};
    const bool iterated = chain.enclosing(NodeKind::for_statement) && !chain.enclosing(NodeKind::with_item);
    if (member == "gather" || (member == "as_completed" && iterated)) return asyncio_name;
    return qualified;
  }

  std::string name_of_run(Node call) const {
    switch (given_to_run(call, model_)) {
      case Given::coroutine: return "asyncio.run";
      case Given::unsure: return "anyio.run";
      case Given::function: return {};
    }
    return {};
  }

  /// What is gathered in a function that starts tasks is tasks, and these `anyio.gather` does not take.
  void settle_gathers() {
    if (!hands_tasks_) return;
    std::vector<Node> starting;
    for (const AdjacentReference& reference : found_)
      if (reference.name == "asyncio.create_task" || reference.name == "asyncio.ensure_future")
        starting.push_back(model_.function_of(reference.node));
    for (const Node gather : gathers_) {
      const bool known = std::ranges::any_of(found_, [&](const AdjacentReference& r) { return r.node == gather; });
      const codemod::Resolved resolved = model_.resolve(gather);
      if (known || std::ranges::find(starting, model_.function_of(gather)) == starting.end()) continue;
      found_.push_back({gather, "asyncio.gather", resolved.name, resolved.binding, resolved.certain});
    }
  }

  void find_unimported() {
    // With a star import somewhere the name may come from there.
    if (!model_.star_imports().empty()) return;
    for (const Node use : model_.unbound_uses()) {
      const std::string_view module = use.text();
      if (module != "asyncio" && module != "anyio") continue;
      const Node chain = codemod::outermost_chain(use);
      if (chain == use || is_probed(chain, {}, "NameError")) continue;
      found_.push_back({chain, std::string(module), std::string(chain.text())});
    }
  }

  void find_cleared_events() {
    if (!codemod::has_text(model_.tree().text(), ".clear(") || !codemod::has_text(model_.tree().text(), "Event")) return;
    const codemod::ObjectTable events = anyio_events(model_);
    for (const codemod::TrackedObject& event : events.objects())
      for (const codemod::ObjectUse& use : event.uses)
        if (use.kind == codemod::UseKind::method_call && use.member == "clear")
          found_.push_back({use.outer.child(Field::function).child(Field::attribute), "anyio.Event.clear"});
  }

  const SemanticModel& model_;
  const Targets& targets_;
  std::vector<AdjacentReference> found_;
  std::vector<Node> gathers_;
  bool hands_tasks_ = false;
};

/// The name that begins at `at`.
std::string_view word_at(std::string_view text, std::size_t at) {
  std::size_t end = at;
  while (end < text.size() && is_word(text[end])) ++end;
  return text.substr(at, end - at);
}

/// Whether what stands behind one `anyio` of a text asks for a closer look.
bool is_suspicious(std::string_view text, std::size_t behind) {
  if (behind >= text.size()) return false;
  if (text.substr(behind).starts_with(" as ")) return true;
  if (text[behind] != '.') return false;
  const std::string_view member = word_at(text, behind + 1);
  const AnyioName* row = find_anyio_name(member);
  if (!row || row->since > codemod::Version{3, 0} || row->until != kNever) return !member.starts_with("_");
  const std::string_view rest = text.substr(behind + 1 + member.size());
  if (member == "run") return rest.starts_with('(') && rest.substr(1, 200).find('(') != std::string_view::npos;
  if (member == "to_thread") return rest.starts_with('(');
  return member == "Event" && codemod::has_text(text, ".clear(");
}

}  // namespace

std::string meant_asyncio_name(std::string_view qualified) {
  if (!qualified.starts_with(kPackage)) return {};
  const std::string_view path = qualified.substr(kPackage.size());
  const std::string_view member = first_part(path);
  if (find_anyio_name(member)) return {};
  if (member != "subprocess" && !is_public_asyncio_name(member)) return {};
  return canonical_name("asyncio." + std::string(path));
}

codemod::ObjectTable anyio_events(const SemanticModel& model) {
  return codemod::ObjectTable::build(model, [](std::string_view name) {
    return codemod::Constructed{name == "anyio.Event" ? "event" : "", false};
  });
}

std::vector<AdjacentReference> find_misused_anyio(const SemanticModel& model, const Targets& targets) {
  return Finder(model, targets).find();
}

bool may_misuse_anyio(std::string_view text) {
  static constexpr std::string_view kWord = "anyio";
  bool used = false;
  bool imported = false;
  for (std::size_t begin = codemod::find_text(text, kWord), end = 0; begin != std::string_view::npos; begin = codemod::find_text(text, kWord, end)) {
    end = begin + kWord.size();
    if ((begin > 0 && is_word(text[begin - 1])) || (end < text.size() && is_word(text[end]))) continue;
    if (begin >= 5 && text.substr(begin - 5, 5) == "from " && text.substr(end).starts_with(" import")) return true;
    if (is_suspicious(text, end)) return true;
    imported |= begin >= 7 && text.substr(begin - 7, 7) == "import ";
    used |= end < text.size() && text[end] == '.';
  }
  return used && !imported;
}

}  // namespace asyncio2anyio
