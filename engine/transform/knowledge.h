#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "engine/edit/safety.h"
#include "engine/semantics/object_table.h"
#include "engine/semantics/program_facts.h"
#include "engine/semantics/semantic_model.h"
#include "engine/source/text_range.h"
#include "engine/support/version.h"
#include "engine/transform/rewrite_options.h"

namespace codemod {

/// Related API that no tracked import leads to: a marker, a decorator, a string.
struct AdjacentReference {
  Node node;
  std::string name;
  std::string spelled = {};  ///< As this file reaches it; empty when that is `name`.
  BindingId root = BindingId::none;  ///< The import that a dotted chain starts from.
  bool certain = true;  ///< False when that name may also be something else.
};

/// Who is responsible for a name, and what a person can do about it.
struct Responsibility {
  std::string_view transform;
  std::string_view advice;
};

/// A place of a configuration that goes with the code, and what becomes of it.
struct SettingFinding {
  std::string name;         ///< By which `Knowledge::responsible` knows it.
  TextRange place;          ///< In the bytes of the file.
  std::string replacement;  ///< Of that place; empty when it is kept.
  Safety level = Safety::advice;
  std::string message;
  std::string advice;  ///< Empty for the usual one.
  Version needs{};     ///< Of the library, for the replacement.
  bool suppressed = false;  ///< The user's comment keeps it.
};

/// What the engine needs to know about the libraries in question; everything else it
/// does is Python in general. Stateless, shared by all threads.
class Knowledge {
 public:
  virtual ~Knowledge() = default;
  /// The word that introduces suppression comments: `TAG: ignore[…]`.
  [[nodiscard]] virtual std::string_view tag() const = 0;
  /// Whether a text can hold a reference at all; others are not parsed.
  [[nodiscard]] virtual bool worth_parsing(std::string_view bytes) const = 0;
  /// Whether a qualified name belongs to the library that is moved away from.
  [[nodiscard]] virtual bool is_tracked(std::string_view qualified) const = 0;
  /// One spelling for names that can be reached in several ways.
  [[nodiscard]] virtual std::string canonical(std::string_view qualified) const = 0;
  /// Whether `from MODULE import *` binds that name for a tracked module.
  [[nodiscard]] virtual bool is_public_name(std::string_view name) const = 0;
  [[nodiscard]] virtual Constructed constructed(std::string_view qualified) const = 0;
  [[nodiscard]] virtual Responsibility responsible(std::string_view canonical) const = 0;
  /// Kinds of object whose uses are rewritten one by one, by whoever knows the member, and all
  /// together or not at all.
  [[nodiscard]] virtual bool migrates_by_use(std::string_view kind) const = 0;
  [[nodiscard]] virtual std::vector<AdjacentReference> adjacent(const SemanticModel& model, const Targets& targets) const = 0;
  [[nodiscard]] virtual FactVocabulary vocabulary() const = 0;
  /// What other files should know of this one beyond what the vocabulary gives: plain data that only `conclude` reads.
  /// Nothing for most files.
  [[nodiscard]] virtual std::vector<std::string> notes(const std::string& path, std::string_view bytes) const {
    static_cast<void>(path), static_cast<void>(bytes);
    return {};
  }
  /// Names of files that say something about the noted files of their folder and those below, such as configurations;
  /// their notes are taken as well, whether or not they are given.
  [[nodiscard]] virtual std::vector<std::string_view> companions() const { return {}; }
  /// What follows from the notes of all files for single ones; such a file is worth parsing.
  [[nodiscard]] virtual Conclusions conclude(const ProgramFacts& facts, const Targets& targets) const {
    static_cast<void>(facts), static_cast<void>(targets);
    return {};
  }
  /// Whether a file is no Python but a configuration, which `settings` knows.
  [[nodiscard]] virtual bool is_configuration(std::string_view path) const {
    static_cast<void>(path);
    return false;
  }
  /// What becomes of the settings of a configuration, in the order of their places.
  [[nodiscard]] virtual std::vector<SettingFinding> settings(std::string_view path, std::string_view bytes,
                                                             const std::vector<std::string>& conclusions) const {
    static_cast<void>(path), static_cast<void>(bytes), static_cast<void>(conclusions);
    return {};
  }
};

}  // namespace codemod
