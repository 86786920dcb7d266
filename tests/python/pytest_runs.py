"""Projects that pytest runs: written to a folder, and what becomes of every test."""

import pathlib
import subprocess
import textwrap
import xml.etree.ElementTree


def write(files: dict[str, str], folder: pathlib.Path) -> None:
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(textwrap.dedent(text).lstrip("\n"))


def sources(folder: pathlib.Path) -> dict[str, str]:
    return {str(path.relative_to(folder)): path.read_text() for path in sorted(folder.rglob("*.py"))}


def outcomes(python: str, folder: pathlib.Path, *options: str) -> dict[str, str]:
    """The outcome of every test, by its name with those of its class and file."""
    report = folder / "report.xml"
    done = subprocess.run(
        [python, "-m", "pytest", "-q", "-p", "no:cacheprovider", f"--junitxml={report}", *options],
        cwd=folder,
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    assert done.returncode in (0, 1), done.stdout + done.stderr
    found = {}
    for case in xml.etree.ElementTree.parse(report).iter("testcase"):
        name = f"{case.get('classname')}::{case.get('name')}"
        assert name not in found, f"{name} ran twice"
        found[name] = next((child.tag for child in case if child.tag in {"failure", "error", "skipped"}), "passed")
    report.unlink()
    return found
