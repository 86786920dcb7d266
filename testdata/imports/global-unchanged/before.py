import asyncio


def reset():
    global asyncio
    asyncio = None
