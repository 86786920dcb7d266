#include "engine/semantics/semantic_model.h"

#include <gtest/gtest.h>

#include "tests/parsed_text.h"

namespace codemod {
namespace {

using testing_support::node_of;
using testing_support::parse_text;

std::string kind_name(DefinitionKind kind) {
  switch (kind) {
    case DefinitionKind::import_module: return "import";
    case DefinitionKind::import_from: return "from-import";
    case DefinitionKind::assignment: return "assignment";
    case DefinitionKind::annotation: return "annotation";
    case DefinitionKind::augmented: return "augmented";
    case DefinitionKind::parameter: return "parameter";
    case DefinitionKind::function: return "function";
    case DefinitionKind::class_: return "class";
    case DefinitionKind::loop_target: return "loop";
    case DefinitionKind::with_target: return "with";
    case DefinitionKind::except_target: return "except";
    case DefinitionKind::walrus: return "walrus";
    case DefinitionKind::match_capture: return "match";
    case DefinitionKind::type_parameter: return "type parameter";
    case DefinitionKind::deletion: return "deletion";
  }
  return {};
}

std::string scope_name(const Scope& scope) {
  switch (scope.kind) {
    case ScopeKind::module: return "module";
    case ScopeKind::lambda: return "lambda";
    case ScopeKind::comprehension: return "comprehension";
    case ScopeKind::type_parameters: return "types of " + std::string(scope.node.is(NodeKind::type_alias_statement) ? "alias" : scope.node.child(Field::name).text());
    case ScopeKind::function:
    case ScopeKind::class_: return std::string(scope.node.child(Field::name).text());
  }
  return {};
}

std::string lines_of(const std::vector<Node>& nodes) {
  std::string text;
  for (const Node node : nodes)
    text += (text.empty() ? "" : ",") + std::to_string(node.tree()->source().line_column(node.begin()).line);
  return text;
}

/// Every variable of that name with the lines that bind and read it: `f: parameter 1; read 2,3`.
std::string variables(const std::string& text, std::string_view name) {
  const auto tree = parse_text(text);
  if (tree->first_error()) return "the snippet has an error";
  const auto model = SemanticModel::build(*tree);
  std::string found;
  const auto add = [&](const std::string& entry) { found += (found.empty() ? "" : " | ") + entry; };
  for (std::uint32_t index = 0; index < model->binding_count(); ++index) {
    const Binding& binding = model->binding(static_cast<BindingId>(index));
    if (binding.name != name) continue;
    std::string entry = scope_name(model->scope(binding.scope)) + ":";
    for (const Definition& definition : binding.definitions)
      entry += " " + kind_name(definition.kind) + " " + lines_of({definition.name});
    if (!binding.uses.empty()) entry += "; read " + lines_of(binding.uses);
    add(entry);
  }
  std::vector<Node> unbound;
  for (const Node use : model->unbound_uses())
    if (use.text() == name) unbound.push_back(use);
  if (!unbound.empty()) add("unbound: read " + lines_of(unbound));
  return found;
}

/// What the last occurrence of `expression` in `text` stands for, with `?` when something else is possible.
std::string resolved(const std::string& text, std::string_view expression) {
  const auto tree = parse_text(text);
  const auto model = SemanticModel::build(*tree);
  Node last;
  for (std::uint32_t index = 0; index < tree->size(); ++index)
    if (const Node node = tree->node(index); node.text() == expression && node.is_any(NodeKind::identifier, NodeKind::attribute))
      last = node;
  const Resolved resolved = model->resolve(last);
  return resolved.name + (resolved.certain || resolved.name.empty() ? "" : "?");
}

// --- functions and classes

TEST(Scopes, ParametersBelongToTheirFunction) {
  EXPECT_EQ(variables("def f(x):\n    return x\nx = 1\n", "x"), "f: parameter 1; read 2 | module: assignment 3");
  EXPECT_EQ(variables("def f(x: int = 0, /, *x1, k=2, **x2):\n    return x\n", "x"), "f: parameter 1; read 2");
  EXPECT_EQ(variables("def f(*args: int, **kw: str):\n    return args, kw\n", "args"), "f: parameter 1; read 2");
  EXPECT_EQ(variables("def f(*args: int, **kw: str):\n    return args, kw\n", "kw"), "f: parameter 1; read 2");
  EXPECT_EQ(variables("def f(*, key): return key\n", "key"), "f: parameter 1; read 1");
}

TEST(Scopes, AnAssignmentAnywhereInAFunctionMakesTheNameLocal) {
  EXPECT_EQ(variables("x = 1\ndef f():\n    print(x)\n    x = 2\n", "x"),
            "module: assignment 1 | f: assignment 4; read 3");
}

TEST(Scopes, NestedFunctionsSeeTheNamesAroundThem) {
  EXPECT_EQ(variables("def f():\n    x = 1\n    def g():\n        return lambda: x\n", "x"), "f: assignment 2; read 4");
}

TEST(Scopes, ClassBodiesAreInvisibleToTheFunctionsInThem) {
  EXPECT_EQ(variables("x = 0\nclass C:\n    x = 1\n    y = x\n    def f(self):\n        return x\n", "x"),
            "module: assignment 1; read 6 | C: assignment 3; read 4");
}

TEST(Scopes, ClassBodiesAreInvisibleToNestedClassesAndComprehensions) {
  EXPECT_EQ(variables("x = 0\nclass C:\n    x = 1\n    class D:\n        y = x\n", "x"),
            "module: assignment 1; read 5 | C: assignment 3");
  EXPECT_EQ(variables("x = 0\nclass C:\n    x = 1\n    y = [x for _ in x]\n", "x"),
            "module: assignment 1; read 4 | C: assignment 3; read 4");
}

TEST(Scopes, DecoratorsDefaultsAndAnnotationsAreEvaluatedOutside) {
  EXPECT_EQ(variables("x = 1\n@x\ndef f(a: x = x) -> x:\n    x = 2\n", "x"),
            "module: assignment 1; read 2,3,3,3 | f: assignment 4");
  EXPECT_EQ(variables("x = 1\n@x\nclass C(x, metaclass=x):\n    x = 2\n", "x"),
            "module: assignment 1; read 2,3,3 | C: assignment 4");
  EXPECT_EQ(variables("class C:\n    x = 1\n    def f(self, a=x): ...\n", "x"), "C: assignment 2; read 3");
}

TEST(Scopes, FunctionsAndClassesBindTheirNameOutside) {
  EXPECT_EQ(variables("def f():\n    return f\n", "f"), "module: function 1; read 2");
  EXPECT_EQ(variables("class C:\n    def C(self): ...\n", "C"), "module: class 1 | C: function 2");
  EXPECT_EQ(variables("async def f(): ...\nf()\n", "f"), "module: function 1; read 2");
}

TEST(Scopes, LambdasHaveTheirOwnParameters) {
  EXPECT_EQ(variables("x = 1\ng = lambda x: x\n", "x"), "module: assignment 1 | lambda: parameter 2; read 2");
  EXPECT_EQ(variables("x = 1\ng = lambda y=x: x + y\n", "x"), "module: assignment 1; read 2,2");
  EXPECT_EQ(variables("g = lambda *x, **y: (x, y)\n", "x"), "lambda: parameter 1; read 1");
}

// --- global and nonlocal

TEST(Scopes, GlobalNamesBelongToTheModule) {
  EXPECT_EQ(variables("def f():\n    global x\n    x = 1\n    return x\n", "x"), "module: assignment 3; read 4");
  EXPECT_EQ(variables("def a():\n    x = 1\n    def b():\n        global x\n        return x\n", "x"),
            "a: assignment 2 | unbound: read 5");
  EXPECT_EQ(variables("x = 0\nclass C:\n    global x\n    x = 1\n", "x"), "module: assignment 1 assignment 4");
}

TEST(Scopes, FunctionsBelowAGlobalDeclarationSeeTheModule) {
  EXPECT_EQ(variables("x = 0\ndef a():\n    x = 1\n    def b():\n        global x\n        def c():\n            return x\n", "x"),
            "module: assignment 1; read 7 | a: assignment 3");
}

TEST(Scopes, NonlocalNamesBelongToTheFunctionAround) {
  EXPECT_EQ(variables("def f():\n    x = 1\n    def g():\n        nonlocal x\n        x = 2\n    return x\n", "x"),
            "f: assignment 2 assignment 5; read 6");
}

TEST(Scopes, NonlocalNamesMayBeBoundBelowTheInnerFunction) {
  EXPECT_EQ(variables("x = 0\ndef f():\n    def g():\n        nonlocal x\n        x = 2\n        return x\n    x = 1\n", "x"),
            "module: assignment 1 | f: assignment 5 assignment 7; read 6");
}

TEST(Scopes, NonlocalSkipsClassBodies) {
  EXPECT_EQ(variables("def f():\n    x = 1\n    class C:\n        x = 2\n        def g(self):\n            nonlocal x\n            x = 3\n", "x"),
            "f: assignment 2 assignment 7 | C: assignment 4");
}

TEST(Scopes, RememberWhichNamesAreReboundFromInside) {
  const auto tree = parse_text("x = 0\ny = 0\ndef f():\n    global x\n    x = 1\n");
  const auto model = SemanticModel::build(*tree);
  EXPECT_TRUE(model->binding(model->lookup(ScopeId::module, "x")).declared_global);
  EXPECT_FALSE(model->binding(model->lookup(ScopeId::module, "y")).declared_global);
}

// --- comprehensions and walrus

TEST(Scopes, ComprehensionsKeepTheirTargets) {
  EXPECT_EQ(variables("x = 1\ny = [x for x in x if x]\n", "x"), "module: assignment 1; read 2 | comprehension: loop 2; read 2,2");
  EXPECT_EQ(variables("y = {k: v for k, v in p}\n", "k"), "comprehension: loop 1; read 1");
  EXPECT_EQ(variables("y = {x for a in p for x in a}\n", "a"), "comprehension: loop 1; read 1");
  EXPECT_EQ(variables("f(x async for x in p)\n", "x"), "comprehension: loop 1; read 1");
}

TEST(Scopes, OnlyTheFirstIterableIsEvaluatedOutside) {
  EXPECT_EQ(variables("class C:\n    x = 1\n    y = [1 for a in x for b in x]\n", "x"),
            "C: assignment 2; read 3 | unbound: read 3");
}

TEST(Scopes, AWalrusInAComprehensionBindsAroundIt) {
  EXPECT_EQ(variables("def f(p):\n    [(y := x) for x in p]\n    return y\n", "y"), "f: walrus 2; read 3");
  EXPECT_EQ(variables("[[(y := x) for x in p] for p in q]\nprint(y)\n", "y"), "module: walrus 1; read 2");
  EXPECT_EQ(variables("def f():\n    global y\n    any(y := x for x in p)\n", "y"), "module: walrus 3");
}

TEST(Scopes, AWalrusElsewhereBindsWhereItStands) {
  EXPECT_EQ(variables("if (y := f()):\n    print(y)\n", "y"), "module: walrus 1; read 2");
  EXPECT_EQ(variables("g = lambda: (y := 1) + y\n", "y"), "lambda: walrus 1; read 1");
}

// --- targets

TEST(Targets, TuplesListsAndStarsBindEachName) {
  EXPECT_EQ(variables("a, (b, [c, *d]) = e\n", "d"), "module: assignment 1");
  EXPECT_EQ(variables("[a, b] = e\nprint(b)\n", "b"), "module: assignment 1; read 2");
  EXPECT_EQ(variables("*a, b = e\n", "a"), "module: assignment 1");
  EXPECT_EQ(variables("(a) = e\n", "a"), "module: assignment 1");
  EXPECT_EQ(variables("a = b = c\n", "b"), "module: assignment 1");
}

TEST(Targets, SubscriptsAndAttributesReadTheirObject) {
  EXPECT_EQ(variables("a = b = 1\na[b], a.b = 2, 3\n", "b"), "module: assignment 1; read 2");
  EXPECT_EQ(variables("a = 1\na[0], a.b = 2, 3\n", "a"), "module: assignment 1; read 2,2");
  EXPECT_EQ(variables("for a[i], b.c in d: pass\n", "i"), "unbound: read 1");
}

TEST(Targets, LoopsBind) {
  EXPECT_EQ(variables("for x in x: pass\n", "x"), "module: loop 1; read 1");
  EXPECT_EQ(variables("for a, *b in c: pass\n", "b"), "module: loop 1");
  EXPECT_EQ(variables("for i, (a, b) in c: print(b)\n", "b"), "module: loop 1; read 1");
  EXPECT_EQ(variables("for (x) in y: pass\n", "x"), "module: loop 1");
  EXPECT_EQ(variables("for x in (a, b): pass\n", "b"), "unbound: read 1");
}

TEST(Targets, WithItemsBind) {
  EXPECT_EQ(variables("with a() as x, b(x) as y: print(y)\n", "x"), "module: with 1; read 1");
  EXPECT_EQ(variables("with a() as (x, y): print(y)\n", "y"), "module: with 1; read 1");
  EXPECT_EQ(variables("with a() as [x, *y]: print(y)\n", "y"), "module: with 1; read 1");
  EXPECT_EQ(variables("with (a() as x, b() as y): print(y)\n", "y"), "module: with 1; read 1");
  EXPECT_EQ(variables("with a() as x.y, b() as z[x]: pass\n", "x"), "unbound: read 1,1");
  EXPECT_EQ(variables("with a() as (x): pass\n", "x"), "module: with 1");
}

TEST(Targets, ExceptClausesBind) {
  EXPECT_EQ(variables("try: pass\nexcept E as e:\n    print(e)\n", "e"), "module: except 2; read 3");
  EXPECT_EQ(variables("try: pass\nexcept* (E, F) as e:\n    print(e)\n", "e"), "module: except 2; read 3");
  EXPECT_EQ(variables("try: pass\nexcept E as e: pass\n", "E"), "unbound: read 2");
}

TEST(Targets, AugmentedAssignmentAndDeletionBind) {
  EXPECT_EQ(variables("x = 0\nx += x\n", "x"), "module: assignment 1 augmented 2; read 2");
  EXPECT_EQ(variables("x = 0\ndel x\n", "x"), "module: assignment 1 deletion 2");
  EXPECT_EQ(variables("del a, (b, [c])\n", "c"), "module: deletion 1");
  EXPECT_EQ(variables("del (a)\n", "a"), "module: deletion 1");
  EXPECT_EQ(variables("a = 1\ndel a.b, a[0]\n", "a"), "module: assignment 1; read 2,2");
}

TEST(Targets, AnnotationsWithoutValueBind) {
  EXPECT_EQ(variables("x: int\ny: x = x\n", "x"), "module: annotation 1; read 2,2");
  EXPECT_EQ(variables("x.y: int = 1\n", "x"), "unbound: read 1");
  EXPECT_EQ(variables("(x): int\n", "x"), "unbound: read 1");
  EXPECT_EQ(variables("(x): int = 1\n", "x"), "module: assignment 1");
}

// --- match

TEST(Patterns, NamesCapture) {
  EXPECT_EQ(variables("match v:\n    case x:\n        print(x)\n", "x"), "module: match 2; read 3");
  EXPECT_EQ(variables("match v:\n    case x if x: pass\n", "x"), "module: match 2; read 2");
  EXPECT_EQ(variables("match v:\n    case (x): pass\n", "x"), "module: match 2");
  EXPECT_EQ(variables("match v:\n    case x, y: pass\n", "y"), "module: match 2");
}

TEST(Patterns, SequencesMappingsAndStarsCapture) {
  const std::string text = "match v:\n    case [a, *b, (c, d)]: pass\n    case {'k': e, N.k: f, **g}: pass\n    case (h, *_): pass\n";
  for (const char* name : {"a", "b", "c", "d"}) EXPECT_EQ(variables(text, name), "module: match 2") << name;
  for (const char* name : {"e", "f", "g"}) EXPECT_EQ(variables(text, name), "module: match 3") << name;
  EXPECT_EQ(variables(text, "h"), "module: match 4");
  EXPECT_EQ(variables(text, "N"), "unbound: read 3");
}

TEST(Patterns, AsAndAlternativesCapture) {
  EXPECT_EQ(variables("match v:\n    case (1 | 2) as x: print(x)\n", "x"), "module: match 2; read 2");
  EXPECT_EQ(variables("match v:\n    case [a, 1] | [1, a]: print(a)\n", "a"), "module: match 2 match 2; read 2");
  EXPECT_EQ(variables("match v:\n    case [str() as s, {'k': int() as i}]: print(i)\n", "i"), "module: match 2; read 2");
}

TEST(Patterns, ClassNamesAndValuesAreRead) {
  const std::string text = "match v:\n    case C(a, k=b): pass\n    case m.D(k=E.v): pass\n    case C() as c: pass\n";
  EXPECT_EQ(variables(text, "C"), "unbound: read 2,4");
  EXPECT_EQ(variables(text, "m"), "unbound: read 3");
  EXPECT_EQ(variables(text, "E"), "unbound: read 3");
  EXPECT_EQ(variables(text, "a"), "module: match 2");
  EXPECT_EQ(variables(text, "b"), "module: match 2");
  EXPECT_EQ(variables(text, "c"), "module: match 4");
  EXPECT_EQ(variables(text, "k"), "");
}

TEST(Patterns, SoftKeywordsAreOrdinaryNamesElsewhere) {
  EXPECT_EQ(variables("match = 1\ncase = match\ntype = case\n_ = type\n", "match"), "module: assignment 1; read 2");
  EXPECT_EQ(variables("match = 1\ncase = match\ntype = case\n_ = type\n", "type"), "module: assignment 3; read 4");
}

// --- PEP 695

TEST(TypeParameters, BelongToTheirFunctionOrClass) {
  EXPECT_EQ(variables("def f[T](x: T) -> T:\n    return T\n", "T"), "types of f: type parameter 1; read 1,1,2");
  EXPECT_EQ(variables("class C[T](B[T]):\n    x: T\n    def m(self) -> T: ...\n", "T"),
            "types of C: type parameter 1; read 1,2,3");
  EXPECT_EQ(variables("def f[*Ts, **P](x: P): ...\n", "Ts"), "types of f: type parameter 1");
  EXPECT_EQ(variables("def f[*Ts, **P](x: P): ...\n", "P"), "types of f: type parameter 1; read 1");
}

TEST(TypeParameters, LeaveTheNameOfTheDefinitionOutside) {
  EXPECT_EQ(variables("def f[T](x: T): ...\nf(1)\n", "f"), "module: function 1; read 2");
  EXPECT_EQ(variables("class C[T]: ...\nC()\n", "C"), "module: class 1; read 2");
}

TEST(TypeParameters, BoundsAreRead) {
  EXPECT_EQ(variables("def f[T: B](x: T): ...\n", "B"), "unbound: read 1");
  EXPECT_EQ(variables("def f[T: (A, B)](x: T): ...\n", "B"), "unbound: read 1");
  EXPECT_EQ(variables("def f[T: B](x: T): ...\n", "T"), "types of f: type parameter 1; read 1");
}

TEST(TypeParameters, SeeTheClassAroundThem) {
  EXPECT_EQ(variables("class C:\n    X = int\n    def f[T](self, x: X): ...\n", "X"), "C: assignment 2; read 3");
}

TEST(TypeParameters, AliasesBindTheirName) {
  EXPECT_EQ(variables("type X = list[X]\nprint(X)\n", "X"), "module: assignment 1; read 1,2");
  EXPECT_EQ(variables("type X[T] = list[T]\nprint(X)\n", "X"), "module: assignment 1; read 2");
}

TEST(TypeParameters, OfAnAliasAreItsOwn) {
  EXPECT_EQ(variables("T = 1\ntype X[T] = list[T]\nprint(T)\n", "T"),
            "module: assignment 1; read 3 | types of alias: type parameter 2; read 2");
}

// --- imports

TEST(Imports, BindTheFirstWordOrTheAlias) {
  EXPECT_EQ(variables("import a.b.c, d\n", "a"), "module: import 1");
  EXPECT_EQ(variables("import a.b.c, d\n", "b"), "");
  EXPECT_EQ(variables("import a.b as x\n", "x"), "module: import 1");
  EXPECT_EQ(variables("from a import b as x, c\n", "b"), "");
  EXPECT_EQ(variables("def f():\n    from . import c\n    return c\n", "c"), "f: from-import 2; read 3");
}

TEST(Imports, ResolveChains) {
  EXPECT_EQ(resolved("import a.b.c\na.b.c.d()\n", "a.b.c.d"), "a.b.c.d");
  EXPECT_EQ(resolved("import a.b as x\nx.y\n", "x.y"), "a.b.y");
  EXPECT_EQ(resolved("from a import b as x\nx.y\n", "x.y"), "a.b.y");
  EXPECT_EQ(resolved("from .a import b\nb.c\n", "b.c"), ".a.b.c");
  EXPECT_EQ(resolved("from . import b\nb.c\n", "b.c"), ".b.c");
  EXPECT_EQ(resolved("from .. a import (\n    b,  # why\n)\nb\n", "b"), "..a.b");
  EXPECT_EQ(resolved("import a\n(a\n .b\n .c)\n", "a\n .b\n .c"), "a.b.c");
  EXPECT_EQ(resolved("x = 1\nx.y\n", "x.y"), "");
}

TEST(Imports, AreUncertainWhenTheNameIsAlsoBoundElsewhere) {
  EXPECT_EQ(resolved("try:\n    import a\nexcept ImportError:\n    a = None\na.b\n", "a.b"), "a.b?");
  EXPECT_EQ(resolved("try:\n    import a\nexcept ImportError:\n    import c as a\na.b\n", "a.b"), "a.b?");
  EXPECT_EQ(resolved("if x:\n    import a\nelse:\n    import a\na.b\n", "a.b"), "a.b");
  EXPECT_EQ(resolved("import a\nimport a.c\na.b\n", "a.b"), "a.b");
  EXPECT_EQ(resolved("import a\ndel a\na.b\n", "a.b"), "a.b?");
}

TEST(Imports, UnderTypeCheckingBindLikeOthers) {
  EXPECT_EQ(resolved("from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    import a\ndef f(x: a.b): ...\n", "a.b"), "a.b");
}

TEST(Imports, StarsAreRememberedWithTheirModule) {
  const auto tree = parse_text("from a.b import *\nx\n");
  const auto model = SemanticModel::build(*tree);
  ASSERT_EQ(model->star_imports().size(), 1u);
  EXPECT_EQ(model->star_imports().front().module, "a.b");
  EXPECT_TRUE(model->scope(ScopeId::module).has_star_import);
  ASSERT_EQ(model->unbound_uses().size(), 1u);
}

// --- what is not a variable

TEST(Names, KeywordsAndAttributesAreNotRead) {
  EXPECT_EQ(variables("f(x=1)\na.x\nclass C(x=2): ...\n", "x"), "");
  EXPECT_EQ(variables("f(x=x)\n", "x"), "unbound: read 1");
}

TEST(Names, InterpolationsAreRead) {
  EXPECT_EQ(variables("x = 1\nf'{x!r:>{x}} {{x}} {f\"{x}\"} {x=}'\n", "x"), "module: assignment 1; read 2,2,2,2");
  EXPECT_EQ(variables("x = 1\n'{x}'\n", "x"), "module: assignment 1");
}

TEST(Names, PrintAndExecAreOrdinaryFunctions) { EXPECT_EQ(variables("print(a)\nexec(b)\n", "print"), "unbound: read 1"); }

// --- exports and string annotations

bool exported(const std::string& text, std::string_view name) {
  const auto tree = parse_text(text);
  return SemanticModel::build(*tree)->is_exported(name);
}

TEST(Exports, AreReadFromLists) {
  EXPECT_TRUE(exported("__all__ = ['a', \"b\"]\n", "b"));
  EXPECT_TRUE(exported("__all__ = ('a', 'b')\n", "a"));
  EXPECT_TRUE(exported("__all__ = ['a']\n__all__ += ['b']\n", "b"));
  EXPECT_TRUE(exported("__all__: list[str] = ['a']\n", "a"));
  EXPECT_FALSE(exported("__all__ = ['a']\n", "b"));
  EXPECT_FALSE(exported("def f():\n    __all__ = ['a']\n", "a"));
}

TEST(Exports, AreReadFromMethodCalls) {
  EXPECT_TRUE(exported("__all__ = []\n__all__.extend(['a', 'b'])\n", "b"));
  EXPECT_TRUE(exported("__all__ = []\n__all__.append('a')\n", "a"));
}

std::string annotation_strings(const std::string& text) {
  const auto tree = parse_text(text);
  const auto model = SemanticModel::build(*tree);
  std::string found;
  for (const Node string : model->annotation_strings()) found += std::string(string.text()) + " ";
  return found;
}

TEST(StringAnnotations, AreFoundInsideTypes) {
  EXPECT_EQ(annotation_strings("x: 'A'\ndef f(a: 'B', *b: 'C', c: 'D' = 'no') -> 'E': ...\n"), "'A' 'B' 'C' 'D' 'E' ");
  EXPECT_EQ(annotation_strings("x: list['A']\ny: dict[str, 'B'] | 'C'\nz: Optional['D'] = 'no'\n"), "'A' 'B' 'C' 'D' ");
}

TEST(StringAnnotations, LeaveDataOut) {
  EXPECT_EQ(annotation_strings("x: Literal['no']\ny: t.Literal['no', 'no']\nz = 'no'\n"), "");
  EXPECT_EQ(annotation_strings("x: Annotated['A', 'no']\ny: t.Annotated[list['B'], f('no')]\n"), "'A' 'B' ");
}

// --- control context

TEST(Functions, KnowWhetherTheyAreGenerators) {
  const auto tree = parse_text("def one():\n    yield 1\ndef two():\n    def three():\n        yield\n    return (x for x in y)\n");
  const auto model = SemanticModel::build(*tree);
  const auto is_generator = [&](std::string_view name) {
    return model->scope(model->scope_made_by(node_of(*tree, name).parent())).is_generator;
  };
  EXPECT_TRUE(is_generator("one"));
  EXPECT_FALSE(is_generator("two"));
  EXPECT_TRUE(is_generator("three"));
}

TEST(Functions, OfANodeAreTheNearestAround) {
  const auto tree = parse_text("n1\ndef f(d=n2):\n    n3\n    class K:\n        n4\n    [n5 for g in h]\nz = lambda: n6\n");
  const auto model = SemanticModel::build(*tree);
  const auto function_around = [&](std::string_view name) { return model->function_of(node_of(*tree, name)); };
  const Node function = tree->root().child(NodeKind::function_definition);
  EXPECT_FALSE(function_around("n1"));
  EXPECT_FALSE(function_around("n2"));
  EXPECT_EQ(function_around("n3"), function);
  EXPECT_FALSE(function_around("n4"));
  EXPECT_EQ(function_around("n5"), function);
  EXPECT_TRUE(function_around("n6").is(NodeKind::lambda));
}

}  // namespace
}  // namespace codemod
