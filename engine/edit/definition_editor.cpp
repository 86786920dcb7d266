#include "engine/edit/definition_editor.h"

#include <algorithm>
#include <utility>

#include "engine/syntax/code_style.h"

namespace codemod {
namespace {

constexpr std::string_view kName = "{name}";
constexpr std::string_view kLevel = "    ";

bool is_import(Node node) {
  return node.is_any(NodeKind::import_statement, NodeKind::import_from_statement, NodeKind::future_import_statement);
}

bool is_definition(Node statement) {
  return statement.is_any(NodeKind::function_definition, NodeKind::class_definition, NodeKind::decorated_definition);
}

/// Whether a `try` or `if` is there for the imports that its blocks begin with.
bool guards_imports(Node statement) {
  if (!statement.is_any(NodeKind::try_statement, NodeKind::if_statement)) return false;
  const Node block = statement.child(statement.is(NodeKind::try_statement) ? Field::body : Field::consequence);
  const std::vector<Node> statements = block.named_children();
  return !statements.empty() && is_import(statements.front()) && std::ranges::none_of(statements, is_definition);
}

bool is_docstring(Node statement) {
  return statement.is(NodeKind::expression_statement) &&
         statement.first_child().is_any(NodeKind::string, NodeKind::concatenated_string);
}

/// The last statement that belongs to the head of a home: docstring and imports, up to the first definition.
Node last_of_head(Node home) {
  Node last;
  for (Node statement = home.first_child(); statement; statement = statement.next_sibling()) {
    if (is_definition(statement)) break;
    if (is_import(statement) || guards_imports(statement) || (!last && is_docstring(statement))) last = statement;
  }
  return last;
}

bool is_blank_line(std::string_view text, std::uint32_t begin, std::uint32_t end) {
  return text.substr(begin, end - begin).find_first_not_of(" \t\f\r\n") == std::string_view::npos;
}

/// Where definitions go, and how many blank lines stand before that place.
struct Place {
  std::uint32_t offset = 0;
  std::uint32_t blank_lines = 0;
  bool at_end = false;  // of the file
  std::uint32_t head_end = 0;  // behind the line where the imports end; 0 without any
};

Place place_in(Node home) {
  const SyntaxTree& tree = *home.tree();
  const SourceFile& source = tree.source();
  Node last = last_of_head(home);
  if (!last) {
    const std::vector<Node> statements = home.named_children();
    const std::uint32_t begin = statements.empty() ? 0 : source.line_begin(statements.front().begin());
    return {begin == 0 && source.has_bom() ? 3 : begin, 2, false, 0};
  }
  for (Node next = last.next_sibling(); next && next.begin() < source.line_end(last.end()); next = next.next_sibling()) last = next;
  Place place{source.line_end(last.end()), 0, false, source.line_end(last.end())};
  const auto size = static_cast<std::uint32_t>(tree.text().size());
  while (place.offset < size && is_blank_line(tree.text(), place.offset, source.line_end(place.offset))) {
    place.offset = source.line_end(place.offset);
    ++place.blank_lines;
  }
  place.at_end = place.offset >= size;
  if (place.at_end) place = {place.head_end, 0, true, place.head_end};
  return place;
}

std::string_view name_of(Node definition) {
  if (definition.is(NodeKind::decorated_definition)) definition = definition.child(Field::definition);
  return definition.is(NodeKind::function_definition) ? definition.child(Field::name).text() : std::string_view();
}

std::string home_indentation(Node home) {
  if (home.is(NodeKind::module)) return {};
  return std::string(indentation_at(*home.tree(), home.named_children().front().begin()));
}

}  // namespace

void DefinitionEditor::request(const Fix& fix) {
  for (const DefinitionRequest& request : fix.definitions)
    if (std::ranges::find(requests_, request) == requests_.end()) requests_.push_back(request);
}

void DefinitionEditor::finish() {
  std::vector<Node> homes;
  for (const DefinitionRequest& request : requests_)
    if (std::ranges::find(homes, request.home) == homes.end()) homes.push_back(request.home);
  for (const Node home : homes) insert(home);
}

std::vector<std::string> DefinitionEditor::texts_for(Node home, bool named) const {
  std::vector<std::string> texts;
  for (const DefinitionRequest& request : requests_)
    if (request.home == home && request.name.empty() != named) texts.push_back(home_indentation(home) + request.text);
  return texts;
}

std::uint32_t DefinitionEditor::blank_lines_behind_removal(std::uint32_t offset) const {
  std::uint32_t blanks = 0;
  for (const Edit& edit : composer_.edits()) {
    if (edit.range.begin != offset || edit.range.empty() || !edit.text.empty()) continue;
    const SourceFile& source = tree_.source();
    for (std::uint32_t line = edit.range.end; line < tree_.text().size() && is_blank_line(tree_.text(), line, source.line_end(line)); line = source.line_end(line))
      ++blanks;
  }
  return blanks;
}

void DefinitionEditor::insert(Node home) {
  const std::string newline(newline_text(tree_.source().newline()));
  const Place place = place_in(home);
  std::string imports;
  for (const std::string& statement : texts_for(home, false)) imports += newline + statement + newline;
  std::string text;
  for (const std::string& definition : texts_for(home, true)) {
    if (!text.empty()) text += newline + newline;
    text += definition + newline;
  }
  if (place.at_end) {
    const bool terminated = tree_.text().ends_with('\n') || tree_.text().ends_with('\r');
    if (!terminated) text.resize(text.size() - newline.size());
    text = (terminated ? "" : newline) + imports + newline + newline + text;
  } else {
    // Nothing needs a distance at the end of a file that is empty, or has a docstring only.
    const bool followed = tree_.text().find_first_not_of(" \t\r\n", place.offset) != std::string_view::npos;
    for (std::uint32_t blanks = blank_lines_behind_removal(place.offset); followed && blanks < 2; ++blanks) text += newline;
    std::string gap;
    for (std::uint32_t blanks = place.blank_lines; blanks < 2; ++blanks) gap += newline;
    // Blank lines that are there already stay between the imports and the functions.
    if (place.blank_lines > 0 && place.head_end > 0 && !imports.empty()) composer_.insert_ahead(place.head_end, std::exchange(imports, {}));
    text = imports + gap + text;
  }
  composer_.insert_ahead(place.offset, std::move(text));
}

Node definition_home(const SemanticModel& model, Node at, BindingId root) {
  Node home = model.tree().root();
  if (root == BindingId::none || model.binding(root).scope != ScopeId::module) return home;
  for (const Definition& definition : model.binding(root).definitions) {
    const Node block = definition.statement.parent();
    if (block.encloses(at)) return block;
  }
  return home;
}

bool stands_before_definitions(Node home, Node statement) { return statement.begin() < place_in(home).offset; }

std::string definition_text(Node home, std::string_view pattern, std::string_view name) {
  const SyntaxTree& tree = *home.tree();
  const std::string unit = indent_unit(tree);
  const std::string newline(newline_text(tree.source().newline()));
  const std::string indentation = home_indentation(home);
  std::string text;
  bool line_begins = true;
  while (!pattern.empty()) {
    if (line_begins && pattern.starts_with(kLevel)) {
      text += unit;
      pattern.remove_prefix(kLevel.size());
    } else if (pattern.starts_with(kName)) {
      text += name;
      pattern.remove_prefix(kName.size());
      line_begins = false;
    } else {
      const char c = pattern.front();
      pattern.remove_prefix(1);
      line_begins = c == '\n';
      if (!line_begins) text += c;
      else text += newline + (pattern.starts_with('\n') ? std::string() : indentation);
    }
  }
  return text;
}

std::optional<std::string> existing_definition(const SemanticModel& model, Node home, std::string_view pattern) {
  // Every fix that needs a definition asks, so nearly all functions are told apart by their size alone.
  const std::size_t size_without_names = definition_text(home, pattern, {}).size();
  std::size_t names = 0;
  for (std::size_t at = pattern.find(kName); at != std::string_view::npos; at = pattern.find(kName, at + 1)) ++names;
  for (Node statement = home.first_child(); statement; statement = statement.next_sibling()) {
    const std::string_view name = name_of(statement);
    if (name.empty() || statement.range().size() != size_without_names + names * name.size()) continue;
    if (statement.text() != definition_text(home, pattern, name)) continue;
    const BindingId id = model.lookup_local(ScopeId::module, name);
    if (id != BindingId::none && model.binding(id).definitions.size() == 1) return std::string(name);
  }
  return std::nullopt;
}

bool is_unused_name(const SyntaxTree& tree, std::string_view name) {
  if (!tree.text().contains(name)) return true;
  for (std::uint32_t index = 0; index < tree.size(); ++index)
    if (const Node node = tree.node(index); node.is(NodeKind::identifier) && node.text() == name) return false;
  return true;
}

}  // namespace codemod
