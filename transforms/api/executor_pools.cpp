#include "transforms/api/executor_pools.h"

#include <algorithm>

#include "engine/edit/import_editor.h"
#include "engine/edit/statement_removal.h"
#include "engine/semantics/control_flow.h"
#include "engine/syntax/context.h"
#include "transforms/api/asyncio_names.h"
#include "transforms/api/executor_call.h"
#include "transforms/api/loops.h"
#include "transforms/api/rewriting.h"
#include "transforms/api/worker_threads.h"

namespace asyncio2anyio {

using codemod::BindingId;
using codemod::Field;
using codemod::Fix;
using codemod::Node;
using codemod::NodeKind;
using codemod::ObjectUse;
using codemod::Reference;
using codemod::Safety;
using codemod::TrackedObject;
using codemod::TransformContext;
using codemod::UseKind;

namespace {

std::string line_of(Node node) { return std::to_string(node.tree()->source().original_line(node.begin())); }

/// The `run_in_executor` reference of a known loop that gets the pool as its executor; null when `use` is something else.
const Reference* submission_of(const ObjectUse& use, const TransformContext& cx) {
  if (use.kind != UseKind::argument) return nullptr;
  const Node callee = use.outer.parent().parent().child(Field::function);
  const auto index = callee.is(NodeKind::attribute) ? cx.reference_at(callee.child(Field::attribute)) : std::nullopt;
  if (!index || cx.reference(*index).name != "loop.run_in_executor") return nullptr;
  const auto parsed = parse_executor_call(cx.reference(*index).use->outer);
  return parsed && parsed->executor == use.outer ? &cx.reference(*index) : nullptr;
}

/// What `with … as name:` opened, when that is all that `name` is bound to; null for others.
Node opened_by_with(Node name, const TransformContext& cx) {
  const BindingId id = cx.model().binding_of(name);
  if (id == BindingId::none || cx.model().binding(id).definitions.size() != 1) return {};
  const codemod::Definition& definition = cx.model().binding(id).definitions.front();
  if (definition.kind != codemod::DefinitionKind::with_target) return {};
  return definition.name.enclosing(NodeKind::as_pattern).first_child();
}

class PoolRewriter {
 public:
  PoolRewriter(const TrackedObject& pool, const TransformContext& cx) : pool_(pool), cx_(cx) {
    fix_.safety = Safety::unsafe;
    fix_.title = "limit worker " + std::string(is_process() ? "processes" : "threads") + " instead of keeping a pool";
  }

  PoolRewrite rewrite() {
    std::string refusal = check_holder();
    for (const ObjectUse& use : pool_.uses)
      if (refusal.empty()) refusal = rewrite_use(use);
    if (refusal.empty()) refusal = submitted_ ? rewrite_constructor() : "no loop runs anything in it";
    return {std::move(fix_), std::move(refusal)};
  }

 private:
  [[nodiscard]] bool is_process() const { return pool_.kind == "process-pool"; }

  std::string check_holder() const {
    if (!pool_.doubt.empty()) return pool_.doubt;
    if (!pool_.none_values.empty()) return "it may be `None`";
    for (const Node annotation : pool_.annotations)
      if (cx_.model().resolve(annotation.first_child()).name != "typing.Final") return "its type is annotated";
    if (pool_.producers.size() != 1) return "it is made in several places";
    if (!pool_.uses.empty() && pool_.uses.front().kind == UseKind::with) return "it is opened by `with`";
    if (pool_.variables.size() + (pool_.attribute.empty() ? 0 : 1) != 1)
      return pool_.variables.empty() ? "nothing holds it" : "it is passed on";
    return check_other_files();
  }

  std::string check_other_files() const {
    std::optional<std::vector<codemod::AttributeFact>> foreign;
    if (!pool_.attribute.empty()) {
      foreign = cx_.facts().foreign_uses(cx_.path(), pool_.attribute, pool_.owner.child(Field::name).text());
    } else {
      const codemod::Binding& binding = cx_.model().binding(pool_.variables.front());
      if (binding.scope != codemod::ScopeId::module) return {};
      foreign = cx_.facts().foreign_module_uses(cx_.path(), binding.name);
    }
    if (!foreign) return "its uses in other files are not known";
    if (foreign->empty()) return {};
    return "`" + cx_.facts().path(foreign->front()) + "` uses it, too";
  }

  std::string rewrite_use(const ObjectUse& use) {
    if (use.kind == UseKind::method_call && use.member == "shutdown") return remove_shutdown(use);
    const Reference* submission = submission_of(use, cx_);
    if (!submission) return "line " + line_of(use.node) + " does something else with it";
    if (std::string why = check_loop(*submission); !why.empty()) return why;
    return rewrite_submission(*submission);
  }

  std::string remove_shutdown(const ObjectUse& use) {
    const Node statement = codemod::statement_of(use.outer);
    if (!codemod::is_whole_statement(use.outer)) return "line " + line_of(use.node) + " uses the result of its `shutdown`";
    const Node whole = pointless_without(statement);
    const bool tells = std::ranges::any_of(cx_.references(), [&](const Reference& r) { return whole.encloses(r.node) && !use.outer.encloses(r.node); });
    if (whole != statement && !tells && codemod::remove_statements({whole}, fix_.edits)) return {};
    if (codemod::is_alone_in_block(statement)) fix_.replace(statement, "pass");
    else fix_.erase(codemod::removal_range(statement));
    return {};
  }

