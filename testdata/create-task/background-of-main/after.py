import anyio


async def ticker():
    while True:
        await anyio.sleep(1)


async def main(run=print):
    print("starting")
    async with anyio.create_task_group() as tg:
        tg.create_task(ticker())
        await anyio.sleep(3)
        run("done")
        tg.cancel_scope.cancel()


anyio.run(main)
