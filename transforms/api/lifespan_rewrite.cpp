#include "transforms/api/lifespan_rewrite.h"

#include <algorithm>
#include <utility>

#include "engine/edit/block_editor.h"
#include "engine/edit/import_editor.h"
#include "engine/edit/statement_removal.h"
#include "engine/semantics/control_flow.h"
#include "engine/syntax/code_style.h"
#include "engine/syntax/context.h"
#include "transforms/api/arguments.h"
#include "transforms/api/asyncio_names.h"
#include "transforms/api/background_work.h"
#include "transforms/api/gather_helpers.h"
#include "transforms/api/group_calls.h"
#include "transforms/api/rewriting.h"
#include "transforms/api/task_handles.h"

namespace asyncio2anyio {

using codemod::Binding;
using codemod::BindingId;
using codemod::Edit;
using codemod::Field;
using codemod::Fix;
using codemod::Node;
using codemod::NodeKind;
using codemod::TransformContext;

namespace {

/// Writes the fix of one lifespan; thrown away afterwards.
class Writer {
 public:
  Writer(const LifespanTasks& tasks, const GroupPlan& plan, TransformContext& cx) : tasks_(tasks), plan_(plan), cx_(cx) {}

  std::expected<Fix, std::string> write() {
    find_lead();
    root_ = cx_.reference(lead_).root;
    const auto anyio = cx_.need_import(fix_, plan_.region.first, root_, "anyio");
    if (!anyio) return std::unexpected(std::string(kShadowed));
    group_ = group_name(tasks_.lifespan->function.child(Field::body).first_child(), cx_);
    std::string opener = *anyio + ".create_task_group()";
    if (may_raise(tasks_, plan_, cx_)) {
      const auto helper = need_helper(fix_, GatherHelper::owning_group, cx_.reference(lead_), cx_);
      if (!helper) return std::unexpected(std::string(kShadowed));
      opener = *helper + "()";
    }
    fix_.need(min_anyio("anyio.create_task_group"));
    for (const std::size_t number : tasks_.active)
      if (std::string why = write_slot(tasks_.slots[number]); !why.empty()) return std::unexpected(std::move(why));
    for (const std::size_t number : tasks_.active) drop_loops(tasks_.slots[number]);
    if (std::string why = move_starts(); !why.empty()) return std::unexpected(std::move(why));
    if (plan_.keeps_places) write_stops();
    if (std::string why = write_removals(); !why.empty()) return std::unexpected(std::move(why));
    if (first_moved_) erase_to_the_end(first_moved_, plan_.moved.back());
    pass_group(*anyio);
    write_cancellation();
    wrap("async with " + opener + " as " + group_ + ":" + moved_);
    fix_.title = "run the tasks in a task group of the lifespan; what they raise is logged, and they have ended when it is left";
    return std::move(fix_);
  }

 private:
  /// The reference whose import tells where new imports and functions go. A method of a loop has none of its own.
  void find_lead() {
    for (const std::size_t number : tasks_.active)
      for (const Spawn& spawn : tasks_.slots[number].spawns) {
        lead_ = spawn.reference;
        const codemod::Reference& reference = cx_.reference(spawn.reference);
        if (reference.object && !reference.object->references.empty()) lead_ = cx_.reference_at(reference.object->references.front()).value_or(lead_);
        if (cx_.reference(lead_).root != BindingId::none) return;
      }
  }

  [[nodiscard]] std::string newline() const { return std::string(codemod::newline_text(cx_.tree().source().newline())); }

  /// Whether the places of a slot go: nothing reads a handle there.
  [[nodiscard]] bool loses_places(const TaskSlot& slot) const { return !plan_.keeps_places || slot.loads.empty(); }

