#pragma once

#include <string>
#include <string_view>

#include "engine/edit/fix.h"
#include "engine/transform/transform_context.h"

namespace asyncio2anyio {

/// The reason that every transform gives when a needed name is taken.
inline constexpr std::string_view kShadowed =
    "a name that the new code needs is bound to something else here, or imported conditionally";

/// A safe fix that replaces a reference by `module.member` under the name by which the module is (or will be)
/// imported. `member` may be dotted (`to_thread.run_sync`). No edits when that name is not to be had.
[[nodiscard]] codemod::Fix rename(const codemod::Reference& reference, std::string_view module, std::string_view member,
                                  const codemod::TransformContext& cx);

/// The reference that an import stands behind: for a method of a loop that made something, the one that made the loop.
[[nodiscard]] const codemod::Reference& imported_reference(const codemod::Reference& reference, const codemod::TransformContext& cx);

/// Says that the new name of a reference (the text of the fix's first edit, `module.member`) is called with the same
/// arguments, so that patches of the old name may follow it. Those that do not make the fix unsafe.
void let_patches_follow(codemod::Fix& fix, std::uint32_t index, std::string_view module, std::string_view member,
                        const codemod::TransformContext& cx);

/// Makes a fix unsafe where some file replaces the name: what takes its place is called in another way.
void note_patches(codemod::Fix& fix, const codemod::Reference& reference, const codemod::TransformContext& cx);

/// Whether `name` means the builtin at `at`.
[[nodiscard]] bool is_builtin(std::string_view name, codemod::Node at, const codemod::TransformContext& cx);

/// What separates a simple statement from one inserted behind it: a newline and the statement's
/// indentation, or `; ` where the line holds more than the statement.
[[nodiscard]] std::string separator_behind(codemod::Node statement, const codemod::TransformContext& cx);

/// Moves the lines of `node` behind its first one as far to the left as `node` itself moves when it comes to stand where `place`
/// begins; false, with nothing done, where a string over several lines is among them.
[[nodiscard]] bool outdent_lines(codemod::Node node, codemod::Node place, codemod::Fix& fix);

/// Forgets to indent lines that the same fix removes.
void drop_indentation_of_removed_lines(codemod::Fix& fix);

}  // namespace asyncio2anyio
