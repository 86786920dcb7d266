#include <algorithm>

#include "engine/edit/block_editor.h"
#include "engine/semantics/control_flow.h"
#include "engine/syntax/code_style.h"
#include "engine/syntax/context.h"
#include "engine/transform/transform.h"
#include "transforms/api/asyncio_names.h"
#include "transforms/api/rewriting.h"
#include "transforms/api/stream_uses.h"

namespace asyncio2anyio {
namespace {

using codemod::BindingId;
using codemod::Field;
using codemod::Fix;
using codemod::Node;
using codemod::NodeKind;
using codemod::Reference;
using codemod::ReferenceKind;
using codemod::TransformContext;

/// Words of exceptions that the streams of the two libraries do not have in common.
constexpr std::string_view kErrors[] = {"Connection", "IncompleteRead", "LimitOverrun",
                                        "BrokenPipe", "OSError",        "IOError"};

/// Moves the connection that one call opens, or keeps it.
class Migration {
 public:
  Migration(std::uint32_t index, TransformContext& cx)
      : index_(index), reference_(cx.reference(index)), cx_(cx) {
    fix_.safety = codemod::Safety::unsafe;
    fix_.title = "use `" + function() + "`, whose stream reads and writes";
  }

  void run() {
    if (const auto obstacle = build()) return keep_because(index_, *obstacle, cx_);
    cx_.propose(std::move(fix_));
  }

 private:
  [[nodiscard]] bool is_unix() const { return reference_.name == "asyncio.open_unix_connection"; }
  [[nodiscard]] std::string function() const {
    return is_unix() ? "anyio.connect_unix" : "anyio.connect_tcp";
  }

  std::optional<Obstacle> build() {
    call_ = codemod::call_of(reference_.node);
    if (!call_) return Obstacle{reference_.node, "the function is used as a value"};
    if (auto obstacle = find_pair()) return obstacle;
    if (auto obstacle = check_handlers()) return obstacle;
    const auto anyio = cx_.need_import(fix_, reference_.node, reference_.root, "anyio");
    const auto buffered = cx_.need_import(fix_, reference_.node, reference_.root,
                                          "anyio.streams.buffered", "BufferedByteReceiveStream");
    if (!anyio || !buffered) return Obstacle{reference_.node, std::string(kShadowed)};
    fix_.need(min_anyio(function()));
    fix_.replace(reference_.node, *anyio + function().substr(5));
    if (auto obstacle = rewrite_arguments()) return obstacle;
    fix_.replace(pair_, std::string(writer_.text()));
    const std::string reader =
        std::string(reader_.text()) + " = " + *buffered + "(" + std::string(writer_.text()) + ")";
    for (codemod::Edit& edit : codemod::insert_after(statement_, {reader}))
      fix_.edits.push_back(std::move(edit));
    return rewrite_uses(*anyio);
  }

  /// `reader, writer = await open_connection(…)` as a statement of its own, and both names for
  /// nothing else.
  std::optional<Obstacle> find_pair() {
    const Node await = codemod::await_of(call_);
    const Node assignment = await.parent();
    statement_ = assignment.parent();
    const bool plain = await && assignment.is(NodeKind::assignment) &&
                       statement_.is(NodeKind::expression_statement) &&
                       statement_.named_children().size() == 1 &&
                       codemod::begins_its_line(statement_);
    pair_ = assignment.child(Field::left);
    const std::vector<Node> names = pair_.named_children();
    if (!plain || !pair_.is_any(NodeKind::pattern_list, NodeKind::tuple_pattern) ||
        names.size() != 2)
      return Obstacle{call_, "its result is not assigned to a reader and a writer"};
    reader_ = names[0];
    writer_ = names[1];
    for (const Node name : names) {
      const BindingId id = cx_.model().binding_of(name);
      if (!name.is(NodeKind::identifier) || id == BindingId::none ||
          cx_.model().binding(id).definitions.size() != 1 ||
          cx_.model().binding(id).declared_global ||
          cx_.model().binding(id).scope == codemod::ScopeId::module)
        return Obstacle{name, "the reader and the writer are not variables of their own"};
    }
    const std::string_view behind = cx_.text().substr(
        statement_.end(), cx_.tree().source().line_end(statement_.end()) - statement_.end());
    if (behind.find(';') != std::string_view::npos)
      return Obstacle{statement_, "another statement stands on its line"};
    return std::nullopt;
  }

