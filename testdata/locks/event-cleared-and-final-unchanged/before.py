import asyncio
from typing import Final


class Poller:
    def __init__(self):
        self.wake: Final = asyncio.Event()

    async def run(self):
        await self.wake.wait()
        self.wake.clear()
