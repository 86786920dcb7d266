import anyio


async def session(connect, client):
    try:
        await client.run()
    finally:
        # The server must hear of it.
        with anyio.CancelScope(shield=True):
            await client.close(
                reason="done",
            )
