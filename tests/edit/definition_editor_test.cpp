#include "engine/edit/definition_editor.h"

#include <gtest/gtest.h>

#include "engine/edit/import_editor.h"
#include "tests/parsed_text.h"

namespace codemod {
namespace {

using testing_support::parse_text;

constexpr std::string_view kPattern = "async def {name}(*coros):\n    return coros";

/// `text` after a fix that asks for the definition as often as names are given.
std::string defined(const std::string& text, const std::vector<std::string>& names = {"_all"}) {
  const auto tree = parse_text(text);
  Composer composer;
  DefinitionEditor editor(*tree, composer);
  for (const std::string& name : names) {
    Fix fix;
    fix.definitions.push_back({tree->root(), name, definition_text(tree->root(), kPattern, name)});
    editor.request(fix);
  }
  editor.finish();
  std::string result = apply_edits(text, composer.edits()).text;
  EXPECT_FALSE(parse_text(result)->first_error()) << result;
  return result;
}

TEST(DefinitionEditor, StandsBehindTheImportsWithTwoBlankLines) {
  const std::string expected = "import a\n\n\nasync def _all(*coros):\n    return coros\n\n\nx = 1\n";
  EXPECT_EQ(defined("import a\n\n\nx = 1\n"), expected);
  EXPECT_EQ(defined("import a\n\nx = 1\n"), expected);
  EXPECT_EQ(defined("import a\nx = 1\n"), expected);
}

TEST(DefinitionEditor, StandsBehindDocstringFutureAndConditionalImports) {
  const std::string head =
      "'''Doc.'''\nfrom __future__ import annotations\nimport a\nif TYPE:\n    import b\ntry:\n    import c\nexcept ImportError:\n    c = None\n";
  EXPECT_EQ(defined(head + "\n\nx = 1\n"), head + "\n\nasync def _all(*coros):\n    return coros\n\n\nx = 1\n");
}

TEST(DefinitionEditor, StaysBeforeTheFirstDefinitionAndItsComment) {
  EXPECT_EQ(defined("import a\n\n\n# About f.\ndef f():\n    import b\n\n\nimport c\n"),
            "import a\n\n\nasync def _all(*coros):\n    return coros\n\n\n# About f.\ndef f():\n    import b\n\n\nimport c\n");
}

TEST(DefinitionEditor, StandsBehindTheWholeLine) {
  EXPECT_EQ(defined("import a; x = 1  # why\ny = 2\n"),
            "import a; x = 1  # why\n\n\nasync def _all(*coros):\n    return coros\n\n\ny = 2\n");
}

TEST(DefinitionEditor, EndsAFileThatHoldsNothingElse) {
  EXPECT_EQ(defined("import a\n"), "import a\n\n\nasync def _all(*coros):\n    return coros\n");
  EXPECT_EQ(defined("import a"), "import a\n\n\nasync def _all(*coros):\n    return coros");
}

TEST(DefinitionEditor, IsAllThatAnEmptyFileHolds) {
  const std::string function = "async def _all(*coros):\n    return coros\n";
  EXPECT_EQ(defined(""), function);
  EXPECT_EQ(defined("'''Doc.'''\n"), "'''Doc.'''\n\n\n" + function);
}

TEST(DefinitionEditor, StandsBehindNewImportsOfAFileWithoutStatements) {
  for (const std::string text : {"", "\n", " \n\n", "# Nothing.\n", "\n# Nothing.\n"}) {
    SCOPED_TRACE(text);
    const auto tree = parse_text(text);
    const auto model = SemanticModel::build(*tree);
    Composer composer;
    ImportEditor imports(*model, composer);
    DefinitionEditor editor(*tree, composer);
    Fix fix;
    fix.imports.push_back({"a", "", "a", Node()});
    fix.definitions.push_back({tree->root(), "_all", definition_text(tree->root(), kPattern, "_all")});
    imports.request(fix);
    editor.request(fix);
    imports.finish();
    editor.finish();
    const std::string result = apply_edits(text, composer.edits()).text;
    EXPECT_TRUE(result.starts_with("import a\n\n\nasync def _all(*coros):\n")) << result;
  }
}

TEST(DefinitionEditor, WritesAsTheFileDoes) {
  EXPECT_EQ(defined("import a\r\nif a:\r\n\tx = 1\r\n"),
            "import a\r\n\r\n\r\nasync def _all(*coros):\r\n\treturn coros\r\n\r\n\r\nif a:\r\n\tx = 1\r\n");
}

TEST(DefinitionEditor, DefinesOnceWhatSeveralFixesAskFor) {
  EXPECT_EQ(defined("import a\n\n\nx = 1\n", {"_all", "_all", "_some"}),
            "import a\n\n\nasync def _all(*coros):\n    return coros\n\n\nasync def _some(*coros):\n    return coros\n\n\nx = 1\n");
}

TEST(DefinitionEditor, GoesBeforeOtherInsertionsButBehindImports) {
  const auto tree = parse_text("x = 1\n");
  Composer composer;
  composer.add({{0, 0}, "import a\n\n"});
  composer.insert_ahead(0, "def f(): pass\n");
  EXPECT_EQ(apply_edits(tree->text(), composer.edits()).text, "import a\n\n\ndef f(): pass\nx = 1\n");
  Composer other;
  other.add({{0, 0}, "with y:\n    "});
  other.insert_ahead(0, "def f(): pass\n");
  EXPECT_EQ(apply_edits(tree->text(), other.edits()).text, "def f(): pass\nwith y:\n    x = 1\n");
}

TEST(DefinitionEditor, PutsConditionalImportsNextToTheOthers) {
  const auto with_condition = [](const std::string& text) {
    const auto tree = parse_text(text);
    Composer composer;
    DefinitionEditor editor(*tree, composer);
    Fix fix;
    fix.definitions.push_back({tree->root(), "", definition_text(tree->root(), "if a:\n    import b", "")});
    fix.definitions.push_back({tree->root(), "_all", definition_text(tree->root(), kPattern, "_all")});
    editor.request(fix);
    editor.request(fix);
    editor.finish();
    return apply_edits(text, composer.edits()).text;
  };
  const std::string expected = "import a\n\nif a:\n    import b\n\n\nasync def _all(*coros):\n    return coros\n";
  EXPECT_EQ(with_condition("import a\n\n\nx = 1\n"), expected + "\n\nx = 1\n");
  EXPECT_EQ(with_condition("import a\nx = 1\n"), expected + "\n\nx = 1\n");
  EXPECT_EQ(with_condition("import a\n"), expected);
}

TEST(DefinitionEditor, FindsWhatIsThere) {
  const auto tree = parse_text("import a\n\n\nasync def gather_all(*coros):\n    return coros\n\n\ndef f():\n    pass\n");
  const auto model = SemanticModel::build(*tree);
  EXPECT_EQ(existing_definition(*model, tree->root(), kPattern), "gather_all");
  EXPECT_FALSE(existing_definition(*model, tree->root(), "async def {name}(*coros):\n    return 1"));
  EXPECT_FALSE(is_unused_name(*tree, "gather_all"));
  EXPECT_TRUE(is_unused_name(*tree, "_all"));
}

TEST(DefinitionEditor, LivesInTheBlockOfTheImportThatItsCallersShare) {
  const std::string text = "if True:\n    import a\n\n    def f():\n        a.g()\n";
  const auto tree = parse_text(text);
  const auto model = SemanticModel::build(*tree);
  const BindingId root = model->lookup_local(ScopeId::module, "a");
  const Node home = definition_home(*model, model->binding(root).uses.front(), root);
  ASSERT_TRUE(home.is(NodeKind::block));
  EXPECT_EQ(definition_text(home, kPattern, "_all"), "async def _all(*coros):\n        return coros");
}

}  // namespace
}  // namespace codemod
