#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "engine/semantics/semantic_model.h"

namespace codemod {

/// What looping over a container gives: its keys, or what it holds.
enum class ContainerShape : std::uint8_t { unknown, mapping, sequence };

/// A place where a container is made, with everything that is in it from the start.
struct ContainerMade {
  ContainerShape shape = ContainerShape::unknown;
  std::vector<Node> values;  ///< Expressions that are put in; bodies of comprehensions and lambdas included.
  Node factory;              ///< What `defaultdict` calls for a missing key; null without one.
  Node type;                 ///< `dict[str, Lock]` of `dict[str, Lock]()`; null without one.
};

/// Reads an expression that makes one of Python's own containers: a display, a comprehension, `dict()`,
/// `defaultdict(Lock)`, `field(default_factory=dict)`. Nothing for other expressions, and for containers that are filled
/// from something that cannot be seen.
[[nodiscard]] std::optional<ContainerMade> read_container(const SemanticModel& model, Node value);

/// Whether `value` is the factory that a `defaultdict` is given: its call; null otherwise.
[[nodiscard]] Node defaultdict_given(const SemanticModel& model, Node value);

/// What happens to a container, or to what it holds, at one place.
struct ContainerUse {
  enum Kind : std::uint8_t {
    neutral,   ///< Nothing that it holds gets out or in: `k in c`, `len(c)`, `c.clear()`.
    element,   ///< `expression` gives something that it holds: `c[k]`, `c.get(k)`, `c.setdefault(k, value)`.
    stored,    ///< Something is put in: `c[k] = value`, `c.append(value)`.
    iterated,  ///< A loop over `expression` gives everything that it holds: `c`, `c.values()`, `list(c)`.
    pairs,     ///< The same with keys: `c.items()`.
    argument,  ///< Passed to a call whose callee has to be followed.
    unknown,
  } kind = unknown;
  Node expression;
  Node value;  ///< What is put in, or given for a missing key; null for none.
};

/// The use of a container at the place where `container` stands.
[[nodiscard]] ContainerUse classify_container_use(const SemanticModel& model, Node container, ContainerShape shape);

/// The container that a call or subscript takes something from or puts something into (`c` of `c[k]`, `c.pop(k)`,
/// `c.append(x)`); null for others.
[[nodiscard]] Node container_behind(Node expression);
/// The argument of a method of containers that is put in or handed back: `x` of `c.append(x)`, `c.setdefault(k, x)`; null
/// for other calls.
[[nodiscard]] Node value_argument(Node call);

/// The name that a loop over `iterable` gives its values to, the second one of a pair where `pairs` says so; null when it
/// is no loop, or the values go elsewhere.
[[nodiscard]] Node loop_name(Node iterable, bool pairs);

}  // namespace codemod
