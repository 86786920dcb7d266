#pragma once

#include <bitset>
#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <utility>
#include <vector>

namespace codemod {

/// What a place of the program does with an attribute of some object.
enum class FactUse : std::uint8_t {
  member,        ///< `x.name.member`
  member_value,  ///< The same, awaited inside a larger expression: its value is seen.
  async_with,    ///< `async with x.name:`
  with,          ///< `with x.name:`
  tested,        ///< `if x.name:`, `x.name is None`
  stored,        ///< `x.name = …`
  stored_new,    ///< The same, of `None` or of what a constructor of interest makes.
  imported,      ///< `from module import name`
  dynamic,       ///< `getattr(x, "name")` and the like
  called,        ///< `x.name(…)`
  defined,       ///< `def name`
  other,
};

/// One use of an attribute name, found without parsing. Names are hashes: a collision only makes
/// the answer more careful.
struct AttributeFact {
  std::uint32_t name = 0;
  std::uint32_t member = 0;
  std::uint32_t receiver = 0;  ///< The word before the dot, import aliases followed; 0 for none. Of `imported`: the
                               ///< last word of the module.
  std::uint32_t owner = 0;     ///< The class around `self.name`; 0 when the receiver is not `self`.
  std::uint32_t file = 0;
  std::uint32_t line = 0;
  FactUse use = FactUse::other;
};

/// A call of a watched method on an object that the file does not make itself: a parameter, something imported.
struct CallFact {
  std::uint32_t method = 0;
  std::uint32_t receiver = 0;  ///< The word before the dot, import aliases followed; 0 for none and for parameters.
  std::uint32_t file = 0;
  std::uint32_t line = 0;
};

/// A class and one of its bases, by their last names.
struct InheritanceFact {
  std::uint32_t derived = 0;
  std::uint32_t base = 0;
};

/// What one file contributes. Plain data: facts of shards can be merged.
struct FileFacts {
  std::vector<AttributeFact> attributes;
  std::vector<CallFact> calls;
  std::vector<InheritanceFact> inheritance;
  std::vector<std::uint32_t> holders;   ///< Names that may be assigned an object of interest.
  std::vector<std::string> patches;     ///< Dotted names that strings and stores replace at run time.
  std::vector<std::uint32_t> words;     ///< Watched words that occur.
  std::vector<std::string> members = {};  ///< `module.name` and `counterpart.name` that occur, each once.
  std::vector<std::uint32_t> offered = {};     ///< Names under which the file imports the module, or something of it.
  std::vector<std::uint32_t> stars = {};       ///< Last words of modules that it imports everything from.
  std::vector<std::uint32_t> star_words = {};  ///< If there are any: the words of the file, sorted.
  std::vector<std::string> notes = {};  ///< What the knowledge of the libraries notes for the other files, in its words.
};

/// What is noted of one file.
struct FileNotes {
  std::string path;
  std::vector<std::string> notes;
  bool given = true;  ///< Among the files of the run, which others are only looked at for.
};

/// What follows from all notes for single files, by path.
using Conclusions = std::unordered_map<std::string, std::vector<std::string>>;

/// A method whose calls are facts: on receivers of that name only, and with one of those strings as first argument
/// only, where they are given.
struct WatchedMethod {
  std::string name;
  std::string receiver;
  std::vector<std::string> first_arguments;
};

/// The words that make a line interesting.
struct FactVocabulary {
  std::vector<std::string> constructors;  ///< `Lock`, `Event`, …: what such a call is assigned to is a holder.
  std::vector<std::string> watched;       ///< Words whose mere presence matters.
  std::string module;                     ///< Dotted strings with this component are kept as patches.
  std::vector<WatchedMethod> methods = {};
  std::vector<std::string> makers = {};   ///< Constructors of the objects with the watched methods.
  std::string counterpart = {};           ///< The module that comes in place of `module`.
};

[[nodiscard]] std::uint32_t hash_name(std::string_view name);

/// Reads the facts of one file with a lexical scan (comments and strings skipped, code in
/// f-strings not). About as fast as reading; nothing is parsed.
[[nodiscard]] FileFacts scan_facts(std::string_view text, const FactVocabulary& vocabulary);

/// One place where a file replaces a name while the program runs.
struct PatchSite {
  std::uint32_t file = 0;
  std::string dotted;
};

/// A name that is replaced: as a module of the program sees it, or for everybody.
struct PatchTarget {
  std::optional<std::uint32_t> file;  ///< Of the module that the dotted name goes through.
  std::string name;                   ///< What that module calls it: `asyncio.sleep`.
  /// One text for each target.
  [[nodiscard]] std::string key() const { return (file ? std::to_string(*file) : std::string()) + ":" + name; }
};

/// The facts of all files given, indexed by name.
class ProgramFacts {
 public:
  /// Takes the facts of the file with that path; call in the order of the files.
  void add(std::string path, FileFacts facts);
  /// The module whose names are looked for (a file of that name is another module), and the one that comes in its place.
  void set_libraries(std::string module, std::string counterpart) {
    library_ = std::move(module);
    counterpart_ = std::move(counterpart);
  }
  [[nodiscard]] const std::string& counterpart() const { return counterpart_; }
  /// Takes notes of a file; those that are not given (such as a configuration) may come after `finish`.
  void add_notes(std::string path, std::vector<std::string> notes, bool given = false);
  /// Call once, after the last `add`.
  void finish();
  /// Takes what was concluded from the notes; call once, after `finish`.
  void set_conclusions(Conclusions conclusions) { conclusions_ = std::move(conclusions); }

