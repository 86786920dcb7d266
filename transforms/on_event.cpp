#include <algorithm>
#include <array>
#include <optional>
#include <set>

#include "engine/edit/import_editor.h"
#include "engine/syntax/code_style.h"
#include "engine/syntax/context.h"
#include "engine/transform/transform.h"
#include "engine/transform/transform_context.h"
#include "transforms/api/arguments.h"
#include "transforms/api/event_apps.h"
#include "transforms/api/event_handlers.h"
#include "transforms/api/rewriting.h"
#include "transforms/api/standard_imports.h"

namespace asyncio2anyio {
namespace {

using codemod::BindingId;
using codemod::Field;
using codemod::Fix;
using codemod::Node;
using codemod::NodeKind;
using codemod::Safety;
using codemod::TransformContext;
using Names = std::set<std::string, std::less<>>;

/// Whether the file uses a name for anything but an attribute or a keyword.
bool is_taken(std::string_view name, const TransformContext& cx) {
  for (std::uint32_t index = 0; index < cx.tree().size(); ++index) {
    const Node node = cx.tree().node(index);
    if (!node.is(NodeKind::identifier) || node.text() != name) continue;
    const Node parent = node.parent();
    const bool keyword = parent.is(NodeKind::keyword_argument) && node.field() == Field::name;
    const bool member = parent.is(NodeKind::attribute) && node.field() == Field::attribute;
    if (!keyword && !member) return true;
  }
  return false;
}

std::string free_name(const std::vector<std::string>& candidates, const Names& given, const TransformContext& cx) {
  for (const std::string& candidate : candidates)
    if (!given.contains(candidate) && !is_taken(candidate, cx)) return candidate;
  return {};
}

/// The last word of what the application is assigned to.
std::string_view word_of(const EventApp& app) {
  if (!app.target) return "app";
  return app.target.is(NodeKind::attribute) ? app.target.child(Field::attribute).text() : app.target.text();
}

/// The parameter of the lifespan: it is the application itself, so it may shadow the variable that holds it.
std::string parameter_of(const EventApp& app, const TransformContext& cx) {
  if (app.is_router) return is_taken("app", cx) ? "_app" : "app";
  if (app.variable != BindingId::none) return std::string(word_of(app));
  return free_name({std::string(word_of(app)), "application", "_app"}, {}, cx);
}

/// Where a definition goes that is to stand before a statement: above the comments right above it.
std::uint32_t place_before(Node statement) {
  Node first = statement;
  const codemod::SourceFile& source = statement.tree()->source();
  for (Node before; first; first = before) {
    before = {};
    for (const Node sibling : statement.parent().children()) {
      if (sibling == first) break;
      before = sibling;
    }
    const bool attached = before.is(NodeKind::comment) && codemod::begins_its_line(before) &&
                          source.line_number(before.begin()) + 1 == source.line_number(first.begin());
    if (!attached) break;
  }
  return first.begin();
}

/// How many blank lines stand before the line of `offset`; nothing when nothing of its block stands before it.
std::optional<int> blank_lines_before(const codemod::SyntaxTree& tree, std::uint32_t offset) {
  const codemod::SourceFile& source = tree.source();
  int blank = 0;
  for (std::uint32_t begin = source.line_begin(offset); begin > 0;) {
    begin = source.line_begin(begin - 1);
    const std::string_view line = tree.text().substr(begin, source.line_end(begin) - begin);
    if (line.find_first_not_of(" \t\f\r\n") != std::string_view::npos) {
      const std::size_t last = line.find_last_not_of(" \t\f\r\n");
      const bool opens = line[last] == ':' && codemod::indentation_at(tree, begin).size() < codemod::indentation_at(tree, offset).size();
      return opens ? std::nullopt : std::optional(blank);
    }
    ++blank;
  }
  return std::nullopt;
}

/// How many blank lines the file has before the definitions of a block, at most.
int blank_lines_of(Node block) {
  int most = 0;
  for (const Node sibling : block.named_children()) {
    if (!sibling.is_any(NodeKind::function_definition, NodeKind::class_definition, NodeKind::decorated_definition)) continue;
    most = std::max(most, blank_lines_before(*block.tree(), place_before(sibling)).value_or(0));
  }
  if (most > 0) return std::min(most, 2);
  return block.is(NodeKind::module) ? 2 : 1;
}

std::string repeated(const std::string& text, std::size_t times) {
  std::string all;
  for (std::size_t i = 0; i < times; ++i) all += text;
  return all;
}

/// Puts a definition, whose levels of indentation are tabs, with the usual blank lines before a statement.
void insert_definition(Fix& fix, Node statement, const std::vector<std::string>& lines) {
  const codemod::SyntaxTree& tree = *statement.tree();
  const std::uint32_t place = place_before(statement);
  const std::string newline(codemod::newline_text(tree.source().newline()));
  const std::string indentation(codemod::indentation_at(tree, place));
  const std::string unit = codemod::indent_unit(tree);
  const int wanted = blank_lines_of(statement.parent());
  const int present = blank_lines_before(tree, place).value_or(wanted);
  // The line of the statement has its indentation already, so it goes to the first line of the definition.
  std::string text;
  for (int i = present; i < wanted; ++i) text += newline + (i + 1 == wanted ? indentation : "");
  if (present < wanted) fix.erase({place - static_cast<std::uint32_t>(indentation.size()), place});
  for (const std::string& line : lines) {
    const std::size_t depth = line.find_first_not_of('\t');
    text += (&line == &lines.front() ? "" : indentation) + repeated(unit, depth) + line.substr(depth) + newline;
  }
  text += repeated(newline, static_cast<std::size_t>(wanted)) + indentation;
  if (present < wanted) fix.edits.back().text = text;
  else fix.insert(place, text);
}

std::vector<std::string> lifespan_lines(const std::string& decorator, const std::string& name, const std::string& parameter,
                                        const HandlerCalls& calls) {
  std::vector<std::string> lines{"@" + decorator, "async def " + name + "(" + parameter + "):"};
  for (const std::string& call : calls.startup) lines.push_back("\t" + call);
  if (calls.shutdown.empty()) {
    lines.emplace_back("\tyield");
    return lines;
  }
  lines.insert(lines.end(), {"\ttry:", "\t\tyield", "\tfinally:"});
  for (const std::string& call : calls.shutdown) lines.push_back("\t\t" + call);
  return lines;
}

/// Gives the constructor its lifespan in the place of its lists of handlers.
void edit_call(Fix& fix, const EventApp& app, const std::string& name) {
  const std::string argument = "lifespan=" + name;
  const Node none = codemod::keyword_argument_of(app.call, "lifespan");
  const Node first = app.on_startup && (!app.on_shutdown || app.on_startup.begin() < app.on_shutdown.begin()) ? app.on_startup : app.on_shutdown;
  const Node second = first == app.on_startup ? app.on_shutdown : app.on_startup;
  const std::vector<Node> arguments = codemod::arguments_of(app.call);
  if (none) fix.replace(none, argument);
  if (first && none) remove_argument(fix, first);
  else if (first) fix.replace(first, argument);
  if (second) remove_argument(fix, second);
  if (first || none) return;
  if (!arguments.empty()) return append_arguments(fix, arguments.back(), {argument});
  fix.insert(app.call.child(Field::arguments).end() - 1, argument);
}

/// Whether a comment speaks to a tool about the line that it stands on.
bool is_for_tools(std::string_view comment) {
  constexpr auto kWords = std::to_array<std::string_view>({"noqa", "type:", "pylint:", "pragma", "pyright:", "nosec", "mypy:"});
  return std::ranges::any_of(kWords, [&](std::string_view word) { return comment.find(word) != std::string_view::npos; });
}

/// Removes a decorator, or the statement that is the registration. A comment behind a decorator gets its line.
void remove_registration(Fix& fix, const Registration& registration) {
  if (!registration.decorator) return fix.erase(codemod::removal_range(registration.statement));
  const codemod::SyntaxTree& tree = *registration.decorator.tree();
  const std::uint32_t begin = registration.decorator.begin();
  const std::uint32_t call_end = registration.decorator.named_children().front().end();
  const std::uint32_t line_end = tree.source().line_end(call_end);
  const std::string_view rest = tree.text().substr(call_end, line_end - call_end);
  const std::size_t comment = rest.find('#');
  if (comment != std::string_view::npos && !is_for_tools(rest)) return fix.erase({begin, call_end + static_cast<std::uint32_t>(comment)});
  fix.erase({begin, line_end + static_cast<std::uint32_t>(codemod::indentation_at(tree, line_end).size())});
}

class OnEvent final : public codemod::Transform {
 public:
  [[nodiscard]] const codemod::TransformInfo& info() const override { return kInfo; }

