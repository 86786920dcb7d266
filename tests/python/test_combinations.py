"""Every combination of what is gathered, where the call stands, and which handlers are around it, executed.

One program holds a function for each combination; it prints a line for each, before and after the rewrite.
"""

import ast
import itertools

import pytest
from behaviour import Execution, execute
from environments import CURRENT, FLOORS, Unavailable, interpreter
from harness import PROFILE, run_tool

HEAD = """\
import asyncio


async def turns(count):
    # Unlike time, turns are the same on a busy machine.
    for _ in range(count):
        await asyncio.sleep(0)


async def ok(value):
    await turns(value)
    return value


async def fail(value):
    await turns(value)
    raise ValueError(value)


async def interrupted(value):
    await turns(value)
    raise KeyError(value)


def shown(value):
    if isinstance(value, BaseException):
        return f"{type(value).__name__}{value.args}"
    if isinstance(value, (list, tuple)):
        return [shown(each) for each in value]
    return value

"""
TAIL = """

async def main():
    for function in COMBINATIONS:
        try:
            result = await function()
            print(function.__name__, "gives", type(result).__name__, shown(result))
        except Exception as error:
            print(function.__name__, "raises", shown(error))


asyncio.run(main())
"""

# name: (statements before, arguments, how many results, whether one of them fails)
ARGUMENTS = {
    "calls": ("", "ok(2), ok(1)", 2, False),
    "first_fails": ("", "fail(1), ok(4)", 2, True),
    "last_fails": ("", "ok(1), fail(2)", 2, True),
    "two_fail": ("", "interrupted(4), fail(1)", 2, True),
    "none": ("", "", 0, False),
    "one": ("", "ok(1)", 1, False),
    "list": ("", "*[ok(x) for x in (3, 1)]", 2, False),
    "list_fails": ("", "*[(fail if x == 2 else ok)(x) for x in (1, 2)]", 2, True),
    "generator": ("", "*(ok(x) for x in (2, 1))", 2, False),
    "map": ("", "*map(ok, [2, 1])", 2, False),
    "mixed": ("", "ok(2), *[ok(x) for x in (1,)]", 2, False),
    "named": ("coros = [ok(2), ok(1)]", "*coros", 2, False),
    "appended": ("coros = []\nfor x in (2, 1):\n    coros.append(ok(x))", "*coros", 2, False),
    "tasks": ("tasks = [asyncio.create_task(ok(x)) for x in (2, 1)]", "*tasks", 2, False),
    "tasks_fail": ("tasks = [asyncio.create_task(fail(x)) for x in (2, 1)]", "*tasks", 2, True),
    "named_tasks": ("a = asyncio.create_task(ok(2))\nb = asyncio.ensure_future(ok(1))", "a, b", 2, False),
    "nested": ("", "asyncio.gather(ok(2), ok(1)), ok(1)", 2, False),
    "nested_fails": ("", "asyncio.gather(ok(2), fail(1)), ok(3)", 2, True),
    "multi_line": ("", "\n    ok(2),  # first\n    ok(1),\n", 2, False),
}
OPTIONS = {"": "", "_outcomes": "return_exceptions=True"}
# name: (statements, whether two results are needed, whether the results are numbers)
CONTEXTS = {
    "statement": ("await GATHER\nresult = 'done'", False, False),
    "assigned": ("result = await GATHER", False, False),
    "returned": ("return await GATHER", False, False),
    "unpacked": ("left, right = await GATHER\nresult = [right, left]", True, False),
    "starred": ("first, *rest = await GATHER\nresult = [first, rest]", True, False),
    "iterated": ("result = []\nfor each in await GATHER:\n    result.append(each)", False, False),
    "argument": ("result = shown(await GATHER)", False, False),
    "counted": ("result = len(await GATHER)", False, False),
    "indexed": ("result = (await GATHER)[1]", True, False),
    "added": ("result = [0] + await GATHER", False, False),
    "one_line": ("result = None\nif result is None: result = await GATHER", False, False),
    "in_loop": ("result = []\nfor _ in range(1):\n    result.extend(await GATHER)", False, False),
    "condition": ("result = 'some' if await GATHER else 'nothing'", False, False),
    "lambda": ("call = lambda: GATHER\nresult = await call()", False, False),
    "stored": ("pending = GATHER\nresult = await pending", False, False),
    "timed": ("result = await asyncio.wait_for(GATHER, 5)", False, False),
    "element": ("result = {'all': await GATHER}['all']", False, False),
    "comprehension": ("result = [shown(each) for each in await GATHER]", False, False),
}
HANDLERS = {
    "bare": "{}",
    "handled": "try:\n    {}\nexcept ValueError as error:\n    result = ['handled', error]",
    "others": "try:\n    {}\nexcept (OSError, KeyError) as error:\n    result = ['other', error]",
    "cleanup": "try:\n    {}\nfinally:\n    cleaned = True",
    "else": "try:\n    {}\nexcept Exception as error:\n    result = error\nelse:\n    result = ['fine', result]",
}


