#pragma once

#include <functional>
#include <map>
#include <memory>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "engine/semantics/semantic_model.h"

namespace codemod {

/// What happens to an object at one place.
enum class UseKind : std::uint8_t {
  method_call,   ///< `x.member(...)`
  member,        ///< `x.member`, not called
  async_with,    ///< `async with x:`
  with,          ///< `with x:`
  awaited,       ///< `await x`
  argument,      ///< Passed to a call whose callee is not followed.
  tested,        ///< `if x:`, `x is None`
  other,         ///< Anything else: returned, stored elsewhere, compared, yielded, ….
};

struct ObjectUse {
  UseKind kind = UseKind::other;
  Node node;                ///< The expression that stands for the object.
  std::string_view member;  ///< Of `method_call` and `member`.
  Node outer;               ///< The call, the attribute, the with item, the await or the argument.
  bool certain = true;      ///< Of traced objects: false where it may also be another object, as behind a parameter.
};

/// An object handed to a function that is followed: `node` is the argument, without the keyword.
struct ObjectPass {
  Node node;
  BindingId parameter = BindingId::none;
};

/// An attribute that holds an object, or a container of such objects.
struct AttributeHolder {
  Node owner;  ///< The class of it.
  std::string_view name;
  bool container = false;
};

constexpr std::size_t kNoHolder = static_cast<std::size_t>(-1);

/// What gives a traced object, or a container of such objects, to whoever reads it: a variable, an attribute, or functions
/// that return it.
struct ObjectHolder {
  BindingId variable = BindingId::none;
  std::string_view attribute;      ///< Also the name of a method that gives it.
  Node owner;                      ///< The class of an attribute or method.
  std::vector<Node> functions;     ///< Empty for variables and attributes.
  std::vector<Node> annotations;   ///< Its types.
  std::vector<Node> none_values;   ///< `None` that is assigned to it.
  bool container = false;
  Node mixed_at;                   ///< Where it is seen to take something else as well; null where it is not.
};

/// An expression that stands for a traced object.
struct ObjectMention {
  Node node;                     ///< The name or attribute that is read; null for results of calls and what containers give.
  Node place;                    ///< The whole expression: `node`, or one around it that gives the same object.
  std::size_t from = kNoHolder;  ///< What is read; none for constructors.
  std::size_t to = kNoHolder;    ///< What the object goes into; none where it is used or compared.
  bool compared = false;         ///< Only its identity or truth matters.
};

/// An object of a known kind, the places that hold it, and everything that is done with it.
struct TrackedObject {
  std::string_view kind;                 ///< From the knowledge table, such as `lock`.
  std::vector<BindingId> variables;      ///< Variables that hold it, parameters it is passed to included.
  std::string_view attribute;            ///< Name of the attribute that holds it; empty for variables.
  Node owner;                            ///< The class of that attribute.
  std::vector<Node> producers;           ///< Calls (or factories, uncalled) that make it.
  std::vector<Node> references;          ///< The names of constructors and methods in `producers`.
  std::vector<Node> annotations;         ///< Types that name its class, inside annotations.
  std::vector<Node> none_values;         ///< `None` that is assigned before the object exists.
  std::vector<ObjectUse> uses;           ///< By place.
  std::vector<ObjectPass> passes;        ///< Arguments that become parameters among `variables`; no uses.
  bool traced = false;                      ///< Whether the following lists are filled.
  std::vector<AttributeHolder> attributes;  ///< Every attribute that holds it; `attribute` is the first that is no container.
  std::vector<BindingId> containers;        ///< Variables that hold a container of such objects.
  std::vector<Node> givers;                 ///< Functions that return it.
  std::vector<ObjectHolder> holders;        ///< All of these one by one.
  std::vector<ObjectMention> mentions;      ///< Every expression that stands for it, containers of it not counted.
  std::string doubt;                     ///< Why not everything is known of it; empty when it is.
  Node doubt_at;                         ///< Where that was seen.
};

/// What a constructor makes: the kind of object (empty for none), whether the object is what `await` gives instead of
/// what the call gives, and whether it is traced: followed through second names, attributes, containers and functions
/// that return it. Other objects are known by one holder only.
struct Constructed {
  std::string_view kind;
  bool awaited = false;
  bool traced = false;
};

/// Tells what a constructor makes: a qualified name, or kind and method (`loop.create_future`).
using ConstructorKinds = std::function<Constructed(std::string_view)>;

/// The objects of one file, found from their constructors: what every assignment,
/// annotation, default factory and call argument says about who holds them.
class ObjectTable {
 public:
  static ObjectTable build(const SemanticModel& model, const ConstructorKinds& kinds);

  [[nodiscard]] const std::vector<TrackedObject>& objects() const { return objects_; }
  /// The object that a constructor call makes; null when nothing holds it.
  [[nodiscard]] const TrackedObject* made_by(Node producer) const;

 private:
  std::vector<TrackedObject> objects_;
};

/// The class whose methods see `identifier` as their instance or class (`self`, `cls`); null
/// for other names.
[[nodiscard]] Node class_of_self(const SemanticModel& model, Node identifier);

/// The class that an expression certainly stands for an instance of, or for itself: `self`, `cls`, `self.__class__`,
/// `type(self)`, the name of a class; null for others.
[[nodiscard]] Node class_behind(const SemanticModel& model, Node receiver);

/// Classes that have bases in their file, with these.
using DerivedClasses = std::vector<std::pair<Node, std::vector<Node>>>;

/// The bases of a class that are classes of its file.
[[nodiscard]] std::vector<Node> bases_of(const SemanticModel& model, Node class_node);
/// A class together with all classes of the file below it, and above these.
[[nodiscard]] std::set<Node> class_family(const DerivedClasses& derived, Node class_node);

/// The parameter that receives `argument` of a call (the keyword argument, where it has a name), when the callee is
/// certainly one function of this file; none otherwise.
[[nodiscard]] BindingId parameter_behind(const SemanticModel& model, Node argument);

/// The parameter of a function at a position among all of them, `self` included; none for those that take several
/// arguments or only keywords.
[[nodiscard]] BindingId parameter_at(const SemanticModel& model, Node function, std::size_t position);
/// The same for the parameters of `function`, whose first `bound` ones receive something else (`self`).
[[nodiscard]] BindingId parameter_of(const SemanticModel& model, Node function, Node argument, std::size_t bound);

/// `use` of an expression, from where it stands in the syntax.
[[nodiscard]] ObjectUse classify_use(Node expression);

}  // namespace codemod