  /// The statement with what does nothing without it: a `try` whose body it is, and an `if hasattr(...)` around that.
  [[nodiscard]] Node pointless_without(Node statement) const {
    while (codemod::is_alone_in_block(statement)) {
      const Node block = statement.parent();
      const Node owner = block.parent();
      const bool is_try = owner.is(NodeKind::try_statement) && owner.child(Field::body) == block &&
                          !owner.child(NodeKind::else_clause) && !owner.child(NodeKind::finally_clause);
      const bool is_if = owner.is(NodeKind::if_statement) && !owner.child(Field::alternative) && asks_only(owner.child(Field::condition));
      if (!is_try && !is_if) break;
      statement = owner;
    }
    return statement;
  }

  [[nodiscard]] bool asks_only(Node condition) const {
    const bool asks = condition.is(NodeKind::call) && condition.child(Field::function).text() == "hasattr" &&
                      is_builtin("hasattr", condition, cx_);
    return codemod::is_pure(condition) || (asks && codemod::is_pure_call(condition));
  }

  /// A loop that is held must not be needed for anything else, for it is migrated whole.
  std::string check_loop(const Reference& submission) const {
    const TrackedObject& loop = *submission.object;
    if (std::string doubt = doubt_of_running_loop(loop, cx_); !doubt.empty()) return "the loop: " + doubt;
    if (!loop.doubt.empty() || !loop.attribute.empty() || loop.variables.size() > 1) return "the loop is kept";
    const bool only_this = std::ranges::all_of(loop.uses, [&](const ObjectUse& use) {
      if (use.member != "run_in_executor" || use.kind != UseKind::method_call) return false;
      const auto parsed = parse_executor_call(use.outer);
      return parsed && pool_behind(parsed->executor_value(), cx_) == &pool_;
    });
    return only_this ? std::string() : "the loop of line " + line_of(loop.producers.front()) + " has other uses";
  }

  std::string rewrite_submission(const Reference& submission) {
    const Node call = submission.use->outer;
    if (std::string why = describe_future(call, cx_); !why.empty()) return "line " + line_of(call) + ": " + why;
    const ExecutorCall parsed = *parse_executor_call(call);
    const std::string_view function = is_process() ? "to_process.run_sync" : kRunSync;
    Fix part = replace_member(*submission.object, *submission.use, function, cx_);
    if (part.edits.empty() || (is_process() && !need_process_module(part, submission))) return std::string(kShadowed);
    std::vector<std::string> options{"limiter=" + std::string(parsed.executor_value().text())};
    if (!is_process()) options.insert(options.begin(), std::string(kAbandon));
    rewrite_arguments(part, parsed, options);
    join(part);
    submitted_ = true;
    return {};
  }

  /// `import anyio` makes `anyio.to_process` known only since 4.15.
  bool need_process_module(Fix& part, const Reference& submission) const {
    if (cx_.targets().library >= codemod::Version{4, 15}) return true;
    const Node producer = submission.object->references.front();
    const Reference& reference = cx_.reference(*cx_.reference_at(producer));
    return cx_.need_import(part, submission.node, reference.root, "anyio.to_process").has_value();
  }

  void join(const Fix& part) {
    fix_.edits.insert(fix_.edits.end(), part.edits.begin(), part.edits.end());
    fix_.imports.insert(fix_.imports.end(), part.imports.begin(), part.imports.end());
    fix_.need(part.needs);
  }

  std::string rewrite_constructor() {
    const Node producer = pool_.producers.front();
    Node workers;
    for (const Node argument : codemod::arguments_of(producer)) {
      const std::string_view keyword = argument.child(Field::name).text();
      if (!argument.is(NodeKind::keyword_argument) && !workers) workers = argument;
      else if (keyword == "max_workers") workers = codemod::keyword_value(argument);
      else if (keyword != "thread_name_prefix") return "it is made with other arguments than `max_workers`";
    }
    if (!workers) return "its `max_workers` is not given";
    if (workers.is_any(NodeKind::none, NodeKind::list_splat, NodeKind::dictionary_splat)) return "its `max_workers` is not a number";
    const Node callee = pool_.references.front();
    const auto anyio = cx_.need_import(fix_, callee, cx_.model().binding_of(codemod::chain_root(callee)), "anyio");
    if (!anyio) return std::string(kShadowed);
    fix_.replace(producer, *anyio + ".CapacityLimiter(" + std::string(workers.text()) + ")");
    fix_.need(min_anyio("anyio.CapacityLimiter"));
    return {};
  }

  const TrackedObject& pool_;
  const TransformContext& cx_;
  Fix fix_;
  bool submitted_ = false;
};

}  // namespace

bool is_pool(const TrackedObject& object) { return object.kind == "thread-pool" || object.kind == "process-pool"; }

const TrackedObject* pool_behind(Node executor, const TransformContext& cx) {
  const Node opened = opened_by_with(executor, cx);
  for (const TrackedObject& object : cx.objects().objects()) {
    if (!is_pool(object)) continue;
    const auto used = [&](const ObjectUse& use) { return use.node == executor || (opened && use.node == opened); };
    if (std::ranges::any_of(object.uses, used) || std::ranges::find(object.producers, executor) != object.producers.end())
      return &object;
  }
  return nullptr;
}

PoolRewrite rewrite_pool(const TrackedObject& pool, const TransformContext& cx) { return PoolRewriter(pool, cx).rewrite(); }

}  // namespace asyncio2anyio
