#include "engine/report/baseline.h"

#include <algorithm>
#include <functional>
#include <map>
#include <nlohmann/json.hpp>
#include <set>
#include <utility>

#include "engine/report/reference_words.h"

namespace codemod {
namespace {

using Json = nlohmann::json;

std::string text_at(const Json& object, const char* key) {
  const auto found = object.find(key);
  return found != object.end() && found->is_string() ? found->get<std::string>() : std::string();
}

std::size_t number_at(const Json& object, const char* key) {
  const auto found = object.find(key);
  return found != object.end() && found->is_number_unsigned() ? found->get<std::size_t>() : 0;
}

/// The array under a key; nothing but an empty one for anything else.
const Json& array_at(const Json& object, const char* key) {
  static const Json kNone = Json::array();
  const auto found = object.find(key);
  return found != object.end() && found->is_array() ? *found : kNone;
}

bool is_left(const Json& reference) {
  const std::string outcome = text_at(reference, "outcome");
  return outcome == "suppressed" || (outcome == "kept" && text_at(reference, "level") == "advice");
}

void read_file_into(const Json& file, Baseline& baseline) {
  const std::string path = text_at(file, "path");
  const Json& references = array_at(file, "references");
  baseline.files.push_back(path);
  if (!references.empty()) ++baseline.totals.files;
  for (const Json& reference : references) {
    if (!reference.is_object()) continue;
    ++baseline.totals.found;
    if (is_left(reference)) ++baseline.totals.left;
    baseline.references.push_back({path, static_cast<std::uint32_t>(number_at(reference, "line")),
                                   text_at(reference, "kind"), text_at(reference, "name"),
                                   text_at(reference, "transform"), text_at(reference, "source")});
  }
}

std::string words_before_version(std::string_view schema) {
  return std::string(schema.substr(0, schema.find('/') + 1));
}

/// The words of a line of code, for comparing edited lines.
std::multiset<std::string> words_of(std::string_view line) {
  std::multiset<std::string> words;
  std::string word;
  for (const char c : line) {
    const bool inside = c == '_' || (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') ||
                        (c >= 'A' && c <= 'Z') || static_cast<unsigned char>(c) >= 0x80;
    if (inside) word += c;
    if (!inside && !word.empty()) words.insert(std::exchange(word, {}));
  }
  if (!word.empty()) words.insert(std::move(word));
  return words;
}

/// Whether two lines have most of their words in common, or one is not known.
bool are_alike(std::string_view old_line, std::string_view new_line) {
  if (old_line.empty() || new_line.empty()) return true;
  const auto before = words_of(old_line);
  const auto after = words_of(new_line);
  std::vector<std::string> common;
  std::ranges::set_intersection(before, after, std::back_inserter(common));
  return common.size() * 2 > std::max(before.size(), after.size());
}

/// Pairs the references of two statuses.
class Matcher {
 public:
  Matcher(const Baseline& baseline, StatusDocument& document)
      : baseline_(baseline),
        taken_(baseline.references.size()),
        old_paths_(baseline.files.begin(), baseline.files.end()) {
    for (StatusFile& file : document.files) {
      paths_.insert(file.path);
      for (StatusReference& reference : file.references) pending_.push_back({&file, &reference});
    }
  }

  void match() {
    pair_by([](const std::string& path, const std::string& base, const std::string& source) {
      return path + '\0' + base + '\0' + source;
    });
    pair_edited_lines();
    pair_moved_files();
  }

  [[nodiscard]] std::vector<GoneReference> gone() const {
    std::vector<GoneReference> left;
    for (std::size_t i = 0; i < taken_.size(); ++i) {
      const BaselineReference& old = baseline_.references[i];
      if (!taken_[i]) left.push_back({old.path, old.line, old.name, old.transform, old.source});
    }
    return left;
  }

  void mark_new() const {
    for (const Current& current : pending_) current.reference->is_new = true;
  }

 private:
  struct Current {
    const StatusFile* file;
    StatusReference* reference;
  };
  using MakeKey =
      std::function<std::string(const std::string&, const std::string&, const std::string&)>;

  static std::string base_of(const BaselineReference& old) { return old.kind + '\0' + old.name; }
  static std::string base_of(const Current& current) {
    return std::string(name_of(current.reference->report.kind)) + '\0' +
           current.reference->report.name;
  }

  /// The numbers of the old references that have no partner yet, by key and in order.
  [[nodiscard]] std::map<std::string, std::vector<std::size_t>> open_by(const MakeKey& key) const {
    std::map<std::string, std::vector<std::size_t>> open;
    for (std::size_t i = 0; i < taken_.size(); ++i) {
      const BaselineReference& old = baseline_.references[i];
      if (!taken_[i]) open[key(old.path, base_of(old), old.source)].push_back(i);
    }
    return open;
  }

  void pair_by(const MakeKey& key) {
    auto open = open_by(key);
    std::erase_if(pending_, [&](const Current& current) {
      const auto found =
          open.find(key(current.file->path, base_of(current), current.reference->source));
      if (found == open.end() || found->second.empty()) return false;
      taken_[found->second.front()] = true;
      found->second.erase(found->second.begin());
      return true;
    });
  }

  void pair_edited_lines() {
    const MakeKey key = [](const std::string& path, const std::string& base, const std::string&) {
      return path + '\0' + base;
    };
    auto open = open_by(key);
    std::erase_if(pending_, [&](const Current& current) {
      const auto found = open.find(key(current.file->path, base_of(current), {}));
      if (found == open.end()) return false;
      const auto alike = std::ranges::find_if(found->second, [&](std::size_t i) {
        return are_alike(baseline_.references[i].source, current.reference->source);
      });
      if (alike == found->second.end()) return false;
      taken_[*alike] = true;
      found->second.erase(alike);
      return true;
    });
  }

  /// Only references whose file is no longer there may come back in another one.
  void pair_moved_files() {
    pair_by([this](const std::string& path, const std::string& base, const std::string& source) {
      const bool stayed = paths_.contains(path) && old_paths_.contains(path);
      return (stayed ? path + '\0' : std::string()) + base + '\0' + source;
    });
  }

  const Baseline& baseline_;
  std::vector<bool> taken_;
  std::set<std::string, std::less<>> old_paths_;
  std::vector<Current> pending_;
  std::set<std::string, std::less<>> paths_;
};

}  // namespace

Result<Baseline> parse_baseline(std::string_view text, std::string label, std::string_view schema) {
  const Json document = Json::parse(text, nullptr, false);
  if (document.is_discarded()) return failure(label + ": this is not JSON");
  const std::string its = document.is_object() ? text_at(document, "schema") : "";
  if (!its.starts_with(words_before_version(schema)))
    return failure(label + ": this is not a status; `status --format json` writes one");
  if (its != schema)
    return failure(label + ": its format is `" + its + "`, this version reads `" +
                   std::string(schema) + "`");
  Baseline baseline;
  for (const Json& file : array_at(document, "files"))
    if (file.is_object()) read_file_into(file, baseline);
  baseline.totals.label = std::move(label);
  return baseline;
}

void compare_with(const Baseline& baseline, StatusDocument& document) {
  Matcher matcher(baseline, document);
  matcher.match();
  matcher.mark_new();
  Comparison comparison;
  comparison.baseline = baseline.totals.label;
  for (const StatusFile& file : document.files) {
    for (const StatusReference& reference : file.references) {
      ++(reference.is_new ? comparison.added : comparison.unchanged);
      if (reference.is_new && reference.report.outcome == Outcome::suppressed)
        ++comparison.added_suppressed;
    }
  }
  comparison.gone = matcher.gone();
  document.comparison = std::move(comparison);
}

}  // namespace codemod
