import anyio


async def serve(tg: anyio.abc.TaskGroup) -> None:
    tg.start_soon(anyio.sleep, 1)
