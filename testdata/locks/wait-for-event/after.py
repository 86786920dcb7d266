import anyio
import asyncio


async def main(stop_after):
    stop = anyio.Event()
    stop_after(1, stop.set)
    while not stop.is_set():
        try:
            await asyncio.wait_for(stop.wait(), timeout=1)
        except asyncio.TimeoutError:
            continue
