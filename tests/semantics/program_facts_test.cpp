#include "engine/semantics/program_facts.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <map>

namespace codemod {
namespace {

FactVocabulary vocabulary() { return {.constructors = {"Lock", "Event"}, .watched = {"magic"}, .module = "oldlib"}; }

FileFacts scan(std::string_view text) { return scan_facts(text, vocabulary()); }

std::string use_name(FactUse use) {
  switch (use) {
    case FactUse::member: return "member";
    case FactUse::member_value: return "value";
    case FactUse::async_with: return "async with";
    case FactUse::with: return "with";
    case FactUse::tested: return "tested";
    case FactUse::stored: return "stored";
    case FactUse::stored_new: return "stored new";
    case FactUse::called: return "called";
    case FactUse::defined: return "defined";
    case FactUse::imported: return "imported";
    case FactUse::dynamic: return "dynamic";
    case FactUse::other: return "other";
  }
  return {};
}

/// What a text does with the attribute `lock`: use and line, with member, receiver and owner where there are any of
/// a few known names.
std::string uses(std::string_view text) {
  std::map<std::uint32_t, std::string> names{{0, ""}};
  for (const char* name : {"acquire", "clear", "self", "cls", "other", "module", "real", "a", "=", "C", "D", "E"}) names[hash_name(name)] = name;
  std::string found;
  for (const AttributeFact& fact : scan(text).attributes) {
    if (fact.name != hash_name("lock")) continue;
    const auto add = [&](const char* label, std::uint32_t name) {
      if (name != 0) found += std::string(" ") + label + names[name];
    };
    found += (found.empty() ? "" : " | ") + use_name(fact.use) + " " + std::to_string(fact.line);
    add(".", fact.member);
    add("of ", fact.receiver);
    add("in ", fact.owner);
  }
  return found;
}

bool holds(std::string_view text, std::string_view name) {
  return std::ranges::count(scan(text).holders, hash_name(name)) > 0;
}

std::vector<std::string> patches(std::string_view text) { return scan(text).patches; }

TEST(FactScanner, TellsUsesApart) {
  EXPECT_EQ(uses("other.lock.acquire()\n"), "member 1 .acquire of other");
  EXPECT_EQ(uses("x = await other.lock.acquire()\n"), "value 1 .acquire of other");
  EXPECT_EQ(uses("await other.lock.acquire()\n"), "member 1 .acquire of other");
  EXPECT_EQ(uses("async with other.lock: pass\n"), "async with 1 of other");
  EXPECT_EQ(uses("async with a, other.lock as x: pass\n"), "async with 1 of other");
  EXPECT_EQ(uses("if other.lock: pass\n"), "tested 1 of other");
  EXPECT_EQ(uses("while other.lock and x: pass\n"), "tested 1 of other");
  EXPECT_EQ(uses("x = other.lock is None\n"), "tested 1 of other");
  EXPECT_EQ(uses("other.lock = 1\n"), "stored 1 of other");
  EXPECT_EQ(uses("x = other.lock == 1\n"), "other 1 of other");
  EXPECT_EQ(uses("f(other.lock)\n"), "other 1 of other");
  EXPECT_EQ(uses("f(k=other.lock)\n"), "other 1 of other");
}

TEST(FactScanner, KnowsTheClassAroundSelf) {
  EXPECT_EQ(uses("class C:\n    def f(self):\n        self.lock.clear()\n"), "member 3 .clear of self in C");
  EXPECT_EQ(uses("class C:\n    class D:\n        def f(self): self.lock.clear()\n    def g(self): self.lock.clear()\n"),
            "member 3 .clear of self in D | member 4 .clear of self in C");
  EXPECT_EQ(uses("class C:\n    pass\nself.lock.clear()\n"), "member 3 .clear of self");
  EXPECT_EQ(uses("class C:\n    def f(self): self.other.lock.clear()\n"), "member 2 .clear of other");
  EXPECT_EQ(uses("class C:\n  def f(self):\n    self.lock: int = 1\n"), "stored 3 of self in C");
}

TEST(FactScanner, TellsCallsAndDefinitionsOfThatName) {
  EXPECT_EQ(uses("other.lock()\nother.lock (1)\n"), "called 1 of other | called 2 of other");
  EXPECT_EQ(uses("class C:\n    def lock(self): pass\n    async def lock(self): pass\ndef lock(): pass\n"),
            "defined 2 in C | defined 3 in C | defined 4");
}

TEST(FactScanner, TellsWhatIsStoredAnew) {
  EXPECT_EQ(uses("other.lock = None\nother.lock = m.Lock()  # new\n"), "stored new 1 of other | stored new 2 of other");
  EXPECT_EQ(uses("other.lock = None if x else y\nother.lock = lock\n"), "stored 1 of other | stored 2 of other");
  EXPECT_EQ(uses("class C:\n  def f(self):\n    self.lock: Lock = Lock()\n"), "stored new 3 of self in C");
}

TEST(FactScanner, SkipsStringsAndComments) {
  EXPECT_EQ(uses("'other.lock' # other.lock\n'''\nother.lock\n''' \"\"\"other.lock\"\"\"\nr'\\d' + other.lock + ''\n"), "other 5 of other");
  EXPECT_EQ(uses("'it\\'s' + other.lock\nb\"\\\\\" + other.lock\n"), "other 1 of other | other 2 of other");
}

TEST(FactScanner, ReadsInterpolations) {
  EXPECT_EQ(uses("f'{other.lock} other.lock'\n"), "other 1 of other");
  EXPECT_EQ(uses("rf'''\n{other.lock}'''\n"), "other 2 of other");
}

TEST(FactScanner, JoinsContinuedAndBracketedLines) {
  EXPECT_EQ(uses("if x and \\\n   other.lock: pass\n"), "tested 2 of other");
  EXPECT_EQ(uses("f(\n  lock=1,\n  x=other.lock\n)\n"), "other 3 of other");
  EXPECT_EQ(uses("async with (\n    other.lock,\n): pass\n"), "async with 2 of other");
}

TEST(FactScanner, CountsEveryKindOfNewline) { EXPECT_EQ(uses("x\r\ny\rother.lock\n"), "other 3 of other"); }

TEST(FactScanner, FollowsAliases) {
  EXPECT_EQ(uses("import a.module as x\nx.lock.clear()\n"), "member 2 .clear of module");
  EXPECT_EQ(uses("from a import real as x\nx.lock.clear()\n"), "member 2 .clear of real");
  EXPECT_EQ(uses("from a import (\n    b,  # note\n    real as x,\n)\nx.lock.clear()\n"), "member 5 .clear of real");
}

TEST(FactScanner, SeesImportedNames) {
  EXPECT_EQ(uses("from a import lock, b\n"), "imported 1 of a");
  EXPECT_EQ(uses("from .a import (\n  b,\n  lock as c,\n)\n"), "imported 1 of a");
}

TEST(FactScanner, SeesDynamicAccess) {
  EXPECT_EQ(uses("getattr(x, 'lock')\n"), "dynamic 1");
  EXPECT_EQ(uses("setattr(x, \"lock\", 1)\n"), "dynamic 1 of =") << "which replaces it";
  EXPECT_EQ(uses("patch.object(x, 'lock')\n"), "dynamic 1 of =");
  EXPECT_EQ(uses("operator.attrgetter('lock')\n"), "dynamic 1");
  EXPECT_EQ(uses("hasattr(\n    getattr(x, 'y'),\n    'lock')\n"), "dynamic 3");
  EXPECT_EQ(uses("f('lock')\n"), "");
  EXPECT_EQ(uses("getattr(x, y)\nf('lock')\n"), "");
}

TEST(FactScanner, FindsCandidates) {
  EXPECT_TRUE(holds("x = m.Lock()\n", "x"));
  EXPECT_TRUE(holds("self.y = (\n    Event()\n)\n", "y"));
  EXPECT_TRUE(holds("z: Lock\n", "z"));
  EXPECT_FALSE(holds("x = 'Lock'\n", "x"));
  EXPECT_FALSE(holds("x = f()\ny = Lock()\n", "x"));
}

TEST(FactScanner, SeesWatchedWords) {
  EXPECT_FALSE(scan("x.magic = 1\n").words.empty());
  EXPECT_TRUE(scan("'magic'  # magic\n").words.empty());
}

TEST(FactScanner, FindsPatches) {
  EXPECT_EQ(patches("patch('pkg.mod.oldlib.sleep')\n"), std::vector<std::string>{"pkg.mod.oldlib.sleep"});
  EXPECT_EQ(patches("@mock.patch(\"pkg.mod.sleep\")\n"), std::vector<std::string>{"pkg.mod.sleep"});
  EXPECT_EQ(patches("monkeypatch.setattr('pkg.mod.sleep', f)\n"), std::vector<std::string>{"pkg.mod.sleep"});
  EXPECT_EQ(patches("patch.object(pkg.oldlib, 'sleep')\n"), std::vector<std::string>{"pkg.oldlib.sleep"});
  EXPECT_EQ(patches("oldlib.sleep = fake\n"), std::vector<std::string>{"oldlib.sleep"});
  EXPECT_EQ(patches("x = 'a.b'\ny = 'not.oldlibrary'\n"), std::vector<std::string>{});
}

TEST(FactScanner, FindsBases) {
  const auto bases = scan("class C(a.D, E[int], metaclass=M):\n    pass\n").inheritance;
  const auto has = [&](std::string_view base) {
    return std::ranges::any_of(bases, [&](const InheritanceFact& fact) { return fact.derived == hash_name("C") && fact.base == hash_name(base); });
  };
  EXPECT_TRUE(has("D"));
  EXPECT_TRUE(has("E"));
  EXPECT_FALSE(has("a"));
  EXPECT_FALSE(has("metaclass"));
}

TEST(FactScanner, EndsOnUnfinishedText) {
  for (const char* text : {"'", "'''", "f'{", "(", "x.", "x.lock", "class", "class C(", "from", "from a import", "from a import (", "import",
                           "\\", "#", "f'''{x.lock", "getattr(x, '", "async", "class C(A", "from a import b as"})
    static_cast<void>(scan(text));
}

// --- the program

struct Module {
  std::string path;
  std::string text;
};

ProgramFacts program(const std::vector<Module>& modules) {
  ProgramFacts facts;
  for (const Module& module : modules) facts.add(module.path, scan(module.text));
  facts.finish();
  return facts;
}

const Module kOwner{"pkg/a.py", "class C:\n    def __init__(self): self.lock = Lock()\n"};

std::size_t foreign(const std::vector<Module>& others) {
  std::vector<Module> all{kOwner};
  all.insert(all.end(), others.begin(), others.end());
  const auto uses = program(all).foreign_uses("pkg/a.py", "lock", "C");
  return uses ? uses->size() : 99;
}

TEST(ProgramFacts, FindUsesInOtherFiles) {
  EXPECT_EQ(foreign({}), 0u);
  EXPECT_EQ(foreign({{"pkg/b.py", "x.lock.clear()\n"}}), 1u);
  EXPECT_EQ(foreign({{"pkg/b.py", "from pkg.a import lock\n"}}), 0u);
}

TEST(ProgramFacts, LeaveUnrelatedClassesOut) {
  EXPECT_EQ(foreign({{"pkg/b.py", "class X:\n    def f(self): self.lock.clear()\n"}}), 0u);
  EXPECT_EQ(foreign({{"pkg/b.py", "class X(C):\n    def f(self): self.lock.clear()\n"}}), 1u);
  EXPECT_EQ(foreign({{"pkg/b.py", "class X(Y):\n    def f(self): self.lock.clear()\n"}, {"pkg/c.py", "class Y(C): pass\n"}}), 1u);
  EXPECT_EQ(foreign({{"pkg/b.py", "class M:\n    def f(self): self.lock.clear()\n"}, {"pkg/c.py", "class Y(C, M): pass\n"}}), 1u);
}

TEST(ProgramFacts, KnowNothingOfNamesThatWereNotRecorded) {
  EXPECT_FALSE(program({kOwner}).foreign_uses("pkg/a.py", "other", "C").has_value());
}

TEST(ProgramFacts, KnowWhatObjectsArePutInto) {
  const auto facts = program({{"pkg/a.py", "def f():\n    lock = Lock()\n    self.locks.append(lock)\n    others.append(1)\n"},
                              {"pkg/b.py", "from pkg.a import locks\n"}});
  ASSERT_TRUE(facts.foreign_module_uses("pkg/a.py", "locks").has_value());
  EXPECT_EQ(facts.foreign_module_uses("pkg/a.py", "locks")->size(), 1u);
  EXPECT_FALSE(facts.foreign_module_uses("pkg/a.py", "others").has_value());
}

TEST(ProgramFacts, FindUsesOfModuleVariables) {
  const auto count = [](const std::string& text) {
    return program({{"pkg/a.py", "lock = Lock()\n"}, {"pkg/b.py", text}}).foreign_module_uses("pkg/a.py", "lock")->size();
  };
  EXPECT_EQ(count("from pkg.a import lock\n"), 1u);
  EXPECT_EQ(count("import pkg.a\npkg.a.lock.clear()\n"), 1u);
  EXPECT_EQ(count("from pkg import a as z\nz.lock.clear()\n"), 1u);
  EXPECT_EQ(count("other.lock.clear()\n"), 0u);
}

TEST(ProgramFacts, KnowWhatIsImported) {
  EXPECT_TRUE(program({{"pkg/b.py", "from pkg.a import work as w, other\n"}}).is_imported("work"));
  EXPECT_FALSE(program({{"pkg/b.py", "import work\nwork.other()\n"}}).is_imported("work"));
}

TEST(ProgramFacts, KnowWhatIsReplacedAtRunTime) {
  const auto patched = [](const std::string& text, std::string_view local = "oldlib.sleep") {
    return !program({{"pkg/mod.py", ""}, {"tests/t.py", text}}).patched("pkg/mod.py", "oldlib.sleep", local).empty();
  };
  EXPECT_TRUE(patched("patch('oldlib.sleep')\n"));
  EXPECT_TRUE(patched("patch('pkg.mod.oldlib.sleep')\n"));
  EXPECT_TRUE(patched("patch('pkg.mod.oldlib')\n"));
  EXPECT_TRUE(patched("patch('pkg.mod.sleep')\n", "sleep"));
  EXPECT_FALSE(patched("patch('pkg.other.oldlib.sleep')\n"));
  EXPECT_FALSE(patched("patch('pkg.mod.oldlib.gather')\n"));
  EXPECT_FALSE(patched("patch('pkg.submod.oldlib.sleep')\n"));
  EXPECT_TRUE(patched("import oldlib as o\npatch.object(o, 'sleep')\n"));
  EXPECT_TRUE(patched("patch.multiple('pkg.mod.oldlib', run=f(1, x=2), sleep=DEFAULT)\n"));
  EXPECT_FALSE(patched("patch.multiple('pkg.mod.oldlib', run=f(1, sleep=2))\n"));
  EXPECT_TRUE(patched("patch.multiple(mod.oldlib,\n  sleep=DEFAULT,\n)\n"));
  EXPECT_TRUE(patched("patch(f'{MODULE}.oldlib.sleep')\n"));
  EXPECT_TRUE(patched("patch(MODULE + '.oldlib.sleep')\n"));
}

TEST(ProgramFacts, KnowWhatAPatchMeans) {
  ProgramFacts facts = program({{"pkg/mod.py", ""}, {"pkg/oldlib.py", ""}, {"a/twin.py", ""}, {"b/twin.py", ""}});
  facts.set_libraries("oldlib", "newlib");
  const auto key = [&](std::string_view dotted) {
    const auto target = facts.patch_target(dotted);
    return target ? target->key() : "unknown";
  };
  EXPECT_EQ(key("pkg.mod.oldlib.sleep"), "0:oldlib.sleep");
  EXPECT_EQ(key("mod.oldlib.sleep"), "0:oldlib.sleep");
  EXPECT_EQ(key("oldlib.sleep"), ":oldlib.sleep");
  EXPECT_EQ(key("twin.oldlib.sleep"), "unknown");
  EXPECT_EQ(key(".oldlib.sleep"), "unknown");
  EXPECT_EQ(key("other.oldlib.sleep"), ":other.oldlib.sleep");
}

TEST(FactScanner, FindsMembersOfBothLibraries) {
  FactVocabulary watching = vocabulary();
  watching.module = "oldlib";
  watching.counterpart = "newlib";
  const FileFacts facts = scan_facts("import oldlib as o\nfrom oldlib import run\no.sleep()\nnewlib.sleep()\no.sleep()\nx.sleep()\n", watching);
  EXPECT_EQ(facts.members, (std::vector<std::string>{"oldlib.run", "oldlib.sleep", "newlib.sleep"}));
}

/// Lines of the calls of watched methods on objects that the text does not make.
std::string calls(std::string_view text) {
  FactVocabulary watching = vocabulary();
  watching.methods = {{"register", "", {"start", "stop"}}, {"run_all", "bus", {}}};
  watching.makers = {"Application"};
  std::string found;
  for (const CallFact& call : scan_facts(text, watching).calls) found += (found.empty() ? "" : " ") + std::to_string(call.line);
  return found;
}

TEST(FactScanner, FindsCallsOfWatchedMethods) {
  EXPECT_EQ(calls("app.register('start', f)\nx.register(\"stop\")\n"), "1 2");
  EXPECT_EQ(calls("@app.register(\n  'start'\n)\ndef f(): pass\n"), "1");
  EXPECT_EQ(calls("app.register('other')\napp.register(start)\napp.register\nregister('start')\n"), "");
  EXPECT_EQ(calls("bus.run_all()\nx.bus.run_all(1)\nother.run_all()\n"), "1 2");
}

TEST(FactScanner, LeavesOutCallsOnWhatTheFileMakes) {
  EXPECT_EQ(calls("app = Application()\napp.register('start')\nother.register('start')\n"), "3");
  EXPECT_EQ(calls("self.app: Application = lib.Application()\nself.app.register('start')\n"), "");
  EXPECT_EQ(calls("app.register('start')\napp = Application()\n"), "");
  EXPECT_EQ(calls("app = Application()\ndef plug(app):\n  app.register('start')\n"), "3");
  EXPECT_EQ(calls("app == Application()\napp.register('start')\n"), "2");
}

TEST(ProgramFacts, FindCallsInOtherFiles) {
  FactVocabulary watching = vocabulary();
  watching.methods = {{"register", "", {}}};
  ProgramFacts facts;
  facts.add("a.py", scan_facts("x.register(f)\n", watching));
  facts.add("b.py", scan_facts("from m import app as y\n\ny.register(f)\n", watching));
  facts.finish();
  const std::vector<CallFact> found = facts.foreign_calls("a.py");
  ASSERT_EQ(found.size(), 1u);
  EXPECT_EQ(facts.path(found[0]), "b.py");
  EXPECT_EQ(found[0].line, 3u);
  EXPECT_EQ(found[0].receiver, hash_name("app"));
  const auto receiver = [&](std::string_view text) { return scan_facts(text, watching).calls.at(0).receiver; };
  EXPECT_EQ(receiver("def plug(app):\n  app.register(f)\n"), 0u);
  EXPECT_EQ(receiver("from m import app\ndef plug(app):\n  app.register(f)\n"), hash_name("app"));
}

/// Who gets the import `name` of `p/m.py`, which has this text, when `p/other.py` has that one.
std::string borrower(const std::string& text, const std::string& other, std::string_view name, bool through_stars = true) {
  const ProgramFacts facts = program({{"p/m.py", text}, {"p/other.py", other}, {"p/unknown.py", "import oldlib\n"}});
  const auto found = facts.borrowers("p/m.py", name, through_stars);
  return found.empty() ? std::string() : facts.path(found.front().file);
}

TEST(ProgramFacts, TellWhoGetsAnImportThroughAModule) {
  const std::string plain = "import oldlib\n";
  EXPECT_EQ(borrower(plain, "import m\nm.oldlib.run(f)\n", "oldlib"), "p/other.py");
  EXPECT_EQ(borrower("\xEF\xBB\xBF" + plain, "import p.m as x\nx.oldlib.run(f)\n", "oldlib"), "p/other.py");
  EXPECT_EQ(borrower(plain, "from .m import (\n  f,\n  oldlib as io,\n)\n", "oldlib"), "p/other.py");
  EXPECT_EQ(borrower(plain, "from p.m import *\noldlib.run(f)\n", "oldlib"), "p/other.py");
  EXPECT_EQ(borrower(plain, "from p.m import *\noldlib.run(f)\n", "oldlib", false), "");
  EXPECT_EQ(borrower(plain, "from p.m import *\nrun(f)\n", "oldlib"), "");
  EXPECT_EQ(borrower(plain, "getattr(m, 'oldlib').run(f)\n", "oldlib"), "p/other.py");
  EXPECT_EQ(borrower(plain, "import n\nn.oldlib.run(f)\n", "oldlib"), "");
  EXPECT_EQ(borrower(plain, "from n import oldlib\n", "oldlib"), "");
  EXPECT_EQ(borrower(plain, "from unittest.mock import patch\npatch.object(m.oldlib, 'sleep')\n", "oldlib"), "");
  EXPECT_EQ(borrower("import oldlib as aio\n", "m.aio.run(f)\n", "aio"), "p/other.py");
  EXPECT_EQ(borrower("from oldlib import run as go\n", "m.go(f)\n", "go"), "p/other.py");
  EXPECT_EQ(borrower("from oldlib import run\n", "from m import run\n", "run"), "p/other.py");
}

TEST(ProgramFacts, FollowStarImports) {
  const ProgramFacts facts = program({{"p/m.py", "import oldlib\n"},
                                      {"p/__init__.py", "from .m import *\n"},
                                      {"q.py", "import p\np.oldlib.run(f)\n"}});
  const auto found = facts.borrowers("p/m.py", "oldlib", true);
  ASSERT_EQ(found.size(), 1U);
  EXPECT_EQ(facts.path(found[0].file), "q.py");
  EXPECT_EQ(facts.path(found[0].from), "p/__init__.py");
  EXPECT_TRUE(facts.borrowers("p/m.py", "oldlib", false).empty());
}

TEST(ProgramFacts, FindPatchesOfAModule) {
  const ProgramFacts facts = program({{"p/m.py", "import oldlib\n"},
                                      {"t.py", "patch('p.m.oldlib.sleep')\npatch('p.m.sleep')\npatch('p.am.sleep')\n"}});
  EXPECT_EQ(facts.patches_through("p/m.py", "oldlib").size(), 1U);
  EXPECT_EQ(facts.patches_through("p/m.py", "sleep").size(), 1U);
}

TEST(ProgramFacts, KnowWhichModulesAreGiven) {
  const ProgramFacts facts = program({{"src/pkg/a.py", ""}, {"src/pkg/sub/__init__.py", ""}});
  EXPECT_TRUE(facts.has_module("pkg.a"));
  EXPECT_TRUE(facts.has_module("pkg.sub"));
  EXPECT_FALSE(facts.has_module("kg.a"));
  EXPECT_FALSE(facts.has_module("pkg.b"));
  EXPECT_FALSE(facts.has_module("pkg"));
}

}  // namespace
}  // namespace codemod
