#include <algorithm>
#include <iterator>
#include <optional>
#include <set>

#include "engine/edit/import_editor.h"
#include "engine/syntax/context.h"
#include "engine/transform/foreign_needs.h"
#include "engine/transform/transform.h"
#include "engine/transform/transform_context.h"
#include "transforms/api/handlers.h"
#include "transforms/api/rewriting.h"

namespace asyncio2anyio {
namespace {

using codemod::BindingId;
using codemod::Field;
using codemod::Fix;
using codemod::Node;
using codemod::NodeKind;
using codemod::Safety;
using codemod::TransformContext;

bool is_constant(Node value) {
  return value.is_any(NodeKind::integer, NodeKind::float_literal, NodeKind::string, NodeKind::none, NodeKind::true_literal,
                      NodeKind::false_literal);
}

/// A result that can be read later as well as now: a constant or a name.
bool is_plain_value(Node value) { return is_constant(value) || value.is(NodeKind::identifier); }

/// Whether a value is computed in a way that can go below zero: it holds a difference or a minus sign outside
/// of calls, whose results are taken as they come.
bool may_be_negative(Node value) {
  const Node inner = codemod::strip_parentheses(value);
  for (std::uint32_t index = inner.index(); index < inner.subtree_end();) {
    const Node node = inner.tree()->node(index);
    if (node.is(NodeKind::call)) {
      index = node.subtree_end();
      continue;
    }
    if (node.is(NodeKind::unary_operator) && node.text().starts_with('-')) return true;
    if (node.is(NodeKind::binary_operator) && node.child(Field::operator_).text() == "-") return true;
    ++index;
  }
  return false;
}

/// The same for a delay that is a variable: whether something that this file gives it can be negative.
bool may_hold_negative(Node delay, const TransformContext& cx) {
  const codemod::BindingId id = cx.model().binding_of(codemod::strip_parentheses(delay));
  if (id == codemod::BindingId::none) return false;
  for (const codemod::Definition& definition : cx.model().binding(id).definitions) {
    const Node statement = definition.statement;
    if (statement.is(NodeKind::augmented_assignment) && statement.child(Field::operator_).text() == "-=") return true;
    const Node value = statement.child(statement.is(NodeKind::named_expression) ? Field::value : Field::right);
    if (value && may_be_negative(value)) return true;
  }
  return false;
}

struct Call {
  Node node;
  Node delay;   // null when it is spelled in a way that is not understood
  Node result;  // null when absent
  Node loop;    // the keyword of old Pythons
};

std::optional<Call> parse_call(Node call) {
  Call parsed{call, {}, {}, {}};
  for (const Node argument : codemod::arguments_of(call)) {
    if (argument.is(NodeKind::keyword_argument)) {
      const std::string_view name = argument.child(Field::name).text();
      const Node value = codemod::keyword_value(argument);
      if (name == "delay") parsed.delay = value;
      else if (name == "result") parsed.result = value;
      else if (name == "loop") parsed.loop = argument;
      else return std::nullopt;
    } else if (argument.is_any(NodeKind::list_splat, NodeKind::dictionary_splat)) {
      return std::nullopt;
    } else if (!parsed.delay) {
      parsed.delay = argument;
    } else if (!parsed.result) {
      parsed.result = argument;
    } else {
      return std::nullopt;
    }
  }
  if (!parsed.delay) return std::nullopt;
  return parsed;
}

class Sleep final : public codemod::Transform {
 public:
  [[nodiscard]] const codemod::TransformInfo& info() const override { return kInfo; }

  void run(TransformContext& cx) const override {
    std::set<BindingId> seen;
    for (const std::uint32_t index : cx.named("asyncio.sleep")) {
      const BindingId root = cx.reference(index).root;
      if (root != BindingId::none && seen.insert(root).second) keep_replaced_name(root, cx);
    }
    for (const std::uint32_t index : cx.named("asyncio.sleep")) rewrite(index, cx);
  }

 private:
  /// Where a test replaces `sleep` of this module, the name stays and is imported from anyio: then the test replaces
  /// what it did, and nothing else. Does nothing when some use cannot follow.
  static void keep_replaced_name(BindingId id, TransformContext& cx) {
    const codemod::Binding& binding = cx.model().binding(id);
    const codemod::Definition& definition = binding.definitions.front();
    const bool is_plain = binding.scope == codemod::ScopeId::module && binding.definitions.size() == 1 &&
                          definition.kind == codemod::DefinitionKind::import_from &&
                          !definition.statement.enclosing(NodeKind::try_statement) && !binding.declared_global;
    if (!is_plain || cx.facts().patches_through(cx.path(), binding.name).empty()) return;
    // Others would get anyio's function under that name, and may call it as anyio's cannot be called.
    if (cx.model().is_exported(binding.name) || !codemod::borrower_of(cx.path(), binding.name, true, cx.facts()).empty()) return;
    Fix fix;
    fix.safety = Safety::safe;
    fix.title = "import `" + std::string(binding.name) + "` from anyio, where tests replace it";
    fix.drops.push_back(codemod::import_part(definition));
    fix.imports.push_back({"anyio", "sleep", std::string(binding.name), definition.statement});
    for (const Node use : binding.uses)
      if (!add_use(use, fix, cx)) return;
    cx.propose(std::move(fix));
  }

