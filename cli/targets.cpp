#include "cli/targets.h"

#include <algorithm>

namespace asyncio2anyio {
namespace {

using codemod::failure;
using codemod::Result;
using codemod::Version;

/// What a target may be.
struct Supported {
  std::string_view name;
  std::string_view option;
  Version oldest;
  Version newest;
  Version usual;
};

constexpr Supported kPython{"Python", "--target-python", {3, 8}, {3, 14}, {3, 10}};
constexpr Supported kAnyio{"anyio", "--target-anyio", {4, 4}, {4, 16}, {4, 16}};

/// `py311` means `3.11`.
std::string spelled_out(const std::string& text) {
  const bool short_form =
      text.size() >= 4 && text.starts_with("py") && text.find('.') == std::string::npos;
  return short_form ? text.substr(2, 1) + "." + text.substr(3) : text;
}

Result<Version> requested(const std::string& text, const Supported& supported) {
  const std::optional<Version> version = codemod::parse_version(spelled_out(text));
  if (version && *version >= supported.oldest && *version <= supported.newest) return *version;
  return failure(std::string(supported.option) + ": `" + text + "` is not a version from " +
                 to_string(supported.oldest) + " to " + to_string(supported.newest));
}

Version from_project(const std::optional<Version>& bound, const Supported& supported,
                     const std::string& path, std::vector<std::string>& notes) {
  if (!bound) return supported.usual;
  if (*bound < supported.oldest)
    notes.push_back(path + ": supports " + std::string(supported.name) + " " + to_string(*bound) +
                    "; the oldest target is " + to_string(supported.oldest) + ", which is used");
  return std::clamp(*bound, supported.oldest, supported.newest);
}

}  // namespace

Result<ChosenTargets> choose_targets(const std::optional<std::string>& python,
                                     const std::optional<std::string>& anyio,
                                     const Project& project) {
  ChosenTargets chosen;
  if (!project.warning.empty()) chosen.notes.push_back(project.warning);
  const auto choose = [&](const std::optional<std::string>& text,
                          const std::optional<Version>& bound,
                          const Supported& supported) -> Result<Version> {
    if (text) return requested(*text, supported);
    return from_project(bound, supported, project.path, chosen.notes);
  };
  const Result<Version> python_target = choose(python, project.python, kPython);
  if (!python_target) return std::unexpected(python_target.error());
  const Result<Version> anyio_target = choose(anyio, project.anyio, kAnyio);
  if (!anyio_target) return std::unexpected(anyio_target.error());
  chosen.targets = {.python = *python_target, .library = *anyio_target};
  return chosen;
}

std::string dependency_note(const Project& project, Version needed) {
  if (needed == Version{} || project.path.empty() || !project.warning.empty()) return "";
  if (!project.depends_on_anyio) return project.path + " does not depend on anyio yet";
  if (!project.anyio) return project.path + " asks for anyio without a lower bound";
  if (*project.anyio >= needed) return "";
  return project.path + " only asks for anyio " + to_string(*project.anyio) + " or newer";
}

}  // namespace asyncio2anyio
