import asyncio


async def main(poll):
    wake = asyncio.Event()

    def on_data():
        wake.set()

    while await poll(on_data):
        await wake.wait()
        wake.clear()
