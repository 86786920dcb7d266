#include <algorithm>
#include <array>

#include "engine/edit/block_editor.h"
#include "engine/edit/import_editor.h"
#include "engine/semantics/control_flow.h"
#include "engine/syntax/code_style.h"
#include "engine/syntax/context.h"
#include "transforms/api/arguments.h"
#include "transforms/api/asyncio_names.h"
#include "transforms/api/awaited_statement.h"
#include "transforms/api/callers.h"
#include "transforms/api/lock_objects.h"
#include "transforms/api/object_keep.h"
#include "transforms/api/rewriting.h"
#include "transforms/api/server_block.h"
#include "transforms/api/stream_helpers.h"
#include "transforms/api/stream_source.h"
#include "transforms/api/stream_uses.h"

namespace asyncio2anyio {
namespace {

using codemod::Field;
using codemod::Fix;
using codemod::Node;
using codemod::NodeKind;
using codemod::ObjectUse;
using codemod::Reference;
using codemod::TrackedObject;
using codemod::TransformContext;
using codemod::UseKind;

constexpr auto kSameOptions = std::to_array<std::string_view>({"backlog", "family", "reuse_port"});

/// The parameter itself: `reader` of `reader: asyncio.StreamReader`.
Node plain_parameter(Node parameter) {
  if (parameter.is(NodeKind::identifier)) return parameter;
  return parameter.is(NodeKind::typed_parameter) && parameter.first_child().is(NodeKind::identifier) ? parameter.first_child() : Node();
}

/// One server, with the function that handles its connections.
class Server final : public StreamSource {
 public:
  Server(std::uint32_t index, TransformContext& cx) : index_(index), reference_(cx.reference(index)), cx_(cx) {}

  [[nodiscard]] std::uint32_t reference() const override { return index_; }
  [[nodiscard]] Node handler() const override { return handler_; }

  void keep(const Obstacle& obstacle) override {
    keep_because(index_, obstacle, cx_);
    if (server_ != nullptr) keep_objects({server_}, obstacle, cx_);
  }

  std::optional<Obstacle> follow(StreamFlow& flow) override {
    call_ = codemod::call_of(reference_.node);
    if (!call_) return Obstacle{reference_.node, "the function is used as a value"};
    server_ = cx_.objects().made_by(call_);
    if (auto obstacle = find_handler()) return obstacle;
    if (auto obstacle = check_variable()) return obstacle;
    for (const ObjectUse& use : server_->uses)
      if (auto obstacle = check_use(use)) return obstacle;
    flow.follow_variable(cx_.model().binding_of(plain_parameter(reader_)), StreamEnd::reader);
    flow.follow_variable(cx_.model().binding_of(plain_parameter(writer_)), StreamEnd::writer);
    return std::nullopt;
  }

  std::optional<Obstacle> rewrite(Fix& fix) override {
    const auto anyio = cx_.need_import(fix, reference_.node, reference_.root, "anyio");
    const auto isolated = need_stream_helper(fix, StreamHelper::isolated, {reference_.node, reference_.root}, cx_);
    if (!anyio || !isolated) return Obstacle{reference_.node, std::string(kShadowed)};
    anyio_ = *anyio;
    served_ = *isolated + "(" + std::string(handled_.text()) + ")";
    const std::string function = is_unix() ? "create_unix_listener" : "create_tcp_listener";
    fix.need(min_anyio("anyio." + function));
    fix.replace(reference_.node, anyio_ + "." + function);
    if (auto obstacle = rewrite_arguments(fix)) return obstacle;
    if (auto obstacle = rewrite_signature(fix)) return obstacle;
    for (const std::uint32_t claimed : method_references(*server_, cx_)) fix.claims.push_back({claimed, {}});
    if (const Node type = codemod::statement_of(call_).first_child().child(Field::type)) return Obstacle{type, "its type is declared"};
    const bool serves = std::ranges::any_of(server_->uses, [](const ObjectUse& use) { return use.member == "serve_forever"; });
    if (!serves)
      if (auto obstacle = serve_in_background({*server_, call_, anyio_, served_}, fix, cx_)) return obstacle;
    for (const ObjectUse& use : server_->uses)
      if (auto obstacle = rewrite_use(use, serves, fix)) return obstacle;
    return std::nullopt;
  }

 private:
  [[nodiscard]] bool is_unix() const { return reference_.name == "asyncio.start_unix_server"; }

