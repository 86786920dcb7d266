#include "engine/transform/reference.h"

#include <algorithm>

#include "engine/transform/knowledge.h"

namespace codemod {
namespace {

/// The definition that makes a binding lead to the tracked library; null when none does.
const Definition* tracked_definition(const Binding& binding, const Knowledge& knowledge) {
  for (const Definition& definition : binding.definitions)
    if (!definition.origin.empty() && knowledge.is_tracked(definition.origin)) return &definition;
  return nullptr;
}

/// The chain's names behind its root, joined: `.locks.Lock`.
std::string chain_tail(Node root, Node chain) {
  std::string tail;
  if (chain.is(NodeKind::dotted_name)) {
    for (Node part = root.next_sibling(); part; part = part.next_sibling())
      if (part.is(NodeKind::identifier)) tail += "." + std::string(part.text());
    return tail;
  }
  for (Node node = root; node != chain; node = node.parent())
    tail += "." + std::string(node.parent().child(Field::attribute).text());
  return tail;
}

void collect_names(const SemanticModel& model, const Knowledge& knowledge, std::vector<Reference>& into) {
  for (std::uint32_t index = 0; index < model.binding_count(); ++index) {
    const Binding& binding = model.binding(static_cast<BindingId>(index));
    const Definition* definition = tracked_definition(binding, knowledge);
    if (!definition) continue;
    const bool certain = std::ranges::all_of(
        binding.definitions, [&](const Definition& other) { return other.origin == definition->origin; });
    for (const Node use : binding.uses) {
      const Node chain = outermost_chain(use);
      Reference reference;
      reference.node = chain;
      reference.spelled = definition->origin + chain_tail(use, chain);
      reference.name = knowledge.canonical(reference.spelled);
      reference.certain = certain;
      reference.root = static_cast<BindingId>(index);
      into.push_back(std::move(reference));
    }
  }
}

void collect_star_imported(const SemanticModel& model, const Knowledge& knowledge, std::vector<Reference>& into) {
  for (const SemanticModel::StarImport& star : model.star_imports()) {
    if (!knowledge.is_tracked(star.module)) continue;
    for (const Node use : model.unbound_uses()) {
      if (!knowledge.is_public_name(use.text())) continue;
      const Node chain = outermost_chain(use);
      Reference reference;
      reference.node = chain;
      reference.spelled = star.module + "." + std::string(use.text()) + chain_tail(use, chain);
      reference.name = knowledge.canonical(reference.spelled);
      reference.certain = false;
      into.push_back(std::move(reference));
    }
    return;
  }
}

void collect_methods(const ObjectTable& objects, std::vector<Reference>& into) {
  for (const TrackedObject& object : objects.objects()) {
    for (const ObjectUse& use : object.uses) {
      if (use.kind != UseKind::method_call && use.kind != UseKind::member) continue;
      Reference reference;
      reference.kind = reference.counted_as = ReferenceKind::method;
      const Node attribute = use.kind == UseKind::method_call ? use.outer.child(Field::function) : use.outer;
      reference.node = attribute.child(Field::attribute);
      reference.name = reference.spelled = std::string(object.kind) + "." + std::string(use.member);
      reference.object = &object;
      reference.use = &use;
      into.push_back(std::move(reference));
    }
  }
}

}  // namespace

std::vector<Reference> collect_references(const SemanticModel& model, const ObjectTable& objects,
                                          const Knowledge& knowledge, const Targets& targets) {
  std::vector<Reference> references;
  collect_names(model, knowledge, references);
  collect_star_imported(model, knowledge, references);
  collect_methods(objects, references);
  for (AdjacentReference& adjacent : knowledge.adjacent(model, targets)) {
    Reference reference;
    reference.kind = reference.counted_as = ReferenceKind::adjacent;
    reference.node = adjacent.node;
    reference.name = std::move(adjacent.name);
    reference.spelled = adjacent.spelled.empty() ? reference.name : std::move(adjacent.spelled);
    reference.root = adjacent.root;
    // A name that stands for a tracked one is handled like it.
    if (adjacent.root != BindingId::none && knowledge.is_tracked(reference.name)) reference.kind = ReferenceKind::name;
    reference.certain = adjacent.certain;
    references.push_back(std::move(reference));
  }
  std::ranges::stable_sort(references, {}, [](const Reference& r) { return std::pair(r.node.begin(), r.kind); });
  return references;
}

}  // namespace codemod
