"""The interpreters and versions of anyio that behaviour is tried on."""

import dataclasses
import functools
import pathlib
import subprocess
import sys

from harness import REPOSITORY, interpreter_candidates


@dataclasses.dataclass(frozen=True)
class Environment:
    """What programs are rewritten for and run on; `python` is empty for the interpreter of the tests."""

    name: str
    target_python: str
    target_anyio: str
    requirements: tuple[str, ...] = ()
    python: str = ""


CURRENT = Environment("current", "3.11", "4.16")
# The lowest anyio that is supported, and the Python versions at both ends.
FLOORS = (
    Environment("anyio-4.4", "3.11", "4.4", ("anyio==4.4.0", "trio==0.27.0")),
    Environment("python-3.10", "3.10", "4.13", ("anyio==4.13.0", "trio==0.31.0"), "3.10"),
    Environment("python-3.13", "3.13", "4.16", ("anyio==4.16.0", "trio==0.35.0"), "3.13"),
)


class Unavailable(Exception):
    """The environment cannot be had on this machine."""


def base_interpreter(version: str) -> str:
    if not version:
        return sys.executable
    found = interpreter_candidates((version,))
    for candidate in found:
        # A launcher may stand for a version that is not installed, so only a working one counts.
        done = subprocess.run([candidate, "-c", "import ensurepip, venv"], capture_output=True, check=False)
        if done.returncode == 0:
            return candidate
    raise Unavailable(f"there is no working python{version} on this machine")


@functools.cache
def interpreter(environment: Environment) -> str:
    """The path of its Python, which is made when it is first asked for; raises Unavailable."""
    if not environment.requirements:
        return sys.executable
    folder = REPOSITORY / "build" / "environments" / environment.name
    python = folder / "bin" / "python"
    stamp = folder / "requirements"
    wanted = "\n".join(environment.requirements)
    if stamp.is_file() and stamp.read_text() == wanted:
        return str(python)
    base = base_interpreter(environment.python)
    run([base, "-m", "venv", "--clear", str(folder)])
    run([str(python), "-m", "pip", "install", "-q", "--disable-pip-version-check", *environment.requirements])
    stamp.write_text(wanted)
    return str(python)


def run(command: list[str]) -> None:
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        raise Unavailable(f"{pathlib.Path(command[0]).name} {' '.join(command[1:])}: {done.stderr[-500:]}")
