"""A small project on which the tests of the command line run the binary."""

import subprocess

import pytest
from harness import binary

USING = "import asyncio\n\n\nasync def nap() -> None:\n    await asyncio.sleep(1)\n"
MOVED = USING.replace("asyncio", "anyio")
PLAIN = "def answer() -> int:\n    return 42\n"
BROKEN = "import asyncio\n\n\nasync def nap(:\n    await asyncio.sleep(1)\n"
KEPT = "import asyncio\n\n\nasync def main() -> None:\n    await asyncio.start_server(print)\n"


@pytest.fixture
def tree(tmp_path, monkeypatch):
    """A project whose `src` has one file to change and one to leave alone."""
    monkeypatch.chdir(tmp_path)
    for variable in ("NO_COLOR", "GIT_DIR"):
        monkeypatch.delenv(variable, raising=False)
    (tmp_path / "src").mkdir()
    (tmp_path / "src" / "uses.py").write_text(USING)
    (tmp_path / "src" / "plain.py").write_text(PLAIN)
    (tmp_path / "pyproject.toml").write_text('[project]\nrequires-python = ">=3.11"\ndependencies = ["anyio>=4.4"]\n')
    return tmp_path


def run(*arguments, stdin=b"", prefix=()):
    return subprocess.run([*prefix, binary(), *arguments], input=stdin, capture_output=True, timeout=60)
