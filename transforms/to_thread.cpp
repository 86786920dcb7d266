#include <algorithm>
#include <optional>

#include "engine/syntax/code_style.h"
#include "engine/syntax/context.h"
#include "engine/transform/transform.h"
#include "engine/transform/transform_context.h"
#include "transforms/api/arguments.h"
#include "transforms/api/rewriting.h"
#include "transforms/api/worker_threads.h"

namespace asyncio2anyio {
namespace {

using codemod::Field;
using codemod::Fix;
using codemod::Node;
using codemod::NodeKind;
using codemod::Reference;
using codemod::Safety;
using codemod::TransformContext;

bool is_keyword(Node argument) { return argument.is_any(NodeKind::keyword_argument, NodeKind::dictionary_splat); }

bool in_string(Node tree_node, std::uint32_t offset) {
  Node node = tree_node.tree()->smallest_covering({offset, offset});
  for (; node; node = node.parent())
    if (node.is(NodeKind::string) && node.begin() < offset && offset < node.end()) return true;
  return false;
}

/// Offsets of the line starts from `first`'s line to the end of `last`; nothing when one lies inside a string.
std::optional<std::vector<std::uint32_t>> lines_of(Node first, Node last) {
  const codemod::SourceFile& source = first.tree()->source();
  std::vector<std::uint32_t> begins;
  for (std::uint32_t at = source.line_begin(first.begin()); at < last.end(); at = source.line_end(at)) {
    if (in_string(first, at)) return std::nullopt;
    begins.push_back(at);
  }
  return begins;
}

/// Puts `wrapper(…)` around all arguments of a call that has one argument per line, one level deeper. Nothing when it is
/// laid out in another way.
bool wrap_lines(Fix& fix, Node first, Node last, const std::string& wrapper) {
  const Node close = closing_parenthesis(last);
  if (!codemod::begins_its_line(first) || !codemod::begins_its_line(close)) return false;
  const std::string inner(codemod::indentation_at(*first.tree(), first.begin()));
  const std::string outer(codemod::indentation_at(*close.tree(), close.begin()));
  const auto lines = lines_of(first, last);
  if (!lines || !inner.starts_with(outer) || inner.size() == outer.size()) return false;
  Node end = last;
  for (Node next = last.next_sibling(); next && next != close; next = next.next_sibling()) end = next;
  if (end.is(NodeKind::comment) && codemod::begins_its_line(end)) return false;
  if (lines->size() == 1 && end == last && last.end() - lines->front() + wrapper.size() + 3 <= kLineLength) {
    fix.insert(first.begin(), wrapper + "(");
    append_arguments(fix, last, {std::string(kAbandon)}, ")");
    return true;
  }
  const std::string unit = inner.substr(outer.size());
  const std::string newline(codemod::newline_text(first.tree()->source().newline()));
  const std::string_view text = first.tree()->text();
  for (const std::uint32_t line : *lines) {
    const bool blank = text[line] == '\n' || text[line] == '\r';
    if (line == lines->front()) fix.insert(line, inner + wrapper + "(" + newline + unit);
    else if (!blank) fix.insert(line, unit);
  }
  fix.insert(text_end(end), newline + inner + ")," + newline + inner + std::string(kAbandon) + ",");
  return true;
}

class ToThread final : public codemod::Transform {
 public:
  [[nodiscard]] const codemod::TransformInfo& info() const override { return kInfo; }

  void run(TransformContext& cx) const override {
    for (const std::uint32_t index : cx.named("asyncio.to_thread")) rewrite(index, cx);
  }

 private:
  static void rewrite(std::uint32_t index, TransformContext& cx) {
    const Reference& reference = cx.reference(index);
    Fix fix = rename(reference, "anyio", kRunSync, cx);
    if (fix.edits.empty()) return cx.keep(index, std::string(kShadowed));
    fix.title = "use `anyio.to_thread.run_sync`";
    const Node call = codemod::call_of(reference.node);
    const std::string refusal = call ? rewrite_call(call, reference, fix, cx) : rewrite_value(reference, fix, cx);
    if (!refusal.empty()) return cx.keep(index, refusal);
    note_worker_thread(fix, cx);
    note_patches(fix, reference, cx);
    cx.propose(std::move(fix));
  }

