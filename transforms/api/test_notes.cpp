#include "transforms/api/test_notes.h"

#include <algorithm>
#include <array>
#include <charconv>

#include "engine/semantics/semantic_model.h"
#include "engine/source/source_file.h"
#include "engine/source/word_search.h"
#include "engine/syntax/context.h"
#include "transforms/api/pytest_configuration.h"

namespace asyncio2anyio {
namespace {

std::string flag(bool value) { return value ? "1" : ""; }

std::string list_text(const std::vector<std::string>& names) {
  std::string text;
  for (const std::string& name : names) text += name + ",";
  return text;
}

std::vector<std::string> list_from(const std::string& text) {
  std::vector<std::string> names = split_fields(text, ',');
  names.pop_back();  // behind the last comma
  return names;
}

std::uint32_t number_from(std::string_view text) {
  std::uint32_t number = 0;
  std::from_chars(text.data(), text.data() + text.size(), number);
  return number;
}

std::vector<std::string> item_fields(std::string kind, const TestItem& item) {
  return {std::move(kind), item.key,    std::to_string(item.line),
          item.obstacle,   item.advice, item.doubt};
}
constexpr std::size_t kItemFields = 6;

void read_item(const std::vector<std::string>& fields, TestItem& item) {
  item.key = fields[1];
  item.line = number_from(fields[2]);
  item.obstacle = fields[3];
  item.advice = fields[4];
  item.doubt = fields[5];
}

std::string fixture_note(const FixtureItem& fixture) {
  std::vector<std::string> fields = item_fields("fixture", fixture);
  for (std::string& field : std::vector<std::string>{
           fixture.name, list_text(fixture.places), std::string(scope_name(fixture.scope)),
           flag(fixture.is_async), flag(fixture.of_plugin), flag(fixture.autouse),
           flag(fixture.only_asyncio), list_text(fixture.requests)})
    fields.push_back(std::move(field));
  return join_fields(fields);
}

FixtureItem fixture_of(const std::vector<std::string>& fields) {
  FixtureItem fixture;
  read_item(fields, fixture);
  std::size_t at = kItemFields;
  fixture.name = fields[at++];
  fixture.places = list_from(fields[at++]);
  fixture.scope = parse_scope(fields[at++]).value_or(TestScope::session);
  fixture.is_async = !fields[at++].empty();
  fixture.of_plugin = !fields[at++].empty();
  fixture.autouse = !fields[at++].empty();
  fixture.only_asyncio = !fields[at++].empty();
  fixture.requests = list_from(fields[at]);
  return fixture;
}

std::string run_note(const TestRun& run) {
  return join_fields({"run", run.place, flag(run.marked), flag(run.anyio), flag(run.of_unittest),
                      list_text(run.groups), list_text(run.requests)});
}

bool is_word(char c) {
  return c == '_' || (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
         static_cast<unsigned char>(c) >= 0x80;
}

/// The names of the parameters in the parentheses that open behind `at`, as far as words show them.
std::vector<std::string> parameters_behind(std::string_view text, std::size_t at) {
  std::vector<std::string> names;
  int depth = 0;
  bool expected = false;
  for (; at < text.size(); ++at) {
    const char c = text[at];
    if (c == '(' || c == '[' || c == '{') ++depth;
    if (c == ')' || c == ']' || c == '}') --depth;
    if (depth == 0) break;
    if (depth == 1 && (c == '(' || c == ',')) expected = true;
    if (!is_word(c)) continue;
    const std::size_t begin = at;
    while (at + 1 < text.size() && is_word(text[at + 1])) ++at;
    if (expected) names.emplace_back(text.substr(begin, at + 1 - begin));
    expected = false;
  }
  return names;
}

/// The strings in the parentheses that open behind `at`.
std::vector<std::string> strings_behind(std::string_view text, std::size_t at) {
  std::vector<std::string> strings;
  const std::size_t end = text.find(')', at);
  while (at < text.size() && at < end) {
    const std::size_t begin = text.find_first_of("\"'", at);
    if (begin >= end) break;
    const std::size_t close = text.find(text[begin], begin + 1);
    if (close >= end) break;
    strings.emplace_back(text.substr(begin + 1, close - begin - 1));
    at = close + 1;
  }
  return strings;
}

/// Whether a function is decorated as a fixture, by the line above it.
bool is_fixture_above(std::string_view text, std::size_t line_begin) {
  if (line_begin == 0) return false;
  const std::size_t begin = text.rfind('\n', line_begin - 2) + 1;
  const std::string_view above = text.substr(begin, line_begin - begin);
  return above.find("fixture") != std::string_view::npos || above.find(')') < 3;
}

/// The words in the parentheses of all headers of classes.
std::vector<std::string> words_of_bases(std::string_view text) {
  std::vector<std::string> words;
  for (std::size_t at = text.find("class "); at != std::string_view::npos;
       at = text.find("class ", at + 1)) {
    std::size_t open = at + 6;
    while (open < text.size() && is_word(text[open])) ++open;
    if (open >= text.size() || text[open] != '(') continue;
    for (const std::size_t end = std::min(text.find(')', open), text.size()); open < end; ++open) {
      const std::size_t begin = open;
      while (open < end && is_word(text[open])) ++open;
      if (open > begin) words.emplace_back(text.substr(begin, open - begin));
    }
  }
  return words;
}

}  // namespace

std::string join_fields(const std::vector<std::string>& fields) {
  std::string record;
  for (const std::string& field : fields) {
    if (&field != &fields.front()) record += '\t';
    record += field;
  }
  return record;
}

std::vector<std::string> split_fields(std::string_view record, char separator) {
  std::vector<std::string> fields;
  while (true) {
    const std::size_t end = record.find(separator);
    fields.emplace_back(record.substr(0, end));
    if (end == std::string_view::npos) return fields;
    record.remove_prefix(end + 1);
  }
}

std::vector<std::string> notes_of(const TestModule& module) {
  std::vector<std::string> notes{
      join_fields({"module", flag(module.can_define), flag(module.uses_anyio), module.reach,
                   flag(module.imports_pytest), module.hidden, flag(module.is_skimmed)})};
  for (const TestItem& group : module.groups)
    notes.push_back(join_fields(item_fields("group", group)));
  for (const FixtureItem& fixture : module.fixtures) notes.push_back(fixture_note(fixture));
  for (const TestCase& test : module.tests) {
    std::vector<std::string> fields = item_fields("test", test);
    fields.push_back(flag(test.is_async));
    notes.push_back(join_fields(fields));
    for (const TestRun& run : test.runs) notes.push_back(run_note(run));
  }
  for (const CaseItem& item : module.cases) {
    std::vector<std::string> fields = item_fields("case", item);
    fields.push_back(item.path);
    notes.push_back(join_fields(fields));
  }
  for (const BorrowedFixtures& borrowed : module.borrowed)
    notes.push_back(join_fields({"borrow", borrowed.module, borrowed.name, borrowed.local}));
  for (const std::string& plugin : module.plugins) notes.push_back(join_fields({"plugin", plugin}));
  for (const std::string& base : module.inherits) notes.push_back(join_fields({"inherit", base}));
  return notes;
}

TestModule module_from(std::string path, const std::vector<std::string>& notes) {
  TestModule module;
  module.path = std::move(path);
  for (const std::string& note : notes) {
    const std::vector<std::string> fields = split_fields(note);
    if (fields[0] == "module") {
      module.can_define = !fields[1].empty();
      module.uses_anyio = !fields[2].empty();
      module.reach = fields[3];
      module.imports_pytest = !fields[4].empty();
      module.hidden = fields[5];
      module.is_skimmed = !fields[6].empty();
    } else if (fields[0] == "group") {
      read_item(fields, module.groups.emplace_back());
    } else if (fields[0] == "fixture") {
      module.fixtures.push_back(fixture_of(fields));
    } else if (fields[0] == "test") {
      TestCase& test = module.tests.emplace_back();
      read_item(fields, test);
      test.is_async = !fields[kItemFields].empty();
    } else if (fields[0] == "case") {
      CaseItem& item = module.cases.emplace_back();
      read_item(fields, item);
      item.path = fields[kItemFields];
    } else if (fields[0] == "run") {
      module.tests.back().runs.push_back({fields[1], !fields[2].empty(), !fields[3].empty(),
                                          !fields[4].empty(), list_from(fields[5]),
                                          list_from(fields[6])});
    } else if (fields[0] == "borrow") {
      module.borrowed.push_back({fields[1], fields[2], fields[3]});
    } else if (fields[0] == "plugin") {
      module.plugins.push_back(fields[1]);
    } else if (fields[0] == "inherit") {
      module.inherits.push_back(fields[1]);
    }
  }
  return module;
}

TestModule skim_test_module(std::string_view text) {
  TestModule module;
  module.is_skimmed = true;
  module.inherits = words_of_bases(text);
  module.uses_anyio = text.find("mark.anyio") != std::string_view::npos ||
                      text.find("anyio_backend") != std::string_view::npos;
  module.imports_pytest = text.find("import pytest") != std::string_view::npos ||
                          text.find("from pytest ") != std::string_view::npos;
  TestCase all;
  all.key = "its tests";
  for (std::size_t at = text.find("def "); at != std::string_view::npos;
       at = text.find("def ", at + 4)) {
    const std::size_t line_begin = text.rfind('\n', at) + 1;
    const std::string_view name = text.substr(at + 4);
    if (!name.starts_with("test") && !is_fixture_above(text, line_begin)) continue;
    if (all.line == 0)
      all.line = static_cast<std::uint32_t>(std::ranges::count(text.substr(0, at), '\n') + 1);
    if (all.runs.empty()) all.runs.emplace_back();
    std::ranges::move(parameters_behind(text, text.find('(', at)),
                      std::back_inserter(all.runs.front().requests));
  }
  for (const std::string_view word : {"usefixtures(", "getfixturevalue("})
    for (std::size_t at = text.find(word); at != std::string_view::npos && !all.runs.empty();
         at = text.find(word, at + 1))
      std::ranges::move(strings_behind(text, at), std::back_inserter(all.runs.front().requests));
  if (all.runs.empty()) return module;
  std::vector<std::string>& requests = all.runs.front().requests;
  std::ranges::sort(requests);
  requests.erase(std::ranges::unique(requests).begin(), requests.end());
  module.tests.push_back(std::move(all));
  return module;
}

std::vector<std::string> notes_of_settings(std::string_view path, std::string_view text) {
  const PytestConfiguration read = read_pytest_configuration(path, text);
  if (!read.counts) return {};
  std::vector<std::string> notes{"settings"};
  const auto note = [&](const std::string& name, const std::string& value, std::uint32_t line) {
    notes.push_back(join_fields({"setting", name, value, std::to_string(line)}));
  };
  for (const PytestSetting& setting : read.settings) {
    note(setting.name, setting.value, setting.line);
    if (setting.word.empty() && setting.name == "asyncio_mode") note("lost", {}, setting.line);
    if (setting.suppressed) note("suppressed", {}, setting.line);
  }
  if (read.elsewhere != 0) note("elsewhere", {}, read.elsewhere);
  return notes;
}

std::vector<TestSetting> settings_from(const std::vector<std::string>& notes) {
  std::vector<TestSetting> settings;
  for (const std::string& note : notes) {
    const std::vector<std::string> fields = split_fields(note);
    if (fields[0] == "setting") settings.push_back({fields[1], fields[2], number_from(fields[3])});
  }
  return settings;
}

std::vector<std::string> notes_of_file(const std::string& path, std::string_view bytes,
                                       TestReading reading) {
  if (is_pytest_configuration(path)) return notes_of_settings(path, bytes);
  const std::string_view name = std::string_view(path).substr(path.rfind('/') + 1);
  const bool is_conftest = name == "conftest.py";
  const bool is_test = name.starts_with("test_") || name.ends_with("_test.py");
  const auto says = [&](std::string_view word) { return codemod::has_text(bytes, word); };
  const bool of_pytest = says("pytest");
  if (!of_pytest && !is_test && !is_conftest) return {};
  const bool has_cases = is_test && says("IsolatedAsyncioTestCase");
  const bool matters = is_conftest || (of_pytest && says("asyncio")) || has_cases;
  if (!matters && reading == TestReading::of_marked) {
    const TestModule skimmed = skim_test_module(bytes);
    const bool says_nothing =
        skimmed.tests.empty() && skimmed.inherits.empty() && !skimmed.imports_pytest;
    return says_nothing ? std::vector<std::string>() : notes_of(skimmed);
  }
  codemod::Result<codemod::SourceFile> source =
      codemod::SourceFile::from_bytes(path, std::string(bytes));
  if (!source) return {};
  const auto tree = codemod::SyntaxTree::parse(std::move(*source));
  if (tree->first_error() || codemod::python2_syntax(*tree))
    return notes_of(skim_test_module(bytes));
  return notes_of(read_test_module(*codemod::SemanticModel::build(*tree)));
}

}  // namespace asyncio2anyio