  /// Loops that were only taken to start tasks go.
  void drop_loops(const TaskSlot& slot) {
    for (const Spawn& spawn : slot.spawns) {
      const codemod::TrackedObject* loop = cx_.reference(spawn.reference).object;
      if (!loop || loop->variables.size() != 1) continue;
      const Binding& binding = cx_.model().binding(loop->variables.front());
      const Node statement = codemod::statement_of(binding.definitions.front().statement);
      const bool is_plain = binding.definitions.size() == 1 && statement.is(NodeKind::expression_statement) && cx_.model().function_of(statement) == spawn.home;
      const bool is_unused = std::ranges::all_of(binding.uses, [&](Node use) {
        return std::ranges::any_of(slot.spawns, [&](const Spawn& other) { return other.call.child(Field::function).encloses(use); });
      });
      if (is_plain && is_unused) removed_.push_back(statement);
    }
  }

  /// The name of the group where a spawn stands.
  [[nodiscard]] std::string group_at(const Spawn& spawn) const {
    return spawn.home == tasks_.lifespan->function || is_moved(spawn) ? group_ : group_name(spawn.home.child(Field::body).first_child(), cx_);
  }

  std::string write_slot(const TaskSlot& slot) {
    const bool loses = loses_places(slot);
    for (const Spawn& spawn : slot.spawns) {
      if (is_moved(spawn)) continue;
      if (std::string why = loses ? start_only(spawn) : start(spawn); !why.empty()) return why;
    }
    if (loses) {
      removed_.insert(removed_.end(), slot.moves.begin(), slot.moves.end());
      removed_.insert(removed_.end(), slot.resets.begin(), slot.resets.end());
      removed_.insert(removed_.end(), slot.aliases.begin(), slot.aliases.end());
      for (const TaskPlace& place : slot.places)
        if (place.variable != BindingId::none) undeclare(cx_.model().binding(place.variable));
      return {};
    }
    if (!slot.moves.empty()) return "a task is dropped from its container when it is done, and tasks of anyio have no callbacks";
    TaskFlow flow;
    flow.annotations = slot.annotations;
    if (std::string why = rewrite_handle_annotations(flow, fix_, cx_); !why.empty()) return why;
    return write_uses(slot);
  }

  /// What is asked of tasks outside of statements that stop them.
  std::string write_uses(const TaskSlot& slot) {
    for (const Node expression : slot.loads) {
      const bool inside = std::ranges::any_of(tasks_.stops, [&](const StopSite& site) {
        return std::ranges::any_of(site.stop.waits, [&](const QuietWait& wait) { return wait.statement.encloses(expression); });
      });
      if (inside) continue;
      const codemod::ObjectUse use = codemod::classify_use(expression);
      claim(use.outer);
      if (use.kind == codemod::UseKind::method_call && (use.member == "done" || use.member == "cancelled"))
        if (std::string why = rewrite_handle_use(use, root_, fix_, cx_); !why.empty()) return why;
    }
    fix_.need(min_anyio("anyio.TaskHandle"));
    return {};
  }

  void claim(Node around) {
    for (const std::uint32_t index : cx_.references_in(around.range())) {
      const codemod::Reference& reference = cx_.reference(index);
      if (reference.kind == codemod::ReferenceKind::method && reference.object && reference.object->kind == "task") fix_.claims.push_back({index, {}});
    }
  }

  [[nodiscard]] bool is_moved(const Spawn& spawn) const {
    return std::ranges::find(plan_.moved, codemod::statement_of(spawn.call)) != plan_.moved.end();
  }

  [[nodiscard]] const Spawn& spawn_in(Node statement) const {
    for (const std::size_t number : tasks_.active)
      for (const Spawn& spawn : tasks_.slots[number].spawns)
        if (codemod::statement_of(spawn.call) == statement) return spawn;
    return tasks_.slots[*tasks_.active.begin()].spawns.front();
  }

