import asyncio


async def main():
    loop = asyncio.get_running_loop()

    async def stamp():
        return [loop.time() for _ in range(2)]

    return await stamp()
