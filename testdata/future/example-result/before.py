import asyncio


async def ask(send):
    reply: asyncio.Future[str] = asyncio.get_running_loop().create_future()

    def on_reply(text: str) -> None:
        if not reply.done():
            reply.set_result(text)

    send("hello?", on_reply)
    return await reply
