#include "engine/semantics/object_table.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "tests/parsed_text.h"

namespace codemod {
namespace {

using testing_support::node_of;
using testing_support::parse_text;

/// `m.Lock()` makes a lock, `await m.connect()` a stream; every snippet begins with `import m`.
Constructed made_by(std::string_view name) {
  if (name == "m.Lock") return {"lock", false};
  if (name == "m.Event") return {"event", false};
  if (name == "m.connect") return {"stream", true};
  if (name == "m.Gate") return {"gate", false, true};
  if (name == "stream.lock") return {"lock", false};
  return {};
}

std::string use_name(UseKind kind) {
  switch (kind) {
    case UseKind::method_call: return "call";
    case UseKind::member: return "member";
    case UseKind::async_with: return "async with";
    case UseKind::with: return "with";
    case UseKind::awaited: return "await";
    case UseKind::argument: return "argument";
    case UseKind::tested: return "tested";
    case UseKind::other: return "other";
  }
  return {};
}

/// The objects of a snippet: `lock in a.b: call acquire 3, tested 4; 1 none; doubt`.
std::string objects(const std::string& text) {
  const auto tree = parse_text("import m\n" + text);
  if (tree->first_error()) return "the snippet has an error";
  const auto model = SemanticModel::build(*tree);
  const ObjectTable table = ObjectTable::build(*model, made_by);
  std::string found;
  for (const TrackedObject& object : table.objects()) {
    found += (found.empty() ? "" : " | ") + std::string(object.kind) + " in ";
    if (object.owner) found += std::string(object.owner.child(Field::name).text()) + ".";
    found += object.attribute;
    for (std::size_t i = 0; i < object.variables.size(); ++i)
      found += (i ? "," : "") + std::string(model->binding(object.variables[i]).name);
    found += ":";
    for (const ObjectUse& use : object.uses)
      found += " " + use_name(use.kind) + (use.member.empty() ? "" : " " + std::string(use.member));
    if (!object.passes.empty()) found += "; passed " + std::to_string(object.passes.size());
    if (!object.none_values.empty()) found += "; none " + std::to_string(object.none_values.size());
    if (!object.annotations.empty()) found += "; typed " + std::to_string(object.annotations.size());
    for (const AttributeHolder& holder : object.attributes)
      if (holder.container) found += "; container " + std::string(holder.name);
    for (const BindingId id : object.containers) found += "; container " + std::string(model->binding(id).name);
    for (const Node function : object.givers) found += "; given by " + std::string(function.child(Field::name).text());
    const auto doubtful = std::ranges::count_if(object.uses, [](const ObjectUse& use) { return !use.certain; });
    if (doubtful > 0) found += "; uncertain " + std::to_string(doubtful);
    if (!object.doubt.empty()) found += "; " + object.doubt;
  }
  return found;
}

// --- who holds it

TEST(ObjectTable, FollowsVariables) {
  EXPECT_EQ(objects("x = m.Lock()\nx.acquire()\nx.locked\n"), "lock in x: call acquire member locked");
  EXPECT_EQ(objects("def f():\n    x = m.Lock()\n    return x\n"), "lock in x: other");
  EXPECT_EQ(objects("(x := m.Lock()).acquire()\nx.release()\n"), "lock in x: call release");
  EXPECT_EQ(objects("x: m.Lock = m.Lock()\nx.acquire()\n"), "lock in x: call acquire; typed 1");
}

TEST(ObjectTable, FollowsWhatMethodsMake) {
  const std::string connect = "async def f(self):\n    s = await m.connect()\n";
  EXPECT_EQ(objects(connect + "    x = s.lock()\n    x.acquire()\n"), "stream in s: call lock | lock in x: call acquire");
  EXPECT_EQ(objects(connect + "    x = m.Lock()\n    x = s.lock()\n    x.acquire()\n"), "stream in s: call lock | lock in x: call acquire");
  EXPECT_EQ(objects("async def f():\n    (await m.connect()).lock().acquire()\n"), "stream in : call lock | lock in : call acquire");
}

TEST(ObjectTable, FollowsNamesIntoNestedFunctions) {
  EXPECT_EQ(objects("def f():\n    x = m.Lock()\n    def g():\n        x.acquire()\n    return lambda: x.release()\n"),
            "lock in x: call acquire call release");
  EXPECT_EQ(objects("x = m.Lock()\nclass C:\n    def f(self): x.acquire()\n"), "lock in x: call acquire");
}

TEST(ObjectTable, FollowsAttributesOfSelf) {
  EXPECT_EQ(objects("class C:\n    def __init__(self):\n        self.x = m.Lock()\n    async def f(me):\n        async with me.x: pass\n"),
            "lock in C.x: async with");
  EXPECT_EQ(objects("class C:\n    x = m.Lock()\n    def f(self): self.x.acquire()\n"), "lock in C.x: call acquire");
  EXPECT_EQ(objects("class C:\n    @classmethod\n    def f(cls):\n        cls.x = m.Lock()\n        cls.x.acquire()\n"), "lock in C.x: call acquire");
}

TEST(ObjectTable, FollowsDefaultFactories) {
  EXPECT_EQ(objects("class C:\n    x: m.Lock = field(default_factory=m.Lock)\n    def f(self): self.x.acquire()\n"),
            "lock in C.x: call acquire; typed 1");
  EXPECT_EQ(objects("class C:\n    x: m.Lock = field(default_factory=lambda: m.Lock())\n    def f(self): self.x.acquire()\n"),
            "lock in C.x: call acquire; typed 1");
}

TEST(ObjectTable, SeesConditionalValuesAndNone) {
  EXPECT_EQ(objects("x = m.Lock() if y else None\nif x: x.acquire()\n"), "lock in x: tested call acquire; none 1");
  EXPECT_EQ(objects("class C:\n    def f(self):\n        self.x = None\n    def g(self):\n        self.x = m.Lock()\n"),
            "lock in C.x:; none 1");
  EXPECT_EQ(objects("x: m.Lock | None = None\nx = m.Lock()\n"), "lock in x:; none 1; typed 1");
}

TEST(ObjectTable, SeesAwaitedConstructors) {
  EXPECT_EQ(objects("async def f():\n    x = await m.connect()\n    x.close()\n"), "stream in x: call close");
  EXPECT_EQ(objects("async def f():\n    x = m.connect()\n    x.close()\n"), "");
  EXPECT_EQ(objects("async def f():\n    x = await m.Lock()\n"), "");
}

TEST(ObjectTable, KnowsObjectsThatNothingHolds) {
  EXPECT_EQ(objects("m.Lock()\n"), "lock in : tested");
  EXPECT_EQ(objects("m.Lock().acquire()\n"), "lock in : call acquire");
  EXPECT_EQ(objects("f(m.Lock())\n"), "lock in : argument");
  EXPECT_EQ(objects("x = [m.Lock()]\n"), "lock in : other");
}

TEST(ObjectTable, FindsTheObjectOfAProducer) {
  const auto tree = parse_text("import m\nx = m.Lock()\n");
  const auto model = SemanticModel::build(*tree);
  const ObjectTable table = ObjectTable::build(*model, made_by);
  EXPECT_EQ(table.made_by(node_of(*tree, "m.Lock()")), &table.objects().front());
  EXPECT_EQ(table.made_by(node_of(*tree, "m.Lock")), nullptr);
}

// --- passing it on

TEST(ObjectTable, FollowsArgumentsIntoFunctionsOfTheFile) {
  EXPECT_EQ(objects("def g(a, b):\n    b.acquire()\nx = m.Lock()\ng(1, x)\n"), "lock in x,b: call acquire; passed 1");
  EXPECT_EQ(objects("def g(a, *, b: m.Lock = None):\n    b.acquire()\nx = m.Lock()\ng(1, b=x)\n"), "lock in x,b: call acquire; passed 1; none 1; typed 1");
  EXPECT_EQ(objects("class C:\n    def g(self, b): b.acquire()\n    def f(self):\n        x = m.Lock()\n        self.g(x)\n"),
            "lock in x,b: call acquire; passed 1");
}

TEST(ObjectTable, TreatsOtherCalleesAsUnknown) {
  EXPECT_EQ(objects("x = m.Lock()\ng(x)\n"), "lock in x: argument");
  EXPECT_EQ(objects("def g(*a): ...\nx = m.Lock()\ng(x)\n"), "lock in x: argument");
  EXPECT_EQ(objects("@d\ndef g(a): ...\nx = m.Lock()\ng(x)\n"), "lock in x: argument");
  EXPECT_EQ(objects("def g(a): ...\ng = h(g)\nx = m.Lock()\ng(x)\n"), "lock in x: argument");
  EXPECT_EQ(objects("def g(a, b): ...\nx = m.Lock()\ng(*y, x)\n"), "lock in x: argument");
  EXPECT_EQ(objects("x = m.Lock()\ng(k=x)\n"), "lock in x: argument");
}

TEST(ObjectTable, SurvivesRecursion) {
  EXPECT_EQ(objects("def g(a):\n    g(a)\nx = m.Lock()\ng(x)\n"), "lock in x,a:; passed 2");
}

// --- doubts

TEST(ObjectTable, DoubtsWhatIsAlsoSomethingElse) {
  EXPECT_EQ(objects("x = m.Lock()\nx = other()\n"), "lock in x:; it is also assigned something else");
  EXPECT_EQ(objects("x = m.Lock()\nfor x in y: pass\n"), "lock in x:; the name is also bound to something else");
  EXPECT_EQ(objects("x = m.Lock()\nx += 1\n"), "lock in x:; the name is also bound to something else");
  EXPECT_EQ(objects("x = m.Lock()\nx, y = 1, 2\n"), "lock in x:; it is assigned together with other names");
  EXPECT_EQ(objects("x = m.Lock()\ndel x\n"), "lock in x:; it is deleted");
  EXPECT_EQ(objects("x = m.Lock()\nx = m.Event()\n"), "lock in x:; it holds different kinds of object");
  EXPECT_EQ(objects("x = y = m.Lock()\n"), "lock in y:; it is assigned to two names at once");
}

TEST(ObjectTable, DoubtsAttributesThatAreAlsoSomethingElse) {
  const std::string head = "class C:\n    def f(self):\n        self.x = m.Lock()\n    def g(self):\n        ";
  EXPECT_EQ(objects(head + "self.x = other()\n"), "lock in C.x:; it is also assigned something else");
  EXPECT_EQ(objects(head + "self.x += 1\n"), "lock in C.x:; it is also assigned something else");
  EXPECT_EQ(objects(head + "del self.x\n"), "lock in C.x:; it is also assigned something else");
  EXPECT_EQ(objects(head + "self.x, y = z\n"), "lock in C.x:; it is also assigned something else");
  EXPECT_EQ(objects(head + "for self.x in y: pass\n"), "lock in C.x:; it is also assigned something else");
  EXPECT_EQ(objects(head + "with y as self.x: pass\n"), "lock in C.x:; it is also assigned something else");
  EXPECT_EQ(objects(head + "self.x = m.Lock()\n"), "lock in C.x:");
}

TEST(ObjectTable, DoubtsObjectsOfUnknownClasses) {
  EXPECT_EQ(objects("o.x = m.Lock()\n"), "lock in x:; it is stored on an object of an unknown class");
  EXPECT_EQ(objects("class C:\n    @staticmethod\n    def f(self): self.x = m.Lock()\n"),
            "lock in x:; it is stored on an object of an unknown class");
}

// --- inheritance

TEST(ObjectTable, FollowsInheritanceBothWays) {
  const std::string base = "class A:\n    def __init__(self): self.x = m.Lock()\n";
  EXPECT_EQ(objects(base + "class B(A):\n    def f(self): self.x.acquire()\n"), "lock in A.x: call acquire");
  EXPECT_EQ(objects("class A:\n    def f(self): self.x.acquire()\nclass B(A):\n    def __init__(self): self.x = m.Lock()\n"),
            "lock in B.x: call acquire");
  EXPECT_EQ(objects(base + "class B:\n    def f(self): self.x.acquire()\n"), "lock in A.x:");
  EXPECT_EQ(objects(base + "def f(o): o.x.acquire()\n"), "lock in A.x: call acquire");
}

// --- uses

std::string use_of(const std::string& statement) {
  const std::string found = objects("x = m.Lock()\nasync def f():\n    " + statement + "\n");
  return found.substr(std::min(found.size(), std::string("lock in x: ").size()));
}

TEST(Uses, AreToldApart) {
  EXPECT_EQ(use_of("async with x: pass"), "async with");
  EXPECT_EQ(use_of("async with a, x as y: pass"), "async with");
  EXPECT_EQ(use_of("with x: pass"), "with");
  EXPECT_EQ(use_of("with (x): pass"), "with");
  EXPECT_EQ(use_of("await x"), "await");
  EXPECT_EQ(use_of("await (x)"), "await");
  EXPECT_EQ(use_of("await x.acquire()"), "call acquire");
  EXPECT_EQ(use_of("(x).acquire()"), "call acquire");
  EXPECT_EQ(use_of("g = x.acquire"), "member acquire");
  EXPECT_EQ(use_of("g(x, k=x)"), "argument argument");
  EXPECT_EQ(use_of("g(*x)"), "other");
  EXPECT_EQ(use_of("return x"), "other");
  EXPECT_EQ(use_of("y = [x]"), "other");
  EXPECT_EQ(use_of("x[0]"), "other");
  EXPECT_EQ(use_of("x()"), "other");
}

TEST(Uses, KnowWhenOnlyTheTruthCounts) {
  for (const char* test : {"if x: pass", "if not x: pass", "while x and y: pass", "assert x", "x", "z = 1 if x else 2", "if x is None: pass",
                           "z = [1 for a in b if x]", "if x is not None: pass", "if (x or y): pass"})
    EXPECT_EQ(use_of(test), "tested") << test;
  for (const char* value : {"z = x or y", "z = x if y else 2", "if x == y: pass", "if y in x: pass", "return x and y", "if f[x]: pass"})
    EXPECT_EQ(use_of(value), "other") << value;
}

// --- traced objects

std::string holder_name(const TrackedObject& object, std::size_t at, const SemanticModel& model) {
  if (at == kNoHolder) return "-";
  const ObjectHolder& holder = object.holders[at];
  if (!holder.functions.empty()) return std::string(holder.functions.front().child(Field::name).text()) + "()";
  const std::string name(holder.attribute.empty() ? model.binding(holder.variable).name : holder.attribute);
  return holder.container ? "[" + name + "]" : name;
}

/// Where the first object of a snippet goes: `- > x, x > f(), f() used, x compared`; a name in brackets is a container.
std::string mentions(const std::string& text) {
  const auto tree = parse_text("import m\n" + text);
  const auto model = SemanticModel::build(*tree);
  const ObjectTable table = ObjectTable::build(*model, made_by);
  const TrackedObject& object = table.objects().front();
  std::string found;
  for (const ObjectMention& mention : object.mentions) {
    found += (found.empty() ? "" : ", ") + holder_name(object, mention.from, *model);
    if (mention.to != kNoHolder) found += " > " + holder_name(object, mention.to, *model);
    else found += mention.compared ? " compared" : " used";
  }
  return found;
}

TEST(ObjectTracer, FollowsSecondNamesAndAttributes) {
  EXPECT_EQ(objects("a = m.Gate()\nb = a\nb.open()\n"), "gate in a,b: call open");
  EXPECT_EQ(objects("class C:\n  def f(self):\n    self.x = self.y = m.Gate()\n  def g(self):\n    self.y.open()\n"),
            "gate in C.y: call open");
  EXPECT_EQ(objects("class C:\n  x = None\ndef f():\n  C.x = m.Gate()\n  C.x.open()\n"), "gate in C.x: call open; none 1");
  EXPECT_EQ(objects("def f(o):\n  o.x = m.Gate()\n"), "gate in :; it is stored on an object of an unknown class");
}

TEST(ObjectTracer, FollowsContainers) {
  EXPECT_EQ(objects("c = {}\nc['k'] = m.Gate()\nc['k'].open()\ndel c['k']\n"), "gate in : call open; container c");
  EXPECT_EQ(objects("c = {}\nx = c.setdefault('k', m.Gate())\nx.open()\n'k' in c\n"), "gate in x: call open; container c");
  EXPECT_EQ(objects("c = [m.Gate() for _ in range(3)]\nfor x in c: x.open()\nc[0].open()\n"), "gate in x: call open call open; container c");
  EXPECT_EQ(objects("c = {'k': m.Gate()}\nfor k, x in c.items(): x.open()\nlen(c.values())\n"), "gate in x: call open; container c");
  EXPECT_EQ(objects("from collections import defaultdict\nc = defaultdict(m.Gate)\nc[1].open()\n"), "gate in : call open; container c");
  EXPECT_EQ(objects("from collections import defaultdict\nc = defaultdict(lambda: m.Gate())\nc[1].open()\n"),
            "gate in : call open; container c");
  EXPECT_EQ(objects("c = {}\nc[1] = m.Gate()\nd = c\nd[1].open()\n"), "gate in : call open; container c; container d");
}

TEST(ObjectTracer, DoubtsContainersThatGetOut) {
  EXPECT_EQ(objects("c = [m.Gate()]\nprint(c)\n"), "gate in :; container c; it is in a container that is passed to `print`");
  EXPECT_EQ(objects("def f():\n  c = [m.Gate()]\n  return c\n"), "gate in :; container c; its container is returned");
  EXPECT_EQ(objects("c = [m.Gate()]\nc.extend(x)\n"), "gate in :; container c; `extend` of its container is not followed");
  EXPECT_EQ(objects("c = {}\nc = x\nc[1] = m.Gate()\n"), "gate in :; container c; its container is also assigned something else");
  EXPECT_EQ(objects("def f(c):\n  c[1] = m.Gate()\n"), "gate in : other");
  EXPECT_EQ(objects("c = {}\ndef g(d):\n  d[1] = m.Gate()\n  d[2] = 1\ng(c)\nc[1] = m.Gate()\n"),
            "gate in : other | gate in :; passed 1; container c; container d; it is put into a container that may be another one's");
}

TEST(ObjectTracer, FollowsFunctionsThatReturnIt) {
  EXPECT_EQ(objects("x = None\ndef f():\n  global x\n  x = x or m.Gate()\n  return x\nf().open()\n"),
            "gate in x: call open; none 1; given by f");
  EXPECT_EQ(objects("class C:\n  async def f(self):\n    return m.Gate()\n  async def g(self):\n    (await self.f()).open()\n"),
            "gate in : call open; given by f");
  EXPECT_EQ(objects("class C:\n  @property\n  def f(self):\n    return m.Gate()\n  def g(self):\n    self.f.open()\n"),
            "gate in : call open; given by f");
  EXPECT_EQ(objects("def f():\n  return m.Gate()\n"), "gate in :; given by f; it is returned to callers that the file does not show");
  EXPECT_EQ(objects("def f():\n  return m.Gate()\nprint(f)\n"), "gate in :; given by f; the function that returns it is used as a value");
  EXPECT_EQ(objects("@d\ndef f():\n  return m.Gate()\nf().open()\n"), "gate in :; given by f; a function returns it that is decorated");
}

TEST(ObjectTracer, TellsWhereItMayBeAnotherObject) {
  EXPECT_EQ(objects("def f(x):\n  x.open()\nf(m.Gate())\n"), "gate in x: call open; passed 1; uncertain 1");
  EXPECT_EQ(objects("x = m.Gate()\ny = x and x.open()\n"), "gate in x: call open");
  EXPECT_EQ(objects("x = m.Gate()\nx = other()\nx.open()\n"), "gate in x: call open; uncertain 1");
  EXPECT_EQ(objects("class C:\n  def __init__(self, x):\n    self.x = x\n  def f(self):\n    self.x.open()\nC(m.Gate())\n"),
            "gate in C.xx: call open; passed 1; uncertain 1");
  EXPECT_EQ(objects("c = [m.Gate(), 1]\nc[0].open()\n"), "gate in : call open; container c; uncertain 1");
}

TEST(ObjectTracer, TellsWhatEachMentionIsFor) {
  EXPECT_EQ(mentions("x = m.Gate()\ny = x\ny.open()\nx == y\n"), "- > x, x > y, x compared, y used, y compared");
  EXPECT_EQ(mentions("def f(p):\n  p.open()\nx = m.Gate()\nf(x)\n"), "- > x, x > p, p used");
  EXPECT_EQ(mentions("c = []\nx = m.Gate()\nc.append(x)\nfor y in c:\n  y.open()\nc.remove(x)\n"),
            "- > x, x > [c], x compared, [c] > y, y used");
  EXPECT_EQ(mentions("x = m.Gate()\ndef f():\n  return x\nf().open()\n"), "- > x, x > f(), f() used");
}

}  // namespace
}  // namespace codemod
