"""The documents for people: what they show is what the tool prints, and what they point at exists."""

import importlib.machinery
import importlib.util
import re
import subprocess
import sys

import pytest
from harness import REPOSITORY, run_tool

SCRIPT = REPOSITORY / "scripts" / "readme-check"
DOCUMENTS = [
    str(path.relative_to(REPOSITORY)) for path in sorted([*REPOSITORY.glob("*.md"), *REPOSITORY.glob("docs/*.md")])
]
FENCE = re.compile(r"^```.*?^```$", re.MULTILINE | re.DOTALL)
LINK = re.compile(r"\]\(([^)#\s]*)(?:#([^)\s]+))?\)")
OUR_COMMAND = re.compile(r"\basyncio2anyio((?: +[\w./,=-]+)+)")
REPOSITORY_PATH = re.compile(r"(?<![\w./-])(?:(?:engine|transforms|cli|tests|scripts|bench|docs)/[\w./-]*\w|\.ci/run)")


@pytest.fixture(scope="module")
def checker():
    loader = importlib.machinery.SourceFileLoader("readme_check", str(SCRIPT))
    module = importlib.util.module_from_spec(importlib.util.spec_from_loader(loader.name, loader))
    loader.exec_module(module)
    return module


def readme():
    return (REPOSITORY / "README.md").read_text()


def anchors(text):
    headings = [line.lstrip("#").strip().lower() for line in FENCE.sub("", text).splitlines() if line.startswith("#")]
    return {re.sub(r"[^\w -]", "", heading).replace(" ", "-") for heading in headings}


def test_what_the_readme_shows_is_what_the_tool_prints():
    done = subprocess.run([sys.executable, SCRIPT], capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr


def test_the_readme_shows_a_diff_the_transforms_and_the_options(checker):
    blocks = {match[3]: match[4] for match in checker.BLOCK.finditer(readme())}
    assert "\n+import anyio" in blocks["asyncio2anyio testdata/sample/linkwatch/fetch.py"]
    assert "| `sleep` |" in blocks["asyncio2anyio transforms"]
    assert "--target-anyio" in blocks["asyncio2anyio --help"]
    assert "asyncio2anyio, 1 thread" in blocks["docs/benchmarks.md#CPU time"]


def test_a_stale_block_is_noticed(checker):
    stale = readme().replace("| `sleep` |", "| `slumber` |")
    assert stale != readme()
    assert checker.regenerated(stale) == readme()


def test_commands_of_others_are_not_run(checker):
    with pytest.raises(checker.GenerationError):
        checker.regenerated("<!-- stdout of: echo hello -->\n```text\nhello\n```\n<!-- end -->\n")


@pytest.mark.parametrize("document", DOCUMENTS)
def test_links_lead_somewhere(document):
    path = REPOSITORY / document
    for target, anchor in LINK.findall(FENCE.sub("", path.read_text())):
        if "://" in target:
            continue
        file = path.parent / target if target else path
        assert file.exists(), target
        assert not anchor or anchor in anchors(file.read_text()), f"{target}#{anchor}"


@pytest.mark.parametrize("document", DOCUMENTS)
def test_files_that_are_mentioned_exist(document):
    for mentioned in REPOSITORY_PATH.findall((REPOSITORY / document).read_text()):
        assert (REPOSITORY / mentioned).exists(), mentioned


@pytest.mark.parametrize("document", ["README.md", "CONTRIBUTING.md", "docs/assumptions.md"])
def test_options_and_commands_that_are_mentioned_exist(document):
    helps = [run_tool(*command, "--help", cwd=REPOSITORY).stdout.decode() for command in ([], ["status"])]
    options = set(re.findall(r"--[a-z-]+|(?<= )-[a-z](?=[, ])", "".join(helps)))
    text = re.sub(r"<!--.*?-->", "", (REPOSITORY / document).read_text())
    for arguments in OUR_COMMAND.findall(text):
        for word in arguments.split():
            if word.startswith("-") and word != "-":
                assert word.split("=")[0] in options, arguments
