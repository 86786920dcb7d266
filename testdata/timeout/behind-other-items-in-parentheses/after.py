import anyio


async def fetch(client):
    async with (
        client.session() as session,
    ):
        with anyio.fail_after(5):
            await session.get()
