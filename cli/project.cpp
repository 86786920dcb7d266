#include "cli/project.h"

#include <algorithm>
#include <cctype>
#include <charconv>
#include <system_error>

#define TOML_EXCEPTIONS 0
#include <toml++/toml.h>

#include "engine/support/files.h"

namespace asyncio2anyio {
namespace {

namespace fs = std::filesystem;
using codemod::Version;

constexpr std::string_view kSpace = " \t\r\n";

std::string_view trimmed(std::string_view text) {
  text.remove_prefix(std::min(text.find_first_not_of(kSpace), text.size()));
  return text.substr(0, text.find_last_not_of(kSpace) + 1);
}

/// Calls `visit` with each part between separators.
template <class Visit>
void for_each_part(std::string_view text, std::string_view separator, Visit visit) {
  while (true) {
    const std::size_t end = text.find(separator);
    visit(trimmed(text.substr(0, end)));
    if (end == std::string_view::npos) return;
    text.remove_prefix(end + separator.size());
  }
}

/// The number that `text` begins with, which it loses.
std::optional<int> take_number(std::string_view& text) {
  int number = 0;
  const auto [stop, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc()) return std::nullopt;
  text.remove_prefix(static_cast<std::size_t>(stop - text.data()));
  return number;
}

/// Reads `3`, `3.11`, `3.11.*`, `4.5.0rc1` as far as major and minor go.
std::optional<Version> leading_version(std::string_view text) {
  const std::optional<int> major = take_number(text);
  if (!major) return std::nullopt;
  Version version{*major, 0};
  if (!text.starts_with('.')) return version;
  text.remove_prefix(1);
  version.minor = take_number(text).value_or(0);
  return version;
}

/// Bound of one clause, such as `>=3.11`.
std::optional<Version> clause_bound(std::string_view clause) {
  if (clause.starts_with('<') || clause.starts_with('!')) return std::nullopt;
  clause.remove_prefix(std::min(clause.find_first_not_of(">=~^"), clause.size()));
  return leading_version(trimmed(clause));
}

/// Bound of clauses that all hold; Poetry also separates them by spaces.
std::optional<Version> conjunction_bound(std::string_view clauses) {
  std::optional<Version> bound;
  for_each_part(clauses, ",", [&bound](std::string_view clause) {
    if (const auto one = clause_bound(clause)) bound = std::max(bound.value_or(*one), *one);
  });
  return bound;
}

/// `AnyIO` and `any.io` name packages as PyPI compares them.
std::string normalized(std::string_view name) {
  std::string result;
  for (const char c : name) {
    const bool separator = c == '-' || c == '_' || c == '.';
    if (separator && result.ends_with('-')) continue;
    result += separator ? '-' : static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  }
  return result;
}

bool is_name_char(char c) {
  return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '-' || c == '_' || c == '.';
}

/// Lowers what is known of anyio to what one more requirement says.
void note_anyio(Project& project, std::optional<Version> bound) {
  project.depends_on_anyio = true;
  if (bound && (!project.anyio || *bound < *project.anyio)) project.anyio = bound;
}

/// Reads `anyio[trio] >= 4.5, < 5 ; python_version < "3.14"`.
void read_requirement(Project& project, std::string_view text) {
  text = trimmed(text);
  const auto name_end = std::ranges::find_if_not(text, is_name_char);
  const std::string_view name = text.substr(0, static_cast<std::size_t>(name_end - text.begin()));
  if (normalized(name) != "anyio") return;
  std::string_view rest = trimmed(text.substr(name.size()));
  rest = trimmed(rest.substr(0, rest.find(';')));
  if (rest.starts_with('['))
    rest = trimmed(rest.substr(std::min(rest.find(']'), rest.size() - 1) + 1));
  if (rest.starts_with('(')) rest = rest.substr(1, rest.find(')') - 1);
  note_anyio(project, rest.starts_with('@') ? std::nullopt : lower_bound(rest));
}

void read_requirements(Project& project, const toml::array* requirements) {
  if (requirements == nullptr) return;
  for (const toml::node& requirement : *requirements)
    if (const auto text = requirement.value<std::string_view>()) read_requirement(project, *text);
}

void read_standard_table(Project& project, const toml::table& document) {
  const auto table = document["project"];
  if (const auto python = table["requires-python"].value<std::string_view>())
    project.python = lower_bound(*python);
  read_requirements(project, table["dependencies"].as_array());
  const toml::table* groups = table["optional-dependencies"].as_table();
  if (groups == nullptr || project.depends_on_anyio) return;
  for (const auto& [name, requirements] : *groups)
    read_requirements(project, requirements.as_array());
}

/// Poetry writes `"^4.5"`, `{version = "^4.5", extras = […]}`, or a list of such tables.
void read_poetry_dependency(Project& project, const toml::node& value) {
  if (const toml::array* alternatives = value.as_array()) {
    for (const toml::node& alternative : *alternatives)
      if (alternative.is_table()) read_poetry_dependency(project, alternative);
    return;
  }
  const toml::table* table = value.as_table();
  const auto text = table != nullptr ? (*table)["version"].value<std::string_view>()
                                     : value.value<std::string_view>();
  note_anyio(project, text ? lower_bound(*text) : std::nullopt);
}

void read_poetry_table(Project& project, const toml::table& document) {
  const toml::table* dependencies = document["tool"]["poetry"]["dependencies"].as_table();
  if (dependencies == nullptr) return;
  const bool standard_has_anyio = project.depends_on_anyio;
  for (const auto& [key, value] : *dependencies) {
    const std::string name = normalized(key.str());
    const auto text = value.value<std::string_view>();
    if (name == "python" && text && !project.python) project.python = lower_bound(*text);
    if (name == "anyio" && !standard_has_anyio) read_poetry_dependency(project, value);
  }
}

/// As seen from the current folder, unless that is the longer way to say it.
fs::path shortest(const fs::path& absolute) {
  std::error_code error;
  const fs::path relative = fs::proximate(absolute, error);
  return error || relative.native().size() > absolute.native().size() ? absolute : relative;
}

/// The nearest `pyproject.toml`; empty when there is none.
fs::path nearest_manifest(const fs::path& start) {
  std::error_code error;
  fs::path folder = fs::absolute(start, error).lexically_normal();
  while (!error) {
    const fs::path manifest = folder / "pyproject.toml";
    if (fs::is_regular_file(manifest, error)) return shortest(manifest);
    error.clear();
    if (folder == folder.parent_path()) break;
    folder = folder.parent_path();
  }
  return {};
}

}  // namespace

std::optional<Version> lower_bound(std::string_view specifier) {
  std::optional<Version> bound;
  bool unbounded = false;
  for_each_part(specifier, "||", [&](std::string_view alternative) {
    const std::optional<Version> one = conjunction_bound(alternative);
    if (!one) unbounded = true;
    if (one) bound = std::min(bound.value_or(*one), *one);
  });
  return unbounded ? std::nullopt : bound;
}

Project parse_project(std::string_view text, std::string path) {
  Project project;
  project.path = std::move(path);
  const toml::parse_result parsed = toml::parse(text);
  if (!parsed) {
    project.warning = project.path + ":" + std::to_string(parsed.error().source().begin.line) +
                      ": not valid TOML, ignored: " + std::string(parsed.error().description());
    return project;
  }
  read_standard_table(project, parsed.table());
  read_poetry_table(project, parsed.table());
  return project;
}

Project read_project(const fs::path& start) {
  const fs::path manifest = nearest_manifest(start);
  if (manifest.empty()) return {};
  const codemod::Result<std::string> text = codemod::read_file(manifest);
  if (text) return parse_project(*text, manifest.string());
  Project project;
  project.path = manifest.string();
  project.warning = text.error().message;
  return project;
}

}  // namespace asyncio2anyio
