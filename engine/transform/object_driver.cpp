#include "engine/transform/object_driver.h"

#include <algorithm>

#include "engine/edit/import_editor.h"
#include "engine/syntax/context.h"

namespace codemod {
namespace {

/// What stands in the way of migrating an object.
struct Obstacle {
  Node at;
  std::string reason;
};

/// Whether the annotation belongs to the assignment that makes the object: `loop: Final = get_running_loop()`.
bool goes_with_producer(const TrackedObject& object, Node annotation) {
  const Node assignment = annotation.parent();
  return std::ranges::any_of(object.producers, [&](Node producer) { return assignment.encloses(producer); });
}

bool is_blank_line(const SourceFile& source, std::uint32_t begin, std::uint32_t end) {
  return source.bytes().substr(begin, end - begin).find_first_not_of(" \t\f\r\n") == std::string_view::npos;
}

/// What to delete to remove a statement, so that no blank line stays where a block begins and no two meet.
TextRange range_with_gap(Node statement) {
  TextRange range = removal_range(statement);
  const SourceFile& source = statement.tree()->source();
  const bool whole_lines = source.line_begin(range.begin) == range.begin && source.line_begin(range.end) == range.end;
  if (!whole_lines || range.begin == 0 || range.end >= source.bytes().size()) return range;
  const bool first = statement.parent().named_children().front() == statement;
  const bool gap = is_blank_line(source, source.line_begin(range.begin - 1), range.begin);
  const std::uint32_t next = source.line_end(range.end);
  if ((first || gap) && is_blank_line(source, range.end, next)) range.end = next;
  return range;
}

class Driver {
 public:
  Driver(std::span<const Transform* const> transforms, TransformContext& cx) : transforms_(transforms), cx_(cx) {}

  void migrate(const TrackedObject& object) {
    Fix whole;
    whole.safety = Safety::safe;
    std::optional<Obstacle> obstacle = known_uses(object);
    for (const ObjectUse& use : object.uses) {
      if (obstacle) break;
      obstacle = add_part(object, use, whole);
    }
    if (!obstacle) obstacle = remove_producers(object, whole);
    if (obstacle) return keep(object, *obstacle);
    cx_.enter(who_);
    cx_.propose(std::move(whole));
  }

 private:
  std::optional<Obstacle> known_uses(const TrackedObject& object) const {
    if (!object.doubt.empty()) return Obstacle{object.doubt_at, object.doubt};
    if (!object.attribute.empty())
      return Obstacle{object.producers.front(), "it is held by the attribute `" + std::string(object.attribute) + "`"};
    if (!object.none_values.empty()) return Obstacle{object.none_values.front(), "it may be `None`"};
    for (const Node annotation : object.annotations)
      if (!goes_with_producer(object, annotation)) return Obstacle{annotation, "its type is annotated"};
    if (object.variables.size() > 1) return Obstacle{object.producers.front(), "it is passed on"};
    for (const BindingId variable : object.variables)
      if (cx_.model().binding(variable).declared_global || cx_.model().binding(variable).scope == ScopeId::module)
        return Obstacle{object.producers.front(), "it is a global variable"};
    return std::nullopt;
  }

  std::optional<Obstacle> add_part(const TrackedObject& object, const ObjectUse& use, Fix& whole) {
    for (const Transform* transform : transforms_) {
      cx_.enter(transform->info().name);
      UseAnswer answer = transform->rewrite_use(object, use, cx_);
      if (!answer.mine()) continue;
      if (!answer.fix) return Obstacle{use.node, answer.refusal};
      join(transform->info().name, *answer.fix, whole);
      return std::nullopt;
    }
    if (use.member.empty()) return Obstacle{use.node, "it is used as a value"};
    return Obstacle{use.node, "no rewrite is known for `" + std::string(object.kind) + "." + std::string(use.member) + "`"};
  }

