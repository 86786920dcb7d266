#pragma once

#include <map>
#include <optional>
#include <set>
#include <string_view>
#include <utility>
#include <vector>

#include "engine/semantics/object_table.h"
#include "engine/semantics/semantic_model.h"

namespace codemod {

/// Something that gives an object, or a container of such objects, to whoever reads it: a variable, an attribute of a
/// class and its relatives, or a function that returns it (a method with all that override it).
struct Holder {
  enum Kind : std::uint8_t { variable_, attribute_, giver_ };

  BindingId variable = BindingId::none;
  std::string_view attribute;    ///< Also the name of a method that gives it.
  Node owner;                    ///< The class of an attribute or method.
  std::set<Node> owners;         ///< The class and its relatives in the file.
  std::vector<Node> functions;   ///< Of a giver.
  bool is_property = false;
  bool is_async = false;
  bool container = false;
  bool certain = true;           ///< False where it may be filled by something that the file does not show.
  bool mixed = false;            ///< Whether it is seen to hold other objects as well.
  bool filled = false;           ///< Whether the file shows anything that goes into it.
  std::vector<std::size_t> sources;  ///< Holders whose content goes into this one.
  Node mixed_at;                     ///< Where that is seen of this one.
  std::vector<Node> annotations;
  std::vector<Node> none_values;

  [[nodiscard]] Kind kind() const {
    if (!functions.empty()) return giver_;
    return variable != BindingId::none ? variable_ : attribute_;
  }
};

/// Finds the holders behind expressions of one file.
class HolderFinder {
 public:
  explicit HolderFinder(const SemanticModel& model);

  [[nodiscard]] const SemanticModel& model() const { return model_; }
  [[nodiscard]] static bool is_same(const Holder& one, const Holder& other);
  /// What an assignment to `target` fills; nothing for patterns, subscripts, and objects of unknown class.
  [[nodiscard]] std::optional<Holder> holder_written_by(Node target) const;
  /// What `value` reads: a name, an attribute, a property, or the result of a function of this file.
  [[nodiscard]] std::optional<Holder> holder_read_by(Node value, bool container) const;
  /// The parameter or the field of a data class that receives an argument of a call in this file.
  [[nodiscard]] std::optional<Holder> receiver_of(Node argument) const;
  /// The holder that the results of a function are; nothing for lambdas and module code.
  [[nodiscard]] std::optional<Holder> giver_of(Node function) const;
  /// The places that name a function which gives an object, and whether each certainly means it.
  [[nodiscard]] std::vector<std::pair<Node, bool>> mentions_of(const Holder& giver) const;
  /// The attributes of that name, on whatever object.
  [[nodiscard]] const std::vector<Node>& attributes_called(std::string_view name) const;
  /// Whether what the expression reads is a container by something that is assigned to it.
  [[nodiscard]] bool is_container(Node expression) const { return is_container(expression, 0); }
  /// Whether a call only compares its argument with what a container holds: `c.remove(x)`.
  [[nodiscard]] bool only_compares(Node call) const;
  /// The decorator of a function after which its result may be another one; null for none.
  [[nodiscard]] Node changes_result(Node function) const;
  /// Whether Python itself calls a function of that name.
  [[nodiscard]] static bool is_special(Node function);

 private:
  [[nodiscard]] Holder attribute_holder(Node owner, std::string_view name) const;
  [[nodiscard]] std::optional<Holder> method_giver(Node owner, std::string_view name) const;
  [[nodiscard]] std::optional<Holder> field_of(Node class_node, Node argument) const;
  [[nodiscard]] bool is_container(Node expression, int depth) const;
  [[nodiscard]] std::vector<Node> values_of(const Holder& holder) const;

  const SemanticModel& model_;
  DerivedClasses derived_;
  std::map<std::string_view, std::vector<Node>> attributes_;
  mutable std::map<Node, std::set<Node>> families_;  // what has been asked for so far
};

}  // namespace codemod
