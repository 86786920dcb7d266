import anyio


async def now(flag):
    if flag:
        flag.clear()
    return anyio.current_time()
