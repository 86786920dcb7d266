#pragma once

#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "engine/semantics/semantic_model.h"
#include "engine/support/version.h"

namespace asyncio2anyio {

/// Flags whose value the user tells, by name.
using KnownFlags = std::map<std::string, bool, std::less<>>;

/// `try: import anyio; HAS_ANYIO = True` / `except ImportError: HAS_ANYIO = False`; also one of other packages, when
/// the user told its flag.
struct AnyioGuard {
  codemod::Node statement;  ///< The `try`.
  codemod::Node handler;    ///< Its only except clause.
  codemod::Node import;     ///< The name of `anyio` in its import; the flag, where the user told one that it sets.
  std::string obstacle;     ///< Why it cannot be resolved; empty when it can.
  bool holds = true;        ///< Whether the import succeeds; else the handler is what runs.
  bool told = false;        ///< The user told its flag.

  [[nodiscard]] codemod::Node body() const { return statement.child(codemod::Field::body); }
  /// The part that never runs.
  [[nodiscard]] codemod::Node dead() const { return holds ? handler : body(); }
};

/// An expression whose value is known once anyio is required.
struct KnownValue {
  codemod::Node expression;
  codemod::Node name;  ///< The flag, or the module that is tested, in it.
  bool value = true;
  std::string obstacle = {};  ///< Why it cannot be taken for granted after all; empty when it can.
  bool told = false;          ///< By the user.
};

/// `FLAG = …` of a flag that the user told, at module level and nowhere else.
struct FlagAssignment {
  codemod::Node assignment;
  bool value = true;
};

/// The guards of a file. One is understood when its body only imports anyio, sniffio and the standard library, and
/// assigns constants, and `anyio`, the oldest release to work with, has what it imports; one of a flag that the user told
/// may import anything.
[[nodiscard]] std::vector<AnyioGuard> anyio_guards(const codemod::SemanticModel& model, const KnownFlags& flags,
                                                   codemod::Version anyio);

/// What a file asks about anyio: flags that only a guard sets, flags of a usual name that are imported from elsewhere,
/// `anyio is None` where a guard makes it so; and flags that the user told, also as attributes of a module.
[[nodiscard]] std::vector<KnownValue> known_values(const codemod::SemanticModel& model,
                                                   const std::vector<AnyioGuard>& guards, const KnownFlags& flags);

/// Where a file sets flags that the user told, outside of guards, to something else than a constant.
[[nodiscard]] std::vector<FlagAssignment> flag_assignments(const codemod::SemanticModel& model,
                                                           const std::vector<AnyioGuard>& guards, const KnownFlags& flags);

/// Whether this is what such a flag is usually called.
[[nodiscard]] bool is_usual_flag(std::string_view name);

/// Whether `inner` binds its name nowhere but inside that guard, each flag `True` in the body and false in the handler.
[[nodiscard]] bool is_flag_of(const codemod::Binding& binding, const AnyioGuard& guard);

}  // namespace asyncio2anyio
