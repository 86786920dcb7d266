"""Tests that replace names of asyncio pass after the rewrite as they did before, and see the same calls."""

import pathlib
import re
import subprocess
import sys

import pytest
from harness import run_tool

MODULE = """
import asyncio


async def retry(function, delays):
    for delay in delays:
        try:
            return await function()
        except ValueError:
            await asyncio.sleep(delay)
    raise TimeoutError


async def limited(function):
    return await asyncio.wait_for(function(), 5)
"""

# What the tests have in common: a long delay, so that one that is not replaced is noticed.
HEAD = """
import asyncio
from unittest import mock
from unittest.mock import AsyncMock, patch

import anyio
from pkg import other, retrying

DELAYS = (100, 200)


async def fail():
    raise ValueError


def outcome(function):
    try:
        anyio.run(function)
    except Exception as error:
        return type(error).__name__
    return "nothing"


def run():
    return outcome(lambda: retrying.retry(fail, DELAYS))


def tell(what, replaced):
    arguments = [[arg for arg in call.args if not asyncio.iscoroutine(arg)] for call in replaced.call_args_list]
    print("CALLS", what, arguments, replaced.await_count)


def test_backend_is_imported():
    anyio.run(anyio.lowlevel.checkpoint)
"""

BY_MODULE = """
@patch("pkg.retrying.asyncio.sleep")
def test_decorator(sleep):
    assert run() == "TimeoutError"
    tell("decorator", sleep)
    assert [call.args for call in sleep.await_args_list] == [(100,), (200,)]


def test_context_manager():
    with mock.patch("pkg.retrying.asyncio.sleep", new_callable=AsyncMock, return_value=None) as sleep:
        assert run() == "TimeoutError"
    tell("context manager", sleep)


def test_side_effect():
    with patch("pkg.retrying.asyncio.sleep", side_effect=[None, KeyError]) as sleep:
        assert run() == "KeyError"
    tell("side effect", sleep)


def test_autospec():
    with patch("pkg.retrying.asyncio.sleep", autospec=True) as sleep:
        assert run() == "TimeoutError"
    tell("autospec", sleep)


def test_object():
    with patch.object(retrying.asyncio, "sleep") as sleep:
        assert run() == "TimeoutError"
    tell("object", sleep)


def test_multiple():
    with patch.multiple("pkg.retrying.asyncio", sleep=mock.DEFAULT) as replaced:
        assert run() == "TimeoutError"
    tell("multiple", replaced["sleep"])


def test_monkeypatch(monkeypatch):
    by_name, by_module = AsyncMock(), AsyncMock()
    monkeypatch.setattr("pkg.retrying.asyncio.sleep", by_name)
    assert run() == "TimeoutError"
    monkeypatch.setattr(retrying.asyncio, "sleep", by_module)
    assert run() == "TimeoutError"
    tell("monkeypatch", by_name)
    tell("monkeypatch", by_module)
"""

OF_ASYNCIO = """
@patch("asyncio.sleep")
def test_name(sleep):
    assert run() == "TimeoutError"
    tell("name", sleep)


def test_object(monkeypatch):
    with patch.object(asyncio, "sleep") as sleep:
        assert run() == "TimeoutError"
    tell("object", sleep)
    fake = AsyncMock(side_effect=OSError)
    monkeypatch.setattr(asyncio, "sleep", fake)
    assert run() == "OSError"
    tell("monkeypatch", fake)
"""

KEPT = """
@patch("pkg.retrying.asyncio.wait_for", side_effect=TimeoutError)
def test_limit(wait_for):
    assert outcome(lambda: retrying.limited(fail)) == "TimeoutError"
    tell("wait_for", wait_for)


@patch(f"{retrying.__name__}.asyncio.sleep")
def test_computed(sleep):
    assert run() == "TimeoutError"
    tell("computed", sleep)
"""


# The same with a name of the module's own, which nothing else has.
MODULE_WITH_NAME = MODULE.replace("import asyncio", "import asyncio\nfrom asyncio import sleep").replace(
    "await asyncio.sleep", "await sleep"
)

