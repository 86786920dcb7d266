#include "transforms/api/queue_holders.h"

#include <algorithm>
#include <array>
#include <filesystem>
#include <utility>

#include "engine/syntax/context.h"
#include "transforms/api/callers.h"

namespace asyncio2anyio {

using codemod::Binding;
using codemod::BindingId;
using codemod::Definition;
using codemod::DefinitionKind;
using codemod::Field;
using codemod::Node;
using codemod::NodeKind;
using codemod::ObjectHolder;
using codemod::ObjectMention;
using codemod::kNoHolder;
using codemod::ObjectUse;
using codemod::TrackedObject;
using codemod::TransformContext;

namespace {

constexpr auto kMembers = std::to_array<QueueMember>({
    {"empty", kNoEnd, ""},
    {"full", kNoEnd, ""},
    {"get", kReceiveEnd, "receive"},
    {"get_nowait", kReceiveEnd, "receive_nowait"},
    {"join", kNoEnd, ""},
    {"maxsize", kNoEnd, ""},
    {"put", kSendEnd, "send"},
    {"put_nowait", kSendEnd, "send_nowait"},
    {"qsize", kNoEnd, ""},
    {"shutdown", kNoEnd, ""},
    {"task_done", kNoEnd, ""},
    {"_finished", kNoEnd, ""},
    {"_get", kNoEnd, ""},
    {"_getters", kNoEnd, ""},
    {"_init", kNoEnd, ""},
    {"_maxsize", kNoEnd, ""},
    {"_put", kNoEnd, ""},
    {"_putters", kNoEnd, ""},
    {"_queue", kNoEnd, ""},
    {"_unfinished_tasks", kNoEnd, ""},
});

constexpr auto kMemberNames = [] {
  std::array<std::string_view, kMembers.size()> names;
  std::ranges::transform(kMembers, names.begin(), &QueueMember::name);
  return names;
}();

/// Whether a name is bound, or an attribute of that name touched, where the holder is used.
bool is_taken(const std::string& name, const ObjectHolder& holder, const TransformContext& cx) {
  for (const Node node : cx.identifiers(name)) {
    if (holder.attribute.empty()) {
      if (node.field() != Field::attribute) return true;
      continue;
    }
    const Node owner = node.parent().is(NodeKind::attribute)
                           ? codemod::class_behind(cx.model(), node.parent().child(Field::object))
                           : Node();
    if (!owner || owner == holder.owner) return true;
  }
  return false;
}

std::string_view name_of(const ObjectHolder& holder, const TransformContext& cx) {
  return holder.attribute.empty() ? cx.model().binding(holder.variable).name : holder.attribute;
}

/// The call that an expression, or the keyword argument around it, is an argument of; null for none.
Node call_around(Node place) {
  Node argument = codemod::outermost_parentheses(place);
  if (argument.parent().is(NodeKind::keyword_argument)) argument = argument.parent();
  return argument.parent().is(NodeKind::argument_list) ? argument.parent().parent() : Node();
}

/// Whether the class has a declaration of the attribute that its decorator may make a parameter of the constructor.
bool is_field(const ObjectHolder& holder, const TransformContext& cx) {
  const bool generated = holder.owner.parent().is(NodeKind::decorated_definition) &&
                         cx.model().lookup_local(cx.model().scope_made_by(holder.owner), "__init__") == BindingId::none;
  const BindingId id = cx.model().lookup_local(cx.model().scope_made_by(holder.owner), holder.attribute);
  return generated && id != BindingId::none && std::ranges::any_of(cx.model().binding(id).definitions, [](const Definition& definition) {
           return bool(definition.statement.child(Field::type));
         });
}

/// The class around a method; null for other functions.
Node class_of(Node function) {
  Node block = function.parent();
  if (block.is(NodeKind::decorated_definition)) block = block.parent();
  return block.parent().is(NodeKind::class_definition) ? block.parent() : Node();
}

/// The word by which other files import the module.
std::string module_word(const TransformContext& cx) {
  const std::filesystem::path path(cx.path());
  const std::filesystem::path word = path.stem() == "__init__" ? path.parent_path().filename() : path.stem();
  return word.string();
}

/// Whether another file may call a function or make an instance of a class, where this file shows only its own calls.
std::optional<Obstacle> check_other_files(Node definition, const TransformContext& cx) {
  const Node name = definition.child(Field::name);
  const Node owner = definition.is(NodeKind::class_definition) ? Node() : class_of(definition);
  const bool is_local = !owner && cx.model().scope_of(definition) != codemod::ScopeId::module;
  if (is_local || name.text().starts_with('_')) return std::nullopt;
  const std::string quoted = "`" + std::string(name.text()) + "`";
  const std::string_view owner_name = owner.child(Field::name).text();
  if (const auto uses = cx.facts().foreign_function_uses(cx.path(), name.text(), owner_name)) {
    if (uses->empty()) return std::nullopt;
    return Obstacle{name, quoted + " is used at " + cx.facts().path(uses->front()) + ":" + std::to_string(uses->front().line)};
  }
  if (cx.facts().is_imported(owner ? owner_name : std::string_view(module_word(cx))))
    return Obstacle{name, "other files may call " + quoted};
  return std::nullopt;
}

}  // namespace

const QueueMember* find_queue_member(std::string_view name) {
  const auto found = std::ranges::find(kMembers, name, &QueueMember::name);
  return found == kMembers.end() ? nullptr : &*found;
}

std::span<const std::string_view> queue_members() { return kMemberNames; }

bool is_known_place(Node node, const TransformContext& cx) {
  return !node.is(NodeKind::attribute) || bool(codemod::class_behind(cx.model(), node.child(Field::object)));
}

QueueHolders::QueueHolders(const TrackedObject& queue, const TransformContext& cx)
    : queue_(queue), cx_(cx), ends_(queue.holders.size(), kNoEnd), made_(queue.holders.size()) {
  for (const ObjectMention& mention : queue.mentions)
    if (mention.from == kNoHolder && mention.to != kNoHolder) made_[mention.to] = true;
  find_ends();
}

/// Each holder needs what is done with it, and what the holders need that it is handed on to.
void QueueHolders::find_ends() {
  const auto add = [&](std::size_t holder, unsigned ends) {
    if (holder == kNoHolder || (ends_[holder] | ends) == ends_[holder]) return false;
    ends_[holder] |= ends;
    return true;
  };
  for (const ObjectUse& use : queue_.uses)
    if (const QueueMember* member = find_queue_member(use.member))
      for (const ObjectMention& mention : queue_.mentions)
        if (mention.place == use.node) add(mention.from, member->end);
  for (bool grown = true; grown;) {
    grown = false;
    for (const ObjectMention& mention : queue_.mentions)
      if (mention.to != kNoHolder) grown |= add(mention.from, ends_[mention.to]);
  }
}

Ends QueueHolders::end_of(std::size_t holder) const { return ends_[holder] == kSendEnd ? kSendEnd : kReceiveEnd; }

Ends QueueHolders::end_at(Node use, Ends preferred) const {
  for (const ObjectMention& mention : queue_.mentions)
    if (mention.place == use && mention.from != kNoHolder && !is_split(mention.from)) return end_of(mention.from);
  return preferred;
}

std::optional<Ends> QueueHolders::compared_end() const {
  unsigned ends = kNoEnd;
  for (std::size_t holder = 0; holder < queue_.holders.size(); ++holder)
    if (!is_split(holder)) ends |= end_of(holder);
  if (ends == kBothEnds) return std::nullopt;
  return ends == kReceiveEnd ? kReceiveEnd : kSendEnd;
}

std::optional<Obstacle> QueueHolders::check() {
  for (std::size_t holder = 0; holder < queue_.holders.size(); ++holder)
    if (auto obstacle = check_holder(holder)) return obstacle;
  for (const ObjectMention& mention : queue_.mentions)
    if (mention.node && !is_known_place(mention.node, cx_) && (mention.to != kNoHolder || mention.compared))
      return Obstacle{mention.node, "it is used through an object of an unknown class"};
  if (!choose_names()) return Obstacle{queue_.producers.front(), "the names for its two ends are taken"};
  return std::nullopt;
}

std::optional<Obstacle> QueueHolders::check_holder(std::size_t at) const {
  const ObjectHolder& holder = queue_.holders[at];
  if (holder.mixed_at) return Obstacle{holder.mixed_at, "it is also assigned something else"};
  if (made_[at])
    if (auto obstacle = check_made(at)) return obstacle;
  if (!made_[at] && is_split(at) && holder.container)
    return Obstacle{queue_.producers.front(), "a container would hold both of its ends"};
  if (!holder.functions.empty()) {
    const Node name = holder.functions.front().child(Field::name);
    if (is_split(at)) return Obstacle{name, "`" + std::string(name.text()) + "` returns it, and both of its ends are used there"};
    return std::nullopt;
  }
  return holder.variable != BindingId::none ? check_variable(at) : check_attribute(at);
}

std::optional<Obstacle> QueueHolders::check_made(std::size_t at) const {
  const ObjectHolder& holder = queue_.holders[at];
  const Node made = queue_.producers.front();
  if (holder.container) return Obstacle{made, "it is put into a container"};
  if (!holder.functions.empty()) return Obstacle{made, "it is returned"};
  for (const ObjectMention& mention : queue_.mentions)
    if (mention.to == at && mention.from != kNoHolder) return Obstacle{mention.place, "it is stored under another name, where queues are made as well"};
  return std::nullopt;
}

std::optional<Obstacle> QueueHolders::check_variable(std::size_t at) const {
  const Binding& binding = cx_.model().binding(queue_.holders[at].variable);
  if (binding.scope == codemod::ScopeId::module && cx_.model().is_exported(binding.name))
    return Obstacle{queue_.producers.front(), "its name is in `__all__`"};
  for (const Definition& definition : binding.definitions) {
    if (definition.kind == DefinitionKind::deletion) return Obstacle{definition.name, "it is deleted"};
    if (definition.kind == DefinitionKind::parameter) return check_parameter(at, definition);
  }
  return std::nullopt;
}

std::optional<Obstacle> QueueHolders::check_attribute(std::size_t at) const {
  const ObjectHolder& holder = queue_.holders[at];
  if (!is_field(holder, cx_)) return std::nullopt;
  if (is_split(at)) return Obstacle{holder.owner.child(Field::name), "it is a field of a class whose decorator may make a parameter of it"};
  return check_calls(at, holder.owner);
}

std::optional<Obstacle> QueueHolders::check_parameter(std::size_t at, const Definition& definition) const {
  const Binding& binding = cx_.model().binding(queue_.holders[at].variable);
  if (made_[at]) return Obstacle{queue_.producers.front(), "a parameter holds it"};
  if (binding.definitions.size() != 1)
    return Obstacle{binding.definitions.back().name, "the parameter is also assigned"};
  if (definition.statement.child(Field::value))
    return Obstacle{definition.name, "the parameter has a default"};
  if (std::ranges::find(queue_.mentions, at, &ObjectMention::to) == queue_.mentions.end())
    return Obstacle{definition.name, "the file does not show what the parameter is given"};
  const Node function = cx_.model().scope(binding.scope).node;
  if (!function.is(NodeKind::function_definition)) return Obstacle{definition.name, "its callers are not known"};
  const Node owner = class_of(function);
  return check_calls(at, owner && function.child(Field::name).text() == "__init__" ? owner : function);
}

/// Every call of the function or class must pass one of the queues.
std::optional<Obstacle> QueueHolders::check_calls(std::size_t at, Node definition) const {
  const std::string name(definition.child(Field::name).text());
  const bool is_class = definition.is(NodeKind::class_definition);
  const std::string reason = "`" + name + "` may be given another queue here";
  const auto is_known = [&](Node use) { return (is_class && codemod::in_annotation(use)) || passes_to(codemod::constructor_call(use), at); };
  if (auto obstacle = check_callers(definition, reason, is_known, cx_)) return obstacle;
  if (is_class)  // `cls(queue)`
    for (std::uint32_t index = definition.index(); index < definition.subtree_end(); ++index)
      if (const Node call = cx_.tree().node(index); call.is(NodeKind::call) && !passes_to(call, at) &&
                                                    codemod::class_behind(cx_.model(), call.child(Field::function)) == definition)
        return Obstacle{call, reason};
  return check_other_files(definition, cx_);
}

bool QueueHolders::passes_to(Node call, std::size_t at) const {
  return call && std::ranges::any_of(queue_.mentions, [&](const ObjectMention& mention) {
    return mention.to == at && call_around(mention.place) == call;
  });
}

bool QueueHolders::is_free(const std::string& suffix) const {
  for (std::size_t holder = 0; holder < queue_.holders.size(); ++holder) {
    if (!is_split(holder)) continue;
    if (is_taken(std::string(name_of(queue_.holders[holder], cx_)) + suffix, queue_.holders[holder], cx_)) return false;
  }
  return true;
}

bool QueueHolders::choose_names() {
  for (const auto& [send, receive] : {std::pair("_send", "_receive"), std::pair("_send_stream", "_receive_stream")})
    if (is_free(send) && is_free(receive)) {
      names_ = {send, receive};
      return true;
    }
  return false;
}

}  // namespace asyncio2anyio
