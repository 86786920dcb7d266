import anyio


class Gate:
    async def close(self):
        if self.opened:
            with anyio.CancelScope(shield=True):
                return await self._close()

    async def _close(self):
        self.opened = False
