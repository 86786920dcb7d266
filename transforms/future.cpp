#include <algorithm>

#include "engine/syntax/context.h"
#include "engine/transform/transform.h"
#include "transforms/api/asyncio_names.h"
#include "transforms/api/future_uses.h"
#include "transforms/api/hint_strings.h"
#include "transforms/api/lock_foreign.h"
#include "transforms/api/rewriting.h"

namespace asyncio2anyio {
namespace {

using codemod::BindingId;
using codemod::Field;
using codemod::Fix;
using codemod::Node;
using codemod::NodeKind;
using codemod::ObjectUse;
using codemod::Reference;
using codemod::ReferenceKind;
using codemod::TrackedObject;
using codemod::TransformContext;

constexpr std::string_view kFuture = "asyncio.Future";
constexpr std::string_view kCreateFuture = "loop.create_future";

/// The name of the constructor behind a producer, as the references spell it.
std::string constructor_of(const TrackedObject& future, std::size_t number,
                           const TransformContext& cx) {
  const auto index = cx.reference_at(future.references[number]);
  return index ? cx.reference(*index).name : std::string();
}

/// Whether the program makes the future itself, instead of being given one for a task or a thread.
bool is_own(const TrackedObject& future, const TransformContext& cx) {
  for (std::size_t i = 0; i < future.references.size(); ++i) {
    const std::string name = constructor_of(future, i, cx);
    if (!name.empty() && name != kFuture && name != kCreateFuture) return false;
  }
  return true;
}

/// Moves one future in one fix, or keeps it.
class Migration {
 public:
  Migration(const TrackedObject& future, TransformContext& cx)
      : future_(future), plan_(plan_future(future)), cx_(cx) {
    fix_.safety = codemod::Safety::unsafe;
    fix_.title = plan_.form == FutureForm::event ? "use `anyio.Event`, all that the future is for"
                                                 : "use `anyio.Future`";
  }

  /// Why the future cannot move; nothing when it can.
  std::optional<Obstacle> obstacle() { return build(); }

  void run() {
    if (const auto obstacle = build()) return keep_objects({&future_}, *obstacle, cx_);
    cx_.propose(std::move(fix_));
  }

 private:
  std::optional<Obstacle> build() {
    if (auto obstacle = check()) return obstacle;
    for (std::size_t i = 0; i < future_.references.size(); ++i)
      if (auto obstacle = rewrite_constructor(i)) return obstacle;
    for (const ObjectUse& use : future_.uses)
      if (auto obstacle = rewrite_future_use(plan_, use, fix_, cx_)) return obstacle;
    for (const std::uint32_t index : type_references(future_, cx_))
      if (auto obstacle = retype(index)) return obstacle;
    for (const std::uint32_t index : method_references(future_, cx_))
      fix_.claims.push_back({index, {}});
    return std::nullopt;
  }

  std::optional<Obstacle> check() const {
    if (!future_.doubt.empty()) return Obstacle{future_.doubt_at, future_.doubt};
    if (future_.attribute.empty() && future_.variables.empty())
      return Obstacle{future_.producers.front(), future_.uses.empty()
                                                     ? "nothing holds it"
                                                     : describe_use(future_.uses.front())};
    if (!future_.passes.empty())
      return Obstacle{future_.passes.front().node, "it is passed to a function"};
    for (const BindingId variable : future_.variables)
      if (cx_.model().binding(variable).definitions.front().kind ==
          codemod::DefinitionKind::parameter)
        return Obstacle{future_.producers.front(), "a parameter holds it"};
    if (auto obstacle = check_lookups(future_, cx_)) return obstacle;
    return check_foreign(future_, {future_members(), {}}, cx_);
  }

  [[nodiscard]] std::string target() const {
    return plan_.form == FutureForm::event ? "Event" : "Future";
  }

  /// An import of asyncio, so that the new one takes its place.
  [[nodiscard]] BindingId root() const {
    for (const Reference& reference : cx_.references())
      if (reference.kind == ReferenceKind::name && reference.certain) return reference.root;
    return BindingId::none;
  }

  std::optional<Obstacle> rewrite_constructor(std::size_t number) {
    const Node name = future_.references[number];
    const Node call = future_.producers[number];
    const auto index = cx_.reference_at(name);
    if (!index) return Obstacle{name, "the name may also stand for something else"};
    const bool is_method = cx_.reference(*index).kind == ReferenceKind::method;
    const auto local =
        cx_.need_import(fix_, name, is_method ? root() : cx_.reference(*index).root, "anyio");
    if (!local) return Obstacle{name, std::string(kShadowed)};
    const std::string form = "anyio." + target();
    const codemod::Version version = min_anyio(form);
    if (version > cx_.targets().library)
      return Obstacle{name, "`" + form + "` needs anyio " + to_string(version)};
    fix_.need(version);
    if (!call.is(NodeKind::call) || !codemod::arguments_of(call).empty() ||
        (!is_method && codemod::call_of(name) != call))
      return Obstacle{name, "it is made by a factory or with arguments"};
    fix_.replace(call.child(Field::function), *local + "." + target());
    return std::nullopt;
  }

  std::optional<Obstacle> retype(std::uint32_t index) {
    const Reference& reference = cx_.reference(index);
    const bool string = reference.node.is(NodeKind::string);
    if (reference.name != kFuture)
      return Obstacle{reference.node, "its annotation names another class"};
    const BindingId root = string ? root_in_string(reference.node, kFuture, cx_) : reference.root;
    const auto local = cx_.need_import(fix_, reference.node, root, "anyio");
    if (!local) return Obstacle{reference.node, std::string(kShadowed)};
    const std::string type = *local + "." + target();
    fix_.claims.push_back({index, {}});
    if (plan_.form == FutureForm::event) return retype_event(reference.node, type);
    if (!string)
      fix_.replace(reference.node, type);
    else if (!replace_in_string(fix_, reference.node, kFuture, type, cx_))
      return Obstacle{reference.node, "the string does not spell it in one piece"};
    return std::nullopt;
  }

