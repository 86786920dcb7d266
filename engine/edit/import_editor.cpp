#include "engine/edit/import_editor.h"

#include <algorithm>
#include <cctype>
#include <set>
#include <tuple>
#include <unordered_set>

#include "engine/syntax/code_style.h"

namespace codemod {
namespace {

bool is_in_function(Node node) {
  for (Node at = node.parent(); at; at = at.parent())
    if (at.is(NodeKind::function_definition)) return true;
  return false;
}

bool is_import(Node node) { return node.is_any(NodeKind::import_statement, NodeKind::import_from_statement); }

/// Every word of the new texts.
std::unordered_set<std::string_view> words_in(const std::vector<Edit>& edits) {
  const auto is_part = [](unsigned char c) { return c == '_' || c >= 0x80 || std::isalnum(c) != 0; };
  std::unordered_set<std::string_view> words;
  for (const Edit& edit : edits) {
    const std::string_view text = edit.text;
    for (std::size_t begin = 0; begin < text.size();) {
      std::size_t end = begin;
      while (end < text.size() && is_part(static_cast<unsigned char>(text[end]))) ++end;
      if (end > begin) words.insert(text.substr(begin, end - begin));
      begin = end + 1;
    }
  }
  return words;
}

/// How wide an import line may become before the new name gets a line of its own.
constexpr std::size_t kImportWidth = 88;

std::string member_text(const ImportRequest& request) {
  return request.member + (request.local == request.member ? "" : " as " + request.local);
}

std::string import_line(const ImportRequest& request) {
  if (!request.member.empty()) return "from " + request.module + " import " + member_text(request);
  return "import " + request.module + (request.local == request.module ? "" : " as " + request.local);
}

bool is_plain(const ImportRequest& request) { return request.member.empty(); }

/// The module that a statement imports, as sorting sees it.
std::string_view sort_key(Node statement) {
  if (statement.is(NodeKind::import_from_statement)) return statement.child(Field::module_name).text();
  const Node name = statement.child(Field::name);
  return name.is(NodeKind::aliased_import) ? name.child(Field::name).text() : name.text();
}

std::uint32_t line_of(Node node, std::uint32_t offset) { return node.tree()->source().line_number(offset); }

Node previous_sibling(Node node) {
  Node previous;
  for (Node child = node.parent().first_child(); child && child != node; child = child.next_sibling()) previous = child;
  return previous;
}

/// The import statements on consecutive lines around `anchor`.
std::vector<Node> import_run(Node anchor) {
  std::vector<Node> run{anchor};
  for (Node at = previous_sibling(anchor); is_import(at); at = previous_sibling(at)) {
    if (line_of(at, at.end()) + 1 != line_of(run.front(), run.front().begin())) break;
    run.insert(run.begin(), at);
  }
  for (Node at = anchor.next_sibling(); is_import(at); at = at.next_sibling()) {
    if (line_of(run.back(), run.back().end()) + 1 != line_of(at, at.begin())) break;
    run.push_back(at);
  }
  return run;
}

/// Whether a run mixes `import` and `from` lines by module name (isort's force_sort_within_sections).
bool is_sorted_by_module(const std::vector<Node>& run) {
  bool seen_from = false;
  for (const Node statement : run) {
    if (statement.is(NodeKind::import_from_statement)) seen_from = true;
    else if (seen_from) return true;
  }
  return false;
}

bool has_plain(const std::vector<Node>& run) {
  return std::ranges::any_of(run, [](Node statement) { return statement.is(NodeKind::import_statement); });
}

/// The imports among which a line for `request` belongs: those around `anchor`, or the `import` lines that a blank line
/// separates from a run of `from` lines (isort's lines_between_types).
std::vector<Node> run_for(Node anchor, const ImportRequest& request) {
  std::vector<Node> run = import_run(anchor);
  if (!is_plain(request) || has_plain(run)) return run;
  const Node above = previous_sibling(run.front());
  if (!above.is(NodeKind::import_statement)) return run;
  std::vector<Node> upper = import_run(above);
  return std::ranges::all_of(upper, [](Node statement) { return statement.is(NodeKind::import_statement); }) ? upper : run;
}

/// Whether an `import` line would stand among `from` lines, where the others stand before them.
bool breaks_order(Node statement, const ImportRequest& request) {
  if (!is_plain(request) || !statement.is(NodeKind::import_from_statement)) return false;
  const std::vector<Node> run = run_for(statement, request);
  return run.front() != statement && !is_sorted_by_module(run);
}

/// How many blank lines stand before a statement; as many as can be at the head of a file or block, where none
/// are wanted.
std::uint32_t blank_lines_before(Node statement) {
  const SourceFile& source = statement.tree()->source();
  const std::string_view text = source.bytes();
  const Node block = statement.parent();
  const bool heads_block = block.is(NodeKind::block) && block.named_children().front() == statement;
  std::uint32_t at = source.line_begin(statement.begin());
  std::uint32_t count = 0;
  while (at > 0) {
    const std::uint32_t previous = source.line_begin(at - 1);
    if (text.substr(previous, at - previous).find_first_not_of(" \t\r\n") != std::string_view::npos)
      return heads_block && count == 0 ? static_cast<std::uint32_t>(text.size()) : count;
    ++count;
    at = previous;
  }
  return static_cast<std::uint32_t>(text.size());
}

/// The beginning of the line that follows at most `limit` blank lines.
std::uint32_t skip_blank_lines(const SourceFile& source, std::uint32_t at, std::uint32_t limit) {
  const std::string_view text = source.bytes();
  for (; limit > 0 && at < text.size(); --limit) {
    const std::uint32_t next = source.line_end(at);
    if (text.substr(at, next - at).find_first_not_of(" \t\r\n") != std::string_view::npos) break;
    at = next;
  }
  return at;
}

/// Where the text of a statement's line begins, behind the byte order mark.
std::uint32_t text_line_begin(Node statement) {
  const SourceFile& source = statement.tree()->source();
  const std::uint32_t line = source.line_begin(statement.begin());
  return line == 0 && source.has_bom() ? 3 : line;
}

bool has_own_line(Node statement) {
  const SourceFile& source = statement.tree()->source();
  for (std::uint32_t at = source.line_begin(statement.begin()); at < statement.begin(); ++at)
    if (const char c = source.bytes()[at]; c != ' ' && c != '\t' && c != '\f') return at < 3 && source.has_bom();
  return true;
}

std::uint32_t skip_blanks(std::string_view text, std::uint32_t at) {
  while (at < text.size() && (text[at] == ' ' || text[at] == '\t')) ++at;
  return at;
}

/// The comma behind a name of an import, with the comment that follows on its line; the name itself when
/// nothing follows.
Node tail_of_name(Node name) {
  Node tail = name;
  for (Node next = name.next_sibling(); next; next = next.next_sibling()) {
    const bool comment = next.is(NodeKind::comment) && line_of(next, next.begin()) == line_of(name, tail.end());
    if (!comment && !(next.is(NodeKind::comma) && tail == name)) break;
    tail = next;
  }
  return tail;
}

/// One statement for neighbours that import from the same module.
void join_members(std::vector<ImportRequest>& requests) {
  std::vector<ImportRequest> joined;
  for (ImportRequest& request : requests) {
    const bool fits = !joined.empty() && !is_plain(request) && joined.back().module == request.module &&
                      joined.back().member == joined.back().local && request.member == request.local;
    if (!fits) {
      joined.push_back(std::move(request));
      continue;
    }
    joined.back().member += ", " + request.member;
    joined.back().local = joined.back().member;
  }
  requests = std::move(joined);
}

}  // namespace

Node import_part(const Definition& definition) {
  const Node parent = definition.name.parent();
  return parent.is(NodeKind::aliased_import) ? parent : definition.name;
}

bool mentioned_in_annotations(const SemanticModel& model, std::string_view name) {
  return std::ranges::any_of(model.annotation_strings(), [&](Node string) { return has_word(string.text(), name); });
}

bool is_alone_in_block(Node statement) {
  if (statement.parent().is(NodeKind::module)) return false;
  for (Node other = statement.parent().first_child(); other; other = other.next_sibling())
    if (other != statement && other.named() && !other.is_any(NodeKind::comment, NodeKind::line_continuation)) return false;
  return true;
}

TextRange removal_range(Node statement) { return removal_range(statement, statement); }

TextRange removal_range(Node first, Node last) {
  const SourceFile& source = first.tree()->source();
  const std::string_view text = source.bytes();
  std::uint32_t end = skip_blanks(text, last.end());
  if (end < text.size() && text[end] == ';') {
    end = skip_blanks(text, end + 1);
    const bool more = end < text.size() && text[end] != '\n' && text[end] != '\r' && text[end] != '#';
    if (more) return {first.begin(), end};
  }
  if (has_own_line(first)) {
    std::uint32_t begin = source.line_begin(first.begin());
    if (begin == 0 && source.has_bom()) begin = 3;
    return {begin, skip_blank_lines(source, source.line_end(last.end()), blank_lines_before(first))};
  }
  std::uint32_t begin = first.begin();
  while (begin > 0 && (text[begin - 1] == ' ' || text[begin - 1] == '\t')) --begin;
  if (begin > 0 && text[begin - 1] == ';') --begin;
  return {begin, last.end()};
}

void ImportEditor::request(const Fix& fix) {
  for (const Node name : fix.drops) plans_[name.parent()].dropped.push_back(name);
  for (const DefinitionRequest& request : fix.definitions) definitions_.push_back(request.text);
  for (const ImportRequest& request : fix.imports) {
    std::vector<ImportRequest>& into = request.anchor ? plans_[request.anchor].requested : at_head_;
    const bool known = std::ranges::any_of(into, [&](const ImportRequest& other) {
      return other.module == request.module && other.member == request.member && other.local == request.local;
    });
    if (!known) into.push_back(request);
  }
}

void ImportEditor::share_requests() {
  // What one block imports twice is asked for once, where the first statement stands; what the module imports
  // anyway is not added at its head or inside functions as well.
  using Key = std::tuple<Node, std::string, std::string, std::string>;
  std::set<Key> seen;
  const Node root = model_.tree().root();
  for (auto& [statement, plan] : plans_) {
    std::erase_if(plan.requested, [&](const ImportRequest& request) {
      return !seen.emplace(statement.parent(), request.module, request.member, request.local).second;
    });
  }
  const auto at_module_level = [&](const ImportRequest& request) {
    return seen.contains(Key(root, request.module, request.member, request.local));
  };
  std::erase_if(at_head_, at_module_level);
  for (auto& [statement, plan] : plans_)
    if (plan.dropped.empty() && is_in_function(statement)) std::erase_if(plan.requested, at_module_level);
}

void ImportEditor::finish() {
  find_dead_names();
  share_requests();
  for (const auto& [statement, plan] : plans_) edit_statement(statement, plan);
  remove_statements();
  join_members(at_head_);
  for (const ImportRequest& request : at_head_) insert_at_head(request);
  for (auto& [statement, members] : extensions_) {
    std::ranges::sort(members);
    extend(statement, members);
  }
  for (const auto& [offset, lines] : lines_) {
    std::string text;
    for (const std::string& line : lines) text += line;
    composer_.add({{offset, offset}, text});
  }
}

bool ImportEditor::is_dead(const Binding& binding, bool may_be_written) const {
  if (binding.uses.empty() || model_.is_exported(binding.name)) return false;
  if (!std::ranges::all_of(binding.definitions, [](const Definition& d) { return !d.origin.empty(); })) return false;
  if (!std::ranges::all_of(binding.uses, [&](Node use) { return composer_.erases(use.range()); })) return false;
  if (std::ranges::any_of(definitions_, [&](const std::string& text) { return has_word(text, binding.name); })) return false;
  if (may_be_written && composer_.writes_name(binding.name, model_.scope(binding.scope).node.range())) return false;
  return !mentioned_in_annotations(model_, binding.name) && (!is_needed_ || !is_needed_(binding));
}

void ImportEditor::find_dead_names() {
  const std::vector<Edit> edits = composer_.edits();
  const std::unordered_set<std::string_view> written = words_in(edits);
  for (std::uint32_t index = 0; index < model_.binding_count(); ++index) {
    const Binding& binding = model_.binding(static_cast<BindingId>(index));
    if (binding.definitions.front().origin.empty() || !is_dead(binding, written.contains(binding.name))) continue;
    for (const Definition& definition : binding.definitions) {
      std::vector<Node>& dropped = plans_[definition.statement].dropped;
      const Node part = import_part(definition);
      if (std::ranges::find(dropped, part) == dropped.end()) dropped.push_back(part);
    }
  }
}

void ImportEditor::edit_statement(Node statement, const StatementPlan& plan) {
  std::vector<ImportRequest> requested = plan.requested;
  std::erase_if(requested, [&](const ImportRequest& request) { return extends_existing(statement, request); });
  std::ranges::sort(requested, {}, [](const ImportRequest& r) { return std::tuple(!is_plain(r), r.module, r.member); });
  join_members(requested);
  const std::size_t names = statement.children(Field::name).size();
  std::vector<Node> dropped = plan.dropped;
  const bool all_gone = dropped.size() == names;
  const bool takes_place = !requested.empty() && !breaks_order(statement, requested.front());
  if (!dropped.empty() && takes_place && (all_gone || (statement.is(NodeKind::import_statement) && is_plain(requested.front())))) {
    // The first new import takes the place of what goes.
    const ImportRequest first = requested.front();
    requested.erase(requested.begin());
    if (statement.is(NodeKind::import_statement) && is_plain(first)) {
      composer_.add({dropped.front().range(), import_line(first).substr(7)});
      dropped.erase(dropped.begin());
      if (!dropped.empty()) remove_names(statement, dropped);
    } else {
      composer_.add({statement.range(), import_line(first)});
    }
  } else if (all_gone) {
    removed_.push_back(statement);
  } else if (!dropped.empty()) {
    remove_names(statement, dropped);
  }
  for (const ImportRequest& request : requested) insert_import(statement, request);
}

void ImportEditor::remove_statements() {
  const auto is_removed = [&](Node statement) { return std::ranges::find(removed_, statement) != removed_.end(); };
  std::map<Node, std::size_t> removed_of_block;
  for (const Node statement : removed_) ++removed_of_block[statement.parent()];
  for (std::size_t i = 0; i < removed_.size(); ++i) {
    const Node first = removed_[i];
    const Node block = first.parent();
    std::size_t& left = removed_of_block[block];
    const bool empties = !block.is(NodeKind::module) && left == block.named_children().size();
    if (empties) {
      left = 0;
      composer_.add({first.range(), "pass"});
      continue;
    }
    // Neighbours on one line go together, with the semicolons between them.
    Node last = first;
    for (Node next = first.next_sibling(); next && (next.is(NodeKind::semicolon) || is_removed(next)); next = next.next_sibling()) {
      if (line_of(next, next.begin()) != line_of(last, last.end())) break;
      if (is_removed(next)) last = next, ++i;
    }
    composer_.add({removal_range(first, last), {}});
  }
}

void ImportEditor::remove_names(Node statement, const std::vector<Node>& names) {
  const std::vector<Node> all = statement.children(Field::name);
  const auto is_gone = [&](Node name) { return std::ranges::find(names, name) != names.end(); };
  // Each name that goes takes the comma behind it along; those at the end take the one before them, unless
  // a comment stands behind that one.
  std::size_t last_kept = all.size();
  while (last_kept > 0 && is_gone(all[last_kept - 1])) --last_kept;
  for (std::size_t i = 0; i < last_kept; ++i)
    if (is_gone(all[i])) composer_.add({{all[i].begin(), tail_of_name(all[i]).next_sibling().begin()}, {}});
  if (last_kept == all.size() || last_kept == 0) return;
  const Node kept = all[last_kept - 1];
  const Node kept_tail = tail_of_name(kept);
  const Node tail = tail_of_name(all.back());
  const bool keeps_comma = all.back().next_sibling().is(NodeKind::comma) || kept_tail.is(NodeKind::comment);
  composer_.add({{keeps_comma ? kept_tail.end() : kept.end(), tail.end()}, {}});
}

void ImportEditor::add_line(std::uint32_t offset, std::string line) { lines_[offset].push_back(std::move(line)); }

Node ImportEditor::statement_to_extend(Node anchor, const ImportRequest& request) const {
  if (is_plain(request)) return {};
  const SourceFile& source = model_.tree().source();
  for (const Node statement : import_run(anchor)) {
    if (!statement.is(NodeKind::import_from_statement) || statement.child(Field::module_name).text() != request.module) continue;
    const std::vector<Node> names = statement.children(Field::name);
    const auto plan = plans_.find(statement);
    if (names.empty() || (plan != plans_.end() && !plan->second.dropped.empty())) continue;
    const bool one_line = line_of(statement, statement.begin()) == line_of(statement, statement.end());
    std::size_t width = statement.end() - source.line_begin(statement.begin()) + member_text(request).size() + 2;
    if (const auto more = extensions_.find(statement); more != extensions_.end())
      for (const std::string& member : more->second) width += member.size() + 2;
    if (!one_line || width <= kImportWidth) return statement;
  }
  return {};
}

bool ImportEditor::extends_existing(Node anchor, const ImportRequest& request) {
  const Node statement = statement_to_extend(anchor, request);
  if (statement) extensions_[statement].push_back(member_text(request));
  return bool(statement);
}

void ImportEditor::extend(Node statement, const std::vector<std::string>& members) {
  const std::vector<Node> names = statement.children(Field::name);
  const bool sorted = std::ranges::is_sorted(names, {}, &Node::text);
  std::map<Node, std::string> before;
  std::string behind;
  const auto gap_of = [&](Node name) -> std::string {
    if (!begins_its_line(name)) return " ";
    return newline() + std::string(indentation_at(model_.tree(), name.begin()));
  };
  for (const std::string& member : members) {
    const auto next = std::ranges::find_if(names, [&](Node name) { return sorted && name.text() > member; });
    if (next != names.end()) before[*next] += member + "," + gap_of(*next);
    else behind += "," + gap_of(names.back()) + member;
  }
  for (const auto& [name, text] : before) composer_.add({{name.begin(), name.begin()}, text});
  if (!behind.empty()) composer_.add({{names.back().end(), names.back().end()}, behind});
}

void ImportEditor::insert_import(Node anchor, const ImportRequest& request) {
  const SourceFile& source = model_.tree().source();
  if (!has_own_line(anchor)) return add_line(anchor.begin(), import_line(request) + "; ");
  const std::vector<Node> run = run_for(anchor, request);
  const bool by_module = is_sorted_by_module(run);
  Node before;
  Node last_alike;
  for (const Node statement : run) {
    const bool alike = by_module || statement.is(NodeKind::import_from_statement) != is_plain(request);
    if (!alike) continue;
    last_alike = statement;
    if (!before && !sort_key(statement).starts_with('.') && sort_key(statement) > request.module) before = statement;
  }
  if (!before && !last_alike && is_plain(request)) before = run.front();
  const std::uint32_t indent_begin = text_line_begin(anchor);
  const std::string indent(source.bytes().substr(indent_begin, anchor.begin() - indent_begin));
  if (before && has_own_line(before)) {
    // In front of the whole line, because the statement may go together with it.
    return add_line(text_line_begin(before), indent + import_line(request) + newline());
  }
  // Behind the whole line, so that a comment stays with its import.
  const Node after = last_alike ? last_alike : run.back();
  const std::uint32_t end = source.line_end(after.end());
  const bool terminated = end > after.end() && (source.bytes()[end - 1] == '\n' || source.bytes()[end - 1] == '\r');
  add_line(end, terminated ? indent + import_line(request) + newline() : newline() + indent + import_line(request));
}

void ImportEditor::insert_at_head(const ImportRequest& request) {
  Node last_head;
  Node first_import;
  for (const Node statement : model_.tree().root().named_children()) {
    const bool docstring = !last_head && statement.is(NodeKind::expression_statement) &&
                           statement.first_child().is_any(NodeKind::string, NodeKind::concatenated_string);
    if (docstring || statement.is(NodeKind::future_import_statement)) last_head = statement;
    if (!first_import && is_import(statement)) first_import = statement;
  }
  if (first_import) {
    if (!extends_existing(first_import, request)) insert_import(first_import, request);
    return;
  }
  if (last_head) return add_line(last_head.end(), newline() + newline() + import_line(request));
  // The root of a file without statements begins behind its blank lines.
  const std::vector<Node> statements = model_.tree().root().named_children();
  const std::uint32_t first = statements.empty() ? 0 : statements.front().begin();
  const bool behind_mark = model_.tree().source().has_bom() && (first == 0 || model_.tree().source().line_begin(first) == 0);
  add_line(behind_mark ? 3 : first, import_line(request) + newline() + newline());
}

}  // namespace codemod
