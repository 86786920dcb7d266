#include "engine/transform/transform.h"
#include "engine/transform/transform_context.h"

namespace asyncio2anyio {
namespace {

using codemod::Reference;
using codemod::TransformContext;

class Remaining final : public codemod::Transform {
 public:
  [[nodiscard]] const codemod::TransformInfo& info() const override { return kInfo; }

  void run(TransformContext& cx) const override {
    for (std::uint32_t index = 0; index < cx.references().size(); ++index) {
      if (cx.is_decided(index)) continue;
      const Reference& reference = cx.reference(index);
      if (!reference.certain) cx.keep(index, "the name may also be bound to something else", std::string(kUncertain));
      else cx.keep(index, "no rewrite is known for `" + reference.name + "`");
    }
  }

 private:
  static constexpr std::string_view kUncertain = "import asyncio once, unconditionally and by name, then run again";
  static constexpr codemod::TransformInfo kInfo{
      "remaining", "Report every asyncio reference that no other transform took",
      R"(Changes nothing. It closes the ledger: each reference that is still there gets its place, the reason why it was
kept and what a person can do about it. Names that may be bound to something else (an import in `try` with a fallback,
`from asyncio import *`) are reported here as well.)",
      codemod::Safety::advice, 1000};
};

}  // namespace

std::unique_ptr<const codemod::Transform> make_remaining() { return std::make_unique<Remaining>(); }

}  // namespace asyncio2anyio
