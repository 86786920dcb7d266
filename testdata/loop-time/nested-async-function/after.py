import anyio


async def main():
    async def stamp():
        return [anyio.current_time() for _ in range(2)]

    return await stamp()
