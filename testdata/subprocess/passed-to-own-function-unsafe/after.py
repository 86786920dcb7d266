import anyio
from anyio.abc import Process


async def stop(process: Process):
    if process.returncode is None:
        process.terminate()
    await process.wait()


async def run():
    process = await anyio.open_process(["serve"], stdin=None, stdout=None, stderr=None)
    await anyio.sleep(1)
    await stop(process)
