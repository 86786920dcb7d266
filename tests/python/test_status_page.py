"""The HTML of `asyncio2anyio status`: what is in the file, and what it does in a real browser."""

import json
import os
import pathlib
import re
import subprocess
import time

import pytest
from browser import Browser, program
from harness import binary

PLAIN = "def answer():\n    return 42\n"
SLEEPS = "import asyncio\n\n\nasync def nap():\n    # rest <b>& be merry</b>\n    await asyncio.sleep(1)\n"
KEEPS = (
    "import asyncio\nimport aiohttp\n\n\nasync def serve():\n"
    "    await asyncio.start_server(print)\n    asyncio.create_task(serve())\n"
)
HOSTILE = "import asyncio\n\n\nasync def f():\n    await asyncio.start_server('</script><script>window.hacked=1</script><!--')\n"

needs_browser = pytest.mark.skipif(program() is None, reason="no Chromium (Debian: apt-get install chromium)")


def write(root, files):
    for path, text in files.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text)


def make_page(root, *arguments):
    done = subprocess.run(
        [binary(), "status", "--format", "html", *arguments], cwd=root, capture_output=True, check=True, timeout=300
    )
    # Not among the files, where the next status would find the word in it.
    page = root.with_name(root.name + ".html")
    page.write_bytes(done.stdout)
    return page


@pytest.fixture(scope="module")
def page(tmp_path_factory):
    root = tmp_path_factory.mktemp("project")
    write(root, {"pkg/a.py": SLEEPS, "pkg/b.py": KEEPS, "pkg/sub/c.py": SLEEPS, "pkg/d.py": PLAIN, "pkg/e.py": HOSTILE})
    write(root, {"tests/test_a.py": SLEEPS, "notes.md": "asyncio\n"})
    baseline = subprocess.run([binary(), "status", "--format", "json"], cwd=root, capture_output=True, check=True).stdout
    (root / "old.json").write_bytes(baseline)
    write(root, {"pkg/sub/f.py": SLEEPS, "pkg/sub/c.py": PLAIN})
    return make_page(root, "--baseline", "old.json")


# --- the file


def data_of(page):
    return json.loads(re.search(r'<script type="application/json" id="data">(.*?)</script>', page.read_text())[1])


def test_the_page_is_one_file_that_asks_for_nothing(page):
    text = page.read_text()
    frame = text.replace(re.search(r'id="data">(.*?)</script>', text)[1], "")
    assert "/*STYLE*/" not in text and "/*SCRIPT*/" not in text and "/*DATA*/" not in text
    assert not re.findall(r"""(?:src|href|action)=["'](?!#)""", frame)
    assert not re.findall(r"@import|url\(|fetch\(|XMLHttpRequest|WebSocket|import\(", frame)
    assert "default-src 'none'" in frame


def test_the_data_is_the_status(page):
    data = data_of(page)
    assert data["schema"] == "asyncio2anyio.status/1"
    files = {file["path"]: file for file in data["files"]}
    assert files["pkg/a.py"]["diff"].startswith("--- a/pkg/a.py\n")
    (nap,) = files["pkg/a.py"]["references"]
    assert nap["excerpt_line"] == 4
    assert nap["excerpt"] == "async def nap():\n    # rest <b>& be merry</b>\n    await asyncio.sleep(1)"


def test_the_same_code_gives_the_same_page(page):
    first = page.read_bytes()
    assert make_page(page.with_suffix(""), "--baseline", "old.json", "--jobs", "3").read_bytes() == first


# --- in a browser


@pytest.fixture(scope="module")
def window(tmp_path_factory):
    with Browser(tmp_path_factory.mktemp("profile")) as browser:
        yield browser


@pytest.fixture
def opened(window, page):
    window.events.clear()
    window.open(page, "document.documentElement.dataset.ready === 'true'")
    return window


def rows(browser, section):
    script = f"[...document.querySelectorAll('#{section} tbody > tr:not(.detail)')].map(row => [...row.cells].map(cell => cell.textContent))"
    return browser.run(script)


def count(browser, section="references"):
    return browser.run(f"document.querySelector('#{section} .count').textContent")


def choose(browser, section, label, value):
    browser.run(f"""(() => {{
      const labels = [...document.querySelectorAll('#{section} .filters label')];
      const select = labels.find(one => one.firstChild.textContent === {label!r}).querySelector('select');
      select.value = {value!r};
      select.dispatchEvent(new Event('change'));
    }})()""")


@needs_browser
def test_nothing_is_requested_and_nothing_goes_wrong(opened, page):
    opened.pdf()
    asked = [event["params"]["request"]["url"] for event in opened.events if event["method"] == "Network.requestWillBeSent"]
    assert asked == [page.as_uri()]
    assert opened.run("performance.getEntriesByType('resource').length") == 0
    wrong = [event for event in opened.events if event["method"] in {"Runtime.exceptionThrown", "Log.entryAdded"}]
    assert not wrong, wrong


@needs_browser
def test_code_of_the_project_is_text(opened):
    assert opened.run("window.hacked") is None
    assert any("start_server" in row[1] for row in rows(opened, "references"))


@needs_browser
def test_search_and_choices_filter(opened):
    assert count(opened) == "6 of 6 references"
    opened.run("document.querySelector('#references input').focus()")
    opened.type("start_server PKG/b")
    opened.wait("document.querySelector('#references .count').textContent.startsWith('1 of')")
    assert [row[0] for row in rows(opened, "references")] == ["pkg/b.py:6"]
    opened.run("document.querySelector('#references .filters button').click()")
    assert count(opened) == "6 of 6 references"
    choose(opened, "references", "State", "waiting")
    assert {row[2] for row in rows(opened, "references")} >= {"a rewrite is waiting"}
    choose(opened, "references", "In", "tests")
    assert [row[0] for row in rows(opened, "references")] == ["tests/test_a.py:6"]
    choose(opened, "references", "State", "")
    choose(opened, "references", "In", "new")
    assert [row[0] for row in rows(opened, "references")] == ["pkg/sub/f.py:6"]


