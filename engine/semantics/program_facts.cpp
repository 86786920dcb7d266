#include "engine/semantics/program_facts.h"

#include <algorithm>

namespace codemod {
namespace {

/// The module name of a path, as far as one word can tell: the stem, or the folder for a package.
std::string_view module_word(std::string_view path) {
  const auto last = [](std::string_view text) { return text.substr(text.find_last_of("/\\") + 1); };
  std::string_view stem = last(path);
  stem = stem.substr(0, stem.find('.'));
  if (stem != "__init__") return stem;
  const std::size_t slash = path.find_last_of("/\\");
  return slash == std::string_view::npos ? stem : last(path.substr(0, slash));
}

}  // namespace

void ProgramFacts::add(std::string path, FileFacts facts) {
  const auto file = static_cast<std::uint32_t>(paths_.size());
  files_.emplace(path, file);
  paths_.push_back(std::move(path));
  for (AttributeFact& fact : facts.attributes) {
    fact.file = file;
    pending_.push_back(fact);
  }
  for (CallFact& fact : facts.calls) {
    fact.file = file;
    calls_.push_back(fact);
  }
  for (const InheritanceFact& fact : facts.inheritance) {
    bases_.emplace(fact.derived, fact.base);
    derived_.emplace(fact.base, fact.derived);
  }
  holders_.insert(facts.holders.begin(), facts.holders.end());
  words_.insert(facts.words.begin(), facts.words.end());
  patches_.insert(facts.patches.begin(), facts.patches.end());
}

void ProgramFacts::finish() {
  for (const AttributeFact& fact : pending_) {
    if (fact.use == FactUse::imported) imported_.insert(fact.name);
    if (holders_.contains(fact.name)) attributes_[fact.name].push_back(fact);
  }
  pending_.clear();
  pending_.shrink_to_fit();
}

std::unordered_set<std::uint32_t> ProgramFacts::relatives(std::uint32_t owner) const {
  // Everything below the class, and everything above what is below: a mixin meets it there.
  std::unordered_set<std::uint32_t> found{owner};
  std::vector<std::uint32_t> queue{owner};
  const auto grow = [&](const auto& links) {
    for (std::size_t i = 0; i < queue.size(); ++i) {
      const auto [begin, end] = links.equal_range(queue[i]);
      for (auto at = begin; at != end; ++at)
        if (found.insert(at->second).second) queue.push_back(at->second);
    }
  };
  grow(derived_);
  grow(bases_);
  return found;
}

std::optional<std::vector<AttributeFact>> ProgramFacts::foreign_uses(std::string_view file, std::string_view name,
                                                                     std::string_view owner) const {
  const std::uint32_t id = hash_name(name);
  if (!holders_.contains(id)) return std::nullopt;
  std::vector<AttributeFact> uses;
  const auto found = attributes_.find(id);
  if (found == attributes_.end()) return uses;
  const auto own = files_.find(std::string(file));
  const std::unordered_set<std::uint32_t> family = relatives(hash_name(owner));
  for (const AttributeFact& fact : found->second) {
    if (own != files_.end() && fact.file == own->second) continue;
    if (fact.use == FactUse::imported) continue;
    if (fact.owner == 0 || family.contains(fact.owner)) uses.push_back(fact);
  }
  return uses;
}

std::optional<std::vector<AttributeFact>> ProgramFacts::foreign_module_uses(std::string_view file,
                                                                            std::string_view name) const {
  const std::uint32_t id = hash_name(name);
  if (!holders_.contains(id)) return std::nullopt;
  std::vector<AttributeFact> uses;
  const auto found = attributes_.find(id);
  if (found == attributes_.end()) return uses;
  const auto own = files_.find(std::string(file));
  const std::uint32_t module = hash_name(module_word(file));
  for (const AttributeFact& fact : found->second) {
    if (own != files_.end() && fact.file == own->second) continue;
    if (fact.use == FactUse::imported || fact.receiver == module) uses.push_back(fact);
  }
  return uses;
}

std::vector<CallFact> ProgramFacts::foreign_calls(std::string_view file) const {
  std::vector<CallFact> calls;
  const auto own = files_.find(std::string(file));
  for (const CallFact& fact : calls_)
    if (own == files_.end() || fact.file != own->second) calls.push_back(fact);
  return calls;
}

bool ProgramFacts::has_module(std::string_view dotted) const {
  std::string path(dotted);
  std::ranges::replace(path, '.', '/');
  const auto is_file = [&](std::string_view candidate, std::string_view end) {
    if (!candidate.ends_with(end)) return false;
    candidate.remove_suffix(end.size());
    return candidate.ends_with(path) && (candidate.size() == path.size() || candidate[candidate.size() - path.size() - 1] == '/');
  };
  return std::ranges::any_of(paths_, [&](const std::string& candidate) {
    return is_file(candidate, ".py") || is_file(candidate, "/__init__.py");
  });
}

std::string_view ProgramFacts::patched(std::string_view file, std::string_view qualified, std::string_view local) const {
  const std::string seen = std::string(module_word(file)) + "." + std::string(local);
  for (const std::string& patch : patches_) {
    if (patch == qualified) return patch;
    // `package.module.asyncio.sleep`, `package.module.asyncio`, or the local name of a from-import.
    const bool ends = patch.ends_with(seen) && (patch.size() == seen.size() || patch[patch.size() - seen.size() - 1] == '.');
    const std::string_view module = std::string_view(seen).substr(0, seen.rfind('.'));
    const bool whole = patch.ends_with(module) && (patch.size() == module.size() || patch[patch.size() - module.size() - 1] == '.') &&
                       local.find('.') != std::string_view::npos;
    if (ends || whole) return patch;
  }
  return {};
}

}  // namespace codemod
