import anyio


async def fetch(client):
    with anyio.fail_after(5):
        async with client.session() as session:
            # Both count.
            await session.get()
    with anyio.fail_after(5) as scope:
        async with (
            client.session() as session,
            client.session() as other,
        ):
            await session.get(other)
    return scope.cancelled_caught