  std::optional<Obstacle> find_handler() {
    const std::vector<Node> arguments = codemod::arguments_of(call_);
    for (const Node argument : arguments) {
      if (argument.is_any(NodeKind::list_splat, NodeKind::dictionary_splat)) return Obstacle{call_, "its arguments cannot be told apart"};
      const bool named = argument.is(NodeKind::keyword_argument);
      if (named ? argument.child(Field::name).text() == "client_connected_cb" : argument == arguments.front())
        handled_ = named ? codemod::keyword_value(argument) : argument;
    }
    if (handled_.is(NodeKind::identifier)) handler_ = codemod::only_function(cx_.model(), cx_.model().binding_of(handled_));
    if (handled_.is(NodeKind::attribute))
      if (const Node owner = class_of_self(cx_.model(), handled_.child(Field::object)))
        handler_ = codemod::only_function(cx_.model(), cx_.model().lookup_local(cx_.model().scope_made_by(owner), handled_.child(Field::attribute).text()));
    if (!handler_) return Obstacle{handled_ ? handled_ : call_, "the function that handles its connections is not seen"};
    if (!codemod::is_async_function(handler_)) return Obstacle{handled_, "the function that handles its connections is not `async`"};
    std::vector<Node> parameters = handler_.child(Field::parameters).named_children();
    if (handled_.is(NodeKind::attribute) && !parameters.empty()) parameters.erase(parameters.begin());
    const bool pair = parameters.size() == 2 && plain_parameter(parameters[0]) && plain_parameter(parameters[1]);
    if (!pair) return Obstacle{handled_, "the function that handles its connections takes more than a reader and a writer"};
    reader_ = parameters[0];
    writer_ = parameters[1];
    return check_handler();
  }

  /// Both parameters must be what the server gives, and nothing else calls the function.
  std::optional<Obstacle> check_handler() const {
    for (const Node parameter : {reader_, writer_})
      if (!function_of_parameter(cx_.model().binding_of(plain_parameter(parameter)), cx_))
        return Obstacle{parameter, "the handler assigns to its parameter"};
    return check_callers(
        handler_, "the handler of connections is used in other ways as well", [&](Node use) { return is_handler_argument(use); }, cx_);
  }

  [[nodiscard]] bool is_handler_argument(Node use) const {
    Node list = use.parent();
    if (list.is(NodeKind::keyword_argument)) list = list.parent();
    if (!list.is(NodeKind::argument_list)) return false;
    const auto index = cx_.reference_at(list.parent().child(Field::function));
    return index && cx_.reference(*index).name.starts_with("asyncio.start_");
  }

  std::optional<Obstacle> check_variable() const {
    if (server_ == nullptr || (server_->variables.empty() && server_->attribute.empty()))
      return Obstacle{call_, "nothing holds the server, which in anyio serves only while a task runs `serve`"};
    if (!server_->doubt.empty()) return Obstacle{server_->doubt_at, server_->doubt};
    if (!server_->attribute.empty())
      return Obstacle{call_, "it is held by the attribute `" + std::string(server_->attribute) + "`, and no task runs it"};
    const codemod::Binding& binding = cx_.model().binding(server_->variables.front());
    const bool plain = server_->variables.size() == 1 && server_->producers.size() == 1 && server_->none_values.empty() &&
                       !binding.declared_global && variable_assignment(call_);
    return plain ? std::nullopt : std::optional(Obstacle{call_, "it is not held by a variable of its own"});
  }

  std::optional<Obstacle> check_use(const ObjectUse& use) const {
    const bool known = use.kind == UseKind::async_with || (use.kind == UseKind::member && use.member == "sockets") ||
                       (use.kind == UseKind::method_call && codemod::arguments_of(use.outer).empty() &&
                        (use.member == "serve_forever" || use.member == "close" || use.member == "wait_closed"));
    if (known) return std::nullopt;
    if (use.member.empty()) return Obstacle{use.node, describe_use(use)};
    return Obstacle{use.node, "a listener of anyio has no `" + std::string(use.member) + "`"};
  }

  std::optional<Obstacle> rewrite_arguments(Fix& fix) const {
    std::size_t position = 0;
    for (const Node argument : codemod::arguments_of(call_)) {
      const bool named = argument.is(NodeKind::keyword_argument);
      const std::string name(named ? argument.child(Field::name).text() : name_at(position++));
      if (name == "client_connected_cb") {
        remove_argument(fix, argument);
      } else if (name == "host" || name == "port") {
        const Node value = named ? codemod::keyword_value(argument) : argument;
        if (value.is_any(NodeKind::list, NodeKind::tuple)) return Obstacle{argument, "it serves on several hosts"};
        fix.replace({argument.begin(), value.begin()}, "local_" + name + "=");
        if (value.is(NodeKind::string) && !value.child(NodeKind::string_content)) fix.replace(value, "None");
        if (name == "port" && value.is(NodeKind::none)) fix.replace(value, "0");
      } else if (name != "path" && !contains(kSameOptions, name)) {
        return Obstacle{argument, "`" + name + "=` has no counterpart"};
      }
    }
    return std::nullopt;
  }

  [[nodiscard]] std::string_view name_at(std::size_t position) const {
    constexpr auto tcp = std::to_array<std::string_view>({"client_connected_cb", "host", "port"});
    if (position >= tcp.size() || (is_unix() && position > 1)) return "*";
    return is_unix() && position == 1 ? "path" : tcp[position];
  }

