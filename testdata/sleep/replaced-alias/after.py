from anyio import sleep as nap


async def pause(seconds):
    await nap(seconds)