  /// Uses of an attribute outside `file`: on objects whose class is `owner`, a relative of it, or
  /// unknown. Nothing when the name was not recorded as a holder: then nothing is known.
  [[nodiscard]] std::optional<std::vector<AttributeFact>> foreign_uses(std::string_view file, std::string_view name,
                                                                       std::string_view owner) const;
  /// Uses of a module-level name outside `file`, through imports of it or of its module.
  [[nodiscard]] std::optional<std::vector<AttributeFact>> foreign_module_uses(std::string_view file,
                                                                              std::string_view name) const;
  /// Everything that other files do with a function of that name: calls, imports, definitions that override it, and all
  /// else. `owner` is its class; empty for a function of the module, which they reach through imports.
  [[nodiscard]] std::optional<std::vector<AttributeFact>> foreign_function_uses(std::string_view file, std::string_view name,
                                                                                std::string_view owner) const;
  /// Calls of watched methods outside `file`, on objects that the calling file does not make.
  [[nodiscard]] std::vector<CallFact> foreign_calls(std::string_view file) const;
  /// Everything that was noted, in the order of the files; those without notes are left out.
  [[nodiscard]] const std::vector<FileNotes>& notes() const { return notes_; }
  /// What was concluded for a file.
  [[nodiscard]] const std::vector<std::string>& conclusions(std::string_view file) const;
  /// Whether a module of that dotted name is among the files.
  [[nodiscard]] bool has_module(std::string_view dotted) const;
  [[nodiscard]] const std::string& path(const AttributeFact& fact) const { return paths_[fact.file]; }
  [[nodiscard]] const std::string& path(const CallFact& fact) const { return paths_[fact.file]; }
  [[nodiscard]] bool occurs(std::string_view watched_word) const { return words_.contains(hash_name(watched_word)); }
  /// Whether some file says `from … import name`.
  [[nodiscard]] bool is_imported(std::string_view name) const { return imported_.contains(hash_name(name)); }
  /// Whether some class has a base of that (last) name.
  [[nodiscard]] bool is_subclassed(std::string_view base) const { return derived_.contains(hash_name(base)); }
  /// A dotted name by which some file replaces `qualified` (`asyncio.sleep`) as the module at `file`
  /// sees it under `local`; empty when nobody does.
  [[nodiscard]] std::string_view patched(std::string_view file, std::string_view qualified, std::string_view local) const;
  /// All such names.
  [[nodiscard]] std::vector<std::string_view> patches_of(std::string_view file, std::string_view qualified,
                                                         std::string_view local) const;
  /// Patches of a name as the module at `file` has it, or of something behind that name.
  [[nodiscard]] std::vector<PatchSite> patches_through(std::string_view file, std::string_view name) const;
  /// Every patch of the program by the file that does it, in the order of the files.
  [[nodiscard]] const std::vector<PatchSite>& patch_sites() const { return patch_sites_; }
  /// What a dotted name that is replaced at run time means; nothing when its module is not known for certain.
  [[nodiscard]] std::optional<PatchTarget> patch_target(std::string_view dotted) const;
  /// The file of the only module of that dotted name among those given.
  [[nodiscard]] std::optional<std::uint32_t> module_file(std::string_view dotted) const;
  /// A file that seems to get a name through another one, by their numbers.
  struct Borrower {
    std::uint32_t file = 0;
    std::uint32_t from = 0;  ///< The module at hand, or one that imports everything from it.
  };
  /// Files that may get an imported `name` of the module at `file` through that module: by importing it from there, as
  /// an attribute, or, unless `through_stars` is false, with everything else. Modules are told by one word only.
  [[nodiscard]] std::vector<Borrower> borrowers(std::string_view file, std::string_view name, bool through_stars) const;
  /// Files in which `module.name` occurs.
  [[nodiscard]] std::vector<std::uint32_t> files_with(std::string_view member) const;
  [[nodiscard]] const std::string& path(std::uint32_t file) const { return paths_[file]; }

 private:
  [[nodiscard]] std::unordered_set<std::uint32_t> relatives(std::uint32_t owner) const;
  [[nodiscard]] std::optional<std::vector<AttributeFact>> uses_elsewhere(std::string_view file, std::string_view name) const;
  void note_borrowed(const AttributeFact& fact);

  std::vector<std::string> paths_;
  std::unordered_map<std::string, std::uint32_t> files_;
  std::vector<std::vector<AttributeFact>> pending_;  // by file, until all are known
  std::vector<CallFact> calls_;
  std::unordered_map<std::uint32_t, std::vector<AttributeFact>> attributes_;
  std::unordered_multimap<std::uint32_t, std::uint32_t> bases_;
  std::unordered_multimap<std::uint32_t, std::uint32_t> derived_;
  std::unordered_set<std::uint32_t> holders_;
  std::unordered_set<std::uint32_t> words_;
  std::unordered_set<std::uint32_t> imported_;
  std::set<std::string, std::less<>> patches_;
  std::vector<PatchSite> patch_sites_;
  std::unordered_set<std::uint32_t> offered_;
  std::bitset<4096> may_be_offered_;  // by the ends of the hashes: nearly every fact ends here
  std::unordered_map<std::uint64_t, std::vector<std::uint32_t>> borrowed_;  // files, by module and name
  struct StarImport {
    std::uint32_t file = 0;
    std::uint32_t module = 0;
  };
  std::vector<StarImport> stars_;
  std::unordered_map<std::uint32_t, std::vector<std::uint32_t>> star_words_;  // by file
  std::string library_;
  std::string counterpart_;
  std::map<std::string, std::vector<std::uint32_t>, std::less<>> members_;
  std::vector<FileNotes> notes_;
  Conclusions conclusions_;
};

}  // namespace codemod
