#include "transforms/api/stream_uses.h"

#include <algorithm>
#include <array>

#include "engine/edit/block_editor.h"
#include "engine/edit/import_editor.h"
#include "engine/syntax/code_style.h"
#include "engine/syntax/context.h"
#include "transforms/api/arguments.h"
#include "transforms/api/lock_objects.h"
#include "transforms/api/rewriting.h"
#include "transforms/api/stream_helpers.h"

namespace asyncio2anyio {
namespace {

using codemod::Field;
using codemod::Fix;
using codemod::Node;
using codemod::NodeKind;
using codemod::ObjectUse;
using codemod::TransformContext;
using codemod::UseKind;

/// What asyncio allows between two separators by default.
constexpr std::string_view kLimit = "65536";

struct SocketName {
  std::string_view info;
  std::string_view attribute;
};

/// What a transport tells about its socket, and the typed attribute of anyio.
constexpr auto kSocketNames = std::to_array<SocketName>({
    {"peername", "remote_address"},
    {"socket", "raw_socket"},
    {"sockname", "local_address"},
});

std::optional<Obstacle> shadowed(Node at) { return Obstacle{at, std::string(kShadowed)}; }

std::string quoted(std::string_view member) { return "`" + std::string(member) + "()`"; }

/// Whether a size certainly is a number above zero; constants are followed `depth` times.
bool is_positive(Node value, const TransformContext& cx, int depth = 4) {
  if (value.is(NodeKind::integer))
    return value.text().find_first_not_of("0_") != std::string_view::npos;
  if (value.is(NodeKind::binary_operator)) {
    const Node sign = value.child(Field::operator_);
    const bool grows = sign.text() == "*" || sign.text() == "**" || sign.text() == "<<" || sign.text() == "+";
    return grows && is_positive(value.child(Field::left), cx, depth) && is_positive(value.child(Field::right), cx, depth);
  }
  if (!value.is(NodeKind::identifier) || depth == 0) return false;
  const codemod::BindingId id = cx.model().binding_of(value);
  if (id == codemod::BindingId::none) return false;
  const codemod::Binding& binding = cx.model().binding(id);
  const codemod::Definition& definition = binding.definitions.front();
  const bool constant = binding.definitions.size() == 1 && !binding.declared_global &&
                        definition.kind == codemod::DefinitionKind::assignment &&
                        definition.statement.child(Field::left) == definition.name;
  return constant && is_positive(definition.statement.child(Field::right), cx, depth - 1);
}

/// Whether a call of `read` reads up to the end of the stream.
bool reads_all(Node call) {
  const std::vector<Node> arguments = codemod::arguments_of(call);
  return arguments.empty() || (arguments.size() == 1 && arguments.front().text() == "-1");
}

/// `async for line in reader`, as a statement or in a comprehension.
bool is_iterated(const ObjectUse& use) {
  const Node loop = use.outer;
  const bool iterates = loop.is_any(NodeKind::for_statement, NodeKind::for_in_clause) && codemod::has_async_keyword(loop);
  return use.kind == UseKind::other && iterates && codemod::outermost_parentheses(use.node).field() == Field::right;
}

/// Rewrites one use of a reader.
class ReaderUse {
 public:
  ReaderUse(const StreamFlow& flow, const ObjectUse& use, Fix& fix, TransformContext& cx)
      : flow_(flow), use_(use), await_(codemod::await_of(use.outer)), name_(flow.name_of(use.node)), fix_(fix), cx_(cx) {}

  std::optional<Obstacle> rewrite() {
    if (is_iterated(use_)) return call_helper(StreamHelper::read_lines, use_.node);
    if (use_.kind != UseKind::method_call)
      return Obstacle{use_.node, use_.kind == UseKind::member ? "`" + std::string(use_.member) + "` is used as a value" : describe_use(use_)};
    const bool asks_nothing = codemod::arguments_of(use_.outer).empty();
    if (use_.member == "readline" && asks_nothing) return call_helper(StreamHelper::read_line, use_.outer);
    if (use_.member == "read") return reads_all(use_.outer) ? read_all() : read_some();
    if (use_.member == "readexactly" && only_argument(use_.outer)) return rename("receive_exactly");
    if (use_.member == "readuntil") return read_until();
    if (use_.member == "at_eof")
      return Obstacle{use_.outer, "anyio tells the end of a stream only to who reads: test what was read instead of `at_eof()`"};
    return Obstacle{use_.outer, "anyio has no counterpart for this use of " + quoted(use_.member)};
  }

