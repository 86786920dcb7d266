#include "transforms/api/queue_constructors.h"

#include <algorithm>
#include <array>

#include "engine/edit/block_editor.h"
#include "engine/syntax/code_style.h"
#include "engine/syntax/context.h"
#include "transforms/api/hint_strings.h"
#include "transforms/api/lock_objects.h"
#include "transforms/api/rewriting.h"
#include "transforms/api/runtime_types.h"

namespace asyncio2anyio {
namespace {

using codemod::Field;
using codemod::Fix;
using codemod::Node;
using codemod::NodeKind;
using codemod::Reference;
using codemod::TextRange;
using codemod::TrackedObject;
using codemod::TransformContext;

constexpr std::string_view kQueue = "asyncio.Queue";
constexpr std::string_view kStreams = "anyio.streams.memory";
constexpr std::string_view kOtherType = "its annotation says more than `asyncio.Queue`";

/// The item type that an annotation names, with the quote around the annotation where it is a
/// string.
struct ItemType {
  TextRange range;
  std::string quote;
  Node node;  ///< Null in a string.
};

bool names_queue(Node node, const TransformContext& cx) {
  const auto index = cx.reference_at(node);
  return index && cx.reference(*index).node == node && cx.reference(*index).name == kQueue;
}

/// `T` of `Queue[T]`; null for anything else.
Node item_of(Node type, const TransformContext& cx) {
  std::vector<Node> items;
  if (type.is(NodeKind::subscript)) {
    if (!names_queue(type.child(Field::value), cx)) return {};
    items = type.children(Field::subscript);
  } else if (type.is(NodeKind::generic_type)) {
    if (!names_queue(type.first_child(), cx)) return {};
    items = type.child(NodeKind::type_parameter).named_children();
  }
  return items.size() == 1 ? items.front() : Node();
}

/// The same for an annotation in quotes, by its text.
std::optional<ItemType> item_in_string(Node string, const TransformContext& cx) {
  const std::string quote(string.child(NodeKind::string_start).text());
  const Node content = string.child(NodeKind::string_content);
  const std::string_view text = content.text();
  const std::size_t open = text.find('[');
  const auto index = cx.reference_at(string);
  const bool plain = quote == "\"" || quote == "'";
  if (!plain || !index || cx.reference(*index).name != kQueue) return std::nullopt;
  const std::string_view name = text.substr(0, open);
  const bool dotted = std::ranges::all_of(
      name, [](unsigned char c) { return std::isalnum(c) || c == '_' || c == '.'; });
  if (!dotted) return std::nullopt;
  if (open == std::string_view::npos) return ItemType{};
  if (!text.ends_with(']') || text.find(']') < text.rfind('[')) return std::nullopt;
  const auto begin = content.begin() + static_cast<std::uint32_t>(open) + 1;
  return ItemType{{begin, content.end() - 1}, quote, {}};
}

/// `T` of `Final[T]`, which the pair cannot repeat; any other type itself.
Node without_final(Node type, const TransformContext& cx) {
  const bool generic = type.is(NodeKind::generic_type);
  const Node base = generic ? type.first_child() : type.child(Field::value);
  if (!generic && !type.is(NodeKind::subscript)) return type;
  const codemod::Resolved resolved = cx.model().resolve(base);
  if (!resolved.certain ||
      (resolved.name != "typing.Final" && resolved.name != "typing_extensions.Final"))
    return type;
  const std::vector<Node> items = generic ? type.child(NodeKind::type_parameter).named_children()
                                          : type.children(Field::subscript);
  if (items.size() != 1) return type;
  return items.front().is(NodeKind::type) ? items.front().named_children().front() : items.front();
}

/// The item type of an annotation that is `Queue`, `Queue[T]` or one of these in quotes (an empty
/// range for the first); nothing for other annotations.
std::optional<ItemType> item_type(Node annotation, const TransformContext& cx) {
  const Node type = without_final(annotation.named_children().front(), cx);
  if (type.is(NodeKind::string)) return item_in_string(type, cx);
  if (names_queue(type, cx)) return ItemType{};
  const Node item = item_of(type, cx);
  if (!item) return std::nullopt;
  return ItemType{item.range(), {}, item};
}

/// Whether Python evaluates the annotation of an assignment today.
bool is_evaluated(Node assignment, const TransformContext& cx) {
  return !cx.model().function_of(assignment) && !postpones_annotations(cx.model());
}

/// An annotation that nothing evaluates may name what does not exist at run time; the brackets
/// behind a call are evaluated.
std::optional<Obstacle> quote_item(ItemType& item, Node assignment, const TransformContext& cx) {
  if (!item.node || is_evaluated(assignment, cx) || is_runtime_type(item.node, cx))
    return std::nullopt;
  const std::string_view text = item.node.text();
  if (text.find_first_of("\"'\n\\") != std::string_view::npos ||
      !cx.references_in(item.range).empty())
    return Obstacle{item.node, "its item type may not exist at run time"};
  item.quote = "\"";
  return std::nullopt;
}

/// The value of a size that is certain: a number, or a module's constant.
std::optional<long> known_size(Node value, const TransformContext& cx) {
  if (value.is(NodeKind::unary_operator) && value.text().starts_with('-')) return -1;
  if (value.is(NodeKind::integer)) {
    const std::string digits(value.text());
    const bool plain =
        digits.size() < 10 && digits.find_first_not_of("0123456789_") == std::string::npos;
    if (!plain) return std::nullopt;
    return digits.find_first_not_of("0_") == std::string::npos ? 0 : 1;
  }
  const codemod::BindingId id = cx.model().binding_of(value);
  if (id == codemod::BindingId::none) return std::nullopt;
  const codemod::Binding& binding = cx.model().binding(id);
  const Node statement = binding.definitions.front().statement;
  const bool constant = binding.definitions.size() == 1 && !binding.declared_global &&
                        statement.is(NodeKind::assignment) &&
                        statement.child(Field::right).is(NodeKind::integer);
  return constant ? known_size(statement.child(Field::right), cx) : std::nullopt;
}

/// The argument that says how many items fit; null when there is none.
Node size_argument(Node call) {
  const std::vector<Node> arguments = codemod::arguments_of(call);
  return arguments.empty() ? Node() : arguments.front();
}

std::optional<std::string> rewrite_size(Node call, codemod::BindingId root, Fix& fix,
                                        const TransformContext& cx) {
  const std::vector<Node> arguments = codemod::arguments_of(call);
  if (codemod::keyword_argument_of(call, "loop")) return "`loop=` is an error since Python 3.10";
  const Node argument = size_argument(call);
  const bool keyword = argument.is(NodeKind::keyword_argument);
  if (arguments.size() > 1 || argument.is_any(NodeKind::list_splat, NodeKind::dictionary_splat) ||
      (keyword && argument.child(Field::name).text() != "maxsize"))
    return "its arguments cannot be told apart";
  const Node value =
      codemod::strip_parentheses(keyword ? codemod::keyword_value(argument) : argument);
  const std::optional<long> size = value ? known_size(value, cx) : 0;
  if (keyword) fix.erase({argument.begin(), keyword_value(argument).begin()});
  if (size && *size > 0) return std::nullopt;
  const auto infinity = infinity_at(call, root, fix, cx);
  if (!infinity) return std::string(kShadowed);
  if (!value)
    fix.insert(call.child(Field::arguments).begin() + 1, *infinity);
  else if (size)
    fix.replace(value, *infinity);
  else if (value.is_any(NodeKind::identifier, NodeKind::attribute))
    fix.insert(value.end(), " if " + std::string(value.text()) + " > 0 else " + *infinity);
  else
    return "its size is computed, and `0` means no limit only in asyncio";
  return std::nullopt;
}

/// The assignment whose only work it is to hold what `call` makes.
Node plain_assignment(Node call) {
  const Node assignment = call.parent();
  const bool plain = assignment.is(NodeKind::assignment) && call.field() == Field::right &&
                     assignment.parent().is(NodeKind::expression_statement) &&
                     assignment.parent().named_children().size() == 1;
  return plain ? assignment : Node();
}

/// `stream[T]` in place of the annotation and the class.
std::optional<Obstacle> retype_assignment(Node assignment, Node name, const std::string& targets,
                                          const std::string& constructor, Fix& fix,
                                          const TransformContext& cx) {
  const Node left = assignment.child(Field::left);
  const Node annotation = assignment.child(Field::type);
  auto item = item_type(annotation, cx);
  if (!item) return Obstacle{annotation, std::string(kOtherType)};
  if (auto obstacle = quote_item(*item, assignment, cx)) return obstacle;
  if (item->range.empty()) {
    fix.replace({left.begin(), name.end()}, targets + " = " + constructor);
    return std::nullopt;
  }
  if (auto missing = require("anyio.create_memory_object_stream(item_type)", fix, cx))
    return Obstacle{name, *missing};
  fix.replace({left.begin(), item->range.begin}, targets + " = " + constructor + "[" + item->quote);
  fix.replace({item->range.end, name.end()}, item->quote + "]");
  return std::nullopt;
}

/// `# type: Queue[int]` behind a statement.
bool has_type_comment(Node statement) {
  const Node next = statement.next_sibling();
  const std::string_view text = next.is(NodeKind::comment) ? next.text() : std::string_view();
  const codemod::SourceFile& source = statement.tree()->source();
  return text.starts_with("# type:") && text.contains("Queue") && next.begin() < source.line_end(statement.end());
}

std::string ends_text(Node left, const EndNames& names) {
  const std::string text(left.text());
  return text + names.send_suffix + ", " + text + names.receive_suffix;
}

/// The names of the types of both ends, to stand in the place of a queue's class; nothing when it is named in a string, or
/// a name is taken.
std::optional<std::pair<std::string, std::string>> stream_types(std::uint32_t index, Fix& fix, const TransformContext& cx) {
  const Reference& reference = cx.reference(index);
  if (reference.node.is(NodeKind::string) || reference.name != kQueue) return std::nullopt;
  const auto sends = cx.need_import(fix, reference.node, reference.root, kStreams, "MemoryObjectSendStream");
  const auto receives = cx.need_import(fix, reference.node, reference.root, kStreams, "MemoryObjectReceiveStream");
  if (!sends || !receives) return std::nullopt;
  return std::pair(*sends, *receives);
}

}  // namespace

std::optional<Obstacle> rewrite_queue_constructor(const TrackedObject& queue, std::size_t number,
                                                  const EndNames& names, Fix& fix,
                                                  const TransformContext& cx) {
  const Node name = queue.references[number];
  const auto index = cx.reference_at(name);
  if (!index) return Obstacle{name, "the name may also stand for something else"};
  const Reference& reference = cx.reference(*index);
  const Node call = codemod::constructor_call(name);
  const Node assignment = call == queue.producers[number] ? plain_assignment(call) : Node();
  if (!assignment) return Obstacle{name, "it is made inside a larger statement"};
  if (has_type_comment(assignment.parent())) return Obstacle{name, "its type is in a comment"};
  const auto local = cx.need_import(fix, name, reference.root, "anyio");
  if (!local) return Obstacle{name, std::string(kShadowed)};
  if (auto reason = rewrite_size(call, reference.root, fix, cx)) return Obstacle{call, *reason};
  const Node left = assignment.child(Field::left);
  const std::string targets = ends_text(left, names);
  const std::string constructor = *local + ".create_memory_object_stream";
  const bool is_generic = name.parent() == call.child(Field::function);
  if (is_generic)
    if (auto missing = require("anyio.create_memory_object_stream(item_type)", fix, cx)) return Obstacle{name, *missing};
  if (assignment.child(Field::type) && is_generic) return Obstacle{name, "its type is given twice"};
  if (assignment.child(Field::type))
    return retype_assignment(assignment, name, targets, constructor, fix, cx);
  fix.replace(left, targets);
  fix.replace(name, constructor);
  return std::nullopt;
}

std::optional<Obstacle> split_declaration(Node assignment, const EndNames& names, Fix& fix,
                                          const TransformContext& cx) {
  const Node left = assignment.child(Field::left);
  const Node annotation = assignment.child(Field::type);
  const Node statement = assignment.parent();
  const std::string receive = std::string(left.text()) + names.receive_suffix;
  if (!statement.is(NodeKind::expression_statement) || statement.named_children().size() != 1)
    return Obstacle{assignment, "it is declared inside a larger statement"};
  if (!annotation) {
    fix.insert(left.end(), names.send_suffix + " = " + receive);
    return std::nullopt;
  }
  const std::vector<std::uint32_t> inside = cx.references_in(annotation.range());
  const auto streams = inside.size() == 1 ? stream_types(inside.front(), fix, cx) : std::nullopt;
  if (!streams) return Obstacle{annotation, std::string(kOtherType)};
  const Reference& reference = cx.reference(inside.front());
  const std::string_view text = cx.text();
  const std::string second =
      receive + std::string(text.substr(left.end(), reference.node.begin() - left.end())) +
      streams->second +
      std::string(text.substr(reference.node.end(), statement.end() - reference.node.end()));
  fix.insert(left.end(), names.send_suffix);
  fix.replace(reference.node, streams->first);
  for (codemod::Edit& edit : codemod::insert_after(statement, {second}))
    fix.edits.push_back(std::move(edit));
  return std::nullopt;
}

std::optional<Obstacle> retype_end(Node type, Ends end, Fix& fix, const TransformContext& cx) {
  const std::string_view stream =
      end == kSendEnd ? "MemoryObjectSendStream" : "MemoryObjectReceiveStream";
  for (const std::uint32_t index : cx.references_in(type.range())) {
    const Reference& reference = cx.reference(index);
    if (reference.name != kQueue) continue;
    const bool string = reference.node.is(NodeKind::string);
    const codemod::BindingId root =
        string ? root_in_string(reference.node, kQueue, cx) : reference.root;
    const auto local = cx.need_import(fix, reference.node, root, kStreams, stream);
    if (!local) return Obstacle{type, std::string(kShadowed)};
    if (!string)
      fix.replace(reference.node, *local);
    else if (!replace_in_string(fix, reference.node, kQueue, *local, cx))
      return Obstacle{type, std::string(kOtherType)};
    fix.claims.push_back({index, {}});
  }
  return std::nullopt;
}

std::string separator_behind(Node item) {
  const codemod::SyntaxTree& tree = *item.tree();
  if (!codemod::begins_its_line(item)) return ", ";
  return "," + std::string(codemod::newline_text(tree.source().newline())) + std::string(codemod::indentation_at(tree, item.begin()));
}

std::optional<Obstacle> split_parameter(Node name, Node type, const EndNames& names, Fix& fix, const TransformContext& cx) {
  const std::string receive = std::string(name.text()) + names.receive_suffix;
  if (!type) {
    fix.insert(name.end(), names.send_suffix + separator_behind(name) + receive);
    return std::nullopt;
  }
  const std::vector<std::uint32_t> inside = cx.references_in(type.range());
  if (inside.empty()) {  // such as `Any`
    fix.insert(name.end(), names.send_suffix);
    fix.insert(type.end(), separator_behind(name) + receive + std::string(cx.text().substr(name.end(), type.end() - name.end())));
    return std::nullopt;
  }
  const auto streams = inside.size() == 1 ? stream_types(inside.front(), fix, cx) : std::nullopt;
  if (!streams) return Obstacle{type, std::string(kOtherType)};
  const Node queue = cx.reference(inside.front()).node;
  const std::string_view text = cx.text();
  fix.insert(name.end(), names.send_suffix);
  fix.replace(queue, streams->first);
  fix.insert(type.end(), separator_behind(name) + receive + std::string(text.substr(name.end(), queue.begin() - name.end())) + streams->second +
                             std::string(text.substr(queue.end(), type.end() - queue.end())));
  return std::nullopt;
}

std::string bound_of(const TrackedObject& queue, const TransformContext& cx) {
  if (queue.producers.size() != 1) return {};
  const Node argument = size_argument(queue.producers.front());
  const Node value = codemod::strip_parentheses(
      argument.is(NodeKind::keyword_argument) ? codemod::keyword_value(argument) : argument);
  if (!value || known_size(value, cx).value_or(0) <= 0) return {};
  const codemod::BindingId id = cx.model().binding_of(value);
  const bool seen_everywhere =
      value.is(NodeKind::integer) ||
      (id != codemod::BindingId::none && cx.model().binding(id).scope == codemod::ScopeId::module);
  return seen_everywhere ? std::string(value.text()) : std::string();
}

}  // namespace asyncio2anyio
