import anyio


async def main(poll):
    wake = anyio.Event()

    def on_data():
        wake.set()

    while await poll(on_data):
        await wake.wait()
        wake = anyio.Event()