 private:
  [[nodiscard]] Node member() const { return use_.outer.child(Field::function).child(Field::attribute); }

  std::optional<Obstacle> rename(std::string_view member_name) {
    fix_.replace(member(), std::string(member_name));
    if (name_ != use_.node.text()) fix_.replace(use_.node, name_);
    return std::nullopt;
  }

  /// Puts `helper(stream)` in the place of an expression.
  std::optional<Obstacle> call_helper(StreamHelper helper, Node whole) {
    const auto function = need_stream_helper(fix_, helper, flow_.place(), cx_);
    if (!function) return shadowed(whole);
    fix_.replace(whole, *function + "(" + name_ + ")");
    return std::nullopt;
  }

  std::optional<Obstacle> read_all() {
    if (!await_) return call_helper(StreamHelper::read_all, use_.outer);
    fix_.replace(await_, "b\"\".join([chunk async for chunk in " + name_ + "])");
    return std::nullopt;
  }

  /// The end of the stream is an exception in anyio, and an empty result in asyncio.
  std::optional<Obstacle> read_some() {
    const Node size = only_argument(use_.outer);
    if (!size || !is_positive(size, cx_))
      return Obstacle{use_.outer, "`read()` reads up to the end where its argument is negative, which is not certain here"};
    const Node assignment = await_.parent();
    const Node statement = own_statement(assignment);
    const bool simple = statement && assignment.is(NodeKind::assignment) && await_.field() == Field::right &&
                        assignment.child(Field::left).is(NodeKind::identifier) && !assignment.child(Field::type);
    if (simple) return catch_end(statement, assignment.child(Field::left));
    const auto function = need_stream_helper(fix_, StreamHelper::read, flow_.place(), cx_);
    if (!function) return shadowed(use_.outer);
    fix_.replace({use_.outer.begin(), size.begin()}, *function + "(" + name_ + ", ");
    return std::nullopt;
  }

  std::optional<Obstacle> catch_end(Node statement, Node target) {
    const auto anyio = cx_.need_import(fix_, use_.node, flow_.place().root, "anyio");
    if (!anyio) return shadowed(use_.outer);
    fix_.moves.push_back(codemod::lines_of(statement, statement));
    for (codemod::Edit& edit : codemod::wrap_statements(statement, statement, "try:")) fix_.edits.push_back(std::move(edit));
    const std::string at_end = codemod::indent_unit(*statement.tree()) + std::string(target.text()) + " = b\"\"";
    for (codemod::Edit& edit : codemod::insert_after(statement, {"except " + *anyio + ".EndOfStream:", at_end}))
      fix_.edits.push_back(std::move(edit));
    return rename("receive");
  }

  std::optional<Obstacle> read_until() {
    const std::vector<Node> arguments = codemod::arguments_of(use_.outer);
    const Node separator = only_argument(use_.outer);
    if (!await_) return Obstacle{use_.outer, "`readuntil()` is not awaited where it is called"};
    if (!arguments.empty() && !separator.is_any(NodeKind::string, NodeKind::identifier))
      return Obstacle{use_.outer, "its separator would be computed twice"};
    const std::string text = separator ? std::string(separator.text()) : "b\"\\n\"";
    const bool unused = bool(own_statement(await_));
    const bool alone = is_whole_expression(await_) || unused;
    if (!alone) fix_.insert(await_.begin(), "(");
    if (separator) fix_.insert(separator.end(), ", " + std::string(kLimit));
    else fix_.insert(use_.outer.end() - 1, text + ", " + std::string(kLimit));
    if (!unused) fix_.insert(await_.end(), " + " + text + (alone ? "" : ")"));
    return rename("receive_until");
  }

  const StreamFlow& flow_;
  const ObjectUse& use_;
  Node await_;
  std::string name_;
  Fix& fix_;
  TransformContext& cx_;
};

/// Rewrites one use of a writer.
class WriterUse {
 public:
  WriterUse(const StreamFlow& flow, const ObjectUse& use, Fix& fix, TransformContext& cx)
      : flow_(flow), use_(use), fix_(fix), cx_(cx) {}

