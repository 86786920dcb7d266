"""The command line, end to end: short runs of the binary in a temporary folder."""

import json
import os
import pathlib
import re
import shutil
import signal
import stat
import subprocess
import time

import pytest
from cli_project import BROKEN, KEPT, MOVED, PLAIN, USING, run, tree  # noqa: F401
from harness import REPOSITORY, binary


def as_ordinary_user():
    """A prefix that makes permissions count, even for the superuser."""
    if os.geteuid() != 0:
        return []
    if not shutil.which("setpriv"):
        pytest.skip("the superuser may read and write everything")
    return ["setpriv", "--bounding-set=-all", "--inh-caps=-all"]


def error_lines(done):
    return done.stderr.decode().splitlines()


# --- preview


def test_preview_prints_a_diff_and_changes_nothing(tree):
    done = run("src")
    assert done.returncode == 0
    assert done.stdout.startswith(b"--- a/src/uses.py\n+++ b/src/uses.py\n@@ ")
    assert b"-    await asyncio.sleep(1)\n+    await anyio.sleep(1)\n" in done.stdout
    assert (tree / "src" / "uses.py").read_text() == USING


def test_preview_takes_the_current_folder_by_default(tree):
    assert b"src/uses.py" in run().stdout


def test_preview_is_in_the_order_of_paths(tree):
    for name in ("b.py", "a.py", "c.py"):
        (tree / "src" / name).write_text(USING)
    diffs = run("--jobs", "2", "src").stdout
    assert re.findall(rb"^\+\+\+ b/src/(\w+)", diffs, re.M) == [b"a", b"b", b"c", b"uses"]


def test_summary_is_on_standard_error(tree):
    lines = error_lines(run("src"))
    assert lines[0] == "2 files: 1 would change, 1 unchanged"
    assert re.fullmatch(r"\d+ asyncio references?: \d+ rewritten, 0 kept, 0 suppressed", lines[1])


def test_quiet_leaves_the_diff_only(tree):
    done = run("--quiet", "src")
    assert done.stdout and not done.stderr


def test_verbose_lists_what_is_kept(tree):
    (tree / "src" / "kept.py").write_text(KEPT)
    done = run("--verbose", "src")
    assert re.search(rb"^src/kept\.py:5:11: [a-z-]+: .+$", done.stderr, re.M)
    assert b"kept.py:5" not in run("src").stderr


def test_diff_of_crlf_applies(tree):
    (tree / "src" / "uses.py").write_bytes(USING.replace("\n", "\r\n").encode())
    patch = run("src").stdout
    applied = subprocess.run(["git", "apply", "--whitespace=nowarn", "-"], input=patch, capture_output=True)
    assert applied.returncode == 0, applied.stderr
    assert (tree / "src" / "uses.py").read_bytes() == MOVED.replace("\n", "\r\n").encode()


def test_diff_without_final_newline_applies(tree):
    (tree / "src" / "uses.py").write_text(USING.rstrip("\n"))
    applied = subprocess.run(["git", "apply", "-"], input=run("src").stdout, capture_output=True)
    assert applied.returncode == 0, applied.stderr
    assert (tree / "src" / "uses.py").read_text() == MOVED.rstrip("\n")


# --- writing


def test_write_changes_files_and_a_second_run_finds_nothing(tree):
    done = run("--write", "src")
    assert done.returncode == 0 and not done.stdout
    assert error_lines(done)[0] == "2 files: 1 rewritten, 1 unchanged"
    assert (tree / "src" / "uses.py").read_text() == MOVED
    again = run("src")
    assert again.returncode == 0 and not again.stdout


def test_write_keeps_mode_and_leaves_nothing_behind(tree):
    path = tree / "src" / "uses.py"
    path.chmod(0o750)
    run("-w", "src")
    assert stat.S_IMODE(path.stat().st_mode) == 0o750
    assert sorted(entry.name for entry in (tree / "src").iterdir()) == ["plain.py", "uses.py"]


def test_write_goes_through_a_symlink(tree):
    real = tree / "elsewhere.txt"
    real.write_text(USING)
    link = tree / "link.py"
    link.symlink_to(real)
    assert run("-w", "link.py").returncode == 0
    assert link.is_symlink() and real.read_text() == MOVED


def test_a_file_that_cannot_be_written_does_not_stop_the_others(tree):
    locked = tree / "locked"
    locked.mkdir()
    (locked / "uses.py").write_text(USING)
    locked.chmod(0o555)
    try:
        done = run("-w", "locked", "src", prefix=as_ordinary_user())
    finally:
        locked.chmod(0o755)
    assert done.returncode == 2
    assert "locked/uses.py" in error_lines(done)[0]
    assert b"1 skipped" in done.stderr
    assert (locked / "uses.py").read_text() == USING
    assert (tree / "src" / "uses.py").read_text() == MOVED