  void join(std::string_view name, const Fix& part, Fix& whole) {
    if (who_.empty()) who_ = name;
    for (const Edit& edit : part.edits) {
      whole.edits.push_back(edit);
      for (const std::uint32_t index : cx_.references_in(edit.range)) whole.claims.push_back({index, name});
    }
    whole.guards.insert(whole.guards.end(), part.guards.begin(), part.guards.end());
    whole.imports.insert(whole.imports.end(), part.imports.begin(), part.imports.end());
    whole.definitions.insert(whole.definitions.end(), part.definitions.begin(), part.definitions.end());
    for (Claim claim : part.claims) {
      if (claim.transform.empty()) claim.transform = name;
      whole.claims.push_back(claim);
    }
    whole.at_least(part.safety);
    whole.need(part.needs);
    const bool told = whole.title.find(part.title) != std::string::npos;
    if (!told) whole.title += (whole.title.empty() ? "" : "; ") + part.title;
  }

  /// Deletes the assignments that made the object; parts have replaced it where nothing holds it.
  std::optional<Obstacle> remove_producers(const TrackedObject& object, Fix& whole) {
    if (object.variables.empty()) return object.uses.empty() ? std::optional(Obstacle{object.producers.front(), "nothing uses it"}) : std::nullopt;
    for (const Node producer : object.producers) {
      const Node statement = statement_of(producer);
      const Node assignment = statement.first_child();
      const bool whole_statement = statement.is(NodeKind::expression_statement) && assignment.is(NodeKind::assignment) &&
                                   strip_parentheses(assignment.child(Field::right)) == producer;
      if (!whole_statement) return Obstacle{producer, "it is made inside a larger statement"};
      if (!is_async_function(cx_.model().function_of(producer)))
        return Obstacle{producer, "it is taken outside of async code"};
      if (!arguments_of(producer).empty()) return Obstacle{producer, "it is made with arguments"};
      if (is_alone_in_block(statement) && !statement.parent().parent().is(NodeKind::function_definition))
        return Obstacle{producer, "it is all that a block holds"};
      if (is_alone_in_block(statement)) whole.replace(statement, "pass");
      else whole.erase(range_with_gap(statement));
      if (who_.empty()) who_ = cx_.knowledge().responsible(cx_.reference(*cx_.reference_at(producer.child(Field::function))).name).transform;
      if (whole.title.empty()) whole.title = "remove the unused " + std::string(object.kind);
    }
    return std::nullopt;
  }

  void keep(const TrackedObject& object, const Obstacle& obstacle) {
    const std::uint32_t line = cx_.tree().source().original_line(obstacle.at.begin());
    for (const ObjectUse& use : object.uses) {
      if (use.kind != UseKind::method_call && use.kind != UseKind::member) continue;
      const Node attribute = use.kind == UseKind::method_call ? use.outer.child(Field::function) : use.outer;
      const auto index = cx_.reference_at(attribute.child(Field::attribute));
      if (index) keep_one(*index, object, use.node == obstacle.at, line, obstacle.reason);
    }
    for (const Node reference : object.references) {
      // What stands at the constructor itself needs no place.
      const bool here = obstacle.at.encloses(reference);
      if (const auto index = cx_.reference_at(reference)) keep_one(*index, object, here, line, obstacle.reason);
    }
  }

  void keep_one(std::uint32_t index, const TrackedObject& object, bool is_obstacle, std::uint32_t line,
                const std::string& reason) {
    cx_.enter(cx_.knowledge().responsible(cx_.reference(index).name).transform);
    const std::string kind(object.kind);
    cx_.keep(index, is_obstacle ? reason : "the " + kind + " is kept because of line " + std::to_string(line) + ": " + reason);
  }

  std::span<const Transform* const> transforms_;
  TransformContext& cx_;
  std::string_view who_;
};

bool is_taken(std::span<const Transform* const> transforms, const TrackedObject& object, TransformContext& cx) {
  return std::ranges::any_of(transforms, [&](const Transform* transform) {
    cx.enter(transform->info().name);
    return transform->take_object(object, cx);
  });
}

}  // namespace

void migrate_objects(std::span<const Transform* const> transforms, TransformContext& cx) {
  for (const TrackedObject& object : cx.objects().objects())
    if (cx.knowledge().migrates_by_use(object.kind) && !is_taken(transforms, object, cx)) Driver(transforms, cx).migrate(object);
}

}  // namespace codemod
