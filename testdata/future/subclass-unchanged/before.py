import asyncio


class Call(asyncio.Future):
    pass
