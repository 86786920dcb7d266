"""Applications of FastAPI and Starlette log the same before and after the rewrite, however they are served.

Each program of testdata/applications runs under TestClient and a real server on each backend, with the newest
releases and with the last ones that have all of the events.
"""

import functools
import json
import pathlib
import shutil
import subprocess

import pytest
from harness import REPOSITORY, run_tool

PROGRAMS = sorted((REPOSITORY / "testdata" / "applications").glob("*.py"))
ENVIRONMENTS = ("last", "newest")
WAYS = ("client-asyncio", "client-trio", "uvicorn-asyncio", "hypercorn-trio")
ON_ASYNCIO = dict(zip(WAYS, ("client-asyncio", "client-asyncio", "uvicorn-asyncio", "uvicorn-asyncio"), strict=True))
# What a program says of itself in its first line.
NEEDS_LAST = "needs starlette<1"
RUNS_ONCE = "once instead of twice"


def python_of(environment: str) -> pathlib.Path:
    return REPOSITORY / "build" / "venvs" / environment / "bin" / "python"


needs_environments = pytest.mark.skipif(
    not all(python_of(name).exists() for name in ENVIRONMENTS), reason="scripts/test makes the environments"
)


def says(program: pathlib.Path, words: str) -> bool:
    return words in program.read_text().partition("\n")[0]


@functools.cache
def logs_of(environment: str, folder: pathlib.Path) -> dict[str, dict[str, list[str]]]:
    """By program and way of serving it."""
    done = subprocess.run(
        [python_of(environment), REPOSITORY / "tests/python/serve_applications.py", *sorted(folder.glob("*.py"))],
        capture_output=True,
        text=True,
        timeout=300,
        check=True,
    )
    return {pathlib.Path(path).stem: logs for path, logs in json.loads(done.stdout).items()}


def without_repetition(log: list[str]) -> list[str]:
    """The log as it is when handlers run once: sorted, because the first of two runs is the one that goes."""
    return sorted(set(log))


@pytest.fixture(scope="session")
def rewritten(tmp_path_factory) -> pathlib.Path:
    folder = tmp_path_factory.mktemp("applications")
    for program in PROGRAMS:
        # Each by itself: they are programs, not the modules of one.
        copy = folder / program.name
        shutil.copyfile(program, copy)
        flags = ("--unsafe", "--target-python", "3.11", "--target-anyio", "4.16")
        done = run_tool("--write", *flags, copy.name, cwd=folder)
        assert done.returncode == 0, done.stderr.decode()
        assert run_tool("--check", *flags, copy.name, cwd=folder).returncode == 0, "a second run would change it again"
    return folder


def test_there_are_programs():
    assert len(PROGRAMS) >= 10


@pytest.mark.parametrize("program", PROGRAMS, ids=lambda program: program.stem)
def test_handlers_are_gone(program, rewritten):
    result = (rewritten / program.name).read_text()
    for word in ("on_event(", "add_event_handler(", "on_startup", "on_shutdown", "asyncio."):
        assert word not in result


@needs_environments
@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("environment", ENVIRONMENTS)
@pytest.mark.parametrize("program", PROGRAMS, ids=lambda program: program.stem)
def test_logs_the_same(program, environment, way, rewritten):
    source = "last" if says(program, NEEDS_LAST) else environment
    # What uses asyncio runs on asyncio only, before.
    original = ON_ASYNCIO[way] if "import asyncio" in program.read_text() else way
    before = logs_of(source, program.parent)[program.stem][original]
    after = logs_of(environment, rewritten)[program.stem][way]
    assert "crashed" not in before
    if says(program, RUNS_ONCE):
        assert len(set(after)) == len(after)
        before, after = without_repetition(before), without_repetition(after)
    assert after == before
