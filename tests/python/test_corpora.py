"""Runs the tool over real packages and checks every file against what CPython and ruff say.

By default a sample; every file with A2A_CORPORA_FULL=1 or `scripts/test --full`.
"""

import collections
import dataclasses
import functools
import json
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tomllib
import warnings

import pytest
from harness import PROFILE, PYTHON_SUFFIXES, REPOSITORY, ask_oracle, run_tool, wants_everything

CORPORA = tomllib.loads((REPOSITORY / "tests" / "corpora.toml").read_text())
FULL = wants_everything("A2A_CORPORA_FULL")
OUTCOMES = {"rewritten", "kept", "suppressed"}
LEVELS = {"safe", "unsafe", "advice"}
KINDS = {"name", "method", "adjacent"}
# Of the files that CPython compiles, so many may be left alone as beyond the grammar.
TOLERATED_SKIPS = 2

pytestmark = pytest.mark.skipif(PROFILE == "quick", reason="the quick profile leaves the corpora out")


# Trees


def fetched(name: str) -> pathlib.Path:
    done = subprocess.run([sys.executable, REPOSITORY / "scripts" / "corpora", name], capture_output=True, text=True)
    assert done.returncode == 0, f"{name} cannot be fetched: {done.stderr}"
    return pathlib.Path(os.environ.get("A2A_CORPORA") or REPOSITORY / "build" / "corpora").absolute() / name


def mentions_asyncio(path: pathlib.Path) -> bool:
    return b"asyncio" in path.read_bytes()


def is_python(path: str, text: bytes) -> bool:
    if pathlib.PurePath(path).suffix in PYTHON_SUFFIXES:
        return True
    first_line = text.partition(b"\n")[0]
    return first_line.startswith(b"#!") and b"python" in first_line


