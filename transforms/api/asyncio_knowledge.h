#pragma once

#include <utility>

#include "engine/transform/knowledge.h"
#include "engine/transform/transform_context.h"
#include "transforms/api/anyio_guards.h"
#include "transforms/api/test_notes.h"

namespace asyncio2anyio {

/// What the engine needs to know of asyncio, answered from the tables of `asyncio_names.h`.
class AsyncioKnowledge final : public codemod::Knowledge {
 public:
  explicit AsyncioKnowledge(KnownFlags flags = {}, TestReading reading = TestReading::of_marked)
      : flags_(std::move(flags)), reading_(reading) {}
  /// Flags of the program that are constants, says the user.
  [[nodiscard]] const KnownFlags& flags() const { return flags_; }
  [[nodiscard]] std::string_view tag() const override { return "asyncio2anyio"; }
  [[nodiscard]] bool worth_parsing(std::string_view bytes) const override;
  [[nodiscard]] bool is_tracked(std::string_view qualified) const override;
  [[nodiscard]] std::string canonical(std::string_view qualified) const override;
  [[nodiscard]] bool is_public_name(std::string_view name) const override;
  [[nodiscard]] codemod::Constructed constructed(std::string_view qualified) const override;
  [[nodiscard]] codemod::Responsibility responsible(std::string_view canonical) const override;
  [[nodiscard]] bool migrates_by_use(std::string_view kind) const override { return kind == "loop"; }
  [[nodiscard]] std::vector<codemod::AdjacentReference> adjacent(const codemod::SemanticModel& model,
                                                                 const codemod::Targets& targets) const override;
  [[nodiscard]] codemod::FactVocabulary vocabulary() const override;
  [[nodiscard]] std::vector<std::string> notes(const std::string& path, std::string_view bytes) const override;
  [[nodiscard]] std::vector<std::string_view> companions() const override;
  [[nodiscard]] codemod::Conclusions conclude(const codemod::ProgramFacts& facts,
                                              const codemod::Targets& targets) const override;
  [[nodiscard]] bool is_configuration(std::string_view path) const override;
  [[nodiscard]] std::vector<codemod::SettingFinding> settings(
      std::string_view path, std::string_view bytes,
      const std::vector<std::string>& conclusions) const override;

 private:
  KnownFlags flags_;
  TestReading reading_;
};

/// The flags that the user told. The knowledge of every pipeline of this program is an `AsyncioKnowledge`.
[[nodiscard]] inline const KnownFlags& known_flags(const codemod::TransformContext& cx) {
  return static_cast<const AsyncioKnowledge&>(cx.knowledge()).flags();
}

}  // namespace asyncio2anyio
