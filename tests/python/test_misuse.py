"""A program in which somebody replaced the word asyncio by anyio prints, once repaired, what it printed before."""

import pathlib
import re

import pytest
from behaviour import CURRENT, OWN_PROGRAMS, Program, execute, rewrite

PROGRAMS = (
    "cancelled_swallowed",
    "event_cleared",
    "executor_in_method",
    "executor_none",
    "loop_dances",
    "loop_time",
    "queue_stays",
    "run_arguments",
    "run_keywords",
    "timeout_error",
    "to_thread_keywords",
)


@pytest.mark.parametrize("name", PROGRAMS)
def test_a_replaced_word_is_repaired(name: str, tmp_path: pathlib.Path) -> None:
    original = OWN_PROGRAMS / f"{name}.py"
    broken = tmp_path / f"{name}.py"
    broken.write_text(re.sub(r"\basyncio\b", "anyio", original.read_text()))
    assert execute(broken).failure, "it is not broken"
    folder = tmp_path / "repaired"
    folder.mkdir()
    target, problems = rewrite(Program(name, broken), folder, CURRENT)
    assert not problems, "\n".join(problems)
    after = execute(target)
    assert not after.failure, f"{after.errors}\n{target.read_text()}"
    assert after.printed == execute(original).printed, target.read_text()
