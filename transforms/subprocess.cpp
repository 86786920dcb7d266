#include <algorithm>

#include "engine/syntax/context.h"
#include "engine/transform/transform.h"
#include "engine/transform/transform_context.h"
#include "transforms/api/process_call.h"
#include "transforms/api/process_object.h"
#include "transforms/api/process_open.h"
#include "transforms/api/rewriting.h"
#include "transforms/api/stream_errors.h"

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

/// A process that stays open, with the pipes that others may share.
struct OpenCandidate {
  const TrackedObject* process;
  StreamFlow flow;
  std::optional<Obstacle> obstacle;
};

StreamFlow empty_flow(const TrackedObject& process, TransformContext& cx) {
  const codemod::Node node = process.references.front();
  const auto index = cx.reference_at(node);
  return {StreamKind::pipe, {node, index ? cx.reference(*index).root : codemod::BindingId::none}, cx};
}

/// Writes the processes of one group, which share functions for their pipes.
std::optional<Obstacle> open_processes(const std::vector<const OpenCandidate*>& group, Fix& fix, TransformContext& cx) {
  StreamFlow flow = empty_flow(*group.front()->process, cx);
  for (const OpenCandidate* candidate : group)
    if (candidate->obstacle) return candidate->obstacle;
  std::vector<OpenProcess> processes;
  for (const OpenCandidate* candidate : group) {
    processes.emplace_back(*candidate->process, cx);
    if (auto obstacle = processes.back().follow(flow)) return obstacle;
  }
  for (const OpenProcess& process : processes)
    if (auto obstacle = process.rewrite(flow, fix)) return obstacle;
  if (auto obstacle = flow.rewrite(fix)) return obstacle;
  return rewrite_stream_errors(flow, {}, fix, cx);
}

void keep_process(const TrackedObject& process, const Obstacle& obstacle, TransformContext& cx) {
  if (obstacle.at) return keep_object(process, "process", {obstacle.at, obstacle.reason, {}}, cx);
  for (const std::uint32_t index : references_of(process, cx)) cx.keep(index, obstacle.reason);
}

class Subprocess final : public codemod::Transform {
 public:
  [[nodiscard]] const codemod::TransformInfo& info() const override { return kInfo; }

  void run(TransformContext& cx) const override {
    std::vector<OpenCandidate> open;
    for (const TrackedObject& object : cx.objects().objects())
      if (object.kind == "process" && !ends_at_once(object, cx)) {
        OpenCandidate candidate{&object, empty_flow(object, cx), {}};
        candidate.obstacle = OpenProcess(object, cx).follow(candidate.flow);
        open.push_back(std::move(candidate));
      }
    std::vector<bool> done(open.size());
    for (std::size_t first = 0; first < open.size(); ++first)
      if (!done[first]) rewrite_group(group_of(first, open, done), cx);
    for (std::uint32_t index = 0; index < cx.references().size(); ++index) {
      const Reference& reference = cx.reference(index);
      const bool mine = reference.certain && cx.knowledge().responsible(reference.name).transform == kInfo.name;
      if (!mine || cx.is_decided(index)) continue;
      if (!subprocess_constant(reference.name).empty()) rename_constant(index, cx);
      else cx.keep(index, reason_for(reference));
    }
  }

 private:
  /// Rewrites a process that is started and communicated with.
  static bool ends_at_once(const TrackedObject& process, TransformContext& cx) {
    const bool communicates = std::ranges::any_of(process.uses, [](const codemod::ObjectUse& use) { return use.member == "communicate"; });
    Fix fix;
    fix.safety = codemod::Safety::safe;
    if (!communicates || run_process(process, fix, cx)) return false;
    for (const std::uint32_t index : references_of(process, cx)) fix.claims.push_back({index, {}});
    cx.propose(std::move(fix));
    return true;
  }

  static std::vector<const OpenCandidate*> group_of(std::size_t first, const std::vector<OpenCandidate>& all, std::vector<bool>& done) {
    std::vector<const OpenCandidate*> group{&all[first]};
    done[first] = true;
    for (std::size_t i = 0; i < group.size(); ++i)
      for (std::size_t other = 0; other < all.size(); ++other)
        if (!done[other] && group[i]->flow.shares_parameter(all[other].flow)) {
          done[other] = true;
          group.push_back(&all[other]);
        }
    return group;
  }

  static void rewrite_group(const std::vector<const OpenCandidate*>& group, TransformContext& cx) {
    Fix fix;
    fix.safety = codemod::Safety::unsafe;
    fix.title = "use `anyio.open_process`, whose process has methods that differ where it has ended";
    if (const auto obstacle = open_processes(group, fix, cx)) {
      for (const OpenCandidate* candidate : group) keep_process(*candidate->process, *obstacle, cx);
      return;
    }
    for (const OpenCandidate* candidate : group)
      for (const std::uint32_t index : references_of(*candidate->process, cx)) fix.claims.push_back({index, {}});
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

A process that does more becomes one of `anyio.open_process`. Its output is read through a buffer:

    process = await asyncio.create_subprocess_exec("ls", stdout=asyncio.subprocess.PIPE)
    async for line in process.stdout:
        ...

    process = await anyio.open_process(["ls"], stdin=None, stdout=subprocess.PIPE, stderr=None)
    stdout = BufferedByteReceiveStream(process.stdout)
    async for line in _read_lines(stdout):
        ...

`readline`, `read`, `readexactly`, `readuntil`, and writing to `stdin` move as described by the transform `streams`, also in the functions of the
file that a pipe is passed to; `communicate()` becomes a helper function, `_communicate(process)`, which may be given a time limit. Functions that
read and write are defined once per file.

Unsafe: data for `run_process` (`input=`), because anyio fails when the process ends without reading it, and takes empty bytes for
none; a time limit or a handler for cancellation around the call or around its function in this file, because anyio then ends the process
and asyncio leaves it running; where a test replaces the function. All of `open_process`: it allows `kill()` after the end on trio, what writes to a
pipe that is broken raises `BrokenResourceError` (which handlers in the file are told), a line may be longer than 64 KiB, and every read and write
lets other tasks run.

Left alone: processes that are returned, stored in containers, or whose pipes are used in a function that others call as well;
keywords that anyio does not have (`preexec_fn`, `executable`, `close_fds=False`, `limit` of an open process); `at_eof()`; child
watchers, callback protocols. Before anyio 4.9, `run_process` without data, as it had no `stdin=`.)",
      codemod::Safety::safe, 55};
};

}  // namespace

std::unique_ptr<const codemod::Transform> make_subprocess() { return std::make_unique<Subprocess>(); }

}  // namespace asyncio2anyio
