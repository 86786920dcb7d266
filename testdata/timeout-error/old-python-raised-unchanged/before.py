import asyncio

import anyio


async def fetch(client):
    with anyio.move_on_after(5):
        return await client.get()
    raise asyncio.TimeoutError


class Late(asyncio.TimeoutError):
    pass


ERRORS = (asyncio.TimeoutError, KeyError)
