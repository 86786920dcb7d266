"""What counts as a reference to asyncio, scope rule by scope rule."""

import ast
import asyncio
import pathlib
import symtable
import sys
import textwrap

import pytest
from reference_counter import PUBLIC_NAMES, Collector, Scope, count_references

SINCE_312 = pytest.mark.skipif(sys.version_info < (3, 12), reason="syntax of Python 3.12")
SINCE_313 = pytest.mark.skipif(sys.version_info < (3, 13), reason="syntax of Python 3.13")


def references(source: str) -> list[str]:
    found = count_references(textwrap.dedent(source).encode())
    return [f"{line}:{column} {name}" for line, column, name, _ in found]


def case(name, source, *expected, marks=()):
    return pytest.param(source, list(expected), id=name, marks=marks)


CASES = [
    case("plain", "import asyncio\nasyncio.sleep(1)\n", "2:1 asyncio.sleep"),
    case("bare module", "import asyncio\nf(asyncio)\n", "2:3 asyncio"),
    case("alias", "import asyncio as aio\naio.sleep\n", "2:1 asyncio.sleep"),
    case("submodule binds the package", "import asyncio.subprocess\nasyncio.sleep\n", "2:1 asyncio.sleep"),
    case("submodule alias", "import asyncio.events as ev\nev.get_event_loop\n", "2:1 asyncio.events.get_event_loop"),
    case("from", "from asyncio import sleep\nsleep\n", "2:1 asyncio.sleep"),
    case("from with alias", "from asyncio import sleep as s\ns\n", "2:1 asyncio.sleep"),
    case("from submodule", "from asyncio.tasks import Task\nTask.all\n", "2:1 asyncio.tasks.Task.all"),
    case("from a module", "from asyncio import subprocess\nsubprocess.PIPE\n", "2:1 asyncio.subprocess.PIPE"),
    case("one per outermost chain", "import asyncio\nasyncio.a.b.c().d\n", "2:1 asyncio.a.b.c"),
    case("calls split chains", "import asyncio\nasyncio.get_event_loop().stop\n", "2:1 asyncio.get_event_loop"),
    case("root of a stored chain", "import asyncio\nasyncio.x = 1\ndel asyncio.y\n", "2:1 asyncio.x", "3:5 asyncio.y"),
    case("stored or deleted name", "import asyncio\nasyncio = 1\ndel asyncio\n"),
    case("augmented assignment", "import asyncio\nasyncio += 1\nasyncio.z += 1\n", "3:1 asyncio.z"),
    case("parentheses", "import asyncio\n(asyncio).sleep\n", "2:2 asyncio.sleep"),
    case("chain over lines", "import asyncio\n(asyncio\n .sleep)\n", "2:2 asyncio.sleep"),
    case("statements are not counted", "import asyncio\nfrom asyncio import sleep\n"),
    case("package of the same name below", "from .asyncio import sleep\nfrom . import asyncio\nsleep; asyncio.x\n"),
    case("package of the same name inside", "import mypkg.asyncio\nmypkg.asyncio.sleep\n"),
    case("name that only starts alike", "import asyncio_mqtt\nfrom asyncio_mqtt import sleep\nsleep; asyncio_mqtt.x\n"),
    case("strings", "import asyncio\nx: 'asyncio.Lock' = 'asyncio.sleep'\n"),
    case("unresolved", "asyncio.sleep(1)\n"),
    case(
        "one of several sites is enough",
        """\
        try:
            import asyncio
        except ImportError:
            asyncio = None
        asyncio.sleep
        """,
        "5:1 asyncio.sleep",
    ),
    case(
        "first origin in source order",
        """\
        if x:
            from other import sleep
        elif y:
            from asyncio import sleep
        else:
            from asyncio.tasks import sleep
        sleep
        """,
        "7:1 asyncio.sleep",
    ),
    case("use before the import", "def f():\n    asyncio.sleep\nimport asyncio\n", "2:5 asyncio.sleep"),
    case("parameter shadows", "import asyncio\ndef f(asyncio):\n    asyncio.sleep\n"),
    case("star parameters shadow", "import asyncio\ndef f(*a, **asyncio): asyncio.x\ndef g(*asyncio): asyncio.x\n"),
    case("positional only parameter shadows", "import asyncio\ndef f(asyncio, /): asyncio.x\n"),
    case("assignment makes local", "import asyncio\ndef f():\n    asyncio.sleep\n    asyncio = 1\n"),
    case("deletion makes local", "import asyncio\ndef f():\n    asyncio.sleep\n    del asyncio\n"),
    case("bare annotation makes local", "import asyncio\ndef f():\n    asyncio: int\n    asyncio.sleep\n"),
    case("for target", "import asyncio\ndef f():\n    for asyncio in x: asyncio.y\n"),
    case("loop target chain is read", "import asyncio\nfor asyncio.x in y: pass\n", "2:5 asyncio.x"),
    case("with target", "import asyncio\ndef f():\n    with a as (b, [asyncio]): asyncio.y\n"),
    case("except target", "import asyncio\ndef f():\n    try: pass\n    except E as asyncio: asyncio.y\n"),
    case("function name", "import asyncio\ndef f():\n    def asyncio(): pass\n    asyncio.y\n"),
    case("class name", "import asyncio\ndef f():\n    class asyncio: pass\n    asyncio.y\n"),
    case("match capture", "import asyncio\ndef f():\n    match x:\n        case [asyncio]: asyncio.y\n"),
    case("match as", "import asyncio\ndef f():\n    match x:\n        case 1 as asyncio: asyncio.y\n"),
    case("match star", "import asyncio\ndef f():\n    match x:\n        case [1, *asyncio]: asyncio.y\n"),
    case("match rest", "import asyncio\ndef f():\n    match x:\n        case {1: 2, **asyncio}: asyncio.y\n"),
    case("match class and value", "import asyncio\nmatch x:\n    case asyncio.T(): pass\n", "3:10 asyncio.T"),
    case(
        "default is outside",
        "import asyncio\ndef f(asyncio=asyncio.x, *, k=asyncio.y): asyncio.z\n",
        "2:15 asyncio.x",
        "2:31 asyncio.y",
    ),
    case(
        "annotation and decorator are outside",
        "import asyncio\n@asyncio.d\ndef f(asyncio: asyncio.a) -> asyncio.r: asyncio.z\n",
        "2:2 asyncio.d",
        "3:16 asyncio.a",
        "3:30 asyncio.r",
    ),
    case("lambda", "import asyncio\nlambda asyncio=asyncio.x: asyncio.y\n", "2:16 asyncio.x"),
    case("lambda body", "import asyncio\nlambda: asyncio.y\n", "2:9 asyncio.y"),
    case("local import", "def f():\n    import asyncio\n    asyncio.x\nasyncio.y\n", "3:5 asyncio.x"),
    case(
        "local import reaches inner functions",
        "def f():\n    import asyncio\n    def g(): return asyncio.x\n",
        "3:21 asyncio.x",
    ),
    case("class body", "class C:\n    import asyncio\n    asyncio.x\nasyncio.y\n", "3:5 asyncio.x"),
    case("class names are invisible below", "class C:\n    import asyncio\n    def f(self): asyncio.x\n"),
    case(
        "class name does not hide the module from methods",
        "import asyncio\nclass C:\n    asyncio = 1\n    asyncio.x\n    def f(self): asyncio.y\n",
        "5:18 asyncio.y",
    ),
    case(
        "base and keyword of a class",
        "import asyncio\nclass C(asyncio.B, m=asyncio.M): pass\n",
        "2:9 asyncio.B",
        "2:22 asyncio.M",
    ),
    case("comprehension target", "import asyncio\n[asyncio.x for asyncio in y]\n"),
    case(
        "first iterable is outside",
        "import asyncio\n[asyncio.x for asyncio in asyncio.y for z in asyncio.w]\n",
        "2:27 asyncio.y",
    ),
    case("comprehension does not leak", "import asyncio\n{asyncio for asyncio in y}\nasyncio.x\n", "3:1 asyncio.x"),
    case(
        "comprehension in a class",
        "class C:\n    import asyncio\n    a = [i for i in asyncio.x]\n    b = [asyncio.y for i in z]\n",
        "3:21 asyncio.x",
    ),
    case(
        "walrus binds outside the comprehension",
        "import asyncio\ndef f():\n    [asyncio := 1 for x in y]\n    asyncio.x\n",
    ),
    case("walrus in lambda", "import asyncio\nlambda: (asyncio := 1)\nasyncio.x\n", "3:1 asyncio.x"),
    case(
        "walrus value",
        "import asyncio\nif (x := asyncio.y): pass\n",
        "2:10 asyncio.y",
    ),
    case(
        "global import",
        "def f():\n    global asyncio\n    import asyncio\ndef g():\n    asyncio.x\n",
        "5:5 asyncio.x",
    ),
    case(
        "global looks past the function between",
        """\
        import asyncio
        def f():
            asyncio = 1
            def g():
                global asyncio
                asyncio.x
                def h(): asyncio.y
            asyncio.z
        """,
        "6:9 asyncio.x",
        "7:18 asyncio.y",
    ),
    case(
        "global deep inside statements",
        "import asyncio\ndef f():\n    if a:\n        with b:\n            global asyncio\n    asyncio = 1\n    asyncio.x\n",
        "7:5 asyncio.x",
    ),
    case(
        "nonlocal import",
        """\
        import asyncio
        def f():
            asyncio = None
            def g():
                nonlocal asyncio
                from asyncio import locks as asyncio
            asyncio.x
        """,
        "7:5 asyncio.locks.x",
    ),
    case("star", "from asyncio import *\nsleep(1)\nprint(1)\n", "2:1 asyncio.sleep"),
    case("star covers builtins", "from asyncio import *\nTimeoutError\n", "2:1 asyncio.TimeoutError"),
    case("star and submodule names", "from asyncio import *\nsubprocess.PIPE\n", "2:1 asyncio.subprocess.PIPE"),
    case("star leaves bound names", "from asyncio import *\nfrom time import sleep\nsleep(1)\n"),
    case("star reaches functions", "from asyncio import *\ndef f(run): run(); sleep()\n", "2:20 asyncio.sleep"),
    case("star inside try", "try:\n    from asyncio import *\nfinally: pass\nsleep\n", "4:1 asyncio.sleep"),
    case("other star", "from other import *\nsleep(1)\n"),
    case("columns are code points", "import asyncio\nx = 'äöü€𝄞' + asyncio.x\n", "2:15 asyncio.x"),
    case(
        "tab and form feed are one column",
        "import asyncio\nif 1:\n\tasyncio.x\n\x0casyncio.y\n",
        "3:2 asyncio.x",
        "4:2 asyncio.y",
    ),
    case("line separators of Unicode end no line", "import asyncio\nx = '\u2028\x85'; asyncio.x\n", "2:11 asyncio.x"),
    case("continuation", "import asyncio\nx = \\\n  asyncio.x\n", "3:3 asyncio.x"),
    case("private names", "class C:\n    from asyncio import sleep as __s\n    __s(1)\n_C__s\n", "3:5 asyncio.sleep"),
    case(
        "await, yield, starred",
        "import asyncio\nasync def f():\n    await asyncio.x(*asyncio.y)\n",
        "3:11 asyncio.x",
        "3:22 asyncio.y",
    ),
    case(
        "f-string",
        "import asyncio\nf'{asyncio.x!r:>{asyncio.y}}'\n",
        "2:4 asyncio.x",
        "2:18 asyncio.y",
        marks=SINCE_312,
    ),
    case("type parameter shadows", "import asyncio\ndef f[asyncio](a: asyncio.x): asyncio.y\n", marks=SINCE_312),
    case(
        "type parameter of a class",
        "import asyncio\nclass C[asyncio](asyncio.B):\n    def f(self): asyncio.y\n",
        marks=SINCE_312,
    ),
    case(
        "bound of a type parameter", "import asyncio\ndef f[T: asyncio.x](): pass\n", "2:10 asyncio.x", marks=SINCE_312
    ),
    case(
        "default is outside type parameters",
        "import asyncio\ndef f[asyncio](a=asyncio.x): pass\n",
        "2:18 asyncio.x",
        marks=SINCE_312,
    ),
    case("type alias", "import asyncio\ntype A[T] = asyncio.Future[T]\n", "2:13 asyncio.Future", marks=SINCE_312),
    case("type alias binds", "import asyncio\ndef f():\n    type asyncio = int\n    asyncio.x\n", marks=SINCE_312),
    case(
        "annotation scope sees the class",
        "class C:\n    import asyncio\n    type A = asyncio.x\n    def f[T](self, a: asyncio.y): asyncio.z\n",
        "3:14 asyncio.x",
        "4:23 asyncio.y",
        marks=SINCE_312,
    ),
    case(
        "default of a type parameter",
        "import asyncio\ndef f[T = asyncio.x](): pass\n",
        "2:11 asyncio.x",
        marks=SINCE_313,
    ),
]


