#pragma once

#include <functional>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "engine/edit/composer.h"
#include "engine/edit/fix.h"
#include "engine/semantics/semantic_model.h"

namespace codemod {

/// Turns what the accepted fixes ask of imports into edits: adds what is missing, removes what
/// nothing uses any more, and lets a new module take the place of a removed one, so that
/// `import asyncio` becomes `import anyio` on its own line.
class ImportEditor {
 public:
  /// Says of an import that this file has no more use for whether it has to stay.
  using IsNeeded = std::function<bool(const Binding&)>;

  ImportEditor(const SemanticModel& model, Composer& composer, IsNeeded is_needed = {})
      : model_(model), composer_(composer), is_needed_(std::move(is_needed)) {}

  void request(const Fix& fix);
  /// Adds the edits to the composer; call once, after all fixes were accepted.
  void finish();

 private:
  /// What happens to one import statement.
  struct StatementPlan {
    std::vector<Node> dropped;              // name parts
    std::vector<ImportRequest> requested;
  };

  void find_dead_names();
  void share_requests();
  [[nodiscard]] bool is_dead(const Binding& binding, bool may_be_written) const;
  void edit_statement(Node statement, const StatementPlan& plan);
  void remove_statements();
  void remove_names(Node statement, const std::vector<Node>& names);
  void insert_import(Node anchor, const ImportRequest& request);
  /// The from-import beside `anchor` that can take one more name of the same module; null for none.
  [[nodiscard]] Node statement_to_extend(Node anchor, const ImportRequest& request) const;
  /// Notes that an existing from-import gets the name; false when none can take it.
  bool extends_existing(Node anchor, const ImportRequest& request);
  void extend(Node statement, const std::vector<std::string>& members);
  void insert_at_head(const ImportRequest& request);
  void add_line(std::uint32_t offset, std::string line);
  [[nodiscard]] std::string newline() const { return std::string(newline_text(model_.tree().source().newline())); }

  const SemanticModel& model_;
  Composer& composer_;
  IsNeeded is_needed_;
  std::map<Node, StatementPlan> plans_;
  std::vector<ImportRequest> at_head_;
  std::vector<std::string> definitions_;                    // texts that will be inserted
  std::vector<Node> removed_;                               // whole statements, by place
  std::map<Node, std::vector<std::string>> extensions_;      // from-imports that get more names
  std::map<std::uint32_t, std::vector<std::string>> lines_;  // offset to the lines inserted there
};

/// The part of an import statement that binds one name: `dotted_name` or `aliased_import`.
[[nodiscard]] Node import_part(const Definition& definition);

/// Whether a string annotation of the file mentions `name` as a word.
[[nodiscard]] bool mentioned_in_annotations(const SemanticModel& model, std::string_view name);

/// The range to delete to remove a statement that is not alone in its block: with its line where it
/// has one of its own, else with the semicolon that joins it to a neighbour. Of the blank lines before and
/// behind such a line only the more numerous stay, and none at the head of a file or block.
[[nodiscard]] TextRange removal_range(Node statement);
/// The same for neighbours that share a line.
[[nodiscard]] TextRange removal_range(Node first, Node last);

/// Whether a statement is the only one of its block, comments aside.
[[nodiscard]] bool is_alone_in_block(Node statement);

}  // namespace codemod
