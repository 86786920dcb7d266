"""Runs packages' own test suites before and after the rewrite, through shared/suites/check_package.sh."""

import dataclasses
import os
import pathlib
import re
import shlex
import subprocess

from harness import binary, shared_folder

# What the packages' suites give as they are: passed/failed/skipped. Another count means that the
# environment is not sound, and then a comparison would prove nothing.
BASELINES = {
    "circuitbreaker": "63/0/0",
    "aioretry": "13/0/0",
    "aiofiles": "210/0/8",
    "stamina": "437/0/6",
    "tenacity": "185/0/0",
    "parfive": "69/0/0",
    "aiojobs": "59/0/1",
    "asgi-lifespan": "16/0/0",
    "asyncinject": "18/0/0",
    "aioitertools": "133/0/1",
    "transitions": "424/0/0",
    "simpervisor": "16/0/0",
    "python-socketio": "304/0/0",
    "fastapi-docs": "20/0/0",
}
# Where the rewrite is meant to change what the suite says.
EXPECTED = {
    "fastapi-docs": "16/4/0",  # four tests assert that `on_event` warns, and the handlers are in a lifespan now
    "python-socketio": "300/4/0",  # four tests patch `asyncio.wait_for`, and are not given to the tool
}
# Their tests are migrated as well, and run once more through anyio's plugin on these backends.
BACKENDS = {
    "circuitbreaker": "asyncio trio",
    "asyncinject": "asyncio trio",
}
QUICK = ("circuitbreaker", "aioretry", "asgi-lifespan")  # the quick ones whose tests look at no clock

LINE = re.compile(
    r"^(?P<name>\S+) baseline (?P<before>\S+):(?P<before_seconds>\d+)s"
    r" after (?P<after>-|\S+:\d+s) refs (?P<references_before>\d+) (?P<references_after>\d+)(?P<backends>.*)"
)


@dataclasses.dataclass
class SuiteResult:
    """Counts are passed/failed/skipped as the package's own runner says them."""

    name: str
    before: str = ""
    after: str = ""
    before_seconds: int = 0
    after_seconds: int = 0
    references: tuple[int, int] = (0, 0)
    backends: dict[str, str] = dataclasses.field(default_factory=dict)
    problems: list[str] = dataclasses.field(default_factory=list)


def checker() -> pathlib.Path | None:
    folder = shared_folder("suites")
    script = folder / "check_package.sh" if folder else None
    return script if script and script.is_file() else None


def judge(result: SuiteResult) -> None:
    expected = EXPECTED.get(result.name, result.before)
    if result.after != expected:
        result.problems.append(f"{result.before} before, {result.after} after (passed/failed/skipped)")
    for backend, counts in result.backends.items():
        if counts != expected:
            result.problems.append(f"{result.before} before, {counts} on {backend} (passed/failed/skipped)")
    # Patched sleeps that no longer bite leave a suite green but far slower.
    if result.after_seconds > 2 * result.before_seconds + 10:
        result.problems.append(f"{result.before_seconds} s before, {result.after_seconds} s after")


def parse(name: str, output: str) -> SuiteResult:
    result = SuiteResult(name)
    found = next((match for match in map(LINE.match, output.splitlines()) if match and match["name"] == name), None)
    if found is None:
        result.problems.append(f"the suite did not run: {output.strip()}")
        return result
    result.before, result.before_seconds = found["before"], int(found["before_seconds"])
    result.references = int(found["references_before"]), int(found["references_after"])
    passed = result.before.split("/")[0]
    if not passed.isdigit() or int(passed) == 0:
        result.problems.append(f"nothing passes before the rewrite: {result.before}")
    if result.before != BASELINES.get(name, result.before):
        result.problems.append(f"{BASELINES[name]} is known to be right before the rewrite, not {result.before}")
    if found["after"] != "-":
        result.after, _, seconds = found["after"].rpartition(":")
        result.after_seconds = int(seconds.rstrip("s"))
        words = found["backends"].split()
        result.backends = {name: counts.rpartition(":")[0] for name, counts in zip(words[::2], words[1::2])}
        judge(result)
    return result


def run_suite(name: str, flags: str = "--unsafe", baseline_only: bool = False) -> SuiteResult:
    script = checker()
    assert script is not None, "shared/suites is not there"
    environment = dict(os.environ, MIGRATE="")
    if not baseline_only:
        environment["MIGRATE"] = f'{shlex.quote(binary())} --write {flags} "$@"'
        if name in BACKENDS:
            environment |= {"TESTS": "1", "BACKENDS": BACKENDS[name]}
    done = subprocess.run([script, name], env=environment, capture_output=True, text=True)
    result = parse(name, done.stdout + done.stderr)
    if done.returncode != 0:
        result.problems.append(f"check_package.sh: exit {done.returncode}\n{done.stdout}{done.stderr}")
    if "MIGRATE exit" in done.stderr:
        result.problems.append(done.stderr.strip())
    return result
