#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/edit/composer.h"
#include "engine/edit/fix.h"
#include "engine/semantics/semantic_model.h"

namespace codemod {

/// Puts the functions (and conditional imports) that accepted fixes ask for behind the leading imports of their home, each once.
class DefinitionEditor {
 public:
  DefinitionEditor(const SyntaxTree& tree, Composer& composer) : tree_(tree), composer_(composer) {}

  void request(const Fix& fix);
  /// Adds the edits to the composer; call once, after the imports were edited.
  void finish();

 private:
  void insert(Node home);
  /// The blank lines that stay where statements at `offset` are removed.
  [[nodiscard]] std::uint32_t blank_lines_behind_removal(std::uint32_t offset) const;
  [[nodiscard]] std::vector<std::string> texts_for(Node home, bool named) const;

  const SyntaxTree& tree_;
  Composer& composer_;
  std::vector<DefinitionRequest> requests_;
};

/// Where a function that code at `at` calls is to be defined: the module, or the block of a conditional
/// import behind `root` that holds `at` as well.
[[nodiscard]] Node definition_home(const SemanticModel& model, Node at, BindingId root);

/// Whether a statement is run before the functions that are put into `home`: a decorator of theirs can use what it binds.
[[nodiscard]] bool stands_before_definitions(Node home, Node statement);

/// A definition as it is written in `home`: `{name}` replaced, four blanks per level replaced by the file's
/// indentation, newlines by its newline. The first line is not indented, the last one not ended.
[[nodiscard]] std::string definition_text(Node home, std::string_view pattern, std::string_view name);

/// The name of a function of `home` that is that definition already.
[[nodiscard]] std::optional<std::string> existing_definition(const SemanticModel& model, Node home, std::string_view pattern);

/// Whether `name` stands nowhere in the file.
[[nodiscard]] bool is_unused_name(const SyntaxTree& tree, std::string_view name);

}  // namespace codemod