  /// Starts tasks where the group opens instead of at the end of the function that did, with the comments above.
  std::string move_starts() {
    if (plan_.moved.empty()) return {};
    const std::string separator = newline() + std::string(codemod::indentation_at(cx_.tree(), plan_.region.first.begin())) + codemod::indent_unit(cx_.tree());
    std::vector<Node> comments;
    Node first;  // of what moves
    for (const Node child : plan_.moved.front().parent().children()) {
      if (!child.named() || child.begin() > plan_.moved.back().begin()) continue;
      if (!codemod::begins_its_line(child)) return "the task shares its line";
      if (child.is(NodeKind::comment)) {
        comments.push_back(child);
        continue;
      }
      if (std::ranges::find(plan_.moved, child) != plan_.moved.end()) {
        const auto text = text_of(spawn_in(child).call, spawn_in(child));
        if (!text) return text.error();
        if (!first) first = comments.empty() ? child : comments.front();
        for (const Node comment : comments) moved_ += separator + std::string(cx_.text().substr(comment.begin(), text_end(comment) - comment.begin()));
        moved_ += separator + *text;
      }
      comments.clear();
    }
    first_moved_ = first;
    return {};
  }

  /// Deletes the lines of the last statements of a block, with the blank ones before them.
  void erase_to_the_end(Node first, Node last) {
    const codemod::SourceFile& source = cx_.tree().source();
    const auto is_blank = [&](std::uint32_t line, std::uint32_t end) {
      return cx_.text().substr(line, end - line).find_first_not_of(" \t\r\n\f") == std::string_view::npos;
    };
    std::uint32_t begin = source.line_begin(first.begin());
    while (begin > 0 && is_blank(source.line_begin(begin - 1), begin)) begin = source.line_begin(begin - 1);
    std::uint32_t end = source.line_end(last.end());
    // A file without a newline at its end stays one: then what is removed behind took the newline of this line.
    for (const Edit& edit : fix_.edits)
      if (edit.range.begin < end && last.end() <= edit.range.begin) end = edit.range.begin;
    const bool open_end = end != source.line_end(last.end()) || (end == cx_.text().size() && !cx_.text().ends_with('\n') && !cx_.text().ends_with('\r'));
    if (open_end && begin > 0) begin -= begin > 1 && cx_.text().substr(begin - 2, 2) == "\r\n" ? 2 : 1;
    fix_.erase({begin, end});
  }

  /// The call that starts a task, with its place.
  std::string start(const Spawn& spawn) {
    const std::string group = group_at(spawn);
    const Node coroutine = coroutine_argument(spawn.call);
    if (cannot_fail(coroutine, cx_)) return rewrite_task_call(spawn.call, group, root_, fix_, cx_) ? std::string() : std::string(kShadowed);
    const auto helper = need_helper(fix_, GatherHelper::background, cx_.reference(lead_), cx_);
    if (!helper) return std::string(kShadowed);
    const bool handles = has_handles(cx_);
    fix_.replace(spawn.call.child(Field::function), group + (handles ? ".create_task" : ".start_soon"));
    fix_.insert(coroutine.begin(), *helper + (handles ? "(" : ", "));
    if (handles) fix_.insert(coroutine.end(), ")");
    if (handles) fix_.need(min_anyio("anyio.TaskGroup.create_task"));
    return {};
  }

  /// The call that starts a task, alone in its statement.
  std::string start_only(const Spawn& spawn) {
    const Node outer = codemod::outermost_parentheses(spawn.call);
    const Node holder = outer.parent();
    if (holder.is_any(NodeKind::list, NodeKind::set, NodeKind::tuple, NodeKind::list_comprehension, NodeKind::set_comprehension))
      return start_all(spawn, holder);
    const Node statement = codemod::statement_of(spawn.call);
    if (statement.begin() < spawn.call.begin()) fix_.erase({statement.begin(), spawn.call.begin()});
    if (spawn.call.end() < statement.end()) fix_.erase({spawn.call.end(), statement.end()});
    return start(spawn);
  }

