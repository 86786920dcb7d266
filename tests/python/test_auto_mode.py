"""Where pytest-asyncio takes every async test by its auto mode, the configuration moves with the tests."""

import json
import subprocess

import pytest
from environments import Unavailable, interpreter
from harness import binary, run_tool
from plugin_runs import PLUGINS
from pytest_runs import outcomes, sources, write

CONFTEST = """
    import pytest
    import pytest_asyncio


    @pytest.fixture
    async def plain():
        yield 1


    @pytest_asyncio.fixture
    async def marked(plain):
        return plain + 1
"""

UNMARKED = """
    import asyncio

    import pytest


    async def test_both(plain, marked):
        await asyncio.sleep(0)
        assert plain + marked == 3


    @pytest.mark.parametrize("number", [1, 2])
    async def test_number(number):
        assert number < 3


    async def test_fails():
        await asyncio.sleep(0)
        raise RuntimeError("on purpose")


    async def test_times_out():
        with pytest.raises(asyncio.TimeoutError):
            await asyncio.wait_for(asyncio.sleep(10), 0.01)


    class TestMethods:
        async def test_method(self, marked):
            assert marked == 2

        def test_plain(self):
            assert True
"""

MARKED = """
    import pytest


    @pytest.mark.asyncio
    async def test_marked(marked):
        assert marked == 2
"""

WITHOUT_IMPORTS = """
    async def test_alone(plain):
        assert plain == 1
"""

PROJECT = {
    "tests/conftest.py": CONFTEST,
    "tests/test_unmarked.py": UNMARKED,
    "tests/inner/test_marked.py": MARKED,
    "tests/inner/without_test.py": WITHOUT_IMPORTS,
}

# By the name of the file: the text before and what stands in it afterwards.
CONFIGURATIONS = {
    "pytest.ini": ("[pytest]\n# asyncio_mode: as ever\nasyncio_mode = auto\n", "\nanyio_mode = auto\n"),
    ".pytest.ini": ("[pytest]\nasyncio_mode: auto\n", "\nanyio_mode: auto\n"),
    "tox.ini": ("[tox]\nasyncio_mode = x\n\n[pytest]\naddopts =\n    -q\n    --asyncio-mode=auto\n", "--anyio-mode=auto"),
    "setup.cfg": ("[metadata]\nname = x\n\n[tool:pytest]\nasyncio_mode=auto", "anyio_mode=auto"),
    "pyproject.toml": (
        '[tool.pytest.ini_options]\naddopts = "-q"  # quiet\nasyncio_mode = \'auto\'  # asyncio_mode\n',
        "\nanyio_mode = 'auto'  # asyncio_mode\n",
    ),
    "a/../pyproject.toml": (
        '[tool.pytest]\n"asyncio_mode" = "auto"\naddopts = ["-p", "asyncio", "-q"]\n',
        '"anyio_mode" = "auto"\naddopts = ["-p", "anyio", "-q"]\n',
    ),
    "b/../pyproject.toml": (
        'tool.pytest.ini_options = {minversion = "8", addopts = ["--asyncio-mode", "auto"]}\n',
        '["--anyio-mode", "auto"]',
    ),
    "pytest.toml": ('[pytest]\nasyncio_mode = "auto"\n', 'anyio_mode = "auto"'),
}

SYNC_USER = "def test_sync(plain):\n    assert True\n"
EVENT_LOOP = "def test_loop(event_loop):\n    pass\n"
INHERITED = "from helpers import Base\n\n\nclass TestHeir(Base):\n    pass\n"