  /// Adds one use under the old name; false when it is not called in the same way afterwards.
  static bool add_use(Node use, Fix& fix, const TransformContext& cx) {
    const auto index = cx.reference_at(use);
    const bool is_it = index && cx.reference(*index).node == use && cx.reference(*index).certain &&
                       cx.reference(*index).name == "asyncio.sleep" && !cx.is_decided(*index);
    if (!is_it || is_written_to(use)) return false;
    Fix own;
    if (const Node call = codemod::call_of(use))
      if (!rewrite_call(call, cx.reference(*index), own, cx).empty()) return false;
    if (std::ranges::any_of(own.edits, [](const codemod::Edit& edit) { return !edit.range.empty(); })) return false;
    std::ranges::move(own.edits, std::back_inserter(fix.edits));
    fix.guards.push_back(use.range());
    fix.claims.push_back({*index, {}, {}, {}});
    return true;
  }

  static void rewrite(std::uint32_t index, TransformContext& cx) {
    const codemod::Reference& reference = cx.reference(index);
    Fix fix = rename(reference, "anyio", "sleep", cx);
    if (fix.edits.empty()) return cx.keep(index, std::string(kShadowed));
    fix.title = "use `anyio.sleep`";
    if (const Node call = codemod::call_of(reference.node))
      if (std::string refusal = rewrite_call(call, reference, fix, cx); !refusal.empty()) return cx.keep(index, refusal);
    // A keyword or result that is gone would be missing in what a mock was called with.
    if (const bool same = fix.edits.size() == 1 || clamps(fix); same) let_patches_follow(fix, index, "anyio", "sleep", cx);
    else note_patches(fix, reference, cx);
    cx.propose(std::move(fix));
  }

  /// Whether all that becomes of the arguments is `max(0, …)`.
  static bool clamps(const Fix& fix) { return fix.edits.size() == 3 && fix.edits[1].text == "max(0, " && fix.edits[1].range.empty(); }

  /// Adds what the arguments need; gives the reason when they cannot be kept.
  static std::string rewrite_call(Node call, const codemod::Reference& reference, Fix& fix, const TransformContext& cx) {
    const std::optional<Call> parsed = parse_call(call);
    if (!parsed) return "its arguments cannot be told apart";
    if (parsed->loop) return "`loop=` is an error since Python 3.10";
    if (may_be_negative(parsed->delay) || may_hold_negative(parsed->delay, cx)) {
      if (!is_builtin("max", reference.node, cx)) return "the delay may be negative, and `max` means something else here";
      fix.insert(parsed->delay.begin(), "max(0, ");
      fix.insert(parsed->delay.end(), ")");
    }
    if (parsed->delay.parent().is(NodeKind::keyword_argument))
      fix.erase({parsed->delay.parent().begin(), parsed->delay.begin()});
    if (parsed->result) return rewrite_result(*parsed, fix, cx);
    return {};
  }

  /// anyio's sleep has no `result`: it is dropped where nobody looks, else read after the sleep.
  static std::string rewrite_result(const Call& call, Fix& fix, const TransformContext& cx) {
    const Node await = codemod::await_of(call.node);
    if (!await || !is_plain_value(call.result)) return "its `result` cannot be moved behind the sleep";
    const Node argument = call.result.parent().is(NodeKind::keyword_argument) ? call.result.parent() : call.result;
    const Node delay = call.delay.parent().is(NodeKind::keyword_argument) ? call.delay.parent() : call.delay;
    if (argument.begin() < delay.begin()) return "its `result` is given before the delay";
    fix.erase({delay.end(), argument.end()});
    if (codemod::is_whole_statement(await)) return {};
    const Node assignment = codemod::outermost_parentheses(await).parent();
    const Node statement = assignment.parent();
    const bool simple = assignment.is(NodeKind::assignment) && statement.is(NodeKind::expression_statement) &&
                        codemod::outermost_parentheses(await).field() == Field::right &&
                        statement.named_children().size() == 1;
    if (!simple) return "its `result` is used inside a larger expression";
    fix.erase({statement.begin(), await.begin()});
    std::string target(cx.text().substr(assignment.begin(), await.begin() - assignment.begin()));
    fix.erase({await.end(), statement.end()});
    if (target.ends_with('(')) return "its `result` is used inside a larger expression";
    fix.edits.pop_back();
    fix.insert(statement.end(), separator_behind(statement, cx) + target + std::string(call.result.text()));
    return {};
  }

  static constexpr codemod::TransformInfo kInfo{
      "sleep", "Replace `asyncio.sleep` by `anyio.sleep`",
      R"(Both suspend the current task on the same clock; `sleep(0)` yields once in both.

A delay that is computed by a subtraction or carries a minus sign becomes `max(0, …)`, because anyio 4.16 and
trio refuse negative delays where asyncio returns at once. Other delays are taken to be non-negative (A-DELAY).
`result=` does not exist in anyio: it is dropped where the value is not used, and assigned after the sleep otherwise.

Left alone: arguments given by `*` or `**`, `loop=` (an error since Python 3.10), a `result` inside a larger expression.
Where a test replaces `sleep` of a module that says `from asyncio import sleep` (`patch("package.module.sleep")`), the name
stays: `from anyio import sleep`.

Unsafe: where a test replaces `asyncio.sleep` and its replacement does not follow (`mock-targets`).)",
      Safety::safe, 80};
};

}  // namespace

std::unique_ptr<const codemod::Transform> make_sleep() { return std::make_unique<Sleep>(); }

}  // namespace asyncio2anyio
