import anyio


async def ask(send):
    reply: anyio.Future[str] = anyio.Future()

    def on_reply(text: str) -> None:
        if reply.status is anyio.Future.Status.PENDING:
            reply.return_value = text

    send("hello?", on_reply)
    return await reply
