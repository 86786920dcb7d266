#pragma once

#include <memory>
#include <string_view>

#include "engine/edit/safety.h"

namespace codemod {

class TransformContext;

/// Who a transform is; all of it is static text.
struct TransformInfo {
  std::string_view name;     ///< kebab-case; equals the file name with '-' for '_'.
  std::string_view summary;  ///< One line, imperative, no full stop.
  std::string_view docs;     ///< Markdown: why, what is left alone, safety.
  Safety max_safety = Safety::unsafe;  ///< No fix may claim less safety than this.
  int order = 100;           ///< Position in the pipeline; ties go by name.
};

/// A rewrite: stateless, shared by all threads. Reads the context, reports through it.
class Transform {
 public:
  virtual ~Transform() = default;
  [[nodiscard]] virtual const TransformInfo& info() const = 0;
  /// Looks at one file in one pass and reports what it finds. A transform cannot fail the run.
  virtual void run(TransformContext& cx) const = 0;
};

}  // namespace codemod
