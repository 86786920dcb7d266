import anyio


async def fetch(client):
    with anyio.fail_after(5) as scope:
        await client.get(deadline=scope.deadline)
