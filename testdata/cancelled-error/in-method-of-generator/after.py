import anyio


class Feed:
    async def items(self, source):
        try:
            async for item in source:
                yield item
        except anyio.get_cancelled_exc_class():
            self.closed = True
            raise
