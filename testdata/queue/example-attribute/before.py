import asyncio


class Mailbox:
    def __init__(self) -> None:
        self.letters: asyncio.Queue[str] = asyncio.Queue(maxsize=10)

    async def deliver(self, letter: str) -> None:
        await self.letters.put(letter)

    async def open_next(self) -> str:
        return await self.letters.get()
