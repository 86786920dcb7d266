"""`asyncio2anyio status`, end to end: what it counts, its formats, and how it compares with earlier statuses."""

import json
import os
import re
import subprocess

import jsonschema
import pytest
from harness import REPOSITORY, binary

SCHEMA = json.loads((REPOSITORY / "docs" / "status.schema.json").read_text())

TREE = {
    "pkg/both.py": "import anyio\nimport asyncio\n\n\nasync def f(q: asyncio.Queue):\n    await anyio.sleep(1)\n",
    "pkg/moved.py": "import anyio\n\n\nasync def f():\n    async with anyio.Lock():\n        await anyio.sleep(0)\n",
    "pkg/uses.py": "import asyncio\n\n\nasync def nap():\n    await asyncio.sleep(1)\n",
    "pkg/uses_anyio.py": "import anyio\n\n\nasync def nap():\n    await anyio.sleep(1)\n",
    "pkg/server.py": (
        "import asyncio\nimport aiohttp\nfrom redis import asyncio as redis\n\n\n"
        "async def serve():\n    await asyncio.start_server(print)\n    asyncio.create_task(serve())\n"
    ),
    "pkg/plain.py": "def answer():\n    return 42\n",
    "pkg/words.py": "# asyncio is not used here\nNAME = 'asyncio'\n",
    "pkg/broken.py": "import asyncio\n\n\nasync def nap(:\n    await asyncio.sleep(1)\n",
    "pkg/latin.py": "# -*- coding: utf-16 -*-\nimport asyncio\n",
    "pkg/guard.py": (
        "try:\n    import anyio\n    HAS_ANYIO = True\nexcept ImportError:\n    HAS_ANYIO = False\n"
    ),
    "pkg/mine.py": "import asyncio\n\nasyncio.run(print())  # asyncio2anyio: ignore\n",
    "tests/test_uses.py": "import asyncio\n\n\nasync def test_nap():\n    await asyncio.sleep(1)\n",
    "tests/test_marked.py": "import pytest\n\n\n@pytest.mark.asyncio\nasync def test_nap():\n    pass\n",
    "web/app.js": "// asyncio, asyncio\n",
    "README.md": "Uses asyncio.\n",
    "data.bin": b"\0\1asyncio",
    "docs/none.md": "myasyncio\n",
}


def write(root, files):
    for path, text in files.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_bytes(text if isinstance(text, bytes) else text.encode())


