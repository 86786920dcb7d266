#include "engine/syntax/context.h"
#include "engine/transform/transform.h"
#include "engine/transform/transform_context.h"
#include "transforms/api/process_call.h"
#include "transforms/api/process_object.h"
#include "transforms/api/rewriting.h"

namespace asyncio2anyio {
namespace {

using codemod::Fix;
using codemod::Reference;
using codemod::ReferenceKind;
using codemod::TrackedObject;
using codemod::TransformContext;

/// Why a name stays that belongs to no process of this file.
std::string reason_for(const Reference& reference) {
  const std::string& name = reference.name;
  if (name.ends_with("Watcher") || name.ends_with("_watcher")) return "anyio leaves it to the event loop how the end of a process is noticed";
  if (name.starts_with("asyncio.create_subprocess_")) return codemod::call_of(reference.node) ? "its process is not followed: it is not awaited where it is started" : "it is used as a value";
  if (name == "asyncio.subprocess.Process") return "the process that it annotates is kept, or is not made in this file";
  if (name == "asyncio.subprocess") return "the module is used as a value";
  if (name.ends_with("Protocol") || name.ends_with("Transport")) return "anyio has no callback protocols";
  return "it belongs to a process that is not followed";
}

class Subprocess final : public codemod::Transform {
 public:
  [[nodiscard]] const codemod::TransformInfo& info() const override { return kInfo; }

  void run(TransformContext& cx) const override {
    for (const TrackedObject& object : cx.objects().objects())
      if (object.kind == "process") rewrite(object, cx);
    for (std::uint32_t index = 0; index < cx.references().size(); ++index) {
      const Reference& reference = cx.reference(index);
      const bool mine = reference.certain && cx.knowledge().responsible(reference.name).transform == kInfo.name;
      if (!mine || cx.is_decided(index)) continue;
      if (!subprocess_constant(reference.name).empty()) rename_constant(index, cx);
      else cx.keep(index, reason_for(reference));
    }
  }

 private:
  static void rewrite(const TrackedObject& process, TransformContext& cx) {
    Fix fix;
    fix.safety = codemod::Safety::safe;
    if (const auto obstacle = rewrite_process(process, fix, cx)) return keep_object(process, "process", *obstacle, cx);
    for (const std::uint32_t index : references_of(process, cx)) fix.claims.push_back({index, {}});
    cx.propose(std::move(fix));
  }

  static void rename_constant(std::uint32_t index, TransformContext& cx) {
    const Reference& reference = cx.reference(index);
    if (reference.kind != ReferenceKind::name) return cx.keep(index, "it is named in a string");
    Fix fix = rename(reference, "subprocess", subprocess_constant(reference.name), cx);
    if (fix.edits.empty()) return cx.keep(index, std::string(kShadowed));
    fix.title = "use the constant of `subprocess`";
    cx.propose(std::move(fix));
  }

  static constexpr codemod::TransformInfo kInfo{
      "subprocess", "Replace processes of asyncio by `anyio.run_process` and `anyio.open_process`",
      R"(A process that is started and, in the next statement, communicated with, becomes one call:

    process = await asyncio.create_subprocess_exec("ls", "-l", stdout=asyncio.subprocess.PIPE)
    out, err = await process.communicate()

    process = await anyio.run_process(["ls", "-l"], stdout=subprocess.PIPE, stderr=None, check=False)
    out, err = process.stdout, process.stderr

The command of `exec` becomes a list, that of `shell` stays a string. What asyncio does without being asked is written out, because
anyio has other defaults: it captures both outputs and raises for exit codes that are not zero. Standard input that is a pipe without data
becomes `DEVNULL`. The process moves at every use or nowhere (A-ATTRIBUTES); afterwards it may be asked for `returncode` and waited
for. The constants of `asyncio.subprocess` are those of `subprocess`.

Unsafe: data for the process (`input=`), because anyio fails when the process ends without reading it, and takes empty bytes for
none; a time limit or a handler for cancellation around the call or around its function in this file, because anyio then ends the process
and asyncio leaves it running. A process that stays open and is only waited for, signalled, or asked for `pid` and `returncode` becomes
`anyio.open_process`, whose process allows `kill()` after the end, for example. Where a test replaces the function.

Left alone: processes whose streams are used, that are passed on, stored or annotated, statements between start and
`communicate()`, keywords that anyio does not have (`preexec_fn`, `executable`, `close_fds=False`, `limit` of an open process), child
watchers, callback protocols. Before anyio 4.9, calls without data, as `run_process` had no `stdin=`.)",
      codemod::Safety::safe, 55};
};

}  // namespace

std::unique_ptr<const codemod::Transform> make_subprocess() { return std::make_unique<Subprocess>(); }

}  // namespace asyncio2anyio