  std::optional<Obstacle> rewrite() {
    if (use_.kind != UseKind::method_call)
      return Obstacle{use_.node, use_.kind == UseKind::member ? "`" + std::string(use_.member) + "` is used as a value" : describe_use(use_)};
    if (use_.member == "drain" || use_.member == "wait_closed") return drop_wait();
    if (use_.member == "get_extra_info") return rewrite_info();
    if (use_.member == "can_write_eof") return Obstacle{use_.outer, "a stream of anyio always can, so that nobody asks it: call `write_eof()` at once"};
    const Node argument = only_argument(use_.outer);
    const bool takes_data = use_.member == "write" || use_.member == "writelines";
    const bool ends = use_.member == "close" || use_.member == "write_eof";
    if (takes_data ? !argument : !ends || !codemod::arguments_of(use_.outer).empty())
      return Obstacle{use_.outer, "anyio has no counterpart for this use of " + quoted(use_.member)};
    if (!own_statement(use_.outer)) return Obstacle{use_.outer, quoted(use_.member) + " is called inside a larger statement"};
    if (!is_in_async_function(use_.node, cx_))
      return Obstacle{use_.outer, quoted(use_.member) + " must be awaited in anyio, and is called in a function that is not `async`"};
    rename(takes_data ? "send" : use_.member == "write_eof" && flow_.kind() == StreamKind::socket ? "send_eof" : "aclose", "await ");
    if (use_.member == "writelines") {
      fix_.insert(argument.begin(), "b\"\".join(");
      fix_.insert(argument.end(), ")");
    }
    return std::nullopt;
  }

 private:
  [[nodiscard]] Node member() const { return use_.outer.child(Field::function).child(Field::attribute); }

  void rename(std::string_view member_name, const std::string& before = {}) {
    fix_.replace(member(), std::string(member_name));
    const std::string name = before + flow_.name_of(use_.node);
    if (name != use_.node.text()) fix_.replace(use_.node, name);
  }

  /// Sending waits by itself, and so does closing.
  std::optional<Obstacle> drop_wait() {
    const Node await = codemod::await_of(use_.outer);
    if (!await) return Obstacle{use_.outer, quoted(use_.member) + " is not awaited where it is called"};
    const Node statement = own_statement(await);
    if (!statement) return Obstacle{await, quoted(use_.member) + " is awaited inside a larger statement"};
    if (!codemod::is_alone_in_block(statement)) {
      fix_.erase(codemod::removal_range(statement));
      return std::nullopt;
    }
    if (use_.member == "drain") return Obstacle{await, "`drain()` is all that a block holds"};
    rename("aclose");  // closing what is closed does nothing
    return std::nullopt;
  }

  std::optional<Obstacle> rewrite_info() {
    const std::vector<Node> arguments = codemod::arguments_of(use_.outer);
    const Node asked = arguments.empty() ? Node() : arguments.front();
    const std::string_view info = asked.is(NodeKind::string) ? asked.child(NodeKind::string_content).text() : std::string_view();
    const auto known = std::ranges::find(kSocketNames, info, &SocketName::info);
    if (flow_.kind() == StreamKind::pipe || known == kSocketNames.end())
      return Obstacle{use_.outer, "anyio has no typed attribute for what `get_extra_info()` is asked here"};
    const auto attribute = cx_.need_import(fix_, use_.node, flow_.place().root, "anyio.abc", "SocketAttribute");
    if (!attribute) return shadowed(use_.outer);
    fix_.replace(asked, *attribute + "." + std::string(known->attribute));
    rename("extra");
    return std::nullopt;
  }

  const StreamFlow& flow_;
  const ObjectUse& use_;
  Fix& fix_;
  TransformContext& cx_;
};

}  // namespace

Node own_statement(Node expression) {
  const Node parent = expression.parent();
  return parent.is(NodeKind::expression_statement) && parent.named_children().size() == 1 ? parent : Node();
}

bool needs_no_buffer(const StreamUse& use) {
  return use.use.kind == UseKind::tested || (use.use.kind == UseKind::method_call && use.use.member == "read");
}

std::optional<Obstacle> rewrite_stream_use(const StreamFlow& flow, const StreamUse& use, Fix& fix, TransformContext& cx) {
  if (use.use.kind == UseKind::tested) return std::nullopt;
  return use.end == StreamEnd::reader ? ReaderUse(flow, use.use, fix, cx).rewrite() : WriterUse(flow, use.use, fix, cx).rewrite();
}

}  // namespace asyncio2anyio
