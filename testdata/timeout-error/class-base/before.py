import asyncio


class Late(asyncio.TimeoutError):
    pass
