import anyio


async def poll(check):
    while not check():
        await anyio.sleep(0.5)