# What keeps the mode: files beside those of the project, options, and a word of the reason.
KEPT = {
    "sync-test-uses-async-fixture": ({"tests/test_sync.py": SYNC_USER}, (), "is not async"),
    "event-loop": ({"tests/test_loop.py": EVENT_LOOP}, (), "event_loop"),
    "excluded-tests": ({}, ("--exclude", "inner"), "not among those given"),
    "inherited-tests": ({"tests/test_heir.py": INHERITED}, (), "inherits from `Base`"),
    "suppressed-test": (
        {"tests/test_more.py": MARKED.replace("asyncio\n", "asyncio  # asyncio2anyio: ignore\n")},
        (),
        "a comment suppresses it",
    ),
    "skipped-file": (
        {"tests/test_more.py": "# asyncio2anyio: skip-file\nasync def test_more():\n    pass\n"},
        (),
        "skipped by a comment",
    ),
    "broken-file": ({"tests/test_more.py": "async def test_more(:\n"}, (), "not understood as Python"),
    "unused-fixture": (
        {"tests/inner/conftest.py": CONFTEST.replace("marked", "unused")},
        (),
        "no given test uses it",
    ),
    "old-anyio": ({}, ("--target-anyio", "4.10"), "4.11"),
    "other-names": (
        {"pytest.ini": "[pytest]\nasyncio_mode = auto\npython_files = check_*.py test_*.py\n"},
        (),
        "python_files",
    ),
    "beside-anyio-mode": (
        {"pytest.ini": "[pytest]\nasyncio_mode = auto\nanyio_mode = strict\n"},
        (),
        "`anyio_mode` is set",
    ),
    "suppressed": (
        {"pytest.ini": "[pytest]\n# asyncio2anyio: ignore[pytest-marks]\nasyncio_mode = auto\n"},
        (),
        "a comment suppresses it",
    ),
    "other-command": (
        {"tox.ini": "[testenv]\ncommands = pytest --asyncio-mode=auto\n[pytest]\nasyncio_mode = auto\n", "pytest.ini": ""},
        (),
        "another command",
    ),
    "read-by-nobody": (
        {"pytest.ini": "[pytest]\nasyncio_mode = strict\n", "tox.ini": "[pytest]\nasyncio_mode = auto\n"},
        (),
        "pytest reads pytest.ini instead",
    ),
    "not-selected": ({}, ("--ignore", "pytest-marks"), "not selected"),
    "shared-loop": (
        {"pytest.ini": "[pytest]\nasyncio_mode = auto\nasyncio_default_test_loop_scope = session\n"},
        (),
        "event loops are shared",
    ),
}


@pytest.fixture(scope="module")
def python() -> str:
    try:
        return interpreter(PLUGINS)
    except Unavailable as error:
        pytest.skip(str(error))


def settle(folder, *options):
    done = run_tool("--write", "--verbose", "--target-python", "3.11", *options, cwd=folder)
    return (done.stdout + done.stderr).decode()


@pytest.mark.parametrize("name", CONFIGURATIONS)
def test_moves_with_all_tests(name, python, tmp_path):
    text, expected = CONFIGURATIONS[name]
    file = name.rsplit("/", 1)[-1]
    write(PROJECT, tmp_path)
    (tmp_path / file).write_text(text)
    wanted = outcomes(python, tmp_path)
    assert list(wanted.values()).count("passed") == 8

    told = settle(tmp_path)
    assert expected in (tmp_path / file).read_text(), told
    assert outcomes(python, tmp_path) == wanted
    assert outcomes(python, tmp_path, "-p", "no:asyncio", "-W", "error::pytest.PytestConfigWarning") == wanted
    assert "asyncio" not in sources(tmp_path)["tests/test_unmarked.py"]
    after = sources(tmp_path), (tmp_path / file).read_bytes()
    settle(tmp_path)
    assert (sources(tmp_path), (tmp_path / file).read_bytes()) == after, "a second run changes nothing"

    conftest = tmp_path / "tests/conftest.py"
    conftest.write_text(conftest.read_text().replace('return "asyncio"', 'return "trio"'))
    assert outcomes(python, tmp_path, "-p", "no:asyncio") == wanted


@pytest.mark.parametrize("name", KEPT)
def test_stays(name, tmp_path):
    files, options, reason = KEPT[name]
    write({"pytest.ini": "[pytest]\nasyncio_mode = auto\n", **PROJECT, **files}, tmp_path)
    if files.get("pytest.ini") == "":
        (tmp_path / "pytest.ini").unlink()
    configurations = {path: path.read_text() for path in tmp_path.glob("*.ini")}
    told = settle(tmp_path, *options)
    assert {path: path.read_text() for path in configurations} == configurations
    assert "pytest_asyncio.fixture" in sources(tmp_path)["tests/conftest.py"] or name == "read-by-nobody"
    assert "anyio_backend" not in sources(tmp_path)["tests/conftest.py"] or name == "read-by-nobody"
    assert reason in told


