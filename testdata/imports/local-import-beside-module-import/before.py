import asyncio as aio


async def main():
    await aio.sleep(0)
    import asyncio
    await asyncio.sleep(0)
