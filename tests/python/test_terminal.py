"""What people see on a terminal: colours and the progress line."""

import os
import pty
import re
import select
import subprocess
import time

from cli_project import run, tree  # noqa: F401
from harness import binary


def test_colours_on_request_only(tree):
    plain = run("src").stdout
    colored = run("--color", "always", "src").stdout
    assert b"\x1b[31m-    await asyncio.sleep(1)\x1b[m\n\x1b[32m+    await anyio.sleep(1)\x1b[m\n" in colored
    assert re.sub(rb"\x1b\[\d*m", b"", colored) == plain


def on_a_terminal(arguments, environment, stdin=b"", delay=0.0):
    """What the tool prints when both of its outputs are a terminal; its input comes late."""
    control, terminal = pty.openpty()
    process = subprocess.Popen(
        [binary(), *arguments], stdin=subprocess.PIPE, stdout=terminal, stderr=terminal, env={**os.environ, **environment}
    )
    os.close(terminal)
    time.sleep(delay)
    process.stdin.write(stdin)
    process.stdin.close()
    output = b""
    while select.select([control], [], [], 30)[0]:
        try:
            block = os.read(control, 65536)
        except OSError:  # The other end was closed.
            break
        if not block:
            break
        output += block
    os.close(control)
    process.wait(timeout=30)
    return output


def test_a_terminal_gets_colours_unless_told_otherwise(tree):
    assert b"\x1b[31m" in on_a_terminal(["src"], {"TERM": "xterm"})
    assert b"\x1b[" not in on_a_terminal(["src"], {"TERM": "xterm", "NO_COLOR": "1"})
    assert b"\x1b[" not in on_a_terminal(["src"], {"TERM": "dumb"})
    assert b"\x1b[31m" in on_a_terminal(["--color", "always", "src"], {"TERM": "xterm", "NO_COLOR": "1"})


def test_short_work_shows_no_progress(tree):
    assert b"\r\x1b[K" not in on_a_terminal(["src"], {"TERM": "xterm"})


def test_long_work_shows_its_progress_and_erases_it(tree):
    output = on_a_terminal(["--files-from", "-"], {"TERM": "xterm"}, stdin=b"src", delay=0.8)
    assert b"/2 files\r\x1b[K" in output
    quiet = on_a_terminal(["-q", "--files-from", "-"], {"TERM": "xterm"}, stdin=b"src", delay=0.8)
    assert quiet and b"/2 files" not in quiet