def test_ctrl_c_while_writing_leaves_whole_files(tree):
    many = tree / "many"
    many.mkdir()
    text = USING + "".join(f"\n\nasync def nap{i}():\n    await asyncio.sleep({i})\n" for i in range(200))
    for i in range(1500):
        (many / f"m{i:04}.py").write_text(text)
    process = subprocess.Popen([binary(), "-w", "many"], stderr=subprocess.PIPE)
    deadline = time.monotonic() + 30
    while "anyio" not in (many / "m0000.py").read_text().split() and time.monotonic() < deadline:
        time.sleep(0.005)
    process.send_signal(signal.SIGINT)
    _, errors = process.communicate(timeout=30)
    texts = [path.read_text() for path in sorted(many.iterdir())]
    assert len(texts) == 1500, "temporary files stayed"
    assert set(texts) == {text, text.replace("asyncio", "anyio")}
    assert process.returncode == 130, errors
    assert b"interrupted" in errors


# --- checking


def test_check_fails_when_something_would_change(tree):
    done = run("--check", "src")
    assert done.returncode == 1 and not done.stdout
    assert error_lines(done)[0] == "would change src/uses.py"
    assert (tree / "src" / "uses.py").read_text() == USING


def test_check_passes_when_nothing_would(tree):
    assert run("--check", "src/plain.py").returncode == 0


def test_quiet_check_says_nothing(tree):
    done = run("--check", "-q", "src")
    assert (done.returncode, done.stdout, done.stderr) == (1, b"", b"")


# --- selection


def test_ignored_transform_changes_nothing(tree):
    assert b"anyio.sleep" not in run("--ignore", "sleep", "src").stdout


def test_selected_transforms_may_be_listed_or_repeated(tree):
    (tree / "src" / "lock.py").write_text("import asyncio\n\n\nasync def f() -> None:\n    async with asyncio.Lock():\n        pass\n")
    assert b"lock.py" not in run("--select", "sleep,imports", "src").stdout
    assert b"lock.py" in run("--select", "sleep,imports", "--select", "locks", "src").stdout


def test_excluded_files_are_not_looked_at(tree):
    done = run("--exclude", "uses.py", "src")
    assert not done.stdout
    assert error_lines(done)[0].startswith("1 file:")


def test_ignored_files_are_taken_on_request(tree):
    subprocess.run(["git", "init", "-q"], check=True)
    (tree / ".gitignore").write_text("uses.py\n")
    assert not run(".").stdout
    assert b"src/uses.py" in run("--no-ignore", ".").stdout
    assert b"src/uses.py" in run("src/uses.py").stdout


def test_included_names_are_taken(tree):
    (tree / "src" / "uses.py").rename(tree / "src" / "uses.tpl")
    assert not run("src").stdout
    assert b"src/uses.tpl" in run("--include", "*.tpl", "src").stdout


# --- lists and filters


@pytest.mark.parametrize("text", [b"src/uses.py\n", b"src/plain.py\r\nsrc/uses.py", b"src/plain.py\0src/uses.py\0"])
def test_files_from_standard_input(tree, text):
    assert b"src/uses.py" in run("--files-from", "-", stdin=text).stdout


def test_files_from_a_file(tree):
    (tree / "list").write_text("src/uses.py\n")
    assert b"src/uses.py" in run("--files-from", "list").stdout


def test_files_from_a_pipe_that_the_shell_makes(tree):
    command = f"{binary()} --files-from <(echo src/uses.py)"
    assert b"src/uses.py" in subprocess.run(["bash", "-c", command], capture_output=True, timeout=60).stdout


def test_an_empty_list_of_files_is_nothing_to_do(tree):
    done = run("--files-from", "-")
    assert (done.returncode, done.stdout) == (0, b"")


def test_a_missing_list_of_files_fails(tree):
    done = run("--files-from", "nowhere")
    assert done.returncode == 2 and len(error_lines(done)) == 1


def test_filter_prints_the_rewritten_source(tree):
    done = run("-", stdin=USING.encode())
    assert (done.returncode, done.stdout.decode()) == (0, MOVED)


def test_filter_names_its_source(tree):
    done = run("--stdin-filename", "app.py", "-", stdin=BROKEN.encode())
    assert done.stdout.decode() == BROKEN
    assert (done.returncode == 2) == (b"app.py" in done.stderr)


def test_filter_passes_bytes_as_they_are(tree):
    source = b"\xef\xbb\xbfx = 1\r\n\x0cy = 2\rz = 3"
    assert run("-", stdin=source).stdout == source


def test_filter_can_check(tree):
    assert run("--check", "-", stdin=USING.encode()).returncode == 1
    assert run("--check", "-", stdin=PLAIN.encode()).returncode == 0


