import asyncio


class Feed:
    async def items(self, source):
        try:
            async for item in source:
                yield item
        except asyncio.CancelledError:
            self.closed = True
            raise