@pytest.fixture
def tree(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    write(tmp_path, TREE)
    return tmp_path


def run(*arguments, code=0):
    done = subprocess.run([binary(), "status", *arguments], capture_output=True, timeout=60)
    assert done.returncode == code, done.stderr.decode()
    return done


def status(*arguments, code=2):
    """The default code remembers the broken file."""
    document = json.loads(run("--format", "json", *arguments, code=code).stdout)
    jsonschema.validate(document, SCHEMA, cls=jsonschema.Draft202012Validator)
    return document


def by_path(document):
    return {file["path"]: file for file in document["files"]}


# --- what it counts


def test_every_file_has_one_use(tree):
    document = status()
    uses = {path: file["use"] for path, file in by_path(document).items()}
    assert uses == {
        "pkg/both.py": "both",
        "pkg/moved.py": "library",
        "pkg/uses.py": "tracked",
        "pkg/uses_anyio.py": "library",
        "pkg/server.py": "tracked",
        "pkg/plain.py": "never",
        "pkg/words.py": "mentioned",
        "pkg/broken.py": "skipped",
        "pkg/latin.py": "skipped",
        "pkg/guard.py": "library",
        "pkg/mine.py": "tracked",
        "tests/test_uses.py": "tracked",
        "tests/test_marked.py": "related",
    }
    assert sum(split["all"] for split in document["inventory"].values()) == document["totals"]["files"]
    assert document["inventory"]["tracked"] == {"all": 4, "tests": 1}


def test_the_schema_is_one_and_is_strict(tree):
    jsonschema.Draft202012Validator.check_schema(SCHEMA)
    document = status()
    document["files"][0]["use"] = "perhaps"
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(document, SCHEMA)


def test_every_reference_has_category_and_source(tree):
    files = by_path(status())
    (nap,) = files["pkg/uses.py"]["references"]
    assert nap["category"] == "available" and nap["source"] == "await asyncio.sleep(1)"
    server = {reference["name"]: reference["category"] for reference in files["pkg/server.py"]["references"]}
    assert server["asyncio.start_server"] == "stream"
    assert server["asyncio.create_task"] == "background-task"
    (mine,) = files["pkg/mine.py"]["references"]
    assert mine["category"] == "suppressed"


def test_categories_add_up(tree):
    document = status()
    assert sum(row["references"]["all"] for row in document["categories"]) == document["totals"]["references"]["found"]
    folders = document["folders"]
    assert sum(row["references"] for row in folders) == document["totals"]["references"]["found"]
    assert sum(row["files"] for row in folders) == document["totals"]["files"]
    assert all(row["references"] == row["available"] + row["left"] for row in folders)


def test_uses_of_anyio_count_as_done(tree):
    done = {row["name"]: row["done"] for row in status()["transforms"]}
    assert done["sleep"] == 3 and done["locks"] == 1


def test_asyncio_only_libraries_are_in_the_way_of_trio(tree):
    document = status()
    assert by_path(document)["pkg/server.py"]["single_backend"] == ["aiohttp", "redis.asyncio"]
    backends = document["backends"]
    assert {row["module"]: row["files"] for row in backends["single_backend"]} == {
        "aiohttp": ["pkg/server.py"],
        "redis.asyncio": ["pkg/server.py"],
    }
    counts = [backends[key] for key in ("ready", "references", "libraries", "both", "unknown")]
    assert sum(counts) == document["totals"]["files"]


def test_guards_and_twins(tree):
    document = status()
    assert document["guards"] == [{"path": "pkg/guard.py", "line": 1, "flags": ["HAS_ANYIO"]}]
    assert document["twins"] == [{"path": "pkg/uses_anyio.py", "original": "pkg/uses.py", "references": 1}]


def test_other_files_are_listed_apart(tree):
    assert status()["other_files"] == [{"path": "README.md", "mentions": 1}, {"path": "web/app.js", "mentions": 2}]
    assert status("pkg")["other_files"] == []
    assert status("--exclude", "web")["other_files"] == [{"path": "README.md", "mentions": 1}]


def test_jobs_make_no_difference(tree):
    one = run("--format", "json", "--jobs", "1", code=2).stdout
    assert run("--format", "json", "--jobs", "4", code=2).stdout == one


def test_line_ends_do_not_shift_sources(tree):
    for name, end in (("crlf", "\r\n"), ("cr", "\r")):
        write(tree, {f"ends/{name}.py": TREE["pkg/uses.py"].replace("\n", end)})
    for file in by_path(status("ends", code=0)).values():
        assert [reference["source"] for reference in file["references"]] == ["await asyncio.sleep(1)"], file


# --- text and Markdown


def test_text_fits_a_terminal(tree):
    lines = run(code=2).stdout.decode().splitlines()
    assert re.fullmatch(r"\d+ asyncio references in 13 files", lines[0])
    assert max(map(len, lines)) <= 80
    text = "\n".join(lines)
    assert re.search(r"^  asyncio and anyio +1 +1 +0$", text, re.M)
    assert re.search(r"^ +1  aiohttp: uses asyncio transports", text, re.M)
    assert "\x1b" not in text


def test_text_has_colours_on_request(tree):
    assert b"\x1b[1m" in run("--color", "always", code=2).stdout


def test_markdown_can_be_committed(tree):
    first = run("--format", "markdown", code=2).stdout
    assert run("--format", "markdown", "--jobs", "3", code=2).stdout == first
    text = first.decode()
    assert text.startswith("# Migration from asyncio to anyio\n")
    assert "| asyncio and anyio | 1 | 1 | 0 |\n" in text
    assert "- skipped `pkg/broken.py`: " in text
    assert "- line 7, `asyncio.start_server`: " in text
    assert "- `pkg/guard.py:1` `HAS_ANYIO`\n" in text


# --- baseline and check


@pytest.fixture
def baseline(tree):
    (tree / "pkg" / "broken.py").unlink()
    (tree / "pkg" / "latin.py").unlink()
    (tree / "old.json").write_bytes(run("--format", "json").stdout)
    return tree


def compared(*arguments, code=0):
    return status("--baseline", "old.json", *arguments, code=code)["baseline"]


def test_nothing_changed(baseline):
    its = compared()
    assert (its["file"], its["new"], its["gone"]) == ("old.json", 0, 0)
    assert its["unchanged"] == status(code=0)["totals"]["references"]["found"]


def test_moved_lines_are_not_new(baseline):
    for path, text in TREE.items():
        if path.endswith(".py") and (baseline / path).exists():
            (baseline / path).write_text("# a new first line\n\n" + text.replace("    ", "        "))
    assert compared("--check")["new"] == 0


def test_a_renamed_file_is_not_new(baseline):
    os.rename("pkg/server.py", "pkg/serving.py")
    its = compared("--check")
    assert (its["new"], its["gone"]) == (0, 0)


def test_new_and_gone_references(baseline):
    write(baseline, {"pkg/uses.py": "import asyncio\n\nlock = asyncio.Lock()\n"})
    document = status("--baseline", "old.json", code=0)
    its = document["baseline"]
    assert (its["new"], its["gone"]) == (1, 1)
    assert its["gone_references"][0]["source"] == "await asyncio.sleep(1)"
    (lock,) = by_path(document)["pkg/uses.py"]["references"]
    assert lock["new"]
    rows = {row["name"]: row for row in document["transforms"]}
    assert rows["sleep"]["gone"] == 1 and rows["locks"]["new"] == 1


def test_check_fails_on_new_asyncio_only(baseline):
    assert run("--check", "--baseline", "old.json", code=0).stderr == b""
    write(baseline, {"pkg/fresh.py": TREE["pkg/uses.py"]})
    done = run("--check", "--baseline", "old.json", code=1)
    assert b"1 new asyncio reference\n" in done.stderr
    assert re.search(rb"new  pkg/fresh.py:5 asyncio.sleep", done.stdout)
    run("--baseline", "old.json", code=0)


def test_check_bears_what_is_suppressed(baseline):
    write(baseline, {"pkg/fresh.py": TREE["pkg/mine.py"]})
    assert compared("--check")["new"] == 1


def test_check_without_baseline_wants_no_asyncio_at_all(baseline):
    assert b"asyncio references\n" in run("--check", code=1).stderr
    run("--check", "pkg/plain.py", "pkg/mine.py", "pkg/moved.py", code=0)


def test_an_unreadable_file_is_more_than_a_new_reference(tree):
    run("--check", code=2)


def test_history_has_every_baseline_and_the_present(baseline):
    os.rename("old.json", "first.json")
    write(baseline, {"pkg/uses.py": "import anyio\n"})
    (baseline / "old.json").write_bytes(run("--format", "json").stdout)
    history = status("--baseline", "first.json", "--baseline", "old.json", code=0)["history"]
    assert [point["label"] for point in history] == ["first.json", "old.json", "now"]
    assert history[0]["found"] == history[1]["found"] + 1 == history[2]["found"] + 1
    assert compared()["new"] == 0


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (None, "no such file"),
        ("{", "this is not JSON"),
        ("[1]", "this is not a status"),
        ('{"schema": "asyncio2anyio.status/2"}', "its format is `asyncio2anyio.status/2`"),
    ],
)
def test_a_wrong_baseline_is_told(tree, text, message):
    if text is not None:
        (tree / "old.json").write_text(text)
    done = run("--baseline", "old.json", code=2)
    assert b"old.json: " in done.stderr and message.encode() in done.stderr
    assert not done.stdout
