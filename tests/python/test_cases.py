"""A rewritten program prints what it printed before, on both backends."""

import pytest
from behaviour import OWN_PROGRAMS, Program, check, own_programs, shared_programs

SHARED = shared_programs()


def assert_same_behaviour(program: Program, folder) -> None:
    verdict = check(program, folder)
    if verdict.missing_module:
        pytest.skip(verdict.missing_module)
    assert not verdict.problems, "\n\n".join(verdict.problems)


def test_there_are_programs():
    assert len(list(OWN_PROGRAMS.glob("*.py"))) >= 25


@pytest.mark.parametrize("program", own_programs(), ids=lambda program: program.name)
def test_own_program(program, tmp_path):
    assert_same_behaviour(program, tmp_path)


@pytest.mark.skipif(not SHARED, reason="no shared/cases beside the repository; name its parent with A2A_SHARED")
@pytest.mark.parametrize("program", SHARED, ids=lambda program: program.name)
def test_shared_case(program, tmp_path):
    assert_same_behaviour(program, tmp_path)
