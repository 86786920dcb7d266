"""A rewritten program prints what it printed before, on both backends."""

import pytest
from behaviour import OWN_PROGRAMS, Program, check, own_programs, shared_programs
from environments import CURRENT, FLOORS, Unavailable
from harness import PROFILE, wants_everything

SHARED = shared_programs()


# Of the programs, the floors get every third by default, another third each, and all with A2A_FLOORS_FULL=1.
FLOOR_STEP = 1 if wants_everything("A2A_FLOORS_FULL") else len(FLOORS)


def assert_same_behaviour(program: Program, folder, environment=CURRENT) -> None:
    try:
        verdict = check(program, folder, environment)
    except Unavailable as reason:
        pytest.skip(str(reason))
    if reason := verdict.missing_module or verdict.too_new:
        pytest.skip(reason)
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


def on_floors() -> list:
    programs = [*own_programs(), *SHARED]
    return [
        pytest.param(program, floor, id=f"{floor.name}-{program.name}")
        for index, floor in enumerate(FLOORS)
        for program in programs[index % FLOOR_STEP :: FLOOR_STEP]
    ]


@pytest.mark.skipif(PROFILE == "quick", reason="the quick profile leaves other versions out")
@pytest.mark.parametrize(("program", "floor"), on_floors())
def test_on_floor(program, floor, tmp_path):
    assert_same_behaviour(program, tmp_path, floor)