BY_NAME = """
@patch("pkg.retrying.sleep")
def test_decorator(sleep):
    assert run() == "TimeoutError"
    tell("decorator", sleep)


def test_others_really_sleep():
    with patch("pkg.retrying.sleep", new_callable=AsyncMock, return_value=None) as sleep:
        assert run() == "TimeoutError"
        assert outcome(lambda: other.nap()) == "nothing"
    tell("context manager", sleep)


def test_object():
    with patch.object(retrying, "sleep", side_effect=[None, KeyError]) as sleep:
        assert run() == "KeyError"
    tell("object", sleep)


def test_multiple():
    with patch.multiple("pkg.retrying", sleep=mock.DEFAULT) as replaced:
        assert run() == "TimeoutError"
    tell("multiple", replaced["sleep"])


def test_monkeypatch(monkeypatch):
    by_name, by_module = AsyncMock(), AsyncMock()
    monkeypatch.setattr("pkg.retrying.sleep", by_name)
    assert run() == "TimeoutError"
    monkeypatch.setattr(retrying, "sleep", by_module)
    assert run() == "TimeoutError"
    tell("monkeypatch", by_name)
    tell("monkeypatch", by_module)
"""

OTHER = """
import asyncio


async def nap():
    await asyncio.sleep(0.01)
"""


def program(folder: pathlib.Path, tests: str, module: str = MODULE) -> pathlib.Path:
    package = folder / "pkg"
    package.mkdir(parents=True)
    (package / "__init__.py").write_text("")
    (package / "retrying.py").write_text(module)
    (package / "other.py").write_text(OTHER)
    (folder / "test_retrying.py").write_text(HEAD + tests)
    return folder


def calls_of_tests(folder: pathlib.Path) -> tuple[str, list[str]]:
    """How many pass, and what the replacements were called with."""
    command = [sys.executable, "-m", "pytest", "-q", "-s", "-p", "no:cacheprovider", "-p", "no:xdist"]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, timeout=60)
    assert done.returncode == 0, done.stdout + done.stderr
    return re.findall(r"(\d+ passed)", done.stdout)[0], re.findall(r"CALLS .*", done.stdout)


@pytest.mark.parametrize(
    ("tests", "flags", "rewritten"),
    [(BY_MODULE, (), True), (OF_ASYNCIO, ("--unsafe",), True), (OF_ASYNCIO, (), False), (KEPT, (), False)],
    ids=["by-module", "of-asyncio", "of-asyncio-safe", "kept"],
)
def test_replacements_are_called_as_before(tests, flags, rewritten, tmp_path):
    folder = program(tmp_path / "program", tests)
    before = calls_of_tests(folder)
    run_tool("--write", "--target-python", "3.11", *flags, ".", cwd=folder)
    assert ("anyio.sleep(delay)" in (folder / "pkg/retrying.py").read_text()) is rewritten
    assert calls_of_tests(folder) == before
    assert before[1], "nothing was called"


def test_number_of_jobs_and_a_second_run_change_nothing(tmp_path):
    results = []
    for jobs in ("1", "2", "7"):
        folder = program(tmp_path / jobs, BY_MODULE + OF_ASYNCIO.replace("def test_object", "def test_other"))
        run_tool("--write", "--unsafe", "--jobs", jobs, ".", cwd=folder)
        results.append({str(path.relative_to(folder)): path.read_text() for path in sorted(folder.rglob("*.py"))})
        again = run_tool("--check", "--unsafe", "--jobs", jobs, ".", cwd=folder)
        assert again.returncode == 0, again.stdout.decode()
    assert results[0] == results[1] == results[2]
    assert "pkg.retrying.anyio.sleep" in results[0]["test_retrying.py"]


def test_replaced_name_stays(tmp_path):
    folder = program(tmp_path / "program", BY_NAME, MODULE_WITH_NAME)
    before = calls_of_tests(folder)
    run_tool("--write", "--target-python", "3.11", ".", cwd=folder)
    text = (folder / "pkg/retrying.py").read_text()
    assert "from anyio import sleep\n" in text and "await sleep(delay)" in text
    assert "await anyio.sleep(0.01)" in (folder / "pkg/other.py").read_text()
    assert BY_NAME in (folder / "test_retrying.py").read_text()
    assert calls_of_tests(folder) == before
    assert before[1], "nothing was called"
    assert run_tool("--check", ".", cwd=folder).returncode == 0
