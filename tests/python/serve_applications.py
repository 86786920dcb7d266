"""Serves applications in every way that the tests compare and prints what they logged, as JSON.

usage: serve_applications.py FILE...

Each file is a module with an `app` and a `log`, executed afresh for each way. `fails = True` in it says that the
client of the application raises. Run by an environment of applications, not by that of the tests.
"""

import asyncio
import contextlib
import json
import logging
import runpy
import socket
import sys
import threading
import time
import traceback
import urllib.error
import urllib.request
import warnings

import hypercorn.config
import hypercorn.trio
import trio
import uvicorn
from starlette.testclient import TestClient


def note_failure(log, error):
    log.append(f"failed: {'|'.join(sorted(names_of(error)))}")


def names_of(error):
    """The exceptions in a group, or the one itself: servers differ in what they wrap."""
    inner = getattr(error, "exceptions", None)
    return {name for one in inner for name in names_of(one)} if inner else {f"{type(error).__name__}: {error}"}


def with_client(backend):
    def serve(module):
        log = module["log"]
        try:
            with TestClient(module["app"], backend=backend, raise_server_exceptions=False) as client:
                log.append(f"status {client.get('/').status_code}")
                if module.get("fails"):
                    raise LookupError("client")
        except Exception as error:
            note_failure(log, error)

    return serve


def ask(port):
    """The status of `/`, as soon as somebody listens; None when nobody does for long."""
    for _ in range(200):
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/", timeout=5) as response:
                return response.status
        except urllib.error.HTTPError as error:
            return error.code
        except OSError:
            time.sleep(0.02)
    return None


def listening_socket():
    listener = socket.socket()
    listener.bind(("127.0.0.1", 0))
    return listener


def with_uvicorn(module):
    listener = listening_socket()
    server = uvicorn.Server(uvicorn.Config(module["app"], log_level="critical", lifespan="on", loop="asyncio"))
    thread = threading.Thread(target=lambda: asyncio.run(server.serve(sockets=[listener])))
    thread.start()
    while thread.is_alive() and not server.started and not server.should_exit:
        time.sleep(0.01)
    if server.started:
        module["log"].append(f"status {ask(listener.getsockname()[1])}")
    server.should_exit = True
    thread.join(30)
    listener.close()


def with_hypercorn(module):
    listener = listening_socket()
    port = listener.getsockname()[1]
    listener.close()
    config = hypercorn.config.Config()
    config.bind = [f"127.0.0.1:{port}"]
    config.errorlog = None

    async def serve():
        stop = trio.Event()
        async with trio.open_nursery() as nursery:

            async def run():
                with contextlib.suppress(Exception):
                    await hypercorn.trio.serve(module["app"], config, shutdown_trigger=stop.wait)
                nursery.cancel_scope.cancel()

            nursery.start_soon(run)
            # Cancelled when the application does not start; the thread is left to itself.
            status = await trio.to_thread.run_sync(ask, port, abandon_on_cancel=True)
            module["log"].append(f"status {status}")
            stop.set()

    trio.run(serve)


WAYS = {
    "client-asyncio": with_client("asyncio"),
    "client-trio": with_client("trio"),
    "uvicorn-asyncio": with_uvicorn,
    "hypercorn-trio": with_hypercorn,
}


def logs_of(path):
    logs = {}
    for way, serve in WAYS.items():
        try:
            module = runpy.run_path(path)
            serve(module)
            logs[way] = module["log"]
        except BaseException:
            logs[way] = ["crashed", traceback.format_exc(limit=-3)]
    return logs


if __name__ == "__main__":
    warnings.simplefilter("ignore")
    logging.disable(logging.CRITICAL)
    print(json.dumps({path: logs_of(path) for path in sys.argv[1:]}))