  /// Handlers for what connections of asyncio raise would not see what those of anyio raise.
  std::optional<Obstacle> check_handlers() const {
    const Node function = cx_.model().function_of(call_);
    if (!function) return Obstacle{call_, "it stands outside of a function"};
    for (const Node clause :
         codemod::own_nodes(function.child(Field::body), NodeKind::except_clause)) {
      const std::string_view caught = codemod::caught_expression(clause).text();
      if (std::ranges::any_of(kErrors, [&](std::string_view word) {
            return caught.find(word) != std::string_view::npos;
          }))
        return Obstacle{clause, "it catches errors of connections, which are others in anyio"};
    }
    return std::nullopt;
  }

  std::optional<Obstacle> rewrite_arguments() {
    const std::vector<Node> arguments = codemod::arguments_of(call_);
    if (arguments.size() != (is_unix() ? 1 : 2))
      return Obstacle{call_, "it is given more than an address"};
    for (const Node argument : arguments) {
      if (argument.is_any(NodeKind::list_splat, NodeKind::dictionary_splat))
        return Obstacle{call_, "its arguments cannot be told apart"};
      if (!argument.is(NodeKind::keyword_argument)) continue;
      const Node name = argument.child(Field::name);
      if (name.text() != "path" && name.text() != "host" && name.text() != "port")
        return Obstacle{argument, "it is given more than an address"};
      if (name.text() != "path") fix_.replace(name, "remote_" + std::string(name.text()));
    }
    return std::nullopt;
  }

  std::optional<Obstacle> rewrite_uses(const std::string& anyio) {
    for (const Node use : cx_.model().binding(cx_.model().binding_of(reader_)).uses)
      if (auto obstacle = rewrite_reader_use(codemod::classify_use(use), anyio, fix_, cx_))
        return obstacle;
    for (const Node use : cx_.model().binding(cx_.model().binding_of(writer_)).uses)
      if (auto obstacle = rewrite_writer_use(codemod::classify_use(use), fix_, cx_))
        return obstacle;
    return std::nullopt;
  }

  std::uint32_t index_;
  const Reference& reference_;
  TransformContext& cx_;
  Fix fix_;
  Node call_;
  Node statement_;
  Node pair_;
  Node reader_;
  Node writer_;
};

std::string reason_for(const Reference& reference) {
  if (reference.kind == ReferenceKind::name && !reference.certain)
    return "the name may also stand for something else";
  if (reference.kind == ReferenceKind::method) return "it belongs to a stream or server that stays";
  if (reference.kind == ReferenceKind::adjacent || codemod::in_annotation(reference.node))
    return "it annotates a stream that stays, or one that is not made in this file";
  if (reference.name == "asyncio.start_server" || reference.name == "asyncio.start_unix_server")
    return "a server of anyio serves only while a task runs it, and gives its handler one stream";
  return "anyio has no counterpart that could take its place here";
}

class Streams final : public codemod::Transform {
 public:
  [[nodiscard]] const codemod::TransformInfo& info() const override { return kInfo; }

  void run(TransformContext& cx) const override {
    for (const std::string_view name : {"asyncio.open_connection", "asyncio.open_unix_connection"})
      for (const std::uint32_t index : cx.named(name)) Migration(index, cx).run();
    for (std::uint32_t index = 0; index < cx.references().size(); ++index) {
      const Reference& reference = cx.reference(index);
      const bool mine = cx.knowledge().responsible(reference.name).transform == kInfo.name;
      if (mine && !cx.is_decided(index)) cx.keep(index, reason_for(reference));
    }
  }

 private:
  static constexpr codemod::TransformInfo kInfo{
      "streams", "Replace `asyncio.open_connection` by `anyio.connect_tcp` where every use is seen",
      R"(`reader, writer = await asyncio.open_connection(host, port)` gives two objects; `anyio.connect_tcp` gives one stream.
The writer becomes the stream, and the reader a `BufferedByteReceiveStream` of it, where both are local variables that are used
in ways that have a counterpart: `readexactly`, `readuntil`, `read` of a certain size, `write`, `writelines`, `drain`,
`write_eof`, `close` and `wait_closed`. Each write is awaited, so that `drain` is not needed. At the end of the connection
`read` gives `b""` as before. `open_unix_connection` becomes `connect_unix` in the same way.

Left alone: servers, which serve in the background in asyncio and in a task of yours in anyio; `readline`, `at_eof`,
iteration over lines, `get_extra_info` and transports; connections with TLS, a limit or other options; readers and writers that
are passed on, returned or stored; functions with handlers for errors of connections.

Unsafe: anyio tries the addresses of a host at the same time, and fails with `OSError` where asyncio fails with
`ConnectionRefusedError`; a connection that breaks raises `BrokenResourceError`, and one that ends too early `IncompleteRead`.
Every write lets other tasks run.)",
      codemod::Safety::unsafe, 57};
};

}  // namespace

std::unique_ptr<const codemod::Transform> make_streams() { return std::make_unique<Streams>(); }

}  // namespace asyncio2anyio
