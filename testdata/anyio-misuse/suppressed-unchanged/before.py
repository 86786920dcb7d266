import anyio


async def start():
    return await anyio.start_server(print)  # asyncio2anyio: ignore[anyio-misuse]
