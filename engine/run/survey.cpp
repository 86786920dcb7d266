#include "engine/run/survey.h"

#include <algorithm>
#include <filesystem>
#include <memory>
#include <system_error>
#include <utility>

#include "engine/run/in_order.h"
#include "engine/semantics/semantic_model.h"
#include "engine/source/word_search.h"
#include "engine/support/files.h"
#include "engine/syntax/node.h"

namespace codemod {
namespace {

constexpr std::string_view kImport = "import";
constexpr std::uintmax_t kLargestText = 16U << 20U;
constexpr std::size_t kTextProbe = 8192;

bool is_name_character(char c) {
  const auto byte = static_cast<unsigned char>(c);
  return c == '_' || (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
         byte >= 0x80;
}

std::size_t find_word(std::string_view text, std::string_view word, std::size_t from) {
  for (std::size_t at = find_text(text, word, from); at != std::string_view::npos;
       at = find_text(text, word, at + 1)) {
    const bool begins = at == 0 || !is_name_character(text[at - 1]);
    const std::size_t end = at + word.size();
    if (begins && (end == text.size() || !is_name_character(text[end]))) return at;
  }
  return std::string_view::npos;
}

std::string_view top_package(std::string_view module) { return module.substr(0, module.find('.')); }

/// Whether a word of the line is one of the packages.
bool names_package(std::string_view line, const std::set<std::string_view>& packages) {
  std::size_t at = 0;
  while (at < line.size()) {
    std::size_t end = at;
    while (end < line.size() && is_name_character(line[end])) ++end;
    if (end > at && packages.contains(line.substr(at, end - at))) return true;
    at = std::max(end, at + 1);
  }
  return false;
}

/// Whether a line with `import` names one of the packages: no proof, but cheap.
bool may_import(std::string_view text, const std::set<std::string_view>& packages) {
  for (std::size_t at = find_word(text, kImport, 0); at != std::string_view::npos;) {
    const std::size_t before = text.find_last_of("\r\n", at);
    const std::size_t begin = before == std::string_view::npos ? 0 : before + 1;
    const std::size_t end = std::min(text.find_first_of("\r\n", at), text.size());
    if (names_package(text.substr(begin, end - begin), packages)) return true;
    at = find_word(text, kImport, end);
  }
  return false;
}

/// Without the blanks that may stand in a dotted name.
std::string compact(std::string_view dotted) {
  std::string text(dotted);
  std::erase_if(text, [](char c) { return c == ' ' || c == '\t'; });
  return text;
}

std::string imported_name(Node name) {
  return compact(name.is(NodeKind::aliased_import) ? name.child(Field::name).text() : name.text());
}

/// The qualified names that an import statement asks for; relative ones are not told.
std::vector<std::string> names_imported_by(Node statement) {
  std::vector<std::string> names;
  const Node module = statement.child(Field::module_name);
  if (module.is(NodeKind::relative_import)) return names;
  const std::string prefix = compact(module.text());
  if (!prefix.empty()) names.push_back(prefix);
  for (const Node name : statement.children(Field::name))
    names.push_back(prefix.empty() ? imported_name(name) : prefix + "." + imported_name(name));
  return names;
}

bool catches_absence(Node try_statement) {
  for (const Node part : try_statement.children()) {
    if (!part.is(NodeKind::except_clause)) continue;
    const std::string_view head = part.text().substr(0, part.text().find(':'));
    if (head == "except" || head.contains("ImportError") || head.contains("ModuleNotFoundError"))
      return true;
  }
  return false;
}

/// The `try` whose body the import stands in and whose handlers go on without it.
Node guard_of(Node statement) {
  Node below = statement;
  for (Node node = statement.parent(); node; below = node, node = node.parent()) {
    if (node.is_any(NodeKind::function_definition, NodeKind::class_definition)) return {};
    if (node.is(NodeKind::try_statement) && below.field() == Field::body && catches_absence(node))
      return node;
  }
  return {};
}

std::vector<std::string> flags_of(Node guard) {
  std::set<std::string> flags;
  for (std::uint32_t index = guard.index(); index < guard.subtree_end(); ++index) {
    const Node node = guard.tree()->node(index);
    if (!node.is(NodeKind::assignment) || !node.child(Field::left).is(NodeKind::identifier))
      continue;
    const std::string_view value = node.child(Field::right).text();
    if (value == "True" || value == "False") flags.emplace(node.child(Field::left).text());
  }
  return {flags.begin(), flags.end()};
}

/// What a file holds if it is text and of a size that people write; empty otherwise.
std::string text_of(const std::string& path) {
  std::error_code error;
  const std::uintmax_t size = std::filesystem::file_size(path, error);
  if (error || size > kLargestText) return {};
  Result<std::string> bytes = read_file(path);
  if (!bytes) return {};
  const bool is_text = !bytes->substr(0, kTextProbe).contains('\0');
  return is_text ? std::move(*bytes) : std::string();
}

/// The survey of a file that is worth parsing.
class TreeSurvey {
 public:
  TreeSurvey(const SyntaxTree& tree, const SurveyQuestion& question)
      : tree_(tree), question_(question) {}

  void add_to(FileSurvey& survey) {
    for (std::uint32_t index = 0; index < tree_.size(); ++index) {
      const Node node = tree_.node(index);
      if (node.is_any(NodeKind::import_statement, NodeKind::import_from_statement))
        look_at(node, survey);
    }
    survey.imports.assign(imports_.begin(), imports_.end());
    if (uses_library_) count_uses(survey);
  }

 private:
  void look_at(Node statement, FileSurvey& survey) {
    bool of_library = false;
    for (std::string& name : names_imported_by(statement)) {
      of_library = of_library || top_package(name) == question_.library;
      if (question_.packages.contains(top_package(name))) imports_.insert(std::move(name));
    }
    if (!of_library) return;
    uses_library_ = true;
    const Node guard = guard_of(statement);
    if (guard && guards_.insert(guard.index()).second)
      survey.guards.push_back({tree_.source().line_number(guard.begin()), flags_of(guard)});
  }

  void count_uses(FileSurvey& survey) const {
    const auto model = SemanticModel::build(tree_);
    for (std::uint32_t index = 0; index < model->binding_count(); ++index) {
      const Binding& binding = model->binding(static_cast<BindingId>(index));
      if (top_package(binding.definitions.front().origin) != question_.library) continue;
      for (const Node use : binding.uses) {
        std::string name = model->resolve(outermost_chain(use)).name;
        if (!name.empty()) ++survey.uses[std::move(name)];
      }
    }
  }

  const SyntaxTree& tree_;
  const SurveyQuestion& question_;
  std::set<std::string> imports_;
  std::set<std::uint32_t> guards_;
  bool uses_library_ = false;
};

}  // namespace

std::size_t count_word(std::string_view text, std::string_view word) {
  std::size_t count = 0;
  for (std::size_t at = find_word(text, word, 0); at != std::string_view::npos;
       at = find_word(text, word, at + word.size()))
    ++count;
  return count;
}

std::vector<OtherFile> files_with_word(const std::vector<std::string>& files, std::string_view word,
                                       const RewriteOptions& options) {
  std::vector<OtherFile> found;
  in_order<std::size_t>(
      files.size(), options,
      [&](std::size_t i) {
        const std::string text = text_of(files[i]);
        return count_word(text, word);
      },
      [&](std::size_t i, std::size_t mentions) {
        if (mentions > 0) found.push_back({files[i], mentions});
      });
  return found;
}

bool binds_name(const std::vector<std::string>& files, std::string_view name) {
  return std::ranges::any_of(files, [&](const std::string& path) {
    if (count_word(text_of(path), name) == 0) return false;
    Result<SourceFile> source = SourceFile::load(path);
    if (!source) return false;
    const auto tree = SyntaxTree::parse(std::move(*source));
    return SemanticModel::build(*tree)->lookup_local(ScopeId::module, name) != BindingId::none;
  });
}

std::vector<std::string> lines_of(std::string_view text) {
  std::vector<std::string> lines;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find_first_of("\r\n"), text.size());
    lines.emplace_back(text.substr(0, end));
    text.remove_prefix(end);
    text.remove_prefix(text.starts_with("\r\n") ? 2 : text.empty() ? 0 : 1);
  }
  return lines;
}

FileSurvey survey_source(const SourceFile& source, const SurveyQuestion& question) {
  FileSurvey survey;
  survey.mentions = find_word(source.bytes(), question.word, 0) != std::string_view::npos;
  if (!may_import(source.bytes(), question.packages)) return survey;
  const auto tree = SyntaxTree::parse(source);
  TreeSurvey(*tree, question).add_to(survey);
  return survey;
}

void survey_all(const std::vector<std::string>& files, const SurveyQuestion& question,
                const RewriteOptions& options, const std::function<bool(std::size_t)>& keeps_lines,
                const SurveySink& sink) {
  const auto work = [&](std::size_t i) -> Result<FileSurvey> {
    const Result<SourceFile> source = SourceFile::load(files[i]);
    if (!source) return std::unexpected(source.error());
    FileSurvey survey = survey_source(*source, question);
    if (keeps_lines(i)) survey.lines = lines_of(source->bytes());
    return survey;
  };
  in_order<Result<FileSurvey>>(
      files.size(), options, work,
      [&](std::size_t i, Result<FileSurvey>&& survey) { sink(i, std::move(survey)); });
}

}  // namespace codemod
