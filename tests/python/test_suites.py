"""Packages whose own tests pass before the rewrite pass as many after it, in about the same time."""

import pytest
import suites
from harness import PROFILE, wants_everything
from suites import BASELINES, QUICK, parse, run_suite

CHOSEN = tuple(BASELINES) if wants_everything("A2A_SUITES_FULL") else QUICK


@pytest.mark.skipif(PROFILE == "quick", reason="the quick profile leaves the suites out")
@pytest.mark.skipif(
    suites.checker() is None, reason="no shared/suites beside the repository; name its parent with A2A_SHARED"
)
@pytest.mark.parametrize("package", CHOSEN)
def test_suite_gives_the_same_counts(package):
    result = run_suite(package)
    assert not result.problems, "\n".join(result.problems)


def test_unsound_environment_is_noticed():
    assert parse("aioretry", "aioretry baseline 12/1/0:3s after 12/1/0:3s refs 1 0\n").problems


def line(before: str, after: str) -> str:
    return f"pkg baseline {before} after {after} refs 3 1\n"


@pytest.mark.parametrize(
    ("output", "problem"),
    [
        pytest.param(line("63/0/0:10s", "63/0/0:11s"), None, id="same"),
        pytest.param(line("63/0/0:10s", "62/1/0:11s"), "63/0/0 before, 62/1/0 after", id="a test fails"),
        pytest.param(line("63/0/0:10s", "62/0/1:11s"), "62/0/1 after", id="a test is skipped"),
        pytest.param(line("63/0/0:10s", "63/0/0:31s"), "10 s before, 31 s after", id="far slower"),
        pytest.param(line("63/0/0:10s", "63/0/0:30s"), None, id="slower within bounds"),
        pytest.param(line("0/5/0:10s", "0/5/0:10s"), "nothing passes", id="broken before"),
        pytest.param(line("NORUN/-/-:1s", "NORUN/-/-:1s"), "nothing passes", id="did not start"),
        pytest.param(line("63/0/0:10s", "40/0/0(TIMEOUT):180s"), "(TIMEOUT)", id="hangs"),
        pytest.param("pkg INSTALL-FAILED no network\n", "did not run", id="not installed"),
        pytest.param(line("63/0/0:10s", "-"), None, id="baseline only"),
        pytest.param(line("9/0/0:1s", "9/0/0:1s")[:-1] + " asyncio 9/0/0:1s trio 9/0/0:1s\n", None, id="both backends"),
        pytest.param(line("9/0/0:1s", "9/0/0:1s")[:-1] + " asyncio 9/0/0:1s trio 8/1/0:1s\n", "8/1/0 on trio", id="trio fails"),
    ],
)
def test_verdict(output, problem):
    problems = parse("pkg", output).problems
    assert any(problem in said for said in problems) if problem else not problems
