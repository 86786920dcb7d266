#include "transforms/api/stream_uses.h"

#include "engine/edit/block_editor.h"
#include "engine/edit/import_editor.h"
#include "engine/syntax/code_style.h"
#include "engine/syntax/context.h"
#include "transforms/api/lock_objects.h"

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

Node member_of(const ObjectUse& use) {
  return use.outer.child(Field::function).child(Field::attribute);
}

/// The single positional argument of a call; null for any other list.
Node only_argument(Node call) {
  const std::vector<Node> arguments = codemod::arguments_of(call);
  const bool plain =
      arguments.size() == 1 &&
      !arguments.front().is_any(NodeKind::generator_expression, NodeKind::keyword_argument,
                                NodeKind::list_splat, NodeKind::dictionary_splat);
  return plain ? arguments.front() : Node();
}

/// The statement that an expression is; null when it is part of one.
Node own_statement(Node expression) {
  const Node parent = expression.parent();
  return parent.is(NodeKind::expression_statement) && parent.named_children().size() == 1 ? parent
                                                                                          : Node();
}

std::optional<Obstacle> delete_statement(Node expression, std::string_view what, Fix& fix) {
  const Node statement = own_statement(expression);
  if (!statement)
    return Obstacle{expression,
                    "`" + std::string(what) + "()` is awaited inside a larger statement"};
  if (codemod::is_alone_in_block(statement))
    return Obstacle{expression, "`" + std::string(what) + "()` is all that a block holds"};
  fix.erase(codemod::removal_range(statement));
  return std::nullopt;
}

bool is_positive_literal(Node value) {
  return value.is(NodeKind::integer) &&
         value.text().find_first_not_of("0_") != std::string_view::npos;
}

/// The end of the connection is an exception in anyio, and an empty result in asyncio.
std::optional<Obstacle> rewrite_read(const ObjectUse& use, Node await, const std::string& anyio,
                                     Fix& fix) {
  const Node size = only_argument(use.outer);
  if (!is_positive_literal(size))
    return Obstacle{use.outer, "`read()` may read until the end, which takes a loop in anyio"};
  const Node assignment = await.parent();
  const Node statement = own_statement(assignment);
  const bool simple =
      statement && assignment.is(NodeKind::assignment) && await.field() == Field::right &&
      assignment.child(Field::left).is(NodeKind::identifier) && !assignment.child(Field::type);
  if (!simple)
    return Obstacle{
        use.outer,
        "`read()` gives nothing at the end of the connection, where anyio raises `EndOfStream`"};
  fix.replace(member_of(use), "receive");
  for (codemod::Edit& edit : codemod::wrap_statements(statement, statement, "try:"))
    fix.edits.push_back(std::move(edit));
  const std::string at_end = codemod::indent_unit(*statement.tree()) +
                             std::string(assignment.child(Field::left).text()) + " = b\"\"";
  for (codemod::Edit& edit :
       codemod::insert_after(statement, {"except " + anyio + ".EndOfStream:", at_end}))
    fix.edits.push_back(std::move(edit));
  return std::nullopt;
}

}  // namespace

std::optional<Obstacle> rewrite_reader_use(const ObjectUse& use, const std::string& anyio, Fix& fix,
                                           const TransformContext& cx) {
  static_cast<void>(cx);
  if (use.kind != UseKind::method_call)
    return Obstacle{use.node, use.kind == UseKind::member
                                  ? "`" + std::string(use.member) + "` is used as a value"
                                  : describe_use(use)};
  const Node await = codemod::await_of(use.outer);
  if (!await)
    return Obstacle{use.outer,
                    "`" + std::string(use.member) + "()` is not awaited where it is called"};
  if (use.member == "read") return rewrite_read(use, await, anyio, fix);
  const Node argument = only_argument(use.outer);
  if (use.member == "readexactly" && argument) {
    fix.replace(member_of(use), "receive_exactly");
    return std::nullopt;
  }
  const bool until =
      use.member == "readuntil" && argument.is(NodeKind::string) && is_whole_expression(await);
  if (!until) {
    if (use.member == "readline")
      return Obstacle{use.outer,
                      "`readline()` gives what is left at the end of the connection, where anyio "
                      "raises `IncompleteRead`"};
    return Obstacle{use.outer,
                    "anyio has no counterpart for this use of `" + std::string(use.member) + "`"};
  }
  fix.replace(member_of(use), "receive_until");
  fix.insert(argument.end(), ", " + std::string(kLimit));
  fix.insert(await.end(), " + " + std::string(argument.text()));
  return std::nullopt;
}

std::optional<Obstacle> rewrite_writer_use(const ObjectUse& use, Fix& fix,
                                           const TransformContext& cx) {
  if (use.kind != UseKind::method_call)
    return Obstacle{use.node, use.kind == UseKind::member
                                  ? "`" + std::string(use.member) + "` is used as a value"
                                  : describe_use(use)};
  const Node await = codemod::await_of(use.outer);
  if (use.member == "drain" || use.member == "wait_closed") {
    if (!await)
      return Obstacle{use.outer,
                      "`" + std::string(use.member) + "()` is not awaited where it is called"};
    return delete_statement(await, use.member, fix);
  }
  const Node argument = only_argument(use.outer);
  const bool takes_data = use.member == "write" || use.member == "writelines";
  const bool known = takes_data ? bool(argument)
                                : (use.member == "close" || use.member == "write_eof") &&
                                      codemod::arguments_of(use.outer).empty();
  if (!known)
    return Obstacle{use.outer,
                    "anyio has no counterpart for this use of `" + std::string(use.member) + "`"};
  if (!own_statement(use.outer))
    return Obstacle{use.outer,
                    "`" + std::string(use.member) + "()` is called inside a larger statement"};
  if (!is_in_async_function(use.node, cx))
    return Obstacle{
        use.outer,
        "`" + std::string(use.member) +
            "()` must be awaited in anyio, and is called in a function that is not `async`"};
  fix.insert(use.outer.begin(), "await ");
  fix.replace(member_of(use), takes_data ? "send" : use.member == "close" ? "aclose" : "send_eof");
  if (use.member == "writelines") {
    fix.insert(argument.begin(), "b\"\".join(");
    fix.insert(argument.end(), ")");
  }
  return std::nullopt;
}

}  // namespace asyncio2anyio
