from before import *


async def nap():
    await asyncio.sleep(1)
