#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "engine/semantics/semantic_model.h"
#include "engine/support/version.h"

namespace asyncio2anyio {

/// `try: import anyio; HAS_ANYIO = True` / `except ImportError: HAS_ANYIO = False`.
struct AnyioGuard {
  codemod::Node statement;  ///< The `try`.
  codemod::Node handler;    ///< Its only except clause.
  codemod::Node import;     ///< The name of `anyio` in its import.
  std::string obstacle;     ///< Why it cannot be resolved; empty when it can.
};

/// An expression whose value is known once anyio is required.
struct KnownValue {
  codemod::Node expression;
  codemod::Node name;  ///< The flag, or the module that is tested, in it.
  bool value = true;
};

/// The guards of a file. One is understood when its body only imports anyio, sniffio and their parts, and sets flags, and
/// `anyio`, the oldest release to work with, has what it imports.
[[nodiscard]] std::vector<AnyioGuard> anyio_guards(const codemod::SemanticModel& model, codemod::Version anyio);

/// What a file asks about anyio: flags that only a guard sets, flags of a usual name that are imported from elsewhere,
/// `anyio is None` where a guard makes it so.
[[nodiscard]] std::vector<KnownValue> known_values(const codemod::SemanticModel& model,
                                                   const std::vector<AnyioGuard>& guards);

/// Whether this is what such a flag is usually called.
[[nodiscard]] bool is_usual_flag(std::string_view name);

/// Whether `inner` binds its name nowhere but inside that guard, each flag `True` in the body and false in the handler.
[[nodiscard]] bool is_flag_of(const codemod::Binding& binding, const AnyioGuard& guard);

}  // namespace asyncio2anyio
