import asyncio


class Server:
    async def __aenter__(self):
        self.group = asyncio.TaskGroup()
        await self.group.__aenter__()
        return self
