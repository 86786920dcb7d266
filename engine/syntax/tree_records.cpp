#include "engine/syntax/tree_records.h"

// The parser's own structures. Its cursor can do more than this walk and takes several times as long; the
// lockfile pins the version, and a test compares both.
#include <language.h>
#include <subtree.h>
#include <tree.h>

#include <algorithm>

namespace codemod {
namespace {

/// What the grammar says of nodes, as tables.
class Grammar {
 public:
  explicit Grammar(const TSLanguage& language) : language_(language) {
    for (std::uint32_t symbol = 0; symbol < language.symbol_count + language.alias_count; ++symbol)
      kinds_.push_back(kind_of_symbol(ts_language_public_symbol(&language, static_cast<TSSymbol>(symbol))));
    for_each_field([&](std::uint32_t, const TSFieldMapEntry& entry) { width_ = std::max(width_, entry.child_index + 1U); });
    fields_.resize(std::size_t{language.production_id_count} * width_, Field::none);
    for_each_field([&](std::uint32_t production, const TSFieldMapEntry& entry) {
      Field& field = fields_[std::size_t{production} * width_ + entry.child_index];
      if (!entry.inherited && field == Field::none) field = field_of_id(entry.field_id);
    });
  }

  [[nodiscard]] NodeKind kind(TSSymbol symbol) const { return symbol < kinds_.size() ? kinds_[symbol] : NodeKind::error; }
  [[nodiscard]] bool is_named(TSSymbol symbol) const { return ts_language_symbol_metadata(&language_, symbol).named; }
  /// What the children of a production are called instead of their own symbols; null for no such child.
  [[nodiscard]] const TSSymbol* aliases(std::uint32_t production) const { return ts_language_alias_sequence(&language_, production); }
  /// The fields of a production's children, and for how many of these they are known.
  [[nodiscard]] const Field* fields(std::uint32_t production) const { return fields_.data() + std::size_t{production} * width_; }
  [[nodiscard]] std::uint32_t width() const { return width_; }

 private:
  template <class Use>
  void for_each_field(const Use& use) const {
    for (std::uint32_t production = 0; production < language_.production_id_count; ++production) {
      const TSFieldMapEntry* entry = nullptr;
      const TSFieldMapEntry* end = nullptr;
      for (ts_language_field_map(&language_, production, &entry, &end); entry != end; ++entry) use(production, *entry);
    }
  }

  const TSLanguage& language_;
  std::vector<NodeKind> kinds_;  // by symbol
  std::uint32_t width_ = 0;
  std::vector<Field> fields_;
};

const Grammar& grammar() {
  static const Grammar grammar(*python_language());
  return grammar;
}

/// A subtree whose children are being visited.
struct Level {
  const Subtree* children = nullptr;
  std::uint32_t count = 0;
  std::uint32_t next = 0;        ///< The child to visit.
  std::uint32_t structural = 0;  ///< The same, comments and the like not counted.
  std::uint32_t end = 0;         ///< Where the child before it ends.
  const TSSymbol* aliases = nullptr;
  const Field* fields = nullptr;
  std::uint32_t record = 0;            ///< Of this subtree, or of the visible one around a hidden one.
  Field inherited = Field::none;       ///< That of a hidden subtree is its children's.
  bool visible = true;
};

class Walk {
 public:
  explicit Walk(const TSTree& tree) {
    records_.nodes.reserve(ts_subtree_visible_descendant_count(tree.root) + 1);
    records_.has_error = ts_subtree_error_cost(tree.root) > 0;
    levels_.reserve(64);
    add_record(tree.root, 0, ts_subtree_padding(tree.root).bytes, Field::none, 0);
  }

  TreeRecords run() && {
    while (!levels_.empty()) {
      Level& level = levels_.back();
      if (level.next < level.count) {
        visit_child(level);
        continue;
      }
      if (level.visible) records_.nodes[level.record].subtree_end = size();
      levels_.pop_back();
    }
    return std::move(records_);
  }

 private:
  [[nodiscard]] std::uint32_t size() const { return static_cast<std::uint32_t>(records_.nodes.size()); }

  void visit_child(Level& level) {
    const Subtree child = level.children[level.next];
    // The padding of a first child is that of its parent, which is behind us.
    const std::uint32_t begin = level.end + (level.next == 0 ? 0 : ts_subtree_padding(child).bytes);
    level.end = begin + ts_subtree_size(child).bytes;
    ++level.next;
    TSSymbol alias = 0;
    Field field = Field::none;
    if (!ts_subtree_extra(child)) {
      if (level.aliases != nullptr) alias = level.aliases[level.structural];
      if (level.structural < grammar_.width()) field = level.fields[level.structural];
      if (field == Field::none) field = level.inherited;
      ++level.structural;
    }
    if (alias != 0 || ts_subtree_visible(child)) return add_record(child, alias, begin, field, level.record);
    if (ts_subtree_visible_child_count(child) == 0) return;
    const std::uint32_t record = level.record;
    Level& hidden = enter(child, begin, record);
    hidden.inherited = field;
    hidden.visible = false;
  }

  void add_record(Subtree tree, TSSymbol alias, std::uint32_t begin, Field field, std::uint32_t parent) {
    const std::uint32_t index = size();
    NodeRecord& record = records_.nodes.emplace_back();
    record.range = {begin, begin + ts_subtree_size(tree).bytes};
    record.parent = parent;
    record.subtree_end = index + 1;
    record.kind = grammar_.kind(alias != 0 ? alias : ts_subtree_symbol(tree));
    record.field = field;
    record.named = alias != 0 ? grammar_.is_named(alias) : ts_subtree_named(tree);
    if (records_.has_error && !records_.first_error && (record.kind == NodeKind::error || ts_subtree_missing(tree)))
      records_.first_error = begin;
    const bool is_leaf = record.kind == NodeKind::string_content || record.kind == NodeKind::comment;
    if (!is_leaf && ts_subtree_child_count(tree) > 0) enter(tree, begin, index);
  }

  Level& enter(Subtree tree, std::uint32_t begin, std::uint32_t record) {
    Level& level = levels_.emplace_back();
    level.children = ts_subtree_children(tree);
    level.count = ts_subtree_child_count(tree);
    level.end = begin;
    const std::uint32_t production = ts_subtree_production_id(tree);
    level.aliases = grammar_.aliases(production);
    level.fields = grammar_.fields(production);
    level.record = record;
    return level;
  }

  const Grammar& grammar_ = grammar();
  TreeRecords records_;
  std::vector<Level> levels_;
};

}  // namespace

TreeRecords read_records(const TSTree& tree) { return Walk(tree).run(); }

}  // namespace codemod
