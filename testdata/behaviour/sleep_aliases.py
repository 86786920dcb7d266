# after: anyio only
import asyncio as aio
from asyncio import sleep as pause


async def main():
    await aio.sleep(0)
    await pause(0)
    import asyncio
    await asyncio.sleep(0)
    print("slept three times")


aio.run(main())
