from common import *


async def wait():
    await asyncio.sleep(1)
