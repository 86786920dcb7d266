"""Times the preview of real packages in one hyperfine run and reports ratios. Run by scripts/bench."""

import argparse
import dataclasses
import json
import os
import pathlib
import shlex
import subprocess
import sys
import tempfile

REPOSITORY = pathlib.Path(__file__).resolve().parent.parent
REPORT = REPOSITORY / "docs" / "benchmarks.md"
TOOL = "build/release/asyncio2anyio"
FLOOR = "build/release/bench/bare_parse"
TOOLS = pathlib.Path("build/bench-venv/bin")
WHOLE = ["homeassistant", "litellm"]
SMALL = "langchain-core/langchain_core/language_models"
MEMORY_CORPUS = "homeassistant"
FLOOR_LABEL = "bare parse, 1 thread"
OURS_LABEL = "asyncio2anyio, 1 thread"
BUSY = 0.5  # of a processor; more than that before we start shows in the figures

INTRODUCTION = """# Benchmarks

What a preview costs, as ratios, because seconds say more about a machine than about a tool. Made by `scripts/bench`
on {processors} processors, with {runs} runs of each command after one that is not counted.

* CPU time is user and system time together (the mean of the runs), wall time is elapsed time (the median).
* *bare parse* (`bench/bare_parse.cpp`) reads all Python files and parses those that contain the word `asyncio`, with
  the same parser and the same compiler flags, and does nothing else: what no tool on this parser can undercut
  without parsing less than whole files. It allocates with glibc, asyncio2anyio with jemalloc.
* The other tools do other work: `ruff` checks and fixes its ASYNC rules and UP041 (its threads, no cache), `ast-grep`
  rewrites `asyncio.sleep(…)` alone, and LibCST's `RenameCommand` renames `asyncio.sleep` alone, in one process.
* asyncio2anyio runs all its transforms, rewrites, verifies and prints the diff.

Versions: {versions}.
"""


@dataclasses.dataclass(frozen=True)
class Command:
    corpus: str
    label: str
    line: list[str]  # the program and its arguments

    @property
    def name(self) -> str:
        return f"{self.corpus}: {self.label}"


@dataclasses.dataclass(frozen=True)
class Cost:
    cpu: float
    wall: float


def folder(corpus: str) -> str:
    root = pathlib.Path(os.environ.get("A2A_CORPORA") or "build/corpora")
    return str(root / corpus)


def our_commands(corpus: str) -> list[Command]:
    path = folder(corpus)
    return [
        Command(corpus, OURS_LABEL, [TOOL, "--jobs", "1", path]),
        Command(corpus, "asyncio2anyio, 2 threads", [TOOL, "--jobs", "2", path]),
    ]


def commands_against_the_floor(corpus: str) -> list[Command]:
    path = folder(corpus)
    ruff = [str(TOOLS / "ruff"), "check", "--select", "ASYNC,UP041", "--preview", "--diff", "--no-cache", path]
    sleep = ["--pattern", "asyncio.sleep($$$A)", "--rewrite", "anyio.sleep($$$A)", "--lang", "python"]
    return [
        Command(corpus, FLOOR_LABEL, [FLOOR, path]),
        Command(corpus, "bare parse, 2 threads", [FLOOR, "--jobs", "2", path]),
        *our_commands(corpus),
        Command(corpus, "ruff", ruff),
        Command(corpus, "ast-grep", [str(TOOLS / "ast-grep"), "run", *sleep, path]),
    ]


def commands_on_a_small_package(corpus: str) -> list[Command]:
    rename = ["--old_name", "asyncio.sleep", "--new_name", "anyio.sleep"]
    libcst = [str(TOOLS / "python"), "-m", "libcst.tool", "codemod"]
    libcst += ["--unified-diff", "-j1", "--no-format", "--hide-progress"]
    return [
        our_commands(corpus)[0],
        Command(corpus, "LibCST RenameCommand", [*libcst, "rename.RenameCommand", *rename, folder(corpus)]),
    ]