  /// The tasks of a display, one per line, or of a comprehension, in a loop.
  std::string start_all(const Spawn& spawn, Node holder) {
    const Node statement = codemod::statement_of(spawn.call);
    if (!written_.insert(statement).second) return {};
    if (statement.text().find('#') != std::string_view::npos || !codemod::begins_its_line(statement)) return "a comment stands among the tasks";
    std::string text;
    const std::vector<Node> parts = holder.named_children();
    const std::string unit = codemod::indent_unit(cx_.tree());
    const bool shifted = spawn.home == tasks_.lifespan->function;
    std::string separator = newline() + std::string(codemod::indentation_at(cx_.tree(), statement.begin())) + (shifted ? unit : "");
    const bool is_display = holder.is_any(NodeKind::list, NodeKind::set, NodeKind::tuple);
    if (!is_display)
      for (std::size_t i = 1; i < parts.size(); ++i) {
        text += std::string(parts[i].text()) + ":" + (separator += unit);
        if (parts[i].text().find('\n') != std::string_view::npos) return "the tasks are made over several lines";
      }
    for (const Node part : is_display ? parts : std::vector<Node>{parts.front()}) {
      const Node call = codemod::strip_parentheses(part);
      const auto made = text_of(call, spawn);
      if (!made) return made.error();
      text += (is_display && part != parts.front() ? separator : "") + *made;
    }
    fix_.replace(statement, text);
    return {};
  }

  std::expected<std::string, std::string> text_of(Node call, const Spawn& spawn) {
    const Node coroutine = coroutine_argument(call);
    if (!coroutine || call.text().find('\n') != std::string_view::npos) return std::unexpected("the tasks are made over several lines");
    const auto helper = need_helper(fix_, GatherHelper::background, cx_.reference(lead_), cx_);
    if (!helper) return std::unexpected(std::string(kShadowed));
    const std::string rest(cx_.text().substr(coroutine.end(), call.end() - coroutine.end()));
    if (!has_handles(cx_)) return group_at(spawn) + ".start_soon(" + *helper + ", " + std::string(coroutine.text()) + rest;
    fix_.need(min_anyio("anyio.TaskGroup.create_task"));
    return group_at(spawn) + ".create_task(" + *helper + "(" + std::string(coroutine.text()) + ")" + rest;
  }

  /// Takes a variable out of the `global` and `nonlocal` statements that name it.
  void undeclare(const Binding& binding) {
    for (std::uint32_t index = 0; index < cx_.tree().size(); ++index) {
      const Node statement = cx_.tree().node(index);
      if (!statement.is_any(NodeKind::global_statement, NodeKind::nonlocal_statement)) continue;
      for (const Node name : statement.named_children())
        if (name.text() == binding.name && &cx_.model().binding(cx_.model().lookup(cx_.model().scope_of(name), name.text())) == &binding) undeclared_[statement].insert(name);
    }
  }

  void write_stops() {
    for (const StopSite& site : tasks_.stops)
      for (const QuietWait& wait : site.stop.waits) {
        const std::string unit = codemod::indent_unit(cx_.tree());
        const bool shifted = plan_.region.encloses(wait.statement);
        const std::string separator = newline() + std::string(codemod::indentation_at(cx_.tree(), wait.statement.begin())) + (shifted ? unit : "");
        std::string text;
        for (const std::string& line : wait.lines)
          text += (text.empty() ? "" : separator) + (line.starts_with('\t') ? unit + line.substr(1) : line);
        claim(wait.statement);
        fix_.replace(wait.statement, text);
        fix_.need(min_anyio("anyio.TaskHandle"));
      }
  }

  std::string write_removals() {
    std::vector<Node> statements = plan_.removed;
    statements.insert(statements.end(), removed_.begin(), removed_.end());
    statements.insert(statements.end(), plan_.functions.begin(), plan_.functions.end());
    for (const auto& [statement, names] : undeclared_) {
      if (names.size() == statement.named_children().size()) {
        statements.push_back(statement);
        continue;
      }
      std::string text(statement.first_child().text());
      for (const Node name : statement.named_children())
        if (!names.contains(name)) text += (text.ends_with("l") && text.find(' ') == std::string::npos ? " " : ", ") + std::string(name.text());
      if (!is_inside(statement, statements)) fix_.replace(statement, text);
    }
    std::erase_if(statements, [&](Node statement) { return statement == plan_.replaced || is_inside(statement, statements); });
    std::ranges::sort(statements, {}, [](Node statement) { return statement.index(); });
    const auto rest = std::ranges::unique(statements);
    statements.erase(rest.begin(), rest.end());
    if (statements.empty()) return {};
    return codemod::remove_statements(statements, fix_.edits) ? std::string() : std::string("nothing would stay of a block that holds the tasks");
  }

