"""An import that a module has no more use for stays while other files get it through that module."""

import subprocess
import sys

import pytest
from harness import run_tool

MODULE = """
import asyncio
from asyncio import sleep as nap


async def pause():
    await asyncio.sleep(0)
    await nap(0)
    return "paused"
"""

# How the main program gets at asyncio, with the text of `pkg/__init__.py`, and whether the import has to stay.
WAYS = {
    "attribute": ("", "from pkg import work\nprint(work.asyncio.run(work.pause()))\n", True),
    "alias": ("", "import pkg.work as w\nprint(w.asyncio.run(w.pause()))\n", True),
    "import": ("", "from pkg.work import asyncio, pause\nprint(asyncio.run(pause()))\n", True),
    "star": ("", "from pkg.work import *\nprint(asyncio.run(pause()))\n", True),
    "package": ("from .work import *\n", "import pkg\nprint(pkg.asyncio.run(pkg.pause()))\n", True),
    "relative": ("from .work import asyncio, pause\n", "import pkg\nprint(pkg.asyncio.run(pkg.pause()))\n", True),
    "getattr": ("", "from pkg import work\nprint(getattr(work, 'asyncio').run(work.pause()))\n", True),
    "own": ("from .work import *\n", "import asyncio\nimport pkg\nprint(asyncio.run(pkg.pause()))\n", False),
}


def output(folder):
    done = subprocess.run([sys.executable, "main.py"], cwd=folder, capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.mark.parametrize("jobs", ["1", "4"])
@pytest.mark.parametrize("name", WAYS)
def test_program_runs_as_before(name, jobs, tmp_path):
    package, main, stays = WAYS[name]
    (tmp_path / "pkg").mkdir()
    (tmp_path / "pkg/__init__.py").write_text(package)
    (tmp_path / "pkg/work.py").write_text(MODULE)
    (tmp_path / "main.py").write_text(main)
    before = output(tmp_path)
    told = run_tool("--write", "--jobs", jobs, cwd=tmp_path).stderr.decode()
    text = (tmp_path / "pkg/work.py").read_text()
    assert "await anyio.sleep(0)" in text
    assert ("import asyncio\n" in text) is stays
    assert ("the import of `asyncio` stays: " in told) is stays
    assert "nap" not in text
    assert output(tmp_path) == before == "paused\n"
    assert run_tool("--check", cwd=tmp_path).returncode == 0
