"""Test suites give the same outcomes before, run by pytest-asyncio, and after the rewrite, run by anyio's plugin."""

import pytest
from environments import Unavailable, interpreter
from harness import run_tool
from plugin_runs import PLUGINS, pytest_lines
from plugin_suites import AT_TOP, CONFTEST, SCOPES, SUITES
from pytest_runs import outcomes, sources, write


@pytest.fixture(scope="module")
def python() -> str:
    try:
        return interpreter(PLUGINS)
    except Unavailable as error:
        pytest.skip(str(error))


@pytest.mark.parametrize("name", SUITES)
def test_outcomes_stay(name, python, tmp_path):
    suite = SUITES[name]
    write(suite.files, tmp_path)
    before = sources(tmp_path)
    wanted = outcomes(python, tmp_path)
    assert list(wanted.values()).count("passed") == suite.passed

    assert run_tool("--write", "--quiet", *suite.options, cwd=tmp_path).returncode == 0
    after = sources(tmp_path)
    assert outcomes(python, tmp_path) == wanted
    if suite.moved:
        # Without pytest-asyncio nothing is left that it would have to do.
        assert outcomes(python, tmp_path, "-p", "no:asyncio") == wanted
        assert "pytest_asyncio" not in "".join(after.values())
    for file in suite.kept:
        assert pytest_lines(after[file]) == pytest_lines(before[file])
    for text in suite.expected:
        assert text in "".join(after.values())

    run_tool("--write", "--quiet", *suite.options, cwd=tmp_path)
    assert sources(tmp_path) == after, "a second run changes nothing"


def test_any_number_of_jobs_gives_the_same(tmp_path):
    results = []
    for jobs in ("1", "4"):
        folder = tmp_path / jobs
        write(SUITES["two-conftests"].files, folder)
        run_tool("--write", "--quiet", "--jobs", jobs, cwd=folder)
        results.append(sources(folder))
    assert results[0] == results[1]


def test_safe_and_unsafe_runs_one_after_the_other(python, tmp_path):
    """The backend that a safe run defines is wide enough for what an unsafe one moves later."""
    write({"conftest.py": CONFTEST, "test_scopes.py": SCOPES, "test_user.py": AT_TOP}, tmp_path)
    wanted = outcomes(python, tmp_path)
    for options in ((), ("--unsafe",)):
        run_tool("--write", "--quiet", *options, cwd=tmp_path)
        assert outcomes(python, tmp_path) == wanted
    assert "pytest_asyncio" not in "".join(sources(tmp_path).values())


def test_auto_mode_moves_in_two_steps(python, tmp_path):
    """What the advice says about the configuration is enough for the rest to follow."""
    write(SUITES["auto"].files, tmp_path)
    wanted = outcomes(python, tmp_path)
    backend = 'import pytest\n\n\n@pytest.fixture\ndef anyio_backend():\n    return "asyncio"\n'
    write({"pytest.ini": "[pytest]\nanyio_mode = auto\n", "conftest.py": backend}, tmp_path)
    run_tool("--write", "--quiet", cwd=tmp_path)
    assert "pytest_asyncio" not in sources(tmp_path)["test_auto.py"]
    assert outcomes(python, tmp_path) == wanted
    assert outcomes(python, tmp_path, "-p", "no:asyncio") == wanted


def test_conftest_that_is_not_given_is_seen(python, tmp_path):
    write(SUITES["two-conftests"].files, tmp_path)
    before = sources(tmp_path)
    run_tool("--write", "--quiet", "--unsafe", "tests/inner", cwd=tmp_path)
    assert sources(tmp_path) == before, "the fixtures above stay, and so do the tests that use them"
