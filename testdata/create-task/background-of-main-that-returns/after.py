import anyio


async def ticker():
    while True:
        await anyio.sleep(1)


async def main():
    async with anyio.create_task_group() as tg:
        task = tg.create_task(ticker(), name="ticker")
        code = 3
        await anyio.sleep(3)
        tg.cancel_scope.cancel()
        return code


print(anyio.run(main))
