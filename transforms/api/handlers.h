#pragma once

#include "engine/syntax/node.h"

namespace asyncio2anyio {

/// How control can get out of an exception handler.
struct HandlerExits {
  bool reraises = false;   ///< `raise` of what was caught.
  bool leaves = false;     ///< `return`, `break`, another exception.
  bool goes_on = false;    ///< Runs off its end, so that the code behind the `try` runs.
  bool continues = false;  ///< `continue` of the loop around the `try`.

  /// Whether nothing but the caught exception comes out.
  [[nodiscard]] bool always_reraise() const {
    return reraises && !leaves && !goes_on && !continues;
  }
};

/// The ways out of an `except` clause for a cancellation. Where the syntax does not tell (a loop
/// may run zero times, a `with` may swallow, a nested handler may catch), every way that is
/// possible counts.
[[nodiscard]] HandlerExits exits_of(codemod::Node except_clause);

/// The `except` clause whose exceptions `node` names; null when it stands elsewhere.
[[nodiscard]] codemod::Node handler_naming(codemod::Node node);

/// Whether `node` is a target that is assigned to or deleted, not a value that is read.
[[nodiscard]] bool is_written_to(codemod::Node node);

}  // namespace asyncio2anyio
