#include "tests/fixture_cases.h"

#include <algorithm>
#include <fstream>
#include <iterator>
#include <map>
#include <sstream>

#include "cli/options.h"
#include "engine/run/rewrite_all.h"
#include "engine/transform/knowledge.h"
#include "engine/transform/transform.h"
#include "tests/temporary_directory.h"
#include "transforms/transforms.h"

namespace asyncio2anyio::testing_support {
namespace {

namespace fs = std::filesystem;
using codemod::FileReport;
using codemod::RewriteOptions;

/// The pipeline for the flags of a case; made once for each.
const codemod::Pipeline& pipeline(const KnownFlags& flags) {
  static std::map<KnownFlags, codemod::Pipeline> made;
  const auto found = made.find(flags);
  return found != made.end() ? found->second : made.emplace(flags, make_pipeline(flags)).first->second;
}

std::vector<std::string> words_of(const std::string& text) {
  std::istringstream stream(text);
  return {std::istream_iterator<std::string>(stream), {}};
}

std::vector<fs::path> sorted_entries(const fs::path& folder) {
  std::vector<fs::path> entries;
  for (const fs::directory_entry& entry : fs::directory_iterator(folder))
    entries.push_back(entry.path());
  std::ranges::sort(entries);
  return entries;
}

/// Reads the command-line flags of a case into it.
void take_options(FixtureCase& fixture, const std::string& flags) {
  std::vector<std::string> words = words_of("--target-python 3.11 --target-anyio 4.16");
  // A flag may be given once only: those of the case come instead of the defaults.
  for (const std::string_view flag : {"--target-python", "--target-anyio"})
    if (flags.find(flag) != std::string::npos) {
      const auto at = std::ranges::find(words, flag);
      words.erase(at, at + 2);
    }
  std::ranges::copy(words_of(flags), std::back_inserter(words));
  const auto parsed = parse_command_line(words);
  if (!parsed) {
    fixture.problem = "options: " + parsed.error().message;
    return;
  }
  fixture.path = parsed->stdin_filename.value_or("before.py");
  fixture.flags = parsed->flags;
  fixture.options.select = parsed->select;
  fixture.options.ignore = parsed->ignore;
  fixture.options.allow_unsafe = parsed->unsafe;
  fixture.options.styles.emplace("gather-style", style_name(parsed->gather_style));
  fixture.options.targets.python =
      codemod::parse_version(parsed->target_python.value_or("")).value_or(codemod::Version{});
  fixture.options.targets.library =
      codemod::parse_version(parsed->target_anyio.value_or("")).value_or(codemod::Version{});
}

FixtureCase read_case(const fs::path& folder) {
  FixtureCase fixture;
  fixture.folder = folder;
  fixture.name = folder.filename();
  fixture.transform = folder.parent_path().filename();
  const auto before = read_if_present(folder / "before.py");
  if (!before) fixture.problem = "no before.py";
  fixture.before = before.value_or("");
  fixture.after = read_if_present(folder / "after.py");
  fixture.findings = read_if_present(folder / "findings.txt");
  fixture.single = fs::exists(folder / "single");
  fixture.drops_comments = fs::exists(folder / "drops-comments");
  take_options(fixture, read_if_present(folder / "options").value_or(""));
  return fixture;
}

/// Python files of the folder that are neither input nor result.
std::vector<fs::path> neighbours(const FixtureCase& fixture) {
  std::vector<fs::path> files = sorted_entries(fixture.folder);
  std::erase_if(files, [](const fs::path& file) {
    return file.extension() != ".py" || file.filename() == "before.py" ||
           file.filename() == "after.py";
  });
  return files;
}

FileReport rewrite_among(const std::vector<fs::path>& others, const FixtureCase& fixture,
                         const std::string& text, const RewriteOptions& options) {
  const codemod::testing_support::TemporaryDirectory directory;
  std::vector<std::string> files{directory.write(fixture.path, text)};
  for (const fs::path& other : others)
    files.push_back(directory.write(other.filename(), read_if_present(other).value_or("")));
  std::vector<FileReport> reports;
  codemod::rewrite_all(files, pipeline(fixture.flags), options,
                       [&](FileReport&& report) { reports.push_back(std::move(report)); });
  return reports.empty() ? FileReport{} : std::move(reports.front());
}

std::string_view word_for(codemod::Outcome outcome) {
  switch (outcome) {
    case codemod::Outcome::rewritten:
      return "rewritten";
    case codemod::Outcome::kept:
      return "kept";
    case codemod::Outcome::suppressed:
      return "suppressed";
  }
  return "";
}

std::string_view word_for(codemod::Safety level) {
  switch (level) {
    case codemod::Safety::safe:
      return "safe";
    case codemod::Safety::unsafe:
      return "unsafe";
    case codemod::Safety::advice:
      return "advice";
  }
  return "";
}

std::vector<FixtureCase> read_all_cases() {
  std::vector<FixtureCase> cases;
  for (const fs::path& group : sorted_entries(fs::path(A2A_SOURCE_DIR) / "testdata")) {
    if (!fs::is_directory(group) || holds_no_cases(group.filename().string())) continue;
    for (const fs::path& folder : sorted_entries(group)) cases.push_back(read_case(folder));
  }
  return cases;
}

}  // namespace

void PrintTo(const FixtureCase& fixture, std::ostream* out) {
  *out << fixture.transform << "/" << fixture.name;
}

const std::vector<FixtureCase>& fixture_cases() {
  static const std::vector<FixtureCase> cases = read_all_cases();
  return cases;
}

bool holds_no_cases(std::string_view folder) {
  return folder == "applications" || folder == "behaviour" || folder == "sample";
}

std::string test_name(const FixtureCase& fixture) {
  std::string name = fixture.transform + "__" + fixture.name;
  std::ranges::replace_if(
      name, [](unsigned char c) { return std::isalnum(c) == 0; }, '_');
  return name;
}

FileReport rewrite(const FixtureCase& fixture, const std::string& text,
                   const RewriteOptions& options) {
  const std::vector<fs::path> others = neighbours(fixture);
  if (others.empty()) return codemod::rewrite_text(fixture.path, text, pipeline(fixture.flags), options);
  return rewrite_among(others, fixture, text, options);
}

std::string findings_text(const FileReport& report) {
  std::ostringstream out;
  for (const codemod::ReferenceReport& reference : report.references)
    out << reference.line << ":" << reference.column << " " << word_for(reference.outcome) << " "
        << word_for(reference.level) << " " << reference.transform << " " << reference.name << ": "
        << reference.message << "\n";
  return out.str();
}

std::optional<std::string> read_if_present(const fs::path& file) {
  std::ifstream stream(file, std::ios::binary);
  if (!stream) return std::nullopt;
  return std::string(std::istreambuf_iterator<char>(stream), {});
}

}  // namespace asyncio2anyio::testing_support
