import anyio
from functools import partial

from app import serve


def start():
    anyio.run(partial(serve, port=80))