  /// An event has no type of result.
  std::optional<Obstacle> retype_event(Node node, const std::string& type) {
    if (node.is(NodeKind::string)) {
      const Node content = node.child(NodeKind::string_content);
      const std::string_view text = content.text();
      const bool whole = text.find_first_of(" |,'\"") == std::string_view::npos &&
                         (text.find('[') == std::string_view::npos || text.ends_with(']')) &&
                         text.substr(0, text.find('[')).ends_with("Future");
      if (!whole) return Obstacle{node, "its annotation says more than `asyncio.Future`"};
      fix_.replace(content, type);
      return std::nullopt;
    }
    const Node parent = node.parent();
    const bool generic = (parent.is(NodeKind::subscript) && parent.child(Field::value) == node) ||
                         (parent.is(NodeKind::generic_type) && parent.first_child() == node);
    fix_.replace(generic ? parent : node, type);
    return std::nullopt;
  }

  const TrackedObject& future_;
  FuturePlan plan_;
  TransformContext& cx_;
  Fix fix_;
};

/// A future that a task, a thread or a group of them stands behind goes with what made it.
void keep_made_elsewhere(const TrackedObject& future, TransformContext& cx) {
  for (std::size_t i = 0; i < future.references.size(); ++i) {
    const std::string name = constructor_of(future, i, cx);
    if (name.empty() || name == kFuture || name == kCreateFuture) continue;
    for (const std::uint32_t index : method_references(future, cx))
      cx.keep(index, "the future comes from `" + name + "`, and stays as long as that does");
    return;
  }
}

std::string reason_for(const Reference& reference) {
  if (reference.kind == ReferenceKind::name && !reference.certain)
    return "the name may also stand for something else";
  if (reference.kind == ReferenceKind::adjacent || codemod::in_annotation(reference.node))
    return "it annotates a future that stays, or one that is not made in this file";
  if (reference.name == "asyncio.InvalidStateError")
    return "a future of anyio that is finished or not yet finished raises other exceptions";
  const Node parent = codemod::outermost_parentheses(reference.node).parent();
  if (reference.name == "asyncio.isfuture")
    return "awaitable objects of anyio have no class in common";
  if (parent.is(NodeKind::argument_list) && parent.parent().is(NodeKind::class_definition))
    return "it has a subclass";
  return "the class is used as a value";
}

class Future final : public codemod::Transform {
 public:
  [[nodiscard]] const codemod::TransformInfo& info() const override { return kInfo; }

  void run(TransformContext& cx) const override {
    for (const TrackedObject& object : cx.objects().objects()) {
      if (object.kind != "future") continue;
      if (is_own(object, cx))
        Migration(object, cx).run();
      else
        keep_made_elsewhere(object, cx);
    }
    for (std::uint32_t index = 0; index < cx.references().size(); ++index) {
      const Reference& reference = cx.reference(index);
      const bool mine = reference.kind != ReferenceKind::method &&
                        cx.knowledge().responsible(reference.name).transform == kInfo.name;
      if (mine && !cx.is_decided(index)) cx.keep(index, reason_for(reference));
    }
  }

  /// `create_future` goes with the future that it makes, and the loop may go when that has gone.
  [[nodiscard]] codemod::UseAnswer rewrite_use(const TrackedObject& object, const ObjectUse& use,
                                               TransformContext& cx) const override {
    const bool makes_future = object.kind == "loop" && use.kind == codemod::UseKind::method_call &&
                              use.member == "create_future";
    const TrackedObject* made = makes_future ? cx.objects().made_by(use.outer) : nullptr;
    if (!made || made->kind != "future") return {};
    const auto obstacle = Migration(*made, cx).obstacle();
    return {std::nullopt, "the future that it makes stays" +
                              (obstacle ? ", because " + obstacle->reason : std::string())};
  }

 private:
  static constexpr codemod::TransformInfo kInfo{
      "future", "Replace futures by `anyio.Event` or `anyio.Future` where every use is seen",
      R"(A future that the program makes itself (`asyncio.Future()`, `loop.create_future()`) moves at every use or
nowhere. One that only tells that something has happened becomes an `anyio.Event`: nothing but `None` is set, and no
result is read. `set_result(None)` becomes `set()`, `done()` becomes `is_set()`, `await future` becomes `await
event.wait()`, and `call_soon(future.set_result, None)` passes `event.set`.

Any other becomes an `anyio.Future`, which needs anyio 4.15: `set_result(value)` and `set_exception(error)` become
assignments to `return_value` and `exception`, `result()` and `exception()` become attributes, `done()` and
`cancelled()` compare `status`. Awaiting a failed future of anyio raises `FutureFailed`; where `set_exception` is called,
the exception itself is raised by a line of its own, so that handlers see what they saw.

Left alone: futures that are returned, put into containers or passed on; `cancel()`, callbacks, `set_result` as a value
or inside an expression; futures of tasks, threads and gathers; attributes that another given file uses. Files that
are not given are taken not to touch them (A-ATTRIBUTES).

Unsafe: a waiter that is cancelled or runs into a timeout cancels a future of asyncio, and leaves an event or a future of
anyio as it is. An event may be set twice. A future of anyio that is finished twice raises other exceptions than
`InvalidStateError`. Waiting for what has already happened lets other tasks run.)",
      codemod::Safety::unsafe, 56};
};

}  // namespace

std::unique_ptr<const codemod::Transform> make_future() { return std::make_unique<Future>(); }

}  // namespace asyncio2anyio
