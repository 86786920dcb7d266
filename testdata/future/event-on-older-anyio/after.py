import anyio


async def main():
    ready = anyio.Event()
    ready.set()
    await ready.wait()
