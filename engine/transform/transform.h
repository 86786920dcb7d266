#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "engine/edit/fix.h"
#include "engine/edit/safety.h"
#include "engine/semantics/object_table.h"

namespace codemod {

class TransformContext;

/// Who a transform is; all of it is static text.
struct TransformInfo {
  std::string_view name;     ///< kebab-case; equals the file name with '-' for '_'.
  std::string_view summary;  ///< One line, imperative, no full stop.
  std::string_view docs;     ///< Markdown: why, what is left alone, safety.
  Safety max_safety = Safety::safe;  ///< No fix may claim more safety than this.
  int order = 100;           ///< Position in the pipeline; ties go by name.
};

/// What a transform makes of one use of an object: nothing (not its business), a part of the
/// object's fix, or a refusal, which keeps the whole object.
struct UseAnswer {
  std::optional<Fix> fix;
  std::string refusal;
  [[nodiscard]] bool mine() const { return fix.has_value() || !refusal.empty(); }
};

/// A rewrite: stateless, shared by all threads. Reads the context, reports through it.
class Transform {
 public:
  virtual ~Transform() = default;
  [[nodiscard]] virtual const TransformInfo& info() const = 0;
  /// Looks at one file in one pass and reports what it finds. A transform cannot fail the run.
  virtual void run(TransformContext& cx) const = 0;
  /// Takes an object whose kind migrates by use as a whole, before its uses are asked about one by one: then
  /// every reference of it is decided here. False leaves it to the others.
  [[nodiscard]] virtual bool take_object(const TrackedObject& object, TransformContext& cx) const {
    static_cast<void>(object), static_cast<void>(cx);
    return false;
  }
  /// Rewrites one use of an object whose kind migrates by use (a loop): called before any `run`. The edits
  /// must replace the text of `use.node`, so that afterwards nothing holds the object any more.
  [[nodiscard]] virtual UseAnswer rewrite_use(const TrackedObject& object, const ObjectUse& use,
                                              TransformContext& cx) const {
    static_cast<void>(object), static_cast<void>(use), static_cast<void>(cx);
    return {};
  }
};

}  // namespace codemod