@pytest.mark.parametrize(("source", "expected"), CASES)
def test_references(source, expected):
    assert references(source) == expected


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        pytest.param(b"\xef\xbb\xbfimport asyncio; asyncio.x\n", [(1, 17)], id="BOM is no column"),
        pytest.param(b"import asyncio\r\nasyncio.x\r\n", [(2, 1)], id="CRLF"),
        pytest.param(b"import asyncio\rx = 1\r  \rasyncio.x\r", [(4, 1)], id="lone CR"),
        pytest.param(b"# coding: latin-1\nimport asyncio\nx = '\xe4\xf6'; asyncio.x\n", [(3, 11)], id="latin-1"),
    ],
)
def test_bytes(source, expected):
    assert [(found.line, found.column) for found in count_references(source)] == expected


def test_what_cpython_refuses_is_refused():
    with pytest.raises(SyntaxError):
        count_references(b"print 'asyncio'\n")
    with pytest.raises(SyntaxError):
        count_references(b"# coding: no-such-encoding\nimport asyncio\n")


def test_public_names_are_those_of_the_package():
    assert {"sleep", "TimeoutError", "Lock", "subprocess", "events"} <= PUBLIC_NAMES
    assert "wraps" not in PUBLIC_NAMES


def disagreements(scope: Scope, table: symtable.SymbolTable, used: dict[Scope, set[str]]) -> list[str]:
    """Where the compiler's own symbol table puts a name in another scope."""
    found = []
    for name in sorted(used.get(scope, ())):
        symbol, owner = table.lookup(name), scope.resolve(name)
        ours = "local" if owner is scope and owner.parent else "global" if owner.parent is None else "free"
        theirs = (
            "global" if symbol.is_global() or table.get_type() == "module" else "free" if symbol.is_free() else "local"
        )
        if ours != theirs:
            found.append(f"{table.get_name()} line {table.get_lineno()}: {name} is {theirs}, not {ours}")
    if len(scope.children) != len(table.get_children()):
        return [*found, f"{table.get_name()}: {len(table.get_children())} inner scopes, not {len(scope.children)}"]
    for child, inner in zip(scope.children, table.get_children()):
        found += disagreements(child, inner, used)
    return found


STANDARD_LIBRARY = pathlib.Path(asyncio.__file__).parent.parent
COMPARED = [
    "asyncio/tasks.py",
    "asyncio/base_events.py",
    "dataclasses.py",
    "enum.py",
    "typing.py",
    "inspect.py",
    "ast.py",
    "argparse.py",
]


@pytest.mark.skipif(sys.version_info >= (3, 12), reason="the table leaves out inlined comprehensions")
@pytest.mark.parametrize("module", COMPARED)
def test_scopes_are_those_of_the_compiler(module):
    source = (STANDARD_LIBRARY / module).read_text(encoding="utf-8")
    collector = Collector()
    module_scope = collector.scope
    collector.visit(ast.parse(source))
    used: dict[Scope, set[str]] = {}
    for use in collector.uses:
        used.setdefault(use.scope, set()).add(use.scope.mangled(use.node.id))
    assert disagreements(module_scope, symtable.symtable(source, module, "exec"), used) == []