def test_wide_fixtures_are_unsafe(python, tmp_path):
    files = {**PROJECT, "pytest.ini": "[pytest]\nasyncio_mode = auto\n"}
    files["tests/conftest.py"] = CONFTEST.replace("@pytest.fixture", '@pytest.fixture(scope="session")')
    write(files, tmp_path)
    wanted = outcomes(python, tmp_path)
    assert "held back" in settle(tmp_path)
    assert "asyncio_mode" in (tmp_path / "pytest.ini").read_text()
    settle(tmp_path, "--unsafe")
    assert (tmp_path / "pytest.ini").read_text() == "[pytest]\nanyio_mode = auto\n"
    assert 'scope="session"' in sources(tmp_path)["tests/conftest.py"].split("anyio_backend")[0].rsplit("@", 1)[-1]
    assert outcomes(python, tmp_path) == wanted


def test_only_below_what_is_given(tmp_path):
    write({**PROJECT, "pytest.ini": "[pytest]\nasyncio_mode = auto\n"}, tmp_path)
    told = settle(tmp_path, "tests")
    assert (tmp_path / "pytest.ini").read_text() == "[pytest]\nasyncio_mode = auto\n"
    assert "pytest.ini:2" in told and "not among the files given" in told
    settle(tmp_path, "tests", "pytest.ini")
    assert (tmp_path / "pytest.ini").read_text() == "[pytest]\nanyio_mode = auto\n"


def test_excluded_configuration_stays(tmp_path):
    write({**PROJECT, "pytest.ini": "[pytest]\nasyncio_mode = auto\n"}, tmp_path)
    settle(tmp_path, "--exclude", "pytest.ini")
    assert (tmp_path / "pytest.ini").read_text() == "[pytest]\nasyncio_mode = auto\n"
    assert "pytest_asyncio.fixture" in sources(tmp_path)["tests/conftest.py"]


def test_preview_is_what_is_written(tmp_path):
    text = b'\xef\xbb\xbf# \xc3\xa4\r\n[tool.pytest.ini_options]\r\nx="\xc3\xa4"\r\nasyncio_mode="auto"\t# \xc3\xa4\r\n\n'
    patched, written = tmp_path / "patched", tmp_path / "written"
    for folder in (patched, written):
        write(PROJECT, folder)
        (folder / "pyproject.toml").write_bytes(text)
    assert run_tool("--check", "--quiet", cwd=written).returncode == 1
    preview = run_tool("--target-python", "3.11", cwd=patched)
    assert b"would change pyproject.toml\n" in run_tool("--check", cwd=written).stderr
    subprocess.run(["git", "apply", "--whitespace=nowarn", "-"], cwd=patched, input=preview.stdout, check=True)
    settle(written)
    wanted = text.replace(b"asyncio_mode", b"anyio_mode")
    assert (patched / "pyproject.toml").read_bytes() == (written / "pyproject.toml").read_bytes() == wanted
    assert sources(patched) == sources(written)
    assert run_tool("--check", "--quiet", cwd=written).returncode == 0


def test_jobs_make_no_difference(tmp_path):
    write({**PROJECT, "pytest.ini": "[pytest]\nasyncio_mode = auto\n"}, tmp_path)
    assert run_tool("--jobs", "1", cwd=tmp_path).stdout == run_tool("--jobs", "8", cwd=tmp_path).stdout


def test_status_accounts_for_it(tmp_path):
    write({**PROJECT, "pytest.ini": "[pytest]\nasyncio_mode = auto\n"}, tmp_path)
    document = json.loads(run_tool("status", "--format", "json", cwd=tmp_path).stdout)
    (file,) = [file for file in document["files"] if file["path"] == "pytest.ini"]
    (reference,) = file["references"]
    assert (reference["name"], reference["line"], reference["column"]) == ("asyncio_mode", 2, 1)
    assert b"8 asyncio references" in run_tool("status", cwd=tmp_path).stdout
    assert b"8 asyncio references in 5 " in run_tool("status", "--format", "markdown", cwd=tmp_path).stdout
    assert b"pytest.ini" in run_tool("status", "--format", "html", cwd=tmp_path).stdout


def test_filter_leaves_the_mode_alone(tmp_path):
    write({**PROJECT, "pytest.ini": "[pytest]\nasyncio_mode = auto\n"}, tmp_path)
    text = (tmp_path / "tests/inner/test_marked.py").read_bytes()
    done = subprocess.run(
        [binary(), "--stdin-filename", "tests/inner/test_marked.py", "-"],
        input=text,
        cwd=tmp_path,
        capture_output=True,
        check=True,
    )
    assert done.stdout == text