  void run(TransformContext& cx) const override {
    const EventApps all = find_event_apps(cx);
    Names given;
    for (const EventApp& app : all.apps) {
      if (!app.has_handlers()) continue;
      const EventObstacle reason = rewrite(app, all, given, cx);
      for (const std::uint32_t index : app.references)
        if (!reason.text.empty()) cx.keep(index, reason.text, reason.advice);
    }
    for (const std::uint32_t index : all.strays) {
      const EventObstacle reason = reason_of_stray(index, cx);
      cx.keep(index, reason.text, reason.advice);
    }
  }

 private:
  /// Proposes the fix of one application, or gives the reason why there is none.
  static EventObstacle rewrite(const EventApp& app, const EventApps& all, Names& given, TransformContext& cx) {
    if (EventObstacle obstacle = obstacle_of(app, all, cx); !obstacle.text.empty()) return obstacle;
    const std::expected<HandlerCalls, std::string> calls = handler_calls(app, cx);
    if (!calls) return {calls.error(), {}};
    const std::string word(word_of(app));
    const std::string named = word + "_lifespan";
    const std::string name = free_name({app.is_router ? named : "lifespan", named, word + "_events"}, given, cx);
    const std::string parameter = parameter_of(app, cx);
    if (name.empty() || parameter.empty()) return {std::string(kShadowed), {}};
    Fix fix;
    fix.safety = Safety::safe;
    const codemod::BindingId neighbour = cx.model().resolve(app.call.child(Field::function)).binding;
    const std::optional<std::string> decorator = need_standard(fix, app.statement, neighbour, "contextlib", "asynccontextmanager", cx);
    if (!decorator) return {std::string(kShadowed), {}};
    const std::string type = app.is_router ? "" : ": " + std::string(app.call.child(Field::function).text());
    insert_definition(fix, app.statement, lifespan_lines(*decorator, name, parameter + type, *calls));
    edit_call(fix, app, name);
    for (const Registration& registration : app.registrations) remove_registration(fix, registration);
    fix.title = "call the handlers from a lifespan";
    if (const std::string difference = difference_of(app, all, cx); !difference.empty()) {
      fix.at_least(Safety::unsafe);
      fix.title += "; " + difference;
    }
    given.insert(name);
    cx.propose(std::move(fix));
    return {};
  }