@needs_browser
def test_headers_sort(opened):
    def places():
        return [row[0] for row in rows(opened, "references")]

    header = "document.querySelector('#references th')"
    opened.run(f"{header}.querySelector('button').click()")
    assert places() == sorted(places()) and opened.run(f"{header}.ariaSort") == "ascending"
    opened.run(f"{header}.querySelector('button').click()")
    assert opened.run(f"{header}.ariaSort") == "descending"
    assert places()[0].startswith("tests/") and places()[-1].startswith("pkg/a.py")
    numbers = [int(row[2]) for row in rows(opened, "files")]
    assert numbers == sorted(numbers, reverse=True)


@needs_browser
def test_a_reference_opens_with_source_reason_and_advice(opened):
    opened.run("document.querySelector('#references input').focus()")
    opened.type("pkg/b.py create_task")
    opened.wait("document.querySelector('#references .count').textContent.startsWith('1 of')")
    opened.run("document.querySelector('#references button.open').click()")
    detail = opened.run("document.querySelector('#references tr.detail').textContent")
    assert "asyncio.create_task(serve())" in detail and "Why: " in detail and "Advice: " in detail
    assert opened.run("document.querySelector('#references .at .digits').textContent") == "7"
    opened.run("document.querySelector('#references button.open').click()")
    assert opened.run("document.querySelector('#references tr.detail')") is None


@needs_browser
def test_a_pending_rewrite_shows_its_diff(opened):
    opened.run("document.querySelector('#files input').focus()")
    opened.type("pkg/a.py")
    opened.wait("document.querySelector('#files .count').textContent.startsWith('1 of')")
    opened.run("document.querySelector('#files button.open').click()")
    lines = opened.run("[...document.querySelectorAll('#files .detail .plus')].map(line => line.textContent)")
    assert "+    await anyio.sleep(1)" in lines


@needs_browser
def test_the_treemap_leads_to_the_references_of_a_folder(opened):
    names = opened.run("[...document.querySelectorAll('#treemap button')].map(one => one.title)")
    assert sorted(name.split(":")[0] for name in names) == ["pkg", "pkg/sub", "tests"]
    opened.run("[...document.querySelectorAll('#treemap button')].find(one => one.title.startsWith('pkg/sub')).click()")
    assert [row[0] for row in rows(opened, "references")] == ["pkg/sub/f.py:6"]


@needs_browser
def test_the_burn_down_has_every_status(opened):
    assert opened.run("document.querySelectorAll('#history circle.found').length") == 2
    assert [row[0] for row in rows(opened, "history")][:2] == ["old.json", "now"]


@needs_browser
def test_a_keyboard_is_enough(opened):
    opened.run("document.querySelector('#references th button').focus()")
    opened.press("Enter", "\r")
    assert opened.run("document.querySelector('#references th').ariaSort") == "ascending"
    for _ in range(5):
        opened.press("Tab")
    assert opened.run("document.activeElement.className") == "open"
    opened.press(" ", " ")
    assert opened.run("document.activeElement.getAttribute('aria-expanded')") == "true"
    beyond_reach = "[...document.querySelectorAll('[onclick], [tabindex=\"-1\"]')].length"
    assert opened.run(beyond_reach) == 0


@needs_browser
def test_light_and_dark(opened):
    colour = "getComputedStyle(document.body).backgroundColor"
    opened.emulate(prefers_color_scheme="light")
    light = opened.run(colour)
    opened.emulate(prefers_color_scheme="dark")
    assert opened.run(colour) != light
    opened.run("document.getElementById('theme').click()")
    assert opened.run(colour) == light
    opened.emulate(prefers_color_scheme="light")


@needs_browser
def test_it_prints(opened):
    assert opened.pdf().startswith(b"%PDF")


@needs_browser
def test_ten_thousand_files_are_usable(window, tmp_path):
    write(tmp_path, {f"pkg/p{i // 100}/m{i}.py": SLEEPS if i % 2 else PLAIN for i in range(10_000)})
    page = make_page(tmp_path)
    started = time.monotonic()
    window.open(page, "document.documentElement.dataset.ready === 'true'")
    assert window.run("document.querySelectorAll('tr').length") < 2_000, "rows are drawn that nobody sees"
    window.run("document.querySelector('#references th button').click()")
    window.run("document.querySelector('#references input').focus()")
    window.type("m4321.py")
    window.wait("document.querySelector('#references .count').textContent.startsWith('1 of 5,000')")
    assert time.monotonic() - started < 20
    window.run("document.querySelector('#files input').value = ''")
    before = window.run("document.querySelectorAll('#files tr').length")
    window.run("(() => { const box = document.querySelector('#files .table'); box.scrollIntoView(); box.scrollTop = box.scrollHeight; })()")
    window.wait(f"document.querySelectorAll('#files tr').length > {before}")


@needs_browser
def test_screenshots_can_be_had(opened):
    """For people: A2A_SCREENSHOTS names a folder for pictures in both schemes."""
    folder = os.environ.get("A2A_SCREENSHOTS")
    if not folder:
        pytest.skip("A2A_SCREENSHOTS names no folder")
    opened.run("document.querySelectorAll('#references button.open, #files button.open').forEach((one, i) => i % 3 || one.click())")
    for scheme in ("light", "dark"):
        opened.emulate(prefers_color_scheme=scheme)
        opened.screenshot(pathlib.Path(folder, f"status-{scheme}.png"))
