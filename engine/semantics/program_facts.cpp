#include "engine/semantics/program_facts.h"

#include <algorithm>
#include <iterator>

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

/// Whether the file at `path` is the module of that dotted name, as far as its folders tell.
bool is_module_file(std::string_view path, std::string_view dotted) {
  if (!path.ends_with(".py")) return false;
  path.remove_suffix(path.ends_with("/__init__.py") ? std::string_view("/__init__.py").size() : 3);
  if (path.size() < dotted.size()) return false;
  const std::string_view tail = path.substr(path.size() - dotted.size());
  const bool equal = std::ranges::equal(tail, dotted, [](char a, char b) { return a == b || (a == '/' && b == '.'); });
  return equal && (path.size() == dotted.size() || path[path.size() - dotted.size() - 1] == '/');
}

/// Facts of functions say nothing of an attribute that holds something.
bool is_of_function(const AttributeFact& fact) { return fact.use == FactUse::called || fact.use == FactUse::defined; }

std::uint64_t borrowed_key(std::uint32_t module, std::uint32_t name) { return (std::uint64_t{module} << 32U) | name; }

}  // namespace

void ProgramFacts::add(std::string path, FileFacts facts) {
  const auto file = static_cast<std::uint32_t>(paths_.size());
  files_.emplace(path, file);
  paths_.push_back(std::move(path));
  pending_.push_back(std::move(facts.attributes));
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
  for (std::string& dotted : facts.patches) patch_sites_.push_back({file, std::move(dotted)});
  for (std::string& member : facts.members) members_[std::move(member)].push_back(file);
  for (const std::uint32_t name : facts.offered) {
    offered_.insert(name);
    may_be_offered_.set(name % may_be_offered_.size());
  }
  for (const std::uint32_t module : facts.stars) stars_.push_back({file, module});
  if (!facts.star_words.empty()) star_words_[file] = std::move(facts.star_words);
  add_notes(paths_.back(), std::move(facts.notes), true);
}

void ProgramFacts::add_notes(std::string path, std::vector<std::string> notes, bool given) {
  if (!notes.empty()) notes_.push_back({std::move(path), std::move(notes), given});
}

const std::vector<std::string>& ProgramFacts::conclusions(std::string_view file) const {
  static const std::vector<std::string> kNone;
  const auto found = conclusions_.find(std::string(file));
  return found == conclusions_.end() ? kNone : found->second;
}

void ProgramFacts::finish() {
  for (std::uint32_t file = 0; file < pending_.size(); ++file) {
    for (AttributeFact& fact : pending_[file]) {
      fact.file = file;
      if (fact.use == FactUse::imported) imported_.insert(fact.name);
      if (may_be_offered_.test(fact.name % may_be_offered_.size())) note_borrowed(fact);
      if (holders_.contains(fact.name)) attributes_[fact.name].push_back(fact);
    }
  }
  pending_.clear();
  pending_.shrink_to_fit();
}

void ProgramFacts::note_borrowed(const AttributeFact& fact) {
  const bool reads = fact.use != FactUse::stored && fact.use != FactUse::stored_new && fact.use != FactUse::defined;
  // The module itself, and what is replaced in it, are dealt with elsewhere.
  const bool replaces = fact.use == FactUse::dynamic && fact.receiver != 0;
  if (!reads || replaces || !offered_.contains(fact.name)) return;
  std::vector<std::uint32_t>& files = borrowed_[borrowed_key(fact.receiver, fact.name)];
  if (files.empty() || files.back() != fact.file) files.push_back(fact.file);
}

