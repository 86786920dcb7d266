"""Every combination of what is gathered, where the call stands, and which handlers are around it, executed.

The same for tasks: how they are made, how they are waited for, which of them fails. One program holds a function for each
combination; it prints a line for each, before and after the rewrite.
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
    "running": ("tasks = [asyncio.create_task(ok(x)) for x in (3, 1)]\nawait turns(2)", "*tasks", 2, False),
    "running_fails": (
        "tasks = []\nfor work in (ok, fail):\n    tasks.append(asyncio.create_task(work(2)))\n    await turns(1)",
        "*tasks",
        2,
        True,
    ),
    "named_running": ("a = asyncio.create_task(ok(2))\nb = asyncio.create_task(ok(1))\nawait turns(1)", "a, b", 2, False),
    "nested": ("", "asyncio.gather(ok(2), ok(1)), ok(1)", 2, False),
    "nested_fails": ("", "asyncio.gather(ok(2), fail(1)), ok(3)", 2, True),
    "appended_later": ("coros = []\nfor x in (2, 1):\n    coro = ok(x)\n    coros.append(coro)", "*coros", 2, False),
    "asked_for": (
        "coros = []\nfor x in (2, 0, 1):\n    coro = None\n    if x:\n        coro = ok(x)\n    if coro:\n        coros.append(coro)",
        "*coros",
        2,
        False,
    ),
    "values": ("coros = {x: ok(x) for x in (2, 1)}", "*coros.values()", 2, False),
    "values_fail": ("tasks = {}\nfor x in (2, 1):\n    tasks[x] = asyncio.create_task(fail(x))", "*tasks.values()", 2, True),
    "together": ("coros, names = [], []\nfor x in (2, 1):\n    coros.append(ok(x))", "*coros", 2, False),
    "filtered": ("", "*(coro for coro in (ok(2), None, ok(1)) if coro is not None)", 2, False),
    "set": ("coros = set()\ncoros.add(ok(2))", "*coros", 1, False),
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
    return assembled(HEAD, functions, TAIL)


# How tasks are made of what WORK names, and what holds them then: what is waited for, and a loop over them.
TASKS = {
    "list": ("tasks = [asyncio.create_task(work(x)) for work, x in WORK]", "tasks", "tasks"),
    "tuple": ("tasks = tuple(asyncio.create_task(work(x)) for work, x in WORK)", "tasks", "tasks"),
    "appended": ("tasks = []\nfor work, x in WORK:\n    tasks.append(asyncio.create_task(work(x)))", "tasks", "tasks"),
    "added": ("tasks = set()\nfor work, x in WORK:\n    task = asyncio.create_task(work(x))\n    tasks.add(task)", "tasks", "tasks"),
    "named": (
        "left, right = WORK\nfirst = asyncio.create_task(left[0](left[1]))\nsecond = asyncio.create_task(right[0](right[1]))",
        "{first, second}",
        "(first, second)",
    ),
}
WORK = {
    "ok": "[(ok, 4), (ok, 1)]",
    "first_fails": "[(ok, 4), (fail, 1)]",
    "last_fails": "[(fail, 4), (ok, 1)]",
    "one_fails_twice": "[(fail, 1), (slow, 2)]",
    "slow": "[(slow, 2), (slow, 1)]",
}
FIRST = "asyncio.wait(TASKS, return_when=asyncio.FIRST_COMPLETED)"
CANCEL = "for task in {}:\n    task.cancel()"
QUIET = CANCEL + "\nawait asyncio.gather(*{}, return_exceptions=True)"
# name: (statements, kinds of work for which asyncio does the same)
WAITS = {
    "popped": (f"done, pending = await {FIRST}\n{CANCEL.format('pending')}\nresult = done.pop().result()", ("ok", "first_fails", "last_fails")),
    "popped_later": (
        f"done, pending = await {FIRST}\nended = done.pop()\n{QUIET.format('pending', 'pending')}\nresult = ended.result()",
        ("ok", "first_fails", "last_fails", "one_fails_twice"),
    ),
    "looped": (
        f"done, pending = await {FIRST}\n{QUIET.format('pending', 'pending')}\nfor task in done:\n    result = task.result()",
        ("ok", "first_fails", "last_fails", "one_fails_twice"),
    ),
    "ignored": (
        f"try:\n    await {FIRST}\nfinally:\n    for task in LOOP:\n        task.cancel()\n    await asyncio.wait(LOOP)\nresult = 'ended'",
        ("ok", "first_fails", "last_fails", "one_fails_twice", "slow"),
    ),
    "all": ("await asyncio.wait(TASKS)\nresult = 'ended'", ("ok", "first_fails", "last_fails")),
    "all_results": (
        "done, _ = await asyncio.wait(TASKS)\nresult = sorted(task.result() for task in done)",
        ("ok", "first_fails", "last_fails"),
    ),
    "all_looped": (
        "done, pending = await asyncio.wait(TASKS)\nassert not pending\nresult = 0\nfor task in done:\n    result += task.result()",
        ("ok", "first_fails", "last_fails"),
    ),
    "gathered": (
        "try:\n    result = len(await asyncio.gather(*LOOP))\nfinally:\n    for task in LOOP:\n        task.cancel()\n"
        "    await asyncio.gather(*LOOP, return_exceptions=True)",
        ("ok", "first_fails", "last_fails", "one_fails_twice", "slow"),
    ),
    "gathered_quietly": (
        "try:\n    result = len(await asyncio.gather(*LOOP))\nexcept BaseException:\n    for task in LOOP:\n        task.cancel()\n"
        "    await asyncio.gather(*LOOP, return_exceptions=True)\n    raise",
        ("ok", "first_fails", "last_fails", "one_fails_twice", "slow"),
    ),
    "joined": ("result = 0\nfor task in LOOP:\n    result += await task", ("ok", "first_fails", "last_fails")),
    "joined_after_more": (
        "await turns(2)\nresult = 0\nfor task in LOOP:\n    result += await task",
        ("ok", "first_fails", "last_fails"),
    ),
    "joined_or_raised": (
        "if len(WORK) > 2:\n    raise KeyError('many')\nresult = 0\nfor task in LOOP:\n    result += await task",
        ("ok", "first_fails", "last_fails"),
    ),
}
TASKS_HEAD = """
LOG = []