def measure(commands: list[Command], runs: int) -> dict[str, Cost]:
    with tempfile.TemporaryDirectory() as scratch:
        results = pathlib.Path(scratch, "results.json")
        # Tools that print a diff say so with their exit status.
        hyperfine = ["hyperfine", "--shell=none", "--ignore-failure", "--warmup", "1", "--runs", str(runs)]
        hyperfine += ["--output", os.devnull, "--export-json", str(results)]
        for command in commands:
            hyperfine += ["--command-name", command.name, shlex.join(command.line)]
        subprocess.run(hyperfine, cwd=REPOSITORY, check=True, stdout=sys.stderr)
        measured = json.loads(results.read_text())["results"]
    return {entry["command"]: Cost(entry["user"] + entry["system"], entry["median"]) for entry in measured}


def try_once(command: Command) -> None:
    """A command that only prints an error would look fast."""
    done = subprocess.run(command.line, cwd=REPOSITORY, capture_output=True, text=True, errors="replace")
    found = done.returncode == 0 or (done.returncode == 1 and done.stdout)
    if not found:
        sys.exit(f"{command.name}: {shlex.join(command.line)} failed with {done.returncode}:\n{done.stderr[-2000:]}")


def peak_megabytes(line: list[str]) -> float:
    with open(os.devnull, "wb") as nowhere:
        process = subprocess.Popen(line, cwd=REPOSITORY, stdout=nowhere, stderr=nowhere)
        _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode != 0:
        sys.exit(f"{shlex.join(line)} failed with {process.returncode}")
    return usage.ru_maxrss * 1024 / 1e6


def table(title: str, commands: list[Command], costs: dict[str, Cost], reference: str, what: str) -> str:
    """A row for each command, a column for each corpus, everything relative to the command `reference`."""
    corpora = list(dict.fromkeys(command.corpus for command in commands))
    lines = [f"| {title} | {' | '.join(corpora)} |", "|---|" + "---:|" * len(corpora)]
    for label in dict.fromkeys(command.label for command in commands):
        ratios = []
        for corpus in corpora:
            cost, base = costs[f"{corpus}: {label}"], costs[f"{corpus}: {reference}"]
            ratios.append(f"{getattr(cost, what) / getattr(base, what):.2f}")
        lines.append(f"| {label} | {' | '.join(ratios)} |")
    return "\n".join(lines) + "\n"


def versions() -> str:
    def first_line(*line: str) -> str:
        return subprocess.run(line, cwd=REPOSITORY, capture_output=True, text=True, check=True).stdout.splitlines()[0]

    libcst = first_line(str(TOOLS / "python"), "-c", "from importlib.metadata import version; print(version('libcst'))")
    return ", ".join(
        [
            first_line(TOOL, "--version"),
            first_line(str(TOOLS / "ruff"), "--version"),
            first_line(str(TOOLS / "ast-grep"), "--version"),
            f"LibCST {libcst}",
        ]
    )


def report(runs: int) -> str:
    whole = [command for corpus in WHOLE for command in commands_against_the_floor(corpus)]
    small = commands_on_a_small_package(SMALL)
    for command in [*whole, *small]:
        try_once(command)
    memory = peak_megabytes([TOOL, "--jobs", "2", folder(MEMORY_CORPUS)])
    costs = measure([*whole, *small], runs)
    sections = [
        INTRODUCTION.format(processors=len(os.sched_getaffinity(0)), runs=runs, versions=versions()),
        "## CPU time\n\n" + table("bare parse = 1", whole, costs, FLOOR_LABEL, "cpu"),
        "## Wall time\n\n" + table("bare parse, 1 thread = 1", whole, costs, FLOOR_LABEL, "wall"),
        "## A small package\n\n" + table("CPU time, asyncio2anyio = 1", small, costs, OURS_LABEL, "cpu"),
        f"## Memory\n\nPeak of a preview of {MEMORY_CORPUS} with two threads: {memory:.0f} MB.\n",
    ]
    return "\n".join(sections)


def warn_if_busy() -> None:
    load = os.getloadavg()[0]
    if load > BUSY:
        print(f"warning: the machine is busy (load {load:.1f}), which spoils the figures", file=sys.stderr)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true", help="two runs of each; print the result, do not write it")
    arguments = parser.parse_args()
    warn_if_busy()
    if arguments.quick:
        print(report(runs=2))
    else:
        REPORT.write_text(report(runs=5))
        print(f"written: {REPORT.relative_to(REPOSITORY)}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