  static constexpr codemod::TransformInfo kInfo{
      "on-event", "Call startup and shutdown handlers of FastAPI and Starlette from a `lifespan`",
      R"(`on_event`, `add_event_handler`, `on_startup=` and `on_shutdown=` are deprecated in FastAPI and gone from
Starlette 1.0. One `lifespan` async context manager takes their place: it calls the same functions in the same order
(those of the lists first, then the registered ones as they stand in the file), awaits the coroutine functions, and
runs the shutdown handlers in a `finally`, because they also run when the server is cancelled or fails. A startup
handler that raises skips everything behind it, shutdown handlers included, as before. The functions stay where they
are, so that code that calls them goes on; lambdas become statements.

Left alone: applications that are parameters, imported or assigned twice (the lifespan is given where the application
is made); handlers that are registered in another function, under a condition or in a loop; events that are not written
out; handlers of which the file does not show whether they are coroutine functions; applications that have a
`lifespan=`, which never call their handlers; code that reads the lists of handlers or calls `router.startup()`.
An application is also left alone when it is passed to a function while some given file registers handlers on an
application that it does not make: a lifespan would silence them.

Unsafe: handlers of routers, which run twice where the router is included (in its own lifespan and in that of the
application) and once afterwards; applications that are passed to functions outside the given files, returned or
imported, where those may register handlers. Code that is not given is taken to register none on a variable of a given
module (A-ATTRIBUTES). `lifespan=` needs FastAPI 0.93 or Starlette 0.13.)",
      Safety::safe, 75};
};

}  // namespace

std::unique_ptr<const codemod::Transform> make_on_event() { return std::make_unique<OnEvent>(); }

}  // namespace asyncio2anyio
