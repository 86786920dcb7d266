"""Classes of `IsolatedAsyncioTestCase` give the same outcomes before, run by `unittest`'s code, and after, run by anyio's plugin."""

import pathlib
import re

import pytest
from async_case_suites import CONFTEST, SUITES
from environments import Environment, Unavailable, interpreter
from harness import run_tool
from pytest_runs import outcomes, sources, write

PLUGINS = Environment("pytest-anyio", "3.11", "4.16", ("anyio==4.16.0", "pytest==9.2.0", "trio==0.35.0"))


@pytest.fixture(scope="module")
def python() -> str:
    try:
        return interpreter(PLUGINS)
    except Unavailable as error:
        pytest.skip(str(error))


def merged(found: dict[str, str]) -> dict[str, str]:
    """Without the difference between failures and errors, and under the name that pytest collects classes by."""
    names = {re.sub(r"\.(\w+?)Tests::", r".Test\1::", name): outcome for name, outcome in found.items()}
    assert len(names) == len(found)
    return {name: outcome.replace("error", "failure") for name, outcome in names.items()}


def use_backend(backend: str, folder: pathlib.Path) -> None:
    for name, text in sources(folder).items():
        (folder / name).write_text(re.sub(r'return "(asyncio|trio)"', f'return "{backend}"', text))


@pytest.mark.parametrize("name", SUITES)
def test_outcomes_stay(name, python, tmp_path):
    files, passed = SUITES[name]
    write(files, tmp_path)
    wanted = merged(outcomes(python, tmp_path))
    assert list(wanted.values()).count("passed") == passed

    assert run_tool("--write", "--quiet", "--unsafe", "--target-python", "3.11", cwd=tmp_path).returncode == 0
    after = sources(tmp_path)
    assert "IsolatedAsyncioTestCase" not in "".join(after.values())
    assert "def anyio_backend" in "".join(after.values())
    for backend in ("asyncio", "trio"):
        use_backend(backend, tmp_path)
        assert merged(outcomes(python, tmp_path)) == wanted, backend

    use_backend("asyncio", tmp_path)
    run_tool("--write", "--quiet", "--unsafe", "--target-python", "3.11", cwd=tmp_path)
    assert sources(tmp_path) == after, "a second run changes nothing"


def test_file_runs_by_itself(python, tmp_path):
    """`unittest.main()` runs the tests of the file, and so does what comes in its place."""
    files, _ = SUITES["assertions"]
    write(files, tmp_path)
    run_tool("--write", "--quiet", "--unsafe", "--target-python", "3.11", cwd=tmp_path)
    assert "raise SystemExit(pytest.main([__file__]))" in sources(tmp_path)["test_assertions.py"]


def test_other_transforms_only(tmp_path):
    """The fixture `anyio_backend` comes with the classes that need it, and with nothing else."""
    files, _ = SUITES["assertions"]
    write(files, tmp_path)
    for options in (("--unsafe", "--ignore", "async-test-case"), ()):
        run_tool("--write", "--quiet", *options, cwd=tmp_path)
        assert sources(tmp_path)["conftest.py"] == CONFTEST
        assert "IsolatedAsyncioTestCase" in sources(tmp_path)["test_assertions.py"]
