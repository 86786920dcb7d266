import anyio
import asyncio


async def main(job, stop_on):
    stop = anyio.Event()
    stop_on(stop.set)
    work = asyncio.create_task(job())
    stopped = asyncio.create_task(stop.wait())
    done, pending = await asyncio.wait({work, stopped}, return_when=asyncio.FIRST_COMPLETED)
    if work in done:
        return work.result()
    stopped.cancel()
