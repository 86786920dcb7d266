import asyncio


class Job:
    def __await__(self):
        yield


asyncio.run(Job())
