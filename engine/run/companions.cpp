#include "engine/run/companions.h"

#include <filesystem>
#include <set>
#include <system_error>

namespace codemod {

namespace fs = std::filesystem;

std::vector<std::string> companion_files(const std::vector<FileNotes>& noted,
                                         const std::vector<std::string_view>& names) {
  std::vector<std::string> found;
  if (names.empty()) return found;
  std::set<fs::path> folders;
  for (const FileNotes& file : noted) {
    std::error_code error;
    fs::path folder = fs::absolute(file.path, error).lexically_normal().parent_path();
    if (error) continue;
    while (folders.insert(folder).second && folder.has_relative_path())
      folder = folder.parent_path();
  }
  for (const fs::path& folder : folders) {
    for (const std::string_view name : names) {
      std::error_code error;
      const fs::path file = folder / name;
      if (fs::is_regular_file(file, error)) found.push_back(file.generic_string());
    }
  }
  return found;
}

}  // namespace codemod
