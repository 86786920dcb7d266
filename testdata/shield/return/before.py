import asyncio


class Gate:
    async def close(self):
        if self.opened: return await asyncio.shield(self._close())

    async def _close(self):
        self.opened = False