  [[nodiscard]] bool is_inside(Node node, const std::vector<Node>& statements) const {
    return (plan_.replaced && plan_.replaced != node && plan_.replaced.encloses(node)) ||
           std::ranges::any_of(statements, [&](Node other) { return other != node && other.encloses(node); });
  }

  /// Gives the functions that start tasks the group as one more argument.
  void pass_group(const std::string& anyio) {
    for (const LifespanCall& call : tasks_.lifespan->calls) {
      const bool starts = std::ranges::any_of(tasks_.active, [&](std::size_t number) {
        return std::ranges::any_of(tasks_.slots[number].spawns, [&](const Spawn& spawn) { return spawn.home == call.callee && !is_moved(spawn); });
      });
      if (!starts) continue;
      const std::string name = group_name(call.callee.child(Field::body).first_child(), cx_);
      const Node parameters = call.callee.child(Field::parameters);
      bool annotated = static_cast<bool>(call.callee.child(Field::return_type));
      for (const Node parameter : parameters.named_children()) annotated = annotated || parameter.is(NodeKind::typed_parameter);
      add_last(parameters, name + (annotated ? ": " + anyio + ".abc.TaskGroup" : ""));
      add_last(call.call.child(Field::arguments), group_);
    }
  }

  void add_last(Node list, const std::string& text) {
    const std::vector<Node> elements = list.named_children();
    if (elements.empty()) fix_.insert(list.end() - 1, text);
    else fix_.insert(elements.back().end(), ", " + text);
  }

  void write_cancellation() {
    const std::string cancel = group_ + ".cancel_scope.cancel()";
    if (plan_.replaced) return fix_.replace(plan_.replaced, cancel);
    if (!plan_.behind) return;
    for (Edit& edit : codemod::insert_after(plan_.behind, {codemod::indent_unit(cx_.tree()) + cancel})) fix_.edits.push_back(std::move(edit));
  }

  /// Opens the group around its region. Lines that go, or are written anew, need no indentation.
  void wrap(const std::string& header) {
    const std::vector<Edit> own = fix_.edits;
    fix_.moves.push_back(codemod::lines_of(plan_.region.first, plan_.region.last));
    for (Edit& edit : codemod::wrap_statements(plan_.region.first, plan_.region.last, header)) {
      const std::uint32_t at = edit.range.begin;
      const bool gone = at != plan_.region.first.begin() && std::ranges::any_of(own, [&](const Edit& other) {
        const bool erased = other.text.empty() && other.range.begin == at;
        return (other.range.begin < at || erased) && at < other.range.end;
      });
      if (!gone) fix_.edits.push_back(std::move(edit));
    }
  }

  const LifespanTasks& tasks_;
  const GroupPlan& plan_;
  TransformContext& cx_;
  Fix fix_;
  std::uint32_t lead_ = 0;
  BindingId root_ = BindingId::none;
  std::string group_;
  std::string moved_;                               // lines that start tasks where the group opens
  Node first_moved_;                                // of the statements and comments that go for them
  std::set<Node> written_;                          // statements that hold several tasks
  std::vector<Node> removed_;                       // statements that only serve places
  std::map<Node, std::set<Node>> undeclared_;       // names in `global` and `nonlocal` statements
};

}  // namespace

std::expected<Fix, std::string> move_tasks(const LifespanTasks& tasks, const GroupPlan& plan, TransformContext& cx) {
  return Writer(tasks, plan, cx).write();
}

bool takes_group(Node function) {
  return std::ranges::all_of(function.child(Field::parameters).children(), [](Node parameter) {
    return !parameter.named() || parameter.is_any(NodeKind::identifier, NodeKind::typed_parameter);
  });
}

}  // namespace asyncio2anyio
