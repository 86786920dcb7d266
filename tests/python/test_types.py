"""A type checker that knows the real anyio finds nothing in migrated packages that it did not find before.

By default two small packages; all of them with A2A_TYPES_FULL=1 or `scripts/test --full`.
"""

import collections
import json
import pathlib
import shutil
import subprocess
import sys

import pytest
from harness import PROFILE, run_tool, wants_everything
from test_corpora import CORPORA, fetched

CHOSEN = tuple(CORPORA) if wants_everything("A2A_TYPES_FULL") else ("aiohttp", "sanic")
# What a wrong rewrite looks like to a type checker: unknown attributes, wrong arguments, things that are
# not awaitable, variables that may be unbound.
RULES = (
    "reportAttributeAccessIssue",
    "reportCallIssue",
    "reportArgumentType",
    "reportGeneralTypeIssues",
    "reportIndexIssue",
    "reportPossiblyUnboundVariable",
    "reportUndefinedVariable",
    "reportUnboundVariable",
)

# Names that anyio does not have are of no known type, and hide what is wrong around them.
HALF_MIGRATED = ("ipfs_kit_py",)

# What the checker cannot know of right code, once each: the arguments of `run_sync` are a TypeVarTuple, which takes no
# value that is only partly known; and a declared type is narrowed to what the awaited call gives, no longer to what
# `wait_for` passes on.
FALSE_ALARMS = {
    "litellm": {
        ("litellm/litellm_core_utils/streaming_handler.py", "reportArgumentType"): 1,
        ("litellm/router_strategy/complexity_router/complexity_router.py", "reportAttributeAccessIssue"): 1,
    }
}

pytestmark = pytest.mark.skipif(PROFILE == "quick", reason="the quick profile leaves the corpora out")


def checker() -> pathlib.Path:
    return pathlib.Path(sys.executable).parent / "basedpyright"


def complaints(tree: pathlib.Path, files: list[str], python: str) -> collections.Counter:
    """How often each rule complains in each file, with the messages for people."""
    settings = {"typeCheckingMode": "off", "pythonVersion": python} | {rule: "error" for rule in RULES}
    (tree / "pyrightconfig.json").write_text(json.dumps(settings))
    done = subprocess.run(
        [checker(), "--pythonpath", sys.executable, "--outputjson", *files], cwd=tree, capture_output=True, text=True
    )
    assert done.returncode in {0, 1}, done.stderr
    report = json.loads(done.stdout)
    assert report["summary"]["filesAnalyzed"] == len(files), report["summary"]
    found = collections.Counter()
    for diagnostic in report["generalDiagnostics"]:
        path = pathlib.Path(diagnostic["file"]).resolve().relative_to(tree.resolve()).as_posix()
        # A message names types, and those of asyncio are other ones afterwards; so rules are counted.
        found[path, diagnostic.get("rule", "error")] += 1
    return found


def new_complaints(before: collections.Counter, after: collections.Counter) -> collections.Counter:
    """Those of the files that have more than before: a mistake that was there may break another rule now."""
    total = {path: 0 for path, _ in after}
    for counts, sign in ((after, 1), (before, -1)):
        for (path, _), count in counts.items():
            total[path] = total.get(path, 0) + sign * count
    return collections.Counter({key: count for key, count in (after - before).items() if total[key[0]] > 0})


def python_files(tree: pathlib.Path) -> dict[str, bytes]:
    return {path.relative_to(tree).as_posix(): path.read_bytes() for path in sorted(tree.rglob("*.py"))}


@pytest.mark.parametrize("name", CHOSEN)
def test_no_new_complaints(name, tmp_path):
    python = CORPORA[name]["python"]
    before, after = tmp_path / "before", tmp_path / "after"
    shutil.copytree(fetched(name), before)
    shutil.copytree(before, after)
    done = run_tool("--write", "--unsafe", "--target-python", python, ".", cwd=after)
    assert done.returncode in {0, 2}, done.stderr.decode()
    old = python_files(before)
    if name in HALF_MIGRATED:
        run_tool("--write", "--unsafe", "--select", "anyio-misuse", "--target-python", python, ".", cwd=before)
    changed = [path for path, text in python_files(after).items() if text != old[path]]
    assert changed, f"nothing of {name} was rewritten, so that nothing is checked"
    new = new_complaints(complaints(before, changed, python), complaints(after, changed, python))
    new -= collections.Counter(FALSE_ALARMS.get(name, {}))
    assert not new, "\n".join(f"{path}: {count} more {rule}" for (path, rule), count in sorted(new.items()))


def test_checker_sees_what_a_wrong_rewrite_does(tmp_path):
    (tmp_path / "wrong.py").write_text(
        "import anyio\n\nasync def f(x: bool):\n    await anyio.gather(1)\n    anyio.Event().clear()\n    await anyio.Lock()\n"
        "    if x:\n        done = 1\n    return done\n"
    )
    found = complaints(tmp_path, ["wrong.py"], "3.11")
    assert {rule for _, rule in found} >= {
        "reportArgumentType",
        "reportAttributeAccessIssue",
        "reportGeneralTypeIssues",
        "reportPossiblyUnboundVariable",
    }
