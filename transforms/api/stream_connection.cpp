#include "engine/edit/block_editor.h"
#include "engine/syntax/code_style.h"
#include "engine/syntax/context.h"
#include "transforms/api/arguments.h"
#include "transforms/api/asyncio_names.h"
#include "transforms/api/rewriting.h"
#include "transforms/api/stream_source.h"

namespace asyncio2anyio {
namespace {

using codemod::Binding;
using codemod::BindingId;
using codemod::Field;
using codemod::Fix;
using codemod::Node;
using codemod::NodeKind;
using codemod::Reference;
using codemod::TransformContext;

/// Whether a value certainly is an `ssl.SSLContext`.
bool is_tls_context(Node value, const TransformContext& cx) {
  if (value.is(NodeKind::identifier)) {
    const BindingId id = cx.model().binding_of(value);
    if (id == BindingId::none || cx.model().binding(id).definitions.size() != 1) return false;
    const codemod::Definition& definition = cx.model().binding(id).definitions.front();
    if (definition.kind != codemod::DefinitionKind::assignment) return false;
    value = definition.statement.child(Field::right);
  }
  const std::string made = value.is(NodeKind::call) ? cx.model().resolve(value.child(Field::function)).name : std::string();
  return made == "ssl.create_default_context" || made == "ssl.SSLContext";
}

/// One connection, with its two variables.
class Connection final : public StreamSource {
 public:
  Connection(std::uint32_t index, TransformContext& cx) : index_(index), reference_(cx.reference(index)), cx_(cx) {}

  [[nodiscard]] std::uint32_t reference() const override { return index_; }
  [[nodiscard]] Node opening() const override { return call_; }
  void keep(const Obstacle& obstacle) override { keep_because(index_, obstacle, cx_); }

  std::optional<Obstacle> follow(StreamFlow& flow) override {
    call_ = codemod::call_of(reference_.node);
    if (!call_) return Obstacle{reference_.node, "the function is used as a value"};
    if (auto obstacle = find_pair()) return obstacle;
    flow.follow_variable(cx_.model().binding_of(reader_), StreamEnd::reader);
    flow.follow_variable(cx_.model().binding_of(writer_), StreamEnd::writer);
    return std::nullopt;
  }

  std::optional<Obstacle> rewrite(Fix& fix) override {
    const auto anyio = cx_.need_import(fix, reference_.node, reference_.root, "anyio");
    if (!anyio) return Obstacle{reference_.node, std::string(kShadowed)};
    const std::string function = is_unix() ? "connect_unix" : "connect_tcp";
    fix.need(min_anyio("anyio." + function));
    fix.replace(reference_.node, *anyio + "." + function);
    if (auto obstacle = rewrite_arguments(fix)) return obstacle;
    fix.replace(pair_, std::string(writer_.text()));
    if (cx_.model().binding(cx_.model().binding_of(reader_)).uses.empty()) return std::nullopt;
    const auto buffered =
        cx_.need_import(fix, reference_.node, reference_.root, "anyio.streams.buffered", "BufferedByteReceiveStream");
    if (!buffered) return Obstacle{reference_.node, std::string(kShadowed)};
    const std::string reader = std::string(reader_.text()) + " = " + *buffered + "(" + std::string(writer_.text()) + ")";
    for (codemod::Edit& edit : codemod::insert_after(statement_, {reader})) fix.edits.push_back(std::move(edit));
    return std::nullopt;
  }

 private:
  [[nodiscard]] bool is_unix() const { return reference_.name == "asyncio.open_unix_connection"; }

  /// `reader, writer = await open_connection(…)` as a statement of its own, and both names for nothing else.
  std::optional<Obstacle> find_pair() {
    const Node await = codemod::await_of(call_);
    const Node assignment = await.parent();
    statement_ = assignment.parent();
    const bool plain = await && assignment.is(NodeKind::assignment) && statement_.is(NodeKind::expression_statement) &&
                       statement_.named_children().size() == 1 && codemod::begins_its_line(statement_);
    pair_ = assignment.child(Field::left);
    const std::vector<Node> names = pair_.named_children();
    if (!plain || !pair_.is_any(NodeKind::pattern_list, NodeKind::tuple_pattern) || names.size() != 2)
      return Obstacle{call_, "its result is not assigned to a reader and a writer"};
    reader_ = names[0];
    writer_ = names[1];
    for (const Node name : names)
      if (!is_variable_of_its_own(name)) return Obstacle{name, "the reader and the writer are not variables of their own"};
    const std::string_view behind = cx_.text().substr(statement_.end(), cx_.tree().source().line_end(statement_.end()) - statement_.end());
    if (behind.find(';') != std::string_view::npos) return Obstacle{statement_, "another statement stands on its line"};
    return std::nullopt;
  }

  [[nodiscard]] bool is_variable_of_its_own(Node name) const {
    const BindingId id = name.is(NodeKind::identifier) ? cx_.model().binding_of(name) : BindingId::none;
    if (id == BindingId::none) return false;
    const Binding& binding = cx_.model().binding(id);
    if (name == reader_ && binding.uses.empty()) return true;
    return binding.definitions.size() == 1 && !binding.declared_global && binding.scope != codemod::ScopeId::module;
  }

  std::optional<Obstacle> rewrite_arguments(Fix& fix) const {
    std::size_t places = 0;
    for (const Node argument : codemod::arguments_of(call_)) {
      if (argument.is_any(NodeKind::list_splat, NodeKind::dictionary_splat)) return Obstacle{call_, "its arguments cannot be told apart"};
      const std::string_view name = argument.is(NodeKind::keyword_argument) ? argument.child(Field::name).text() : std::string_view();
      if (name.empty() || name == "host" || name == "port" || name == "path") {
        ++places;
        if (!name.empty() && name != "path") fix.replace(argument.child(Field::name), "remote_" + std::string(name));
      } else if (std::string refusal = rewrite_option(argument, name, fix); !refusal.empty()) {
        return Obstacle{argument, std::move(refusal)};
      }
    }
    if (places != (is_unix() ? 1 : 2)) return Obstacle{call_, "it is given something else than an address"};
    return std::nullopt;
  }

  std::string rewrite_option(Node argument, std::string_view name, Fix& fix) const {
    const Node value = codemod::keyword_value(argument);
    if (is_unix() || (name != "ssl" && name != "server_hostname")) return "`" + std::string(name) + "=` has no counterpart";
    if (name == "server_hostname") return fix.replace(argument.child(Field::name), "tls_hostname"), std::string();
    // Closing without the handshake is what asyncio allows.
    const std::string tls = "tls=True, tls_standard_compatible=False";
    if (value.text() == "True") return fix.replace(argument, tls), std::string();
    if (!is_tls_context(value, cx_)) return "what `ssl=` is given is not known";
    fix.replace({argument.begin(), value.begin()}, tls + ", ssl_context=");
    return {};
  }

  std::uint32_t index_;
  const Reference& reference_;
  TransformContext& cx_;
  Node call_;
  Node statement_;
  Node pair_;
  Node reader_;
  Node writer_;
};

}  // namespace

std::unique_ptr<StreamSource> make_connection(std::uint32_t reference, TransformContext& cx) {
  return std::make_unique<Connection>(reference, cx);
}

}  // namespace asyncio2anyio
