import asyncio


class Job:
    def __init__(self, loop):
        # The parser takes these for type aliases; the strings are data.
        type(self).kind = "asyncio.Lock"
        type(self).names["asyncio.Future"] = "asyncio.AbstractEventLoop"
        type(loop).runs = True
        asyncio.get_running_loop().set_debug(type(self).kind)
