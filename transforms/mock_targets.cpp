#include <algorithm>
#include <optional>
#include <string>

#include "engine/transform/transform.h"
#include "engine/transform/transform_context.h"
#include "transforms/api/mock_targets.h"
#include "transforms/api/rewriting.h"

namespace asyncio2anyio {
namespace {

using codemod::Fix;
using codemod::NodeKind;
using codemod::PatchMove;
using codemod::Safety;
using codemod::TextRange;
using codemod::TransformContext;

std::string_view module_of(std::string_view dotted) { return dotted.substr(0, std::min(dotted.rfind('.'), dotted.size())); }
std::string_view member_of(std::string_view dotted) { return dotted.substr(dotted.rfind('.') + 1); }

/// What a test can replace instead where the call itself is gone.
std::string advice_for(const MockTarget& target) {
  if (target.members.empty()) return {};
  const std::string_view member = target.members.front();
  if (member == "wait_for" || member == "timeout")
    return "let the test replace what is awaited, by something that takes longer or raises `TimeoutError`: "
           "`anyio.fail_after` is a block";
  if (member == "gather" || member == "create_task" || member == "ensure_future" || member == "wait")
    return "let the test replace the functions that are started, or look at what they did: tasks belong to a task group";
  if (member.ends_with("Queue")) return "let the test replace the function that makes the queue, or use a real memory object stream";
  return {};
}

/// Where the patches of one call go: all of them together.
struct Destination {
  std::string module;  ///< As the module that is patched reaches it, or as everybody does.
  std::string qualified_module;
  std::vector<std::string> members;
  std::vector<std::string> keys;
  Safety level = Safety::safe;
  std::string doubt;   ///< Why it is not safe.
  std::string reason;  ///< Why there is none.
};

class MockTargets final : public codemod::Transform {
 public:
  [[nodiscard]] const codemod::TransformInfo& info() const override { return kInfo; }

  void run(TransformContext& cx) const override {
    for (const MockTarget& target : find_mock_targets(cx.model()))
      if (const auto index = cx.reference_at(target.place); index && !cx.is_decided(*index)) follow(target, *index, cx);
  }

 private:
  static void follow(const MockTarget& target, std::uint32_t index, TransformContext& cx) {
    if (!target.obstacle.empty()) return cx.keep(index, target.obstacle);
    if (target.members.empty()) return cx.keep(index, "it replaces the whole module asyncio");
    const Destination destination = destination_of(target, cx);
    if (!destination.reason.empty()) return cx.keep(index, destination.reason, advice_for(target));
    Fix fix;
    fix.safety = destination.level;
    fix.title = "replace `" + destination.module + "." + destination.members.front() + "`, as the code that is tested calls it now";
    if (!destination.doubt.empty()) fix.title += "; " + destination.doubt;
    if (!write(target, destination, index, fix, cx)) return cx.keep(index, std::string(kShadowed));
    fix.claims.push_back({index, {}, {}, destination.keys});
    cx.propose(std::move(fix));
  }

  static Destination destination_of(const MockTarget& target, const TransformContext& cx) {
    Destination destination;
    for (const std::string& member : target.members) {
      add(target, member, destination, cx);
      if (!destination.reason.empty()) break;
    }
    return destination;
  }

  static void add(const MockTarget& target, const std::string& member, Destination& into, const TransformContext& cx) {
    const auto patched = cx.facts().patch_target(target.dotted(member));
    const bool known = patched && patched->name == "asyncio." + member && patched->file.has_value() != target.through.empty();
    if (!known) {
      into.reason = "no module `" + target.through + "` is among the given files, or more than one";
      return;
    }
    const PatchMove* move = cx.plan().find(*patched);
    if (!move || !move->settled) {
      into.reason = "`asyncio." + member + "` is not used by the code that it is replaced for";
      return;
    }
    if (move->stays()) {
      into.reason = move->reason;
      return;
    }
    const std::string& local = target.through.empty() ? move->to.qualified : move->to.local;
    const bool same = into.keys.empty() || (module_of(local) == into.module && member_of(local) == member);
    if (!same) into.reason = "what it replaces goes to different modules, or gets other names";
    into.module = module_of(local);
    into.qualified_module = module_of(move->to.qualified);
    into.members.emplace_back(member_of(local));
    into.keys.push_back(patched->key());
    if (move->level > into.level) into.level = move->level, into.doubt = move->reason;
  }

  static bool write(const MockTarget& target, const Destination& to, std::uint32_t index, Fix& fix, const TransformContext& cx) {
    const bool listed = target.tail == "asyncio" && !target.member;  // the members are keywords
    if (target.is_string()) {
      const std::uint32_t end = target.place.child(NodeKind::string_content).end();
      const std::string tail = to.module + (listed ? "" : "." + to.members.front());
      fix.replace(TextRange{end - static_cast<std::uint32_t>(target.tail.size()), end}, tail);
      return true;
    }
    if (listed && to.members.front() != target.members.front()) return false;
    if (!target.through.empty()) {
      fix.replace(target.place.child(codemod::Field::attribute), to.module);
    } else {
      const auto local = cx.need_import(fix, target.place, cx.reference(index).root, to.qualified_module);
      if (!local) return false;
      fix.replace(target.place, *local);
    }
    if (target.member && to.members.front() != target.members.front())
      fix.replace(target.member.child(NodeKind::string_content), to.members.front());
    return true;
  }

  static constexpr codemod::TransformInfo kInfo{
      "mock-targets", "Let patches of asyncio's names follow the code that they are for",
      R"(A test that replaces `package.module.asyncio.sleep` is about the calls that `package/module.py` makes. Where these become
`anyio.sleep` in the same run, called with the same arguments, the test replaces `package.module.anyio.sleep`; where they
stay, so does the test. Both move together or not at all, over all files given: `mock.patch`, `patch.object`, `patch.multiple`,
`mocker.patch` and `mocker.spy`, `monkeypatch.setattr` and `delattr`, as decorators, context managers and calls.

A patch of asyncio itself (`patch("asyncio.sleep")`) is meant for whoever calls it: it moves when all given files do. It is
unsafe, because packages that are not given still call `asyncio.sleep`. A patch through a module is unsafe where it also
reached code that stays, or reaches code now that it did not; that it reaches only what it names elsewhere is assumed (A-PATCHES).

A patch of `package.module.sleep`, where the module says `from asyncio import sleep`, needs no change: the module keeps the
name and imports it from anyio (`sleep`). The patch reaches that module alone, as before.

Left alone, and the code that is replaced is then rewritten with `--unsafe` only: fakes of what gets another shape
(`wait_for`, `gather`, `create_task`, queues), of the whole module, of a module that is not given, `patch.dict`, names that
are put together at run time, and names that another patch keeps.)",
      Safety::safe, 850};
};

}  // namespace

std::unique_ptr<const codemod::Transform> make_mock_targets() { return std::make_unique<MockTargets>(); }

}  // namespace asyncio2anyio
