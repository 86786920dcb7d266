#pragma once

#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "engine/semantics/container_uses.h"
#include "engine/semantics/holders.h"
#include "engine/semantics/object_tracer.h"

namespace codemod {

/// Something that stands for the object (or a container of such objects) in the text.
struct Carrier {
  Node node;
  Node leaf = {};                  ///< The name or attribute in it that reads the holder; null for what is taken out of one.
  std::size_t holder = kNoHolder;  ///< Where it comes from; none for constructors.
  bool certain = true;
  bool container = false;
};

using ProducerMap = std::map<Node, const Producer*>;

/// Traces one object from one of its constructors; a helper with a worklist, thrown away afterwards.
class Tracer {
 public:
  Tracer(const HolderFinder& finder, const ProducerMap& producers, std::set<Node>& taken)
      : finder_(finder), model_(finder.model()), producers_(producers), taken_(taken) {
    object_.traced = true;
  }

  TrackedObject trace(const Producer& first);

 private:
  void claim(const Producer& producer);
  std::size_t hold(Holder holder);
  void follow(std::size_t at);
  void follow_variable(std::size_t at);
  void follow_definition(std::size_t at, const Definition& definition);
  void follow_attribute(std::size_t at);
  void follow_attribute_node(std::size_t at, Node attribute, bool certain);
  void follow_giver(std::size_t at);
  void follow_result(std::size_t at, Node mention, bool certain);

  void take_value(std::size_t into, Node value) { take_value(into, value, holders_[into].container); }
  void take_value(std::size_t into, Node value, bool container);
  void take_unseen(std::size_t into, Node name);
  void take_element(std::size_t into, Node value);
  void take_container(std::size_t into, Node value);
  bool take_from_holder(std::size_t into, Node value, bool container);

  void flow(Carrier carrier);
  void flow_element(const Carrier& carrier, Node outer);
  void flow_container(const Carrier& carrier);
  void flow_loop(const Carrier& carrier, const ContainerUse& what);
  void flow_argument(const Carrier& carrier, Node argument);
  void flow_result(const Carrier& carrier, Node statement);
  bool flow_lambda(const Carrier& carrier, Node lambda);
  void store(const Carrier& carrier, Node target);
  void enter_container(const Carrier& carrier, Node container);
  void use(const Carrier& carrier);
  void add_source(std::size_t holder, const Carrier& carrier);
  TrackedObject finish();
  void settle_certainty();

  void doubt(std::string why, Node at) {
    if (!object_.doubt.empty()) return;
    object_.doubt = std::move(why);
    object_.doubt_at = at;
  }
  void annotate(std::size_t holder, Node type) {
    if (!type || std::ranges::find(object_.annotations, type) != object_.annotations.end()) return;
    object_.annotations.push_back(type);
    holders_[holder].annotations.push_back(type);
  }
  void mention(const Carrier& carrier, std::size_t to, bool compared = false) {
    object_.mentions.push_back({carrier.leaf, carrier.node, carrier.holder, to, compared});
  }

  const HolderFinder& finder_;
  const SemanticModel& model_;
  const ProducerMap& producers_;
  std::set<Node>& taken_;
  TrackedObject object_;
  std::vector<Holder> holders_;
  std::vector<std::pair<ObjectUse, std::size_t>> uses_;  // with the holder that each comes from
  std::vector<std::pair<std::size_t, Node>> fillings_;   // what is put into which container
  std::set<Node> used_;
  std::set<Node> loop_names_;
  ContainerShape shape_ = ContainerShape::unknown;
};

}  // namespace codemod
