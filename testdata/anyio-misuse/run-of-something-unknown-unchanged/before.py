import functools

import anyio
from program import Program, make_main


def start():
    anyio.run(Program().main())
    anyio.run(functools.partial(make_main, True))
    anyio.run(make_main())


def make():
    return start


anyio.run(make())