async def slow(value):
    try:
        await asyncio.sleep(30)
    finally:
        LOG.append(value)


def raised(error):
    # Task groups that nobody in the function looks at raise groups.
    while isinstance(error, BaseExceptionGroup):
        error = error.exceptions[0]
    return error.__cause__ if type(error).__name__ == "TaskFailed" else error

"""
TASKS_TAIL = """

async def main():
    for function in COMBINATIONS:
        LOG.clear()
        try:
            result = await CALL
            line = ["gives", shown(result)]
        except Exception as error:
            line = ["raises", shown(raised(error))]
        await turns(3)
        print(function.__name__, *line, sorted(LOG))


asyncio.run(main())
"""


def tasks_function(tasks: str, work: str, wait: str, handler: str) -> str | None:
    made, waited, loop = TASKS[tasks]
    statements, kinds = WAITS[wait]
    if work not in kinds or (tasks == "added" and wait.startswith("joined")):
        return None
    statements = statements.replace("TASKS", waited).replace("LOOP", loop)
    body = HANDLERS[handler].replace("{}", indented(statements) if handler != "bare" else statements)
    body = f"{made}\n{body}\nreturn result".replace("WORK", WORK[work])
    return f"async def {tasks}_{work}_{wait}_{handler}():\n    {indented(body)}\n"


def tasks_program(has_timeouts: bool) -> str:
    """Below Python 3.11 `asyncio.wait_for` stays, so that nothing there may need it."""
    kinds = [kind for kind in WORK if has_timeouts or kind != "slow"]
    functions = [
        text
        for combination in itertools.product(TASKS, kinds, WAITS, ("bare", "handled", "others", "cleanup"))
        if (text := tasks_function(*combination))
    ]
    timed = 'asyncio.wait_for(function(), 0.05 if "_slow_" in function.__name__ else 20)'
    head = "" if has_timeouts else "from exceptiongroup import BaseExceptionGroup\n"
    return assembled(head + HEAD + TASKS_HEAD, functions, TASKS_TAIL.replace("CALL", timed if has_timeouts else "function()"))


def assembled(head: str, functions: list[str], tail: str) -> str:
    names = [text[len("async def ") : text.index("(")] for text in functions]
    listed = "\n\nCOMBINATIONS = [\n" + "".join(f"    {name},\n" for name in names) + "]\n"
    return head + "".join("\n" + text + "\n" for text in functions).rstrip("\n") + "\n" + listed + tail


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
    text = assert_same(program(), environment, style, tmp_path)
    assert text.count("asyncio.gather(") < program().count("asyncio.gather(") / 2, "most calls stay"


@pytest.mark.skipif(PROFILE == "quick", reason="the quick profile leaves combinations out")
@pytest.mark.parametrize(("environment", "style"), STYLES)
def test_tasks(environment, style, tmp_path):
    source = tasks_program(environment.target_python != "3.10")
    text = assert_same(source, environment, style, tmp_path)
    assert text.count("asyncio.wait(") < source.count("asyncio.wait(") / 2, "most calls stay"


def assert_same(source: str, environment, style: str, folder) -> str:
    """Runs a program before and after the rewrite; its text after."""
    try:
        python = interpreter(environment)
    except Unavailable as reason:
        pytest.skip(str(reason))
    path = folder / "program.py"
    path.write_text(source)
    before = execute(path, python)
    assert before.failure is None, before.errors[-2000:]
    flags = ("--unsafe", "--target-python", environment.target_python, "--target-anyio", environment.target_anyio)
    done = run_tool("--write", *flags, "--gather-style", style, path.name, cwd=folder)
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
    return text
