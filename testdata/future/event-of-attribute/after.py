import anyio
from typing import Optional


class Connection:
    def __init__(self) -> None:
        self.lost: Optional[anyio.Event] = None

    def connection_made(self) -> None:
        self.lost = anyio.Event()

    def connection_lost(self) -> None:
        if self.lost is not None and not self.lost.is_set():
            self.lost.set()

    async def closed(self, timeout) -> None:
        if self.lost is None:
            return
        with anyio.fail_after(timeout):
            await self.lost.wait()
        print(self.lost.is_set())
