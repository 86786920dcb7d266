import anyio


async def fetch(client, start):
    with anyio.fail_after(5):
        await client.get()
    with anyio.fail_after(start + 5 - anyio.current_time()):
        await client.get()