def spread(files: list[pathlib.Path], count: int) -> list[pathlib.Path]:
    """`count` of the files, at even distances, so that all parts of a package are in it."""
    return files if len(files) <= count else [files[index * len(files) // count] for index in range(count)]


def chosen_files(corpus: pathlib.Path, sample: str | int) -> list[pathlib.Path]:
    """Python sources, and whatever else mentions asyncio and must stay as it is."""
    files = sorted(path for path in corpus.rglob("*") if path.is_file() and not path.is_symlink())
    mentioning = [path for path in files if mentions_asyncio(path)]
    if not FULL and sample != "all":
        return spread(mentioning, sample)
    python = [path for path in files if path.suffix in PYTHON_SUFFIXES]
    return sorted({*mentioning, *python})


def contents(tree: pathlib.Path) -> dict[str, bytes]:
    return {path.relative_to(tree).as_posix(): path.read_bytes() for path in sorted(tree.rglob("*")) if path.is_file()}


def differing(before: dict[str, bytes], after: dict[str, bytes]) -> list[str]:
    return sorted(path for path in before.keys() | after.keys() if before.get(path) != after.get(path))


class Corpus:
    """A copy of one package, and what CPython says of it."""

    def __init__(self, name: str, folder: pathlib.Path) -> None:
        self.name = name
        self.tree = folder / "before"
        source = fetched(name)
        for path in chosen_files(source, CORPORA[name]["sample"]):
            target = self.tree / path.relative_to(source)
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(path, target)
        self.files = contents(self.tree)

    @functools.cached_property
    def roots(self) -> list[str]:
        return sorted(path.name for path in self.tree.iterdir() if path.is_dir() or path.suffix in PYTHON_SUFFIXES)

    @functools.cached_property
    def python_files(self) -> list[str]:
        return [path for path, text in self.files.items() if b"asyncio" in text and is_python(path, text)]

    @functools.cached_property
    def oracle(self) -> dict[str, dict]:
        return ask_oracle("reference_counter.py", self.python_files, self.tree)

    @functools.cached_property
    def rewritable(self) -> list[str]:
        """The Python files that some transform may touch; those that use anyio alone may use it wrongly."""
        return [
            path for path, text in self.files.items() if (b"asyncio" in text or b"anyio" in text) and is_python(path, text)
        ]

    @functools.cached_property
    def syntax_problems(self) -> dict[str, str | None]:
        return ask_oracle("compile_check.py", self.rewritable, self.tree, "--syntax")

    @functools.cached_property
    def compile_problems(self) -> dict[str, str | None]:
        return ask_oracle("compile_check.py", self.rewritable, self.tree)


@dataclasses.dataclass
class Run:
    """What the tool does to a corpus with one set of flags; each step is made when first asked for."""

    corpus: Corpus
    flags: tuple[str, ...]
    folder: pathlib.Path

    def call(self, *arguments: str, tree: pathlib.Path | None = None) -> subprocess.CompletedProcess[bytes]:
        done = run_tool(*arguments, *self.flags, *self.corpus.roots, cwd=tree or self.corpus.tree)
        problem = done.stderr.decode(errors="replace")[-3000:]
        # 2 remembers that a file had to be left alone, which is so for broken files.
        assert done.returncode in ({0, 2} if self.has_skips else {0}), f"{arguments}: exit {done.returncode}\n{problem}"
        assert "internal error" not in problem.lower(), problem
        return done

    @functools.cached_property
    def has_skips(self) -> bool:
        return any(file["skipped"] for file in self.status["files"])

    @functools.cached_property
    def status(self) -> dict:
        done = run_tool("status", "--format", "json", *self.flags, *self.corpus.roots, cwd=self.corpus.tree)
        assert done.returncode in {0, 2}, f"exit {done.returncode}\n{done.stderr.decode(errors='replace')[-3000:]}"
        return json.loads(done.stdout)

    @functools.cached_property
    def preview(self) -> bytes:
        return self.call("--jobs", "2").stdout

    @functools.cached_property
    def written_tree(self) -> pathlib.Path:
        tree = self.folder / "written"
        shutil.copytree(self.corpus.tree, tree)
        self.call("--write", tree=tree)
        return tree

    @functools.cached_property
    def written(self) -> dict[str, bytes]:
        return contents(self.written_tree)

    @functools.cached_property
    def changed(self) -> list[str]:
        return differing(self.corpus.files, self.written)

    @functools.cached_property
    def by_path(self) -> dict[str, dict]:
        return {os.path.normpath(file["path"]): file for file in self.status["files"]}


@pytest.fixture(scope="module", params=list(CORPORA))
def corpus(request, tmp_path_factory):
    folder = tmp_path_factory.mktemp(request.param)
    yield Corpus(request.param, folder)
    shutil.rmtree(folder)


@pytest.fixture(scope="module", params=[(), ("--unsafe",)], ids=["safe", "unsafe"])
def run(request, corpus, tmp_path_factory):
    folder = tmp_path_factory.mktemp("run")
    yield Run(corpus, request.param, folder)
    shutil.rmtree(folder)


# The ledger


def test_status_follows_its_schema(run):
    assert run.status["schema"] == "asyncio2anyio.status/1"
    assert len(run.by_path) == len(run.status["files"]), "a file is listed twice"
    for file in run.status["files"]:
        for reference in file["references"]:
            assert reference["kind"] in KINDS
            assert reference["outcome"] in OUTCOMES
            assert reference["level"] in LEVELS
            assert reference["transform"], f"{file['path']}: {reference} was taken by no transform"
            assert reference["outcome"] != "kept" or reference["message"], f"{file['path']}: {reference} says no reason"


def test_ledger_balances(run):
    counted = collections.Counter(
        reference["outcome"] for file in run.status["files"] for reference in file["references"]
    )
    totals = run.status["totals"]
    stated = totals["references"]
    assert stated["found"] == stated["rewritten"] + stated["kept"] + stated["suppressed"]
    assert stated == {"found": counted.total(), **{outcome: counted[outcome] for outcome in OUTCOMES}}
    assert totals["skipped"] == sum(file["skipped"] is not None for file in run.status["files"])


def test_flags_only_move_outcomes(run):
    """What is found does not depend on what may be applied, and nothing unsafe is applied unasked."""
    for file in run.status["files"]:
        for reference in file["references"]:
            if reference["outcome"] == "rewritten":
                assert reference["level"] in ({"safe", "unsafe"} if run.flags else {"safe"}), (
                    f"{file['path']}: {reference}"
                )


def position_free(references) -> list[str]:
    return sorted(reference[2] for reference in references)


def test_references_are_those_of_the_oracle(run):
    problems = []
    for path, expected in run.corpus.oracle.items():
        entry = run.by_path.get(path, {"skipped": None, "references": []})
        if "error" in expected or entry["skipped"]:
            continue
        placed = all(exact for *_, exact in expected["references"])
        theirs = sorted(tuple(reference[:3]) for reference in expected["references"])
        ours = sorted((r["line"], r["column"], r["name"]) for r in entry["references"] if r["kind"] == "name")
        if ours != theirs and (placed or position_free(ours) != position_free(theirs)):
            missing = collections.Counter(theirs) - collections.Counter(ours)
            surplus = collections.Counter(ours) - collections.Counter(theirs)
            problems.append(f"{path}: missing {sorted(missing.elements())}, surplus {sorted(surplus.elements())}")
    assert not problems, f"{len(problems)} files differ:\n" + "\n".join(problems[:40])


def test_no_references_outside_files_that_mention_asyncio(run):
    mentioning = set(run.corpus.python_files)
    surplus = [
        path
        for path, file in run.by_path.items()
        if path not in mentioning and any(r["kind"] == "name" for r in file["references"])
    ]
    assert not surplus


def test_skipped_files_have_a_reason(run):
    beyond = []
    for path, file in run.by_path.items():
        if file["skipped"] is None:
            continue
        assert file["skipped"].strip() and not file["references"]
        if run.corpus.compile_problems.get(path, "not asked") is None:
            beyond.append(f"{path}: {file['skipped']}")
    if beyond:
        warnings.warn(f"{run.corpus.name}: skipped although CPython compiles them:\n" + "\n".join(beyond))
    assert len(beyond) <= TOLERATED_SKIPS, "\n".join(beyond)


# The output


def test_only_python_is_changed(run):
    refused = [path for path in run.changed if run.corpus.syntax_problems.get(path, "not Python") is not None]
    assert not refused, f"changed although CPython refuses them: {refused}"
    skipped = [path for path in run.changed if run.by_path[path]["skipped"]]
    assert not skipped, f"changed although skipped: {skipped}"


def test_status_says_what_write_does(run):
    rewritten = {
        path for path, file in run.by_path.items() if any(r["outcome"] == "rewritten" for r in file["references"])
    }
    assert rewritten <= set(run.changed), f"not changed: {sorted(rewritten - set(run.changed))}"
    assert run.status["totals"]["changed"] == len(run.changed)


def test_output_compiles(run):
    problems = ask_oracle("compile_check.py", run.changed, run.written_tree)
    # What CPython refuses although its grammar takes it is no different afterwards.
    known = run.corpus.compile_problems
    assert not {path: problem for path, problem in problems.items() if problem is not None and known.get(path) is None}


def lint(tree: pathlib.Path, files: list[str]) -> collections.Counter:
    """(file, code, message) of undefined, unused and redefined names."""
    if not files:
        return collections.Counter()
    options = ["--isolated", "--no-cache", "--no-respect-gitignore", "--exit-zero", "--target-version", "py313"]
    selection = ["--select", "F821,F401,F811", "--output-format", "json"]
    command = [sys.executable, "-m", "ruff", "check", *options, *selection, "--", *files]
    done = subprocess.run(command, cwd=tree, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return collections.Counter(
        (
            os.path.relpath(finding["filename"], tree.resolve()),
            finding["code"],
            re.sub(r"line \d+", "line N", finding["message"]),
        )
        for finding in json.loads(done.stdout)
    )


def test_no_new_undefined_or_unused_names(run):
    new = lint(run.written_tree, run.changed) - lint(run.corpus.tree, run.changed)
    assert not new, "\n".join(map(str, sorted(new)))


def test_second_run_changes_nothing(run):
    checked = run_tool("--check", *run.flags, *run.corpus.roots, cwd=run.written_tree)
    assert checked.returncode in ({0, 2} if run.has_skips else {0}), checked.stderr.decode(errors="replace")[-3000:]
    assert run.call(tree=run.written_tree).stdout == b""


def test_result_does_not_depend_on_jobs(run):
    assert run.call("--jobs", "1").stdout == run.preview


def test_preview_is_the_patch_of_write(run):
    patched = run.folder / "patched"
    shutil.copytree(run.corpus.tree, patched)
    if run.preview:
        # Without a ceiling git would take paths relative to a repository above.
        environment = dict(os.environ, GIT_CEILING_DIRECTORIES=str(run.folder))
        command = ["git", "apply", "--whitespace=nowarn", "-"]
        done = subprocess.run(command, input=run.preview, cwd=patched, env=environment, capture_output=True)
        assert done.returncode == 0, done.stderr.decode(errors="replace")[-3000:]
    assert differing(contents(patched), run.written) == []


def test_preview_writes_nothing(run):
    assert run.preview is not None
    assert differing(run.corpus.files, contents(run.corpus.tree)) == []
