import anyio


async def serve(tg: anyio.TaskGroup) -> None:
    tg.start_soon(anyio.sleep, 1)
