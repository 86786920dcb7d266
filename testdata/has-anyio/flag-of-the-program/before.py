import asyncio
import os

import anyio

USE_ANYIO_RUN = os.environ.get("ANYIO_RUN") == "1"


def run(main):
    if USE_ANYIO_RUN:
        # The usual way.
        return anyio.run(main)
    loop = asyncio.new_event_loop()
    return loop.run_until_complete(main())


def name():
    return "anyio" if USE_ANYIO_RUN else "asyncio"