std::vector<ProgramFacts::Borrower> ProgramFacts::borrowers(std::string_view file, std::string_view name,
                                                            bool through_stars) const {
  std::vector<Borrower> found;
  const auto own = files_.find(std::string(file));
  if (own == files_.end()) return found;
  const std::uint32_t wanted = hash_name(name);
  std::vector<std::uint32_t> modules{own->second};
  for (std::size_t i = 0; i < modules.size(); ++i) {
    const std::string& path = paths_[modules[i]];
    const std::uint32_t module = hash_name(module_word(path));
    const auto is_named = [&](std::uint32_t word) {
      return word == module || (word == hash_name(".") && path.ends_with("__init__.py"));
    };
    for (const StarImport& star : stars_) {
      if (!through_stars || !is_named(star.module) || std::ranges::find(modules, star.file) != modules.end()) continue;
      modules.push_back(star.file);
      if (const auto words = star_words_.find(star.file);
          words != star_words_.end() && std::ranges::binary_search(words->second, wanted))
        found.push_back({star.file, modules[i]});
    }
    // Without any word: `getattr(module, "asyncio")`.
    for (const std::uint32_t word : {module, hash_name("."), 0U}) {
      const auto files = is_named(word) || word == 0 ? borrowed_.find(borrowed_key(word, wanted)) : borrowed_.end();
      if (files == borrowed_.end()) continue;
      for (const std::uint32_t user : files->second)
        if (user != modules[i]) found.push_back({user, modules[i]});
    }
  }
  return found;
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

std::optional<std::vector<AttributeFact>> ProgramFacts::uses_elsewhere(std::string_view file, std::string_view name) const {
  const std::uint32_t id = hash_name(name);
  if (!holders_.contains(id)) return std::nullopt;
  std::vector<AttributeFact> uses;
  const auto found = attributes_.find(id);
  if (found == attributes_.end()) return uses;
  const auto own = files_.find(std::string(file));
  for (const AttributeFact& fact : found->second)
    if (own == files_.end() || fact.file != own->second) uses.push_back(fact);
  return uses;
}

std::optional<std::vector<AttributeFact>> ProgramFacts::foreign_uses(std::string_view file, std::string_view name,
                                                                     std::string_view owner) const {
  auto uses = uses_elsewhere(file, name);
  if (!uses || uses->empty()) return uses;
  const std::unordered_set<std::uint32_t> family = relatives(hash_name(owner));
  std::erase_if(*uses, [&](const AttributeFact& fact) {
    return fact.use == FactUse::imported || is_of_function(fact) || (fact.owner != 0 && !family.contains(fact.owner));
  });
  return uses;
}

std::optional<std::vector<AttributeFact>> ProgramFacts::foreign_module_uses(std::string_view file,
                                                                            std::string_view name) const {
  auto uses = uses_elsewhere(file, name);
  if (!uses || uses->empty()) return uses;
  const std::uint32_t module = hash_name(module_word(file));
  std::erase_if(*uses, [&](const AttributeFact& fact) {
    return is_of_function(fact) || (fact.use != FactUse::imported && fact.receiver != module);
  });
  return uses;
}

std::optional<std::vector<AttributeFact>> ProgramFacts::foreign_function_uses(std::string_view file, std::string_view name,
                                                                              std::string_view owner) const {
  auto uses = uses_elsewhere(file, name);
  if (!uses || uses->empty()) return uses;
  const std::uint32_t module = hash_name(module_word(file));
  const std::unordered_set<std::uint32_t> family = relatives(hash_name(owner));
  std::erase_if(*uses, [&](const AttributeFact& fact) {
    if (owner.empty()) return fact.use != FactUse::imported && fact.receiver != module;
    if (fact.use == FactUse::defined) return !family.contains(fact.owner);
    return fact.use == FactUse::imported || (fact.owner != 0 && !family.contains(fact.owner));
  });
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
  return std::ranges::any_of(paths_, [&](const std::string& path) { return is_module_file(path, dotted); });
}

std::optional<std::uint32_t> ProgramFacts::module_file(std::string_view dotted) const {
  std::optional<std::uint32_t> found;
  for (std::uint32_t file = 0; file < paths_.size(); ++file) {
    if (!is_module_file(paths_[file], dotted)) continue;
    if (found) return std::nullopt;
    found = file;
  }
  return found;
}

std::vector<std::uint32_t> ProgramFacts::files_with(std::string_view member) const {
  const auto found = members_.find(member);
  return found == members_.end() ? std::vector<std::uint32_t>() : found->second;
}

std::optional<PatchTarget> ProgramFacts::patch_target(std::string_view dotted) const {
  if (dotted.find('.') == std::string_view::npos || dotted.starts_with('.')) return std::nullopt;
  if (dotted.substr(0, dotted.find('.')) == library_) return PatchTarget{std::nullopt, std::string(dotted)};
  // The longest module: `package.module` of `package.module.asyncio.sleep`, though `package` is one as well.
  for (std::size_t dot = dotted.rfind('.'); dot != std::string_view::npos && dot > 0; dot = dotted.rfind('.', dot - 1)) {
    const std::string_view module = dotted.substr(0, dot);
    if (!has_module(module)) continue;
    const auto file = module_file(module);
    if (!file) return std::nullopt;
    return PatchTarget{file, std::string(dotted.substr(dot + 1))};
  }
  return PatchTarget{std::nullopt, std::string(dotted)};
}

std::vector<PatchSite> ProgramFacts::patches_through(std::string_view file, std::string_view name) const {
  std::vector<PatchSite> found;
  const std::string seen = std::string(module_word(file)) + "." + std::string(name);
  std::ranges::copy_if(patch_sites_, std::back_inserter(found), [&](const PatchSite& site) {
    const std::size_t at = ("." + site.dotted + ".").find("." + seen + ".");
    return at != std::string::npos;
  });
  return found;
}

std::string_view ProgramFacts::patched(std::string_view file, std::string_view qualified, std::string_view local) const {
  const std::vector<std::string_view> found = patches_of(file, qualified, local);
  return found.empty() ? std::string_view() : found.front();
}

std::vector<std::string_view> ProgramFacts::patches_of(std::string_view file, std::string_view qualified,
                                                       std::string_view local) const {
  std::vector<std::string_view> found;
  const std::string seen = std::string(module_word(file)) + "." + std::string(local);
  const std::string anywhere = "." + std::string(local);  // whose module is put together at run time
  for (const std::string& patch : patches_) {
    if (patch == qualified || patch == anywhere) {
      found.push_back(patch);
      continue;
    }
    // `package.module.asyncio.sleep`, `package.module.asyncio`, or the local name of a from-import.
    const bool ends = patch.ends_with(seen) && (patch.size() == seen.size() || patch[patch.size() - seen.size() - 1] == '.');
    const std::string_view module = std::string_view(seen).substr(0, seen.rfind('.'));
    const bool whole = patch.ends_with(module) && (patch.size() == module.size() || patch[patch.size() - module.size() - 1] == '.') &&
                       local.find('.') != std::string_view::npos;
    if (ends || whole) found.push_back(patch);
  }
  return found;
}

}  // namespace codemod
