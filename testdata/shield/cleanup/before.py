from asyncio import shield


async def session(connect, client):
    try:
        await client.run()
    finally:
        # The server must hear of it.
        await shield(
            client.close(
                reason="done",
            )
        )
