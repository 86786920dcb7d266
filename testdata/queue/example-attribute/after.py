import anyio


class Mailbox:
    def __init__(self) -> None:
        self.letters_send, self.letters_receive = anyio.create_memory_object_stream[str](10)

    async def deliver(self, letter: str) -> None:
        await self.letters_send.send(letter)

    async def open_next(self) -> str:
        return await self.letters_receive.receive()