  static std::string rewrite_call(Node call, const Reference& reference, Fix& fix, const TransformContext& cx) {
    const std::vector<Node> arguments = codemod::arguments_of(call);
    if (arguments.empty() || is_keyword(arguments.front())) return "its function is not the first argument";
    if (call.child(Field::arguments).is(NodeKind::generator_expression)) return "its function is a generator expression";
    if (std::ranges::none_of(arguments, is_keyword)) {
      append_arguments(fix, arguments.back(), {std::string(kAbandon)});
      return {};
    }
    const auto partial = partial_at(reference, fix, cx);
    if (!partial) return std::string(kShadowed);
    const std::size_t edits = fix.edits.size();
    if (wrap_lines(fix, arguments.front(), arguments.back(), *partial)) return {};
    fix.edits.resize(edits);
    wrap_inline(fix, arguments, *partial);
    return {};
  }

  /// `f(a, k=1)` to `f(partial(a, k=1), abandon_on_cancel=True)` without a change of lines.
  static void wrap_inline(Fix& fix, const std::vector<Node>& arguments, const std::string& partial) {
    const Node close = closing_parenthesis(arguments.back());
    fix.insert(arguments.front().parent().begin() + 1, partial + "(");
    if (codemod::begins_its_line(close)) return fix.insert(close.begin(), "), " + std::string(kAbandon));
    append_arguments(fix, arguments.back(), {std::string(kAbandon)}, ")");
  }

  static std::optional<std::string> partial_at(const Reference& reference, Fix& fix, const TransformContext& cx) {
    if (auto name = cx.need_import(fix, reference.node, reference.root, "functools", "partial")) return name;
    if (auto module = cx.need_import(fix, reference.node, reference.root, "functools")) return *module + ".partial";
    return std::nullopt;
  }

  /// The function as a value: whoever calls it must not pass keywords, which nothing proves.
  static std::string rewrite_value(const Reference& reference, Fix& fix, const TransformContext& cx) {
    const Node parent = reference.node.parent();
    const bool stored = reference.node.field() == Field::left || parent.is(NodeKind::delete_statement);
    if (stored) return "it is replaced while the program runs";
    if (parent.is_any(NodeKind::comparison_operator, NodeKind::decorator)) return "it is used as a value";
    const auto partial = partial_at(reference, fix, cx);
    if (!partial) return std::string(kShadowed);
    std::string& text = fix.edits.front().text;
    text = *partial + "(" + text + ", " + std::string(kAbandon) + ")";
    fix.title = "use `anyio.to_thread.run_sync`, whose callers must not pass keyword arguments";
    fix.at_least(Safety::unsafe);
    return {};
  }

  static constexpr codemod::TransformInfo kInfo{
      "to-thread", "Replace `asyncio.to_thread` by `anyio.to_thread.run_sync`",
      R"(Both give a coroutine that runs a function in a worker thread with the context variables of the caller, and both
start it when they are awaited: as an argument of `gather`, `create_task` or `wait_for` the new call does as well.

`abandon_on_cancel=True` keeps asyncio's behaviour on cancellation: the awaiter goes on at once and the thread is left
to finish. Without it a timeout around the call would never fire.

anyio passes positional arguments only, so keyword arguments are bound by `functools.partial` first:

    await asyncio.to_thread(f, a, k=1)
    await anyio.to_thread.run_sync(partial(f, a, k=1), abandon_on_cancel=True)

Left alone: calls without a function as their first argument (an error in asyncio, too); assignments to
`asyncio.to_thread`.
Unsafe: the function as a value, because its callers must not pass keyword arguments; where some file calls
`set_default_executor`, which anyio's threads do not heed; where a test replaces `asyncio.to_thread`.
Rests on A-POOL (how many threads there are), A-INTERLEAVING and A-NAMES.)",
      Safety::safe, 20};
};

}  // namespace

std::unique_ptr<const codemod::Transform> make_to_thread() { return std::make_unique<ToThread>(); }

}  // namespace asyncio2anyio
