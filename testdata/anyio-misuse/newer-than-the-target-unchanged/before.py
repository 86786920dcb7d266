import anyio


async def main(names):
    future = anyio.Future()
    async with anyio.as_completed(*names) as completed:
        async for item in completed:
            print(await item)
    with anyio.fail_at(5):
        return await future
