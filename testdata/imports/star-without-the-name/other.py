from before import *


async def nap():
    await pause(1)
