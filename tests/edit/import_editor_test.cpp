#include "engine/edit/import_editor.h"

#include <gtest/gtest.h>

#include <utility>

#include "tests/parsed_text.h"

namespace codemod {
namespace {

using testing_support::parse_text;

/// Reads `old` (or `old.member`), says that each use of `gone` is replaced by `new`, and returns the text.
struct Change {
  std::string gone = "old";      ///< Local name whose uses are replaced.
  std::string with = "new";      ///< What stands there afterwards.
  std::vector<ImportRequest> needs = {{"new", "", "new", {}}};
  bool at_import = true;         ///< The request stands where the import behind `gone` stands.
};

std::string edited(const std::string& text, const Change& change = {}) {
  const auto tree = parse_text(text);
  if (tree->first_error()) return "the snippet has an error";
  const auto model = SemanticModel::build(*tree);
  Fix fix;
  for (std::uint32_t index = 0; index < model->binding_count(); ++index) {
    const Binding& binding = model->binding(static_cast<BindingId>(index));
    if (binding.name != change.gone) continue;
    for (const Node use : binding.uses) fix.replace(use, change.with);
    for (const Definition& definition : binding.definitions)
      for (ImportRequest request : change.needs) {
        if (change.at_import) request.anchor = definition.statement;
        fix.imports.push_back(request);
      }
  }
  if (!change.at_import && fix.imports.empty())
    for (const ImportRequest& request : change.needs) fix.imports.push_back(request);
  Composer composer;
  EXPECT_TRUE(composer.accept(fix));
  ImportEditor imports(*model, composer);
  imports.request(fix);
  imports.finish();
  std::string result = apply_edits(text, composer.edits()).text;
  EXPECT_FALSE(parse_text(result)->first_error()) << result;
  return result;
}

/// Drops the imports of a name that nothing uses.
std::string dropped(const std::string& text, const std::string& name, std::vector<ImportRequest> needs = {}) {
  const auto tree = parse_text(text);
  const auto model = SemanticModel::build(*tree);
  Fix fix;
  for (std::uint32_t index = 0; index < model->binding_count(); ++index) {
    const Binding& binding = model->binding(static_cast<BindingId>(index));
    if (binding.name != name) continue;
    for (const Definition& definition : binding.definitions) {
      fix.drops.push_back(import_part(definition));
      for (ImportRequest& request : needs) {
        request.anchor = definition.statement;
        fix.imports.push_back(request);
      }
    }
  }
  Composer composer;
  ImportEditor imports(*model, composer);
  imports.request(fix);
  imports.finish();
  std::string result = apply_edits(text, composer.edits()).text;
  EXPECT_FALSE(parse_text(result)->first_error()) << result;
  return result;
}

const Change kMember{.gone = "f", .with = "g", .needs = {{"new", "g", "g", {}}}};
const Change kHead{.gone = "x", .with = "new.x", .at_import = false};

TEST(ImportEditor, LetsTheNewModuleTakeThePlaceOfTheOld) {
  EXPECT_EQ(edited("import old\n\nold.f()\n"), "import new\n\nnew.f()\n");
  EXPECT_EQ(edited("import old  # why\nold.f()\n"), "import new  # why\nnew.f()\n");
  EXPECT_EQ(edited("import old as o\no.f()\n", {.gone = "o"}), "import new\nnew.f()\n");
}

TEST(ImportEditor, JoinsMembersOfOneModule) {
  const Change change{.needs = {{"new", "", "new", {}}, {"new.parts", "b", "b", {}}, {"new.parts", "a", "a", {}}}};
  EXPECT_EQ(edited("import old\n\nold.x\n", change), "import new\nfrom new.parts import a, b\n\nnew.x\n");
}

TEST(ImportEditor, KeepsTheOldModuleWhileSomethingUsesIt) {
  const auto tree = parse_text("import old\nold.f()\nold.g()\n");
  const auto model = SemanticModel::build(*tree);
  const Binding& binding = model->binding(BindingId{0});
  Fix fix;
  fix.replace(binding.uses.front(), "new");
  fix.imports.push_back({"new", "", "new", binding.definitions.front().statement});
  Composer composer;
  ASSERT_TRUE(composer.accept(fix));
  ImportEditor imports(*model, composer);
  imports.request(fix);
  imports.finish();
  EXPECT_EQ(apply_edits(tree->text(), composer.edits()).text, "import new\nimport old\nnew.f()\nold.g()\n");
}

TEST(ImportEditor, KeepsWhatIsExportedOrNamedInAnnotations) {
  EXPECT_EQ(edited("import old\n__all__ = ['old']\nold.f()\n"), "import new\nimport old\n__all__ = ['old']\nnew.f()\n");
  EXPECT_EQ(edited("import old\ndef f(x: 'old.T'): old.f()\n"), "import new\nimport old\ndef f(x: 'old.T'): new.f()\n");
}

TEST(ImportEditor, KeepsWhatTheNewTextUses) {
  EXPECT_EQ(edited("import old\nold.f()\n", {.with = "new.f(old.g)", .needs = {{"new", "", "new", {}}}}), "import new\nimport old\nnew.f(old.g).f()\n");
  EXPECT_EQ(edited("import old\nold.f()\n", {.with = "new.old"}), "import new\nnew.old.f()\n");
}

TEST(ImportEditor, TakesANameOutOfAList) {
  EXPECT_EQ(edited("import a, old, b\nold.f()\n"), "import a, new, b\nnew.f()\n");
  EXPECT_EQ(edited("from m import e, f\nf()\n", kMember), "from m import e\nfrom new import g\ng()\n");
  EXPECT_EQ(edited("from m import f, e\nf()\n", kMember), "from m import e\nfrom new import g\ng()\n");
  EXPECT_EQ(edited("from m import d, f as f, e\nf()\n", kMember), "from m import d, e\nfrom new import g\ng()\n");
}

TEST(ImportEditor, ReplacesAWholeFromImport) {
  EXPECT_EQ(edited("from m import f\nf()\n", kMember), "from new import g\ng()\n");
  EXPECT_EQ(edited("from m import f as f\nf()\n", kMember), "from new import g\ng()\n");
  EXPECT_EQ(edited("from m import (\n    f,\n)\nf()\n", kMember), "from new import g\ng()\n");
  EXPECT_EQ(edited("from m import f\nf()\n", {.gone = "f", .with = "new.f"}), "import new\nnew.f()\n");
}

TEST(ImportEditor, LeavesParenthesesInOrder) {
  EXPECT_EQ(dropped("from m import (\n    a,\n    f,\n    b,\n)\n", "f"), "from m import (\n    a,\n    b,\n)\n");
  EXPECT_EQ(dropped("from m import (\n    a,\n    f,\n)\n", "f"), "from m import (\n    a,\n)\n");
  EXPECT_EQ(dropped("from m import (\n    f,\n    a,\n)\n", "f"), "from m import (\n    a,\n)\n");
  EXPECT_EQ(dropped("from m import (a, f)\n", "f"), "from m import (a)\n");
  EXPECT_EQ(dropped("from m import a, \\\n    f\n", "f"), "from m import a\n");
}

TEST(ImportEditor, LeavesCommentsOfOtherNamesAlone) {
  EXPECT_EQ(dropped("from m import (\n    a,  # of a\n    f,\n    b,  # of b\n)\n", "f"),
            "from m import (\n    a,  # of a\n    b,  # of b\n)\n");
  EXPECT_EQ(dropped("from m import (\n    a,  # of a\n    f,  # of f\n    b,\n)\n", "f"),
            "from m import (\n    a,  # of a\n    b,\n)\n");
  EXPECT_EQ(dropped("from m import (\n    a,  # of a\n    f,\n)\n", "f"), "from m import (\n    a,  # of a\n)\n");
}

TEST(ImportEditor, LeavesCommentsOnTheirOwnLineAlone) {
  EXPECT_EQ(dropped("from m import (\n    f,\n    # about b\n    b,\n)\n", "f"), "from m import (\n    # about b\n    b,\n)\n");
  EXPECT_EQ(dropped("from m import (\n    a,\n    f,  # of f\n)\n", "f"), "from m import (\n    a,\n)\n");
  EXPECT_EQ(dropped("from m import (\n    a,  # of a\n    f  # of f\n)\n", "f"), "from m import (\n    a,  # of a\n)\n");
}

TEST(ImportEditor, RemovesNeighboursOnOneLine) {
  EXPECT_EQ(dropped("import a; import f; import f\n", "f"), "import a\n");
  EXPECT_EQ(dropped("import f; import f; import a\n", "f"), "import a\n");
  EXPECT_EQ(dropped("import a; import f; import f; x\n", "f"), "import a; x\n");
  EXPECT_EQ(dropped("import f; import a; import f\n", "f"), "import a\n");
  EXPECT_EQ(dropped("x\nimport f; import f\ny\n", "f"), "x\ny\n");
}

TEST(ImportEditor, RemovesAWholeStatementWithItsLine) {
  EXPECT_EQ(dropped("import a\nimport f\nimport b\n", "f"), "import a\nimport b\n");
  EXPECT_EQ(dropped("import f  # of f\nimport b\n", "f"), "import b\n");
  EXPECT_EQ(dropped("import a; import f; import b\n", "f"), "import a; import b\n");
  EXPECT_EQ(dropped("import f; import b\n", "f"), "import b\n");
  EXPECT_EQ(dropped("import a; import f\n", "f"), "import a\n");
  EXPECT_EQ(dropped("import a\nimport f", "f"), "import a\n");
}

TEST(ImportEditor, LeavesPassInABlockThatWouldBeEmpty) {
  EXPECT_EQ(dropped("try:\n    import f\nexcept ImportError:\n    x\n", "f"), "try:\n    pass\nexcept ImportError:\n    x\n");
  EXPECT_EQ(dropped("if x: import f\n", "f"), "if x: pass\n");
  EXPECT_EQ(dropped("if x:\n    import f  # why\n    y\n", "f"), "if x:\n    y\n");
}

TEST(ImportEditor, LeavesPassWhereEveryImportOfABlockGoes) {
  EXPECT_EQ(dropped("if x:\n    import f\n    from m import f\n", "f"), "if x:\n    pass\n");
  EXPECT_EQ(dropped("if x: import f; import f\n", "f"), "if x: pass\n");
}

TEST(ImportEditor, WorksInsideFunctionsTriesAndTypeChecking) {
  EXPECT_EQ(edited("def f():\n    import old\n    old.f()\n"), "def f():\n    import new\n    new.f()\n");
  EXPECT_EQ(edited("try:\n    import old\nexcept ImportError:\n    x\nold.f()\n"),
            "try:\n    import new\nexcept ImportError:\n    x\nnew.f()\n");
  EXPECT_EQ(edited("if TYPE_CHECKING:\n    import old\n\ndef f(x: old.T): ...\n"),
            "if TYPE_CHECKING:\n    import new\n\ndef f(x: new.T): ...\n");
}

TEST(ImportEditor, WritesIntoEveryPlaceThatImportsTheName) {
  EXPECT_EQ(edited("if x:\n    import old\nelse:\n    import old\nold.f()\n"),
            "if x:\n    import new\nelse:\n    import new\nnew.f()\n");
}

TEST(ImportEditor, AddsNewLinesInTheOrderOfTheFile) {
  Change two{.gone = "old", .with = "new", .needs = {{"new", "", "new", {}}, {"mid.sub", "h", "h", {}}}};
  EXPECT_EQ(edited("import old\nfrom a import b\nfrom z import y\nold.f()\n", two),
            "import new\nfrom a import b\nfrom mid.sub import h\nfrom z import y\nnew.f()\n");
}

TEST(ImportEditor, FollowsFilesThatSortByModule) {
  EXPECT_EQ(edited("from a import b\nimport old\nfrom z import y\nold.f()\n",
                   {.needs = {{"new", "", "new", {}}, {"mid", "h", "h", {}}}}),
            "from a import b\nfrom mid import h\nimport new\nfrom z import y\nnew.f()\n");
}

TEST(ImportEditor, AddsANameToAnImportOfTheSameModule) {
  const Change member{.needs = {{"mid", "h", "h", {}}}};
  EXPECT_EQ(edited("import old\nfrom mid import a, z\nold.f()\n", member), "from mid import a, h, z\nnew.f()\n");
  EXPECT_EQ(edited("import old\nfrom mid import a  # why\nold.f()\n", member), "from mid import a, h  # why\nnew.f()\n");
  EXPECT_EQ(edited("import old\nfrom mid import z, a\nold.f()\n", member), "from mid import z, a, h\nnew.f()\n");
  EXPECT_EQ(edited("import old\nfrom mid import (\n    a,\n    z,\n)\nold.f()\n", member),
            "from mid import (\n    a,\n    h,\n    z,\n)\nnew.f()\n");
  EXPECT_EQ(edited("import old\nfrom mid import (\n    a,\n    b,\n)\nold.f()\n", member),
            "from mid import (\n    a,\n    b,\n    h,\n)\nnew.f()\n");
  const Change two{.needs = {{"mid", "q", "q", {}}, {"mid", "h", "h", {}}}};
  EXPECT_EQ(edited("import old\nfrom mid import (a, k)\nold.f()\n", two), "from mid import (a, h, k, q)\nnew.f()\n");
}

TEST(ImportEditor, LeavesImportsThatCannotTakeAName) {
  const Change member{.needs = {{"mid", "h", "h", {}}}};
  EXPECT_EQ(edited("import old\nfrom mid import *\nold.f()\n", member), "from mid import h\nfrom mid import *\nnew.f()\n");
  const std::string wide = "from mid import " + std::string(72, 'a');
  EXPECT_EQ(edited("import old\n" + wide + "\nold.f()\n", member), "from mid import h\n" + wide + "\nnew.f()\n");
}

TEST(ImportEditor, InsertsAtTheHeadWithoutAnImport) {
  EXPECT_EQ(edited("x()\n", kHead), "import new\n\nx()\n");
  EXPECT_EQ(edited("\"\"\"Doc.\"\"\"\nx()\n", kHead), "\"\"\"Doc.\"\"\"\n\nimport new\nx()\n");
  EXPECT_EQ(edited("from __future__ import annotations\nx()\n", kHead), "from __future__ import annotations\n\nimport new\nx()\n");
  EXPECT_EQ(edited("#!/usr/bin/env python\n# coding: utf-8\nx()\n", kHead), "#!/usr/bin/env python\n# coding: utf-8\nimport new\n\nx()\n");
}

TEST(ImportEditor, InsertsBesideTheFirstImportOfTheModule) {
  EXPECT_EQ(edited("\"\"\"Doc.\"\"\"\nfrom __future__ import annotations\n\nimport os\nx()\n", kHead),
            "\"\"\"Doc.\"\"\"\nfrom __future__ import annotations\n\nimport new\nimport os\nx()\n");
  EXPECT_EQ(edited("import a  # why\n\nx()\n", kHead), "import a  # why\nimport new\n\nx()\n");
}

TEST(ImportEditor, KeepsTheNewlinesAndTheByteOrderMark) {
  EXPECT_EQ(edited("import old\r\nold.f()\r\n"), "import new\r\nnew.f()\r\n");
  EXPECT_EQ(edited("\xEF\xBB\xBFimport os\r\nx()\r\n", kHead), "\xEF\xBB\xBFimport new\r\nimport os\r\nx()\r\n");
  EXPECT_EQ(edited("\xEF\xBB\xBFx()\n", kHead), "\xEF\xBB\xBFimport new\n\nx()\n");
  EXPECT_EQ(dropped("\xEF\xBB\xBFimport f\nx()\n", "f"), "\xEF\xBB\xBFx()\n");
  EXPECT_EQ(edited("import z\n\nx()", {.gone = "z", .needs = {{"new", "", "new", {}}}}), "import new\nimport z\n\nx()");
}

TEST(ImportEditor, AddsALineBehindAnImportThatEndsTheFile) {
  EXPECT_EQ(edited("def x(): a.y()\nimport a", {.gone = "nothing", .at_import = false}), "def x(): a.y()\nimport a\nimport new");
}

TEST(ImportEditor, WritesBesideStatementsThatShareALine) {
  EXPECT_EQ(edited("import os; import old\nold.f()\n"), "import os; import new\nnew.f()\n");
  EXPECT_EQ(edited("import os; from m import f\nf()\n", {.gone = "f", .with = "new.f"}), "import os; import new\nnew.f()\n");
}

TEST(ImportEditor, AsksForEachImportOnce) {
  EXPECT_EQ(edited("import old\nold.f()\nold.g()\n", {.needs = {{"new", "", "new", {}}, {"new", "", "new", {}}}}),
            "import new\nnew.f()\nnew.g()\n");
}

TEST(ImportEditor, ImportsUnderAnotherName) {
  EXPECT_EQ(edited("import old\nold.f()\n", {.with = "n", .needs = {{"new", "", "n", {}}}}), "import new as n\nn.f()\n");
  EXPECT_EQ(edited("import old\nold.f()\n", {.with = "h", .needs = {{"new", "g", "h", {}}}}), "from new import g as h\nh.f()\n");
}

TEST(ImportEditor, ReplacesAndDropsInOnePlace) {
  EXPECT_EQ(dropped("import a, f\n", "f", {{"new", "", "new", {}}}), "import a, new\n");
  EXPECT_EQ(dropped("from m import a, f\n", "f", {{"new", "g", "g", {}}}), "from m import a\nfrom new import g\n");
  EXPECT_EQ(dropped("if x:\n    from m import f\n", "f", {{"new", "g", "g", {}}}), "if x:\n    from new import g\n");
}

}  // namespace
}  // namespace codemod
