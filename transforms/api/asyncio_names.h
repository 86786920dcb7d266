#pragma once

#include <span>
#include <string>
#include <string_view>

#include "engine/support/version.h"

namespace asyncio2anyio {

/// What is known about one name of asyncio, of an object that asyncio hands out, or of the API
/// around it.
///
/// Names are spelled in one of three ways:
/// - importable: `asyncio.sleep`, `asyncio.subprocess.PIPE`, `pytest.mark.asyncio`,
/// `anyio.create_task`
///   (which anyio does not have);
/// - method of an object: `<kind>.<member>` such as `loop.time`, and the bare kind for the object
/// itself.
///   Kinds: barrier condition event executor future handle lock loop process queue reader runner
///   semaphore server task taskgroup timeout writer;
/// - attribute or variable that counts whatever it is looked up on: `on_event`, `HAS_ANYIO`.
struct ApiEntry {
  std::string_view name;
  std::string_view transform;  ///< Who rewrites it, or says why not.
  std::string_view advice;  ///< One sentence for the person who changes a kept reference by hand.
};

/// What makes a use of a name a reference.
enum class ApiKind {
  name,        ///< Resolves to asyncio or to something in it.
  method,      ///< Member of an object known to be of that kind; never what an import resolves to.
  adjacent,    ///< Resolves to another package.
  contextual,  ///< The name alone proves nothing (`on_event`, `unittest.mock.patch`): the transform
               ///< decides.
};

/// The entry for a canonical name: the exact one, else that of the longest prefix that ends before
/// a dot
/// (`asyncio.Queue.get` has the entry of `asyncio.Queue`), else null. Also answers for the kinds
/// `bounded-semaphore`, `thread-pool` and `process-pool`, which share the members of `semaphore`
/// and `executor`.
///
/// Do not look up a qualified name of the program unless its first part is a package of the table:
/// a module called `loop` is not an event loop. `find_imported_api` takes care of that.
[[nodiscard]] const ApiEntry* find_api(std::string_view canonical_name);
/// `find_api` for what an import resolves to: null for the entries that are methods or contextual
/// variables.
[[nodiscard]] const ApiEntry* find_imported_api(std::string_view canonical_name);
[[nodiscard]] ApiKind kind_of(const ApiEntry& entry);
/// Every entry, in sorted runs.
[[nodiscard]] std::span<const std::span<const ApiEntry>> api_tables();

/// The spelling that the table uses for a public name reached through a submodule:
/// `asyncio.locks.Lock` becomes `asyncio.Lock`, `concurrent.futures.thread.ThreadPoolExecutor`
/// loses `.thread`. Anything else stays as it is, `asyncio.subprocess.PIPE` included.
[[nodiscard]] std::string canonical_name(std::string_view qualified);

/// The kind of object that a call of this name makes, "" when none. When `is_awaited_constructor`,
/// the object is what `await` gives; otherwise it is what the call itself gives, and an awaited
/// call gives something else. Three kinds are finer than the table's: `bounded-semaphore`,
/// `thread-pool`, `process-pool`.
[[nodiscard]] std::string_view object_kind_of_constructor(std::string_view canonical_name);
[[nodiscard]] bool is_awaited_constructor(std::string_view canonical_name);
/// The kind of object that a variable annotated with this name holds, "" when none.
[[nodiscard]] std::string_view object_kind_of_type(std::string_view canonical_name);

/// Is it bound by `from asyncio import *` in any supported Python (3.8 to 3.14), on any platform?
[[nodiscard]] bool is_public_asyncio_name(std::string_view name);

/// The lowest anyio release that has an emitted form. Keys, from general to special:
/// - `anyio.sleep`: the name, used anywhere, for objects also outside a running loop;
/// - `anyio.Lock@loop`: an object that is certainly made, or a method called, while a loop runs;
/// - `anyio.to_thread.run_sync(abandon_on_cancel)`: one argument of the call.
///   `anyio.run(backend_options.debug)` is one option, `anyio.Condition(shared-lock)` a condition
///   whose lock is also acquired directly;
/// - `anyio.TaskGroup.create_task`, `anyio.TaskHandle`: members and classes by their public name;
/// - `pytest.anyio_mode`: the setting of anyio's pytest plugin.
/// A key without entry has the release of its shorter form (`@…`, `(…)` or the last member
/// removed); an unknown name of anyio counts as new as the newest supported release, anything else
/// needs no release at all.
[[nodiscard]] codemod::Version min_anyio(std::string_view emitted);

}  // namespace asyncio2anyio
