import asyncio


async def main(job, stop_on):
    stop = asyncio.Event()
    stop_on(stop.set)
    work = asyncio.create_task(job())
    stopped = asyncio.create_task(stop.wait())
    done, pending = await asyncio.wait({work, stopped}, return_when=asyncio.FIRST_COMPLETED)
    return done.pop().result()
