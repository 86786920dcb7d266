"""What the Python-driven tests share: the binary, other interpreters, copies of trees."""

import functools
import json
import os
import pathlib
import shutil
import subprocess
import sys

REPOSITORY = pathlib.Path(__file__).resolve().parent.parent.parent
ORACLES = REPOSITORY / "tests" / "oracle"
PROFILE = os.environ.get("A2A_PROFILE", "sample")
PYTHON_SUFFIXES = {".py", ".pyi", ".pyw"}


def wants_everything(variable: str) -> bool:
    return PROFILE == "full" or os.environ.get(variable, "") not in {"", "0"}


def binary() -> str:
    path = pathlib.Path(os.environ.get("A2A_BINARY") or REPOSITORY / "build/release/asyncio2anyio")
    assert os.access(path, os.X_OK), f"{path} is not there: build it, or name another with A2A_BINARY"
    return str(path.absolute())


def run_tool(*arguments: str, cwd: pathlib.Path) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run([binary(), *arguments], cwd=cwd, capture_output=True, stdin=subprocess.DEVNULL, timeout=1800)


def shared_folder(name: str) -> pathlib.Path | None:
    """Reference material that lies beside the repository, where there is some."""
    root = os.environ.get("A2A_SHARED") or REPOSITORY.parent / "shared"
    folder = pathlib.Path(root) / name
    return folder if folder.is_dir() else None


def interpreter_candidates(wanted: tuple[str, ...] = ("3.13", "3.12")) -> list[str]:
    versions = pathlib.Path(os.environ.get("PYENV_ROOT") or pathlib.Path.home() / ".pyenv") / "versions"
    found = []
    for version in wanted:
        found += [shutil.which(f"python{version}"), *versions.glob(f"{version}*/bin/python")]
    return [str(candidate) for candidate in found if candidate]


@functools.cache
def oracle_python() -> str:
    """The newest CPython of this machine, as it reads the most syntax; the running one if none is newer."""
    named = os.environ.get("A2A_ORACLE_PYTHON")
    for candidate in [named] if named else interpreter_candidates():
        # A launcher may stand for a version that is not installed, so only a working one counts.
        done = subprocess.run([candidate, "-c", "import ast, asyncio"], capture_output=True)
        if done.returncode == 0:
            return candidate
    return sys.executable


def ask_oracle(script: str, paths: list[str], cwd: pathlib.Path, *options: str) -> dict:
    done = subprocess.run(
        [oracle_python(), str(ORACLES / script), *options],
        input="\n".join(paths),
        cwd=cwd,
        capture_output=True,
        text=True,
        check=True,
    )
    return json.loads(done.stdout)