  /// The handler takes the stream, and makes the reader of it.
  std::optional<Obstacle> rewrite_signature(Fix& fix) const {
    const codemod::Edit first{{reader_.begin(), writer_.begin()}, {}};
    if (std::ranges::find(fix.edits, first) != fix.edits.end()) return std::nullopt;  // another server has the same handler
    fix.edits.push_back(first);
    if (const Node type = writer_.child(Field::type))
      if (auto obstacle = retype_stream(type, StreamEnd::writer, StreamKind::socket, fix, cx_)) return obstacle;
    const Node reader = plain_parameter(reader_);
    if (cx_.model().binding(cx_.model().binding_of(reader)).uses.empty()) return std::nullopt;
    const auto buffered = cx_.need_import(fix, handler_, reference_.root, "anyio.streams.buffered", "BufferedByteReceiveStream");
    if (!buffered) return Obstacle{handler_, std::string(kShadowed)};
    const std::string line =
        std::string(reader.text()) + " = " + *buffered + "(" + std::string(plain_parameter(writer_).text()) + ")";
    for (codemod::Edit& edit : codemod::insert_before(first_statement(), {line})) fix.edits.push_back(std::move(edit));
    return std::nullopt;
  }

  /// The first statement of the handler behind its docstring.
  [[nodiscard]] Node first_statement() const {
    const std::vector<Node> statements = handler_.child(Field::body).named_children();
    const bool documented = statements.front().is(NodeKind::expression_statement) && statements.front().first_child().is(NodeKind::string);
    return documented && statements.size() > 1 ? statements[1] : statements.front();
  }

  std::optional<Obstacle> rewrite_use(const ObjectUse& use, bool serves, Fix& fix) const {
    if (use.member == "sockets") return rewrite_sockets(use, fix);
    const Node member = use.outer.child(Field::function).child(Field::attribute);
    if (use.member == "serve_forever") {
      fix.replace({member.begin(), use.outer.end()}, "serve(" + served_ + ")");
      return std::nullopt;
    }
    if (!serves || use.kind == UseKind::async_with) return std::nullopt;  // the block does it
    return use.member == "close" ? rewrite_close(use, member, fix) : rewrite_wait(use, member, fix);
  }

  std::optional<Obstacle> rewrite_close(const ObjectUse& use, Node member, Fix& fix) const {
    if (!own_statement(use.outer) || !is_in_async_function(use.node, cx_))
      return Obstacle{use.outer, "`close()` must be awaited in anyio, which is not possible here"};
    fix.replace(use.node, "await " + std::string(use.node.text()));
    fix.replace(member, "aclose");
    return std::nullopt;
  }

  std::optional<Obstacle> rewrite_wait(const ObjectUse& use, Node member, Fix& fix) const {
    const Node statement = own_statement(codemod::await_of(use.outer));
    const bool closed = std::ranges::any_of(server_->uses, [](const ObjectUse& other) { return other.member == "close"; });
    if (!statement || !closed) return Obstacle{use.outer, "a listener of anyio cannot be waited for"};
    if (codemod::is_alone_in_block(statement)) fix.replace(member, "aclose");
    else fix.erase(codemod::removal_range(statement));
    return std::nullopt;
  }

  /// What listens is one object in anyio, with a listener for each address.
  std::optional<Obstacle> rewrite_sockets(const ObjectUse& use, Fix& fix) const {
    const auto attribute = cx_.need_import(fix, use.node, reference_.root, "anyio.abc", "SocketAttribute");
    if (!attribute) return Obstacle{use.node, std::string(kShadowed)};
    const std::string name(use.node.text());
    const std::string socket = ".extra(" + *attribute + ".raw_socket)";
    const Node item = use.outer.parent();
    const bool first = item.is(NodeKind::subscript) && item.first_child() == use.outer && item.child(Field::subscript).text() == "0";
    if (first) fix.replace(item, name + (is_unix() ? "" : ".listeners[0]") + socket);
    else if (is_unix()) fix.replace(use.outer, "[" + name + socket + "]");
    else fix.replace(use.outer, "[listener" + socket + " for listener in " + name + ".listeners]");
    return std::nullopt;
  }

  std::uint32_t index_;
  const Reference& reference_;
  TransformContext& cx_;
  const TrackedObject* server_ = nullptr;
  Node call_;
  Node handled_;  ///< The argument that names the handler.
  Node handler_;  ///< Its definition.
  Node reader_;   ///< Its parameters.
  Node writer_;
  std::string anyio_;
  std::string served_;
};

}  // namespace

std::unique_ptr<StreamSource> make_server(std::uint32_t reference, TransformContext& cx) {
  return std::make_unique<Server>(reference, cx);
}

}  // namespace asyncio2anyio
