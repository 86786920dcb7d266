import asyncio
from typing import Optional


class Connection:
    def __init__(self) -> None:
        self.lost: Optional[asyncio.Future[None]] = None

    def connection_made(self) -> None:
        self.lost = asyncio.Future()

    def connection_lost(self) -> None:
        if self.lost is not None and not self.lost.done():
            self.lost.set_result(None)

    async def closed(self, timeout) -> None:
        if self.lost is None:
            return
        await asyncio.wait_for(self.lost, timeout)
        print(self.lost.done())
