"""Runs a program before and after the rewrite and compares what it prints.

Before on asyncio, after on asyncio and, when nothing of asyncio is left in it, after on trio.
"""

import ast
import dataclasses
import os
import pathlib
import shutil
import subprocess
import sys
import tomllib

from environments import CURRENT, Environment, interpreter
from harness import REPOSITORY, run_tool, shared_folder

OWN_PROGRAMS = REPOSITORY / "testdata" / "behaviour"
EXPECTATIONS = ("anyio only", "asyncio stays", "any")
# The groups of cases whose transforms exist: what they hold must be rewritten, not merely survive.
EXPECT_REWRITTEN = frozenset(
    {
        "sleep",
        "run",
        "runner",
        "locks",
        "iscoroutinefunction",
        "on-event-to-lifespan",
        "executor-to-thread",
        "to-thread",
        "cancelled-error",
        "gather",
        "subprocess",
        "task-group",
        "shield",
        "current-task",
        "create-task-to-task-group",
        "as-completed",
    }
)
# What these print shows the exact interleaving, which older versions can only keep by refusing (unsafe fixes
# are applied here).
KEPT_SINCE_ANYIO = {"locks/lock-fast-acquire-keeps-interleaving": "4.5"}
# Makes anyio.run() start trio, with the order of ready tasks the same each time.
ON_TRIO = """
import random, runpy, sys
import anyio, trio
run = anyio.run
anyio.run = lambda func, *args, backend=None, backend_options=None: run(func, *args, backend="trio")
trio._core._run._r = random.Random(1)
runpy.run_path(sys.argv[1], run_name="__main__")
"""


@dataclasses.dataclass(frozen=True)
class Program:
    """`expectation` is one of EXPECTATIONS; `is_portable` says that it may be tried on trio."""

    name: str
    path: pathlib.Path
    expectation: str = "any"
    must_change: bool = False
    is_portable: bool = True
    python: str = "3.11"


@dataclasses.dataclass
class Verdict:
    missing_module: str | None = None
    too_new: str | None = None
    changed: bool = False
    asyncio_left: bool = True
    ran_on: list[str] = dataclasses.field(default_factory=list)
    problems: list[str] = dataclasses.field(default_factory=list)


def version_key(version: str) -> tuple[int, ...]:
    return tuple(map(int, version.split(".")))


def own_expectation(path: pathlib.Path) -> str:
    first_line = path.read_text().partition("\n")[0]
    expectation = first_line.removeprefix("# after: ")
    assert expectation in EXPECTATIONS, (
        f"{path.name} starts with '# after: ' and one of {EXPECTATIONS}, not {first_line!r}"
    )
    return expectation


def own_programs() -> list[Program]:
    paths = sorted(OWN_PROGRAMS.glob("*.py"))
    return [Program(path.stem, path, own_expectation(path), own_expectation(path) == "anyio only") for path in paths]


def shared_programs() -> list[Program]:
    """The cases that lie beside the repository; none where there are none."""
    root = shared_folder("cases")
    programs = []
    for description in sorted(root.rglob("case.toml")) if root else []:
        case = tomllib.loads(description.read_text())
        name = description.parent.relative_to(root).as_posix()
        must_change = name.split("/")[0] in EXPECT_REWRITTEN
        program = description.parent / "before.py"
        programs.append(Program(name, program, "any", must_change, case["trio"], case["min_python"]))
    return programs


@dataclasses.dataclass(frozen=True)
class Execution:
    """`failure` is None when the program ended by itself and well."""

    printed: str
    errors: str
    failure: str | None


def execute(program: pathlib.Path, python: str = sys.executable, on_trio: bool = False) -> Execution:
    launcher = ["-c", ON_TRIO] if on_trio else []
    environment = dict(os.environ, PYTHONDONTWRITEBYTECODE="1", PYTHONWARNINGS="ignore")
    command = [python, *launcher, program.name]
    try:
        done = subprocess.run(
            command,
            cwd=program.parent,
            env=environment,
            capture_output=True,
            text=True,
            timeout=60,
            stdin=subprocess.DEVNULL,
        )
    except subprocess.TimeoutExpired:
        return Execution("", "", "did not end in 60 s")
    return Execution(done.stdout, done.stderr, f"exit {done.returncode}" if done.returncode else None)


def imports_asyncio(source: str) -> bool:
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            modules = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and node.level == 0:
            modules = [node.module or ""]
        else:
            continue
        if any(module.split(".")[0] == "asyncio" for module in modules):
            return True
    return False


def rewrite(program: Program, folder: pathlib.Path, environment: Environment) -> tuple[pathlib.Path, list[str]]:
    """Rewrites a copy in `folder`; says what went wrong."""
    target = folder / "program.py"
    shutil.copyfile(program.path, target)
    targets = ("--target-python", environment.target_python, "--target-anyio", environment.target_anyio)
    flags = ("--unsafe", *targets)
    done = run_tool("--write", *flags, target.name, cwd=folder)
    problems = []
    if done.returncode != 0:
        problems.append(f"rewriting: exit {done.returncode}\n{done.stderr.decode(errors='replace')}")
    elif run_tool("--check", *flags, target.name, cwd=folder).returncode != 0:
        problems.append("a second run would change it again")
    return target, problems


def check(program: Program, folder: pathlib.Path, environment: Environment = CURRENT) -> Verdict:
    verdict = Verdict()
    needed = KEPT_SINCE_ANYIO.get(program.name, "0")
    if version_key(environment.target_anyio) < version_key(needed):
        verdict.too_new = f"the behaviour of the program can be kept since anyio {needed}"
        return verdict
    python = interpreter(environment)
    original = execute(program.path, python)
    if "ModuleNotFoundError" in original.errors:
        verdict.missing_module = original.errors.strip().splitlines()[-1]
        return verdict
    if original.failure and environment.python and version_key(environment.target_python) < (3, 11):
        verdict.too_new = f"the program needs more than Python {environment.target_python}"
        return verdict
    if original.failure or not original.printed.strip():
        verdict.problems.append(f"the program itself fails or says nothing: {original}")
        return verdict
    target, verdict.problems = rewrite(program, folder, environment)
    result = target.read_text()
    verdict.changed = result != program.path.read_text()
    try:
        verdict.asyncio_left = imports_asyncio(result)
    except SyntaxError as error:
        verdict.problems.append(f"the result does not parse: {error}\n{result}")
        return verdict
    compare(program, target, original.printed, verdict, python)
    if environment != CURRENT:
        return verdict  # how much is rewritten depends on the versions
    if program.must_change and not verdict.changed:
        verdict.problems.append("nothing was rewritten")
    if program.expectation == "anyio only" and verdict.asyncio_left:
        verdict.problems.append(f"asyncio is still imported:\n{result}")
    if program.expectation == "asyncio stays" and not verdict.asyncio_left:
        verdict.problems.append(f"asyncio is gone although it is needed:\n{result}")
    return verdict


def compare(program: Program, target: pathlib.Path, expected: str, verdict: Verdict, python: str) -> None:
    backends = ["asyncio"]
    if program.is_portable and not verdict.asyncio_left:
        backends.append("trio")
    for backend in backends:
        run = execute(target, python, on_trio=backend == "trio")
        verdict.ran_on.append(backend)
        if run.failure or run.printed != expected:
            got = [run.printed, run.failure or "", run.errors[-1500:]]
            lines = [f"on {backend}, expected:", expected, "got:", *got, "program:", target.read_text()]
            verdict.problems.append("\n".join(lines))
