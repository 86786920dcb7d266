import asyncio
import os


async def work():
    '''Does it.'''
    loop = asyncio.get_event_loop()
    return os


async def nothing():
    loop = asyncio.get_running_loop()