def indented(text: str, by: str = "    ") -> str:
    return text.replace("\n", "\n" + by)


def function(arguments: str, option: str, context: str, handler: str) -> str | None:
    before, values, count, _ = ARGUMENTS[arguments]
    statements, needs_two, _ = CONTEXTS[context]
    if needs_two and count != 2:
        return None
    if context == "returned" and handler == "else":
        return None
    parts = [part for part in (values.rstrip(", \n"), OPTIONS[option]) if part]
    closing = ",\n" if values.startswith("\n") else ""
    call = "asyncio.gather(" + ", ".join(parts) + closing + ")"
    if values.startswith("\n") and OPTIONS[option]:
        call = f"asyncio.gather({values}    {OPTIONS[option]},\n)"
    body = HANDLERS[handler].replace(
        "{}", indented(statements.replace("GATHER", call)) if handler != "bare" else statements.replace("GATHER", call)
    )
    lines = "\n".join(part for part in (before, body, "return result") if part)
    if context == "returned" and handler in {"bare", "cleanup"}:
        lines = lines.removesuffix("\nreturn result")
    return f"async def {arguments}{option}_{context}_{handler}():\n    {indented(lines)}\n"


def program() -> str:
    functions = [
        text
        for combination in itertools.product(ARGUMENTS, OPTIONS, CONTEXTS, HANDLERS)
        if (text := function(*combination))
    ]
    names = [text[len("async def ") : text.index("(")] for text in functions]
    listed = "\n\nCOMBINATIONS = [\n" + "".join(f"    {name},\n" for name in names) + "]\n"
    return HEAD + "".join("\n" + text + "\n" for text in functions).rstrip("\n") + "\n" + listed + TAIL


def without_asyncio(text: str) -> tuple[str, set[str]]:
    """The program without the functions that still use asyncio, and their names."""
    lines = text.splitlines(keepends=True)
    left = {
        node.name
        for node in ast.parse(text).body
        if isinstance(node, ast.AsyncFunctionDef) and "asyncio." in "".join(lines[node.lineno - 1 : node.end_lineno])
    }
    return "".join(line for line in lines if line.strip().rstrip(",") not in left), left


def differences(expected: Execution, got: Execution) -> list[str]:
    before, after = (dict(line.split(" ", 1) for line in run.printed.splitlines()) for run in (expected, got))
    return [
        f"{name}: {before.get(name)} before, {after.get(name)} after"
        for name in sorted(before.keys() | after.keys())
        if before.get(name) != after.get(name)
    ]


STYLES = [
    pytest.param(environment, style, id=f"{environment.name}-{style}")
    for environment in (CURRENT, *FLOORS)
    for style in (("task-group", "function") if environment is CURRENT else ("task-group",))
]


@pytest.mark.skipif(PROFILE == "quick", reason="the quick profile leaves combinations out")
@pytest.mark.parametrize(("environment", "style"), STYLES)
def test_gather(environment, style, tmp_path):
    try:
        python = interpreter(environment)
    except Unavailable as reason:
        pytest.skip(str(reason))
    path = tmp_path / "program.py"
    path.write_text(program())
    before = execute(path, python)
    assert before.failure is None, before.errors[-2000:]
    flags = ("--unsafe", "--target-python", environment.target_python, "--target-anyio", environment.target_anyio)
    done = run_tool("--write", *flags, "--gather-style", style, path.name, cwd=tmp_path)
    assert done.returncode == 0, done.stderr.decode()
    after = execute(path, python)
    assert after.failure is None, after.errors[-2000:]
    assert not (found := differences(before, after)), f"{len(found)} differ:\n" + "\n".join(found[:40])
    text = path.read_text()
    portable, left = without_asyncio(text)
    path.write_text(portable)
    on_trio = execute(path, python, on_trio=True)
    assert on_trio.failure is None, on_trio.errors[-2000:]
    found = [line for line in differences(before, on_trio) if line.partition(":")[0] not in left]
    assert not found, f"{len(found)} differ on trio:\n" + "\n".join(found[:40])
    assert text.count("asyncio.gather(") < program().count("asyncio.gather(") / 2, "most calls stay"