# --- what goes wrong


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--selct", "x"], "unknown option `--selct`; did you mean `--select`?"),
        (["--select", "slep"], "unknown transform `slep`; did you mean `sleep`?"),
        (["--flag", "OLD_LOOP"], "--flag: `OLD_LOOP` does not say NAME=true or NAME=false"),
        (["--flag", "OLD_LOOP=ture"], "--flag: `OLD_LOOP=ture` does not say NAME=true or NAME=false; did you mean `true`?"),
        (["--flag", "old.loop=true"], "--flag: `old.loop` is not the name of a flag; write NAME=true or NAME=false"),
        (["--flag", "A=true,B=false,A=false"], "--flag: `A` is given as true and as false"),
        (["--ignore", "sleep,lokcs"], "unknown transform `lokcs`; did you mean `locks`?"),
        (["scr"], "scr: no such file or folder; did you mean `src`?"),
        (["src/use.py"], "src/use.py: no such file or folder; did you mean `src/uses.py`?"),
        (["statsu"], "statsu: no such file or folder; did you mean `status`?"),
        (["--target-python", "2.7"], "--target-python: `2.7` is not a version from 3.8 to 3.14"),
        (["--target-anyio", "3.7"], "--target-anyio: `3.7` is not a version from 4.4 to 4.16"),
        (["--jobs", "many"], "--jobs: `many` is not a number from 1 to 1024"),
        (["--color", "sometimes"], "--color: `sometimes` is none of auto, always, never"),
        (["explain", "gathr-nothing"], "unknown transform `gathr-nothing`"),
        (["explain", "slepe"], "unknown transform `slepe`; did you mean `sleep`?"),
        (["status", "--write"], "`--write` does not go with `status`"),
        (["--write", "--check"], "`--write` and `--check` exclude each other"),
    ],
)
def test_wrong_arguments_get_one_clear_line(tree, arguments, message):
    done = run(*arguments)
    assert done.returncode == 2 and not done.stdout
    assert error_lines(done) == ["asyncio2anyio: " + message]


def test_a_flag_that_no_file_binds_is_reported(tree):
    (tree / "src" / "flags.py").write_text("import os\n\nOLD_LOOP = os.name == 'nt'\nprint(1 if OLD_LOOP else 2)\n")
    done = run("--unsafe", "--flag", "OLD_LOOP=false", "--flag", "nap=true", "--flag", "NO_SUCH=true", "src")
    assert done.returncode == 0
    assert b"-print(1 if OLD_LOOP else 2)\n+print(2)" in done.stdout
    notes = [line for line in error_lines(done) if "--flag" in line]
    assert notes == ["asyncio2anyio: --flag: no given file binds `NO_SUCH`"]
    assert "--flag: no given file binds" not in run("--quiet", "--flag", "NO_SUCH=true", "src").stderr.decode()
    assert "binds `NO_SUCH`" in run("status", "--flag", "NO_SUCH=true", "src").stderr.decode()


def test_a_missing_path_does_not_stop_the_others(tree):
    done = run("nowhere", "src")
    assert done.returncode == 2
    assert b"src/uses.py" in done.stdout


def test_an_unreadable_file_does_not_stop_the_others(tree):
    (tree / "src" / "secret.py").write_text(USING)
    (tree / "src" / "secret.py").chmod(0)
    done = run("src", prefix=as_ordinary_user())
    assert done.returncode == 2
    assert "src/secret.py" in error_lines(done)[0]
    assert b"src/uses.py" in done.stdout


def test_a_folder_that_looks_like_a_file_is_walked(tree):
    (tree / "pkg.py").mkdir()
    (tree / "pkg.py" / "a.py").write_text(USING)
    assert b"pkg.py/a.py" in run("pkg.py").stdout


def test_broken_syntax_is_left_alone_and_told(tree):
    (tree / "src" / "broken.py").write_text(BROKEN)
    done = run("-w", "-v", "src")
    assert (tree / "src" / "broken.py").read_text() == BROKEN
    assert any(line.startswith("asyncio2anyio: src/broken.py") for line in error_lines(done))
    assert b"1 skipped" in done.stderr
    assert (tree / "src" / "uses.py").read_text() == MOVED


def test_a_closed_pipe_is_no_failure(tree):
    for i in range(300):
        (tree / "src" / f"m{i}.py").write_text(USING * 50)
    read_end, write_end = os.pipe()
    process = subprocess.Popen([binary(), "src"], stdout=write_end, stderr=subprocess.PIPE)
    os.close(write_end)
    os.read(read_end, 10)
    os.close(read_end)
    _, errors = process.communicate(timeout=60)
    assert (process.returncode, errors) == (0, b"")


