#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "engine/semantics/program_facts.h"

namespace codemod {

/// The files of those names in the folders of the noted files and in all folders above them, by
/// absolute path, sorted.
[[nodiscard]] std::vector<std::string> companion_files(const std::vector<FileNotes>& noted,
                                                       const std::vector<std::string_view>& names);

}  // namespace codemod