def test_a_full_disk_is_a_failure(tree):
    with open("/dev/full", "wb") as full:
        done = subprocess.run([binary(), "src"], stdout=full, stderr=subprocess.PIPE, timeout=60)
    assert done.returncode == 2
    assert b"standard output: No space left" in done.stderr


# --- targets


def test_the_project_chooses_the_targets(tree):
    status = json.loads(run("status", "--format", "json", "src").stdout)
    assert status["targets"] == {"python": "3.11", "anyio": "4.4"}


def test_options_choose_the_targets(tree):
    status = json.loads(
        run("status", "--format", "json", "--target-python", "py312", "--target-anyio", "4.9", "src").stdout
    )
    assert status["targets"] == {"python": "3.12", "anyio": "4.9"}


def test_without_a_project_the_usual_targets_hold(tree):
    (tree / "pyproject.toml").unlink()
    status = json.loads(run("status", "--format", "json", "src").stdout)
    assert status["targets"] == {"python": "3.10", "anyio": "4.16"}


def test_a_malformed_project_is_one_warning(tree):
    (tree / "pyproject.toml").write_text("[project\n")
    done = run("src")
    assert done.returncode == 0
    assert [line for line in error_lines(done) if "pyproject" in line] == [
        next(line for line in error_lines(done) if line.startswith("asyncio2anyio: pyproject.toml:1: not valid TOML"))
    ]


def test_a_missing_dependency_is_noted(tree):
    (tree / "pyproject.toml").write_text("[project]\ndependencies = []\n")
    assert error_lines(run("src"))[-1] == "pyproject.toml does not depend on anyio yet"


# --- the other commands


def test_status_counts_in_text(tree):
    done = run("status", "src")
    assert done.returncode == 0
    assert re.match(rb"\d+ asyncio references? in 2 files\n", done.stdout)
    assert max(map(len, done.stdout.decode().splitlines())) <= 80


def test_status_json_has_its_schema(tree):
    (tree / "src" / "kept.py").write_text(KEPT)
    (tree / "src" / "broken.py").write_text(BROKEN)
    status = json.loads(run("status", "--format", "json", "src").stdout)
    assert list(status)[:5] == ["schema", "version", "targets", "totals", "files"]
    assert status["schema"] == "asyncio2anyio.status/1"
    assert status["totals"]["files"] == 4 and status["totals"]["changed"] == 1
    assert [file["path"] for file in status["files"]] == sorted(file["path"] for file in status["files"])
    references = [reference for file in status["files"] for reference in file["references"]]
    assert status["totals"]["references"]["found"] == len(references)
    for reference in references:
        assert list(reference) == [
            "line", "column", "kind", "name", "outcome", "level", "transform", "message", "advice",
            "category", "source", "new",
        ]  # fmt: skip
        assert reference["outcome"] != "kept" or reference["message"]
    broken = next(file for file in status["files"] if file["path"] == "src/broken.py")
    assert broken["skipped"]


def test_status_changes_nothing(tree):
    run("status", "src")
    assert (tree / "src" / "uses.py").read_text() == USING


def test_transforms_are_listed_one_per_line(tree):
    lines = run("transforms").stdout.decode().splitlines()
    assert all(re.match(r"[a-z-]+ +(safe|unsafe|advice) +\S", line) for line in lines)
    names = [line.split()[0] for line in lines]
    assert {"imports", "sleep", "locks", "remaining"} <= set(names)


def test_every_transform_can_be_explained(tree):
    for line in run("transforms").stdout.decode().splitlines():
        name = line.split()[0]
        done = run("explain", name)
        assert done.returncode == 0
        assert done.stdout.decode().startswith(f"# {name}\n\n")


def test_help_and_version(tree):
    assert re.fullmatch(rb"asyncio2anyio \d+\.\d+\.\d+\n", run("--version").stdout)
    for arguments in (["--help"], ["-h"], ["status", "--help"], ["transforms", "--help"], ["explain", "--help"]):
        done = run(*arguments)
        assert done.returncode == 0 and b"Usage:" in done.stdout and not done.stderr


def test_a_folder_named_as_a_command_is_given_with_dot_or_dashes(tree):
    shutil.copytree(tree / "src", tree / "status")
    assert b"b/status/uses.py" in run("--", "status").stdout
    assert b"status/uses.py" in run("./status").stdout


def test_the_sample_has_something_to_show(tree):
    shutil.copytree(REPOSITORY / "testdata" / "sample", tree / "sample")
    done = run("sample")
    assert done.returncode == 0 and done.stdout.count(b"\n+++ b/sample/linkwatch/") >= 3
    assert run("-w", "--unsafe", "sample").returncode == 0
    for path in pathlib.Path("sample").rglob("*.py"):
        compile(path.read_text(), path, "exec")
